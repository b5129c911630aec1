using System.Net;
using Syndicator.Publishing;
using Syndicator.Tests.Composing;

namespace Syndicator.Tests.Pages.Issues;

/// <summary>The shipped sample issue, before its day, when its date holds it, and on it.</summary>
public class IssuePagesTests
{
    private const string Key = "issue-678";

    [Fact]
    public async Task Where_no_issue_is_the_page_says_what_to_do_and_why_none_is_found()
    {
        await using var desk = await DeskWithStore.StartAsync();
        var page = await desk.PageAsync("/issues");
        page.QuerySelector(".empty h2")!.TextContent.ShouldBe("No issue yet");
        page.QuerySelector(".trouble .reasons")!.TextContent.ShouldContain("issues: There is no such folder");
        await desk.PageAsync("/issues/issue-1", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_issue_shows_every_reason_that_holds_it_and_what_each_account_would_say()
    {
        await using var desk = await DeskWithStore.StartAsync(Shipped.Publication);
        var list = await desk.PageAsync("/issues");
        list.QuerySelector("[data-item] .state")!.TextContent.ShouldStartWith("Not ready");
        var page = await desk.PageAsync(list.QuerySelector("a[data-key=o]")!.GetAttribute("href")!);
        page.QuerySelector(".reasons .error code")!.TextContent.ShouldNotBeEmpty();
        page.QuerySelectorAll(".account").Length.ShouldBe(3);
        page.QuerySelectorAll(".account .post").Length.ShouldBeGreaterThan(10);
        page.QuerySelectorAll("h1, h2, h3, h4").Select(heading => heading.LocalName[1] - '0').ShouldBeSteps();
    }

    [Fact]
    public async Task What_is_not_ready_is_announced_with_a_reason_and_never_without_one()
    {
        await using var desk = await DeskWithStore.StartAsync(Shipped.Publication);
        var page = await desk.PageAsync($"/issues/{Key}");
        DeskWithStore.Said(await desk.PressAsync(page, "form[action$='/announcement'] button")).ShouldContain("Say why");
        (await PostsAsync(desk)).ShouldBeEmpty();
        var announced = await desk.PressAsync(page, "form[action$='/announcement'] button", ("reason", "a rehearsal"));
        DeskWithStore.Said(announced).ShouldContain("posts for 3 accounts go out at the next delivery");
        announced.QuerySelector(".issue")!.TextContent.ShouldContain("a rehearsal");
        announced.QuerySelectorAll(".post .part a[href^='/posts/']").Length.ShouldBe((await PostsAsync(desk)).Count);
        announced.QuerySelectorAll("form[action$='/announcement']").ShouldBeEmpty();
        DeskWithStore
            .Said(await desk.PressAsync(page, "form[action$='/announcement'] button", ("reason", "again")))
            .ShouldContain("already");
    }

    [Fact]
    public async Task A_ready_issue_goes_out_by_itself_at_a_look_and_one_that_is_skipped_does_not()
    {
        await using var desk = await DeskWithStore.StartAsync(Shipped.Publication);
        var page = await desk.PageAsync($"/issues/{Key}");
        DeskWithStore.Said(await desk.PressAsync(page, "form[action$='/skip'] button")).ShouldContain("say why");
        var skipped = await desk.PressAsync(page, "form[action$='/skip'] button", ("reason", "a test"));
        DeskWithStore.Said(skipped).ShouldEndWith("is never announced by itself.");
        DeskWithStore.Said(await desk.PressAsync(page, "form[action$='/skip'] button", ("reason", "late"))).ShouldContain("was faster");
        desk.Clock.Jump(Shipped.Publication.DemonstrationStartsAt!.Value - desk.Clock.GetUtcNow());
        var looked = await desk.PressAsync(await desk.PageAsync($"/issues/{Key}"), "button[data-key=l]");
        DeskWithStore.Said(looked).ShouldContain("read again: 1 file");
        (await PostsAsync(desk)).ShouldBeEmpty();

        await desk.PressAsync(skipped, "#said button");
        await desk.PressAsync(looked, "button[data-key=l]");
        (await PostsAsync(desk)).ShouldNotBeEmpty();
        var late = await desk.PressAsync(looked, "form[action$='/unskip'] button");
        DeskWithStore.Said(late).ShouldContain("not skipped any more");
    }

    private static Task<IReadOnlyList<Delivery>> PostsAsync(DeskWithStore desk) =>
        desk.Syndication.Deliveries.ListAsync(desk.Publication.Id, cancellationToken: TestContext.Current.CancellationToken);
}

file static class HeadingChecks
{
    /// <summary>Each level stands below one of the level above.</summary>
    public static void ShouldBeSteps(this IEnumerable<int> levels)
    {
        var all = levels.ToList();
        all[0].ShouldBe(1);
        all.Zip(all.Skip(1)).ShouldAllBe(pair => pair.Second <= pair.First + 1);
    }
}
