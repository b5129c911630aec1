using System.Net;
using AngleSharp.Dom;
using Syndicator.Nominations;
using Syndicator.Nominations.Reviewing;

namespace Syndicator.Tests.Pages.Nominations;

public class NominationPagesTests
{
    [Fact]
    public async Task Without_any_nomination_the_page_says_how_people_nominate()
    {
        await using var desk = await DeskWithStore.StartAsync();
        var page = await desk.PageAsync("/nominations");
        page.QuerySelector(".empty h2")!.TextContent.ShouldBe("Nothing is nominated yet");
        page.QuerySelectorAll("[data-item]").ShouldBeEmpty();
    }

    [Fact]
    public async Task One_click_accepts_and_one_click_takes_it_back()
    {
        await using var desk = await DeskWithStore.StartAsync();
        var jiff = await NominateAsync(desk, new Nominee.Crate("jiff", null), "Ferris");
        var accepted = await desk.PressAsync(await desk.PageAsync("/nominations"), "button[data-key=a]");
        DeskWithStore.Said(accepted).ShouldBe("jiff is accepted.");
        (await StateAsync(desk, jiff)).ShouldBeOfType<NominationState.Accepted>().Review.Editor.ShouldStartWith("desk:");
        await desk.PressAsync(accepted, "#said button");
        (await StateAsync(desk, jiff)).ShouldBeOfType<NominationState.Pending>();
    }

    [Fact]
    public async Task Who_was_slower_is_told_who_was_faster_and_changes_nothing()
    {
        await using var desk = await DeskWithStore.StartAsync();
        var jiff = await NominateAsync(desk, new Nominee.Crate("jiff", null), "Ferris");
        var page = await desk.PageAsync("/nominations");
        await desk.Syndication.Nominations.Review.RejectAsync(
            new Seen(jiff),
            new EditorAct("cli:eve", "won before"),
            TestContext.Current.CancellationToken
        );
        var late = await desk.PressAsync(page, "button[data-key=c]");
        DeskWithStore.Said(late).ShouldStartWith("eve was faster (rejected: won before");
        late.QuerySelector("#said")!.GetAttribute("role").ShouldBe("alert");
        (await StateAsync(desk, jiff)).ShouldBeOfType<NominationState.Rejected>();
    }

    [Fact]
    public async Task A_rejection_needs_its_reason()
    {
        await using var desk = await DeskWithStore.StartAsync();
        var jiff = await NominateAsync(desk, new Nominee.Crate("jiff", null), "Ferris");
        var page = await desk.PageAsync("/nominations");
        DeskWithStore.Said(await desk.PressAsync(page, ".reject button")).ShouldContain("A rejection needs a reason.");
        (await StateAsync(desk, jiff)).ShouldBeOfType<NominationState.Pending>();
        await desk.PressAsync(page, ".reject button", ("reason", "not about Rust"));
        (await StateAsync(desk, jiff)).ShouldBeOfType<NominationState.Rejected>().Review.Note.ShouldBe("not about Rust");
    }

    [Fact]
    public async Task Several_are_rejected_at_once_and_taken_back_at_once()
    {
        await using var desk = await DeskWithStore.StartAsync();
        var one = await NominateAsync(desk, new Nominee.Crate("jiff", null), "Ferris");
        var two = await NominateAsync(desk, new Nominee.Crate("serde", null), "Corro");
        var page = await desk.PageAsync("/nominations");
        var rejected = await desk.PressAsync(page, "#acts button[formaction$='/rejection']", [.. Ticks(page), ("reason", "won before")]);
        DeskWithStore.Said(rejected).ShouldEndWith("are rejected.");
        (await StateAsync(desk, one)).ShouldBeOfType<NominationState.Rejected>();
        await desk.PressAsync(rejected, "#said button");
        (await StateAsync(desk, one)).ShouldBeOfType<NominationState.Pending>();
        (await StateAsync(desk, two)).ShouldBeOfType<NominationState.Pending>();
    }

    [Fact]
    public async Task Ticked_ones_are_merged_and_the_posts_of_the_other_can_be_split_off_again()
    {
        await using var desk = await DeskWithStore.StartAsync();
        await NominateAsync(desk, new Nominee.Crate("jiff", null), "Ferris");
        await NominateAsync(desk, new Nominee.Crate("jif", null), "Corro");
        var page = await desk.PageAsync("/nominations");
        var merged = await desk.PressAsync(page, "#acts button[formaction$='/merger']", [.. Ticks(page)]);
        merged.QuerySelectorAll("[data-item]").Length.ShouldBe(1);
        var detail = await desk.PageAsync(merged.QuerySelector("h2 a[data-key=o]")!.GetAttribute("href")!);
        var other = detail
            .QuerySelectorAll(".split-row")
            .Single(row => row.TextContent.Contains("merged into this", StringComparison.Ordinal));
        var split = await desk.PressAsync(
            detail,
            "#split button",
            ("post", other.QuerySelector("input[name=post]")!.GetAttribute("value")!)
        );
        DeskWithStore.Said(split).ShouldEndWith("is a nomination of its own now.");
    }

    [Fact]
    public async Task What_is_wrong_is_corrected_in_a_form_and_what_was_not_touched_stays()
    {
        await using var desk = await DeskWithStore.StartAsync();
        var jiff = await NominateAsync(desk, new Nominee.Crate("jiff", "https://docs.rs/jiff"), "Ferris");
        var page = await desk.PageAsync($"/nominations/{jiff}");
        await desk.PressAsync(
            page,
            "form.fields button",
            ("name", "jiff"),
            ("url", "https://docs.rs/jiff"),
            ("description", "a datetime library")
        );
        (await FindAsync(desk, jiff)).Nominee.ShouldBe(new Nominee.Crate("jiff", "https://docs.rs/jiff", "a datetime library"));
    }

    [Fact]
    public async Task A_correction_that_comes_too_late_comes_back_with_who_was_faster()
    {
        await using var desk = await DeskWithStore.StartAsync();
        var jiff = await NominateAsync(desk, new Nominee.Crate("jiff", null), "Ferris");
        var page = await desk.PageAsync($"/nominations/{jiff}");
        page.QuerySelector("[data-key=z]")!.TextContent.ShouldBe("Undo the last decision", "eve entered it");
        await desk.Syndication.Nominations.Review.AcceptAsync(
            new Seen(jiff),
            new EditorAct("cli:eve"),
            TestContext.Current.CancellationToken
        );
        using var late = await desk.SendAsync(page, "form.fields button", ("name", "jiff"), ("description", "a datetime library"));
        late.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var again = await DeskWithStore.ReadAsync(late);
        again.QuerySelector("form.fields [role=alert]")!.TextContent.ShouldStartWith("eve was faster (accepted");
        again.GetElementById("description")!.GetAttribute("value").ShouldBe("a datetime library");
        var corrected = await desk.PressAsync(again, "form.fields button", ("name", "jiff"), ("description", "a datetime library"));
        DeskWithStore.Said(corrected).ShouldBe("jiff is corrected.");
    }

    [Fact]
    public async Task What_reached_editors_otherwise_is_entered_by_a_form()
    {
        await using var desk = await DeskWithStore.StartAsync();
        var page = await desk.PageAsync("/nominations/new?kind=crate");
        using var refused = await desk.SendAsync(
            page,
            "form.fields button",
            ("description", "dates"),
            ("by", "Ferris"),
            ("post", "https://example.org/1"),
            ("self", "yes")
        );
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var again = await DeskWithStore.ReadAsync(refused);
        again.QuerySelector("form.fields [role=alert]")!.TextContent.ShouldStartWith("Nothing was entered.");
        new[] { "description", "by", "post" }
            .Select(field => again.GetElementById(field)!.GetAttribute("value"))
            .ShouldBe(["dates", "Ferris", "https://example.org/1"], "nobody types it twice");
        again.QuerySelector("#self")!.HasAttribute("checked").ShouldBeTrue();
        var entered = await desk.PressAsync(page, "form.fields button", ("name", "jiff"), ("by", "Ferris"));
        DeskWithStore.Said(entered).ShouldBe("jiff is nominated.");
        entered.QuerySelector("[data-item] .author strong")!.TextContent.ShouldBe("Ferris");
    }

    [Fact]
    public async Task A_chosen_crate_is_text_for_the_draft()
    {
        await using var desk = await DeskWithStore.StartAsync();
        await NominateAsync(desk, new Nominee.Crate("jiff", "https://docs.rs/jiff", "a datetime library"), "Ferris");
        await desk.PressAsync(await desk.PageAsync("/nominations"), "button[data-key=c]");
        var bare = await desk.PageAsync("/nominations/export");
        bare.QuerySelector(".reasons").ShouldBeNull();
        await NominateAsync(desk, new Nominee.Crate("nom", null), "Corro");
        await desk.PressAsync(await desk.PageAsync("/nominations?search=nom"), "button[data-key=c]");
        var export = await desk.PageAsync("/nominations/export");
        var lacking = export.QuerySelector(".reasons li")!;
        lacking.TextContent.ShouldBe("The crate nom has no description: say what it is.");
        (await desk.PageAsync(lacking.QuerySelector("a")!.GetAttribute("href")!.Split('#')[0])).QuerySelector("#correct").ShouldNotBeNull();
        export.QuerySelector("pre")!.TextContent.ShouldContain("[jiff](https://docs.rs/jiff)");
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("' onfocus='alert(1)' autofocus='")]
    [InlineData("\u202Eelbisrever\u2066")]
    public async Task Hostile_words_are_shown_as_words(string words)
    {
        await using var desk = await DeskWithStore.StartAsync();
        var id = await NominateAsync(desk, new Nominee.Quote(words, words, null), words);
        foreach (var path in new[] { "/nominations", $"/nominations/{id}" })
        {
            var page = await desk.PageAsync(path);
            page.Scripts.Length.ShouldBe(1);
            page.Images.Length.ShouldBe(0);
            page.All.SelectMany(element => element.Attributes)
                .ShouldNotContain(attribute => attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task Nonsense_in_an_address_finds_nothing_and_breaks_nothing()
    {
        await using var desk = await DeskWithStore.StartAsync();
        await desk.PageAsync("/nominations/01a1f188-db3c-7a98-b501-c7ae44e83cc8", HttpStatusCode.NotFound);
        await desk.PageAsync("/nominations/none", HttpStatusCode.NotFound);
        await desk.PageAsync("/nominations?skip=99999999999999&sort=x&state=y&kind=z&round=q&search=%00%27");
        await desk.PageAsync("/nominations?newsletter=none", HttpStatusCode.NotFound);
    }

    private static IEnumerable<(string, string)> Ticks(IDocument page) =>
        page.QuerySelectorAll("input[name=pick]").Select(box => ("pick", box.GetAttribute("value")!));

    private static async Task<NominationId> NominateAsync(DeskWithStore desk, Nominee nominee, string by) =>
        (
            await desk.Syndication.Nominations.Add.ByHandAsync(
                desk.Publication,
                new HandProposal(nominee, by),
                new EditorAct("cli:eve"),
                TestContext.Current.CancellationToken
            )
        )
            .ShouldBeOfType<ReviewOutcome.Done>()
            .Nomination.Id;

    private static async Task<Nomination> FindAsync(DeskWithStore desk, NominationId id) =>
        (await desk.Syndication.Nominations.Queries.ShowAsync(desk.Publication, id, TestContext.Current.CancellationToken))!
            .Listing
            .Nomination;

    private static async Task<NominationState> StateAsync(DeskWithStore desk, NominationId id) => (await FindAsync(desk, id)).State;
}
