using System.Globalization;
using System.Net;
using Syndicator.Calls;
using Syndicator.Tests.Calls;
using Syndicator.Tests.SignIn;

namespace Syndicator.Tests.Pages.Calls;

public class CallPagesTests
{
    [Fact]
    public async Task Without_any_call_the_page_says_where_they_come_from()
    {
        await using var desk = await DeskWithStore.StartAsync();
        var page = await desk.PageAsync("/calls");
        page.QuerySelector(".empty h2")!.TextContent.ShouldBe("No call is open");
        page.QuerySelector(".tools a")!.GetAttribute("href").ShouldBe("/feeds/gazette/calls.ics");
    }

    [Fact]
    public async Task Those_that_wait_for_an_editor_come_first_then_those_that_close_soon_then_the_others()
    {
        await using var desk = await DeskWithStore.StartAsync();
        await PrintAsync(desk, Call(desk, "LaterConf", 20), Call(desk, "SoonConf", 3), Doubtful(desk, "OddConf"));
        var page = await desk.PageAsync("/calls");
        page.QuerySelectorAll("main h2")
            .Select(heading => heading.TextContent)
            .Where(heading => heading != "Keys")
            .ShouldBe(["Wait for an editor", "Close within a week", "1 other is open"]);
        page.QuerySelectorAll("[data-item] h3").Select(name => name.TextContent).ShouldBe(["OddConf", "SoonConf", "LaterConf"]);
        page.QuerySelector("[data-item] .detail.trouble")!.TextContent.ShouldContain("it closes after the event begins");
    }

    [Fact]
    public async Task One_click_releases_what_contradicts_itself_and_one_click_takes_it_back()
    {
        await using var desk = await DeskWithStore.StartAsync();
        var odd = await PrintAsync(desk, Doubtful(desk, "OddConf"));
        var released = await desk.PressAsync(await desk.PageAsync("/calls"), "button[data-key=a]");
        DeskWithStore.Said(released).ShouldBe("OddConf is released.");
        (await FindAsync(desk, odd)).Call.Decision.ShouldBeOfType<CallDecision.Released>().Editor.ShouldStartWith("desk:");
        var back = await desk.PressAsync(released, "#said button");
        DeskWithStore.Said(back).ShouldBe("OddConf is as it was.");
        (await FindAsync(desk, odd)).State.ShouldBe(CallState.Held);
    }

    [Fact]
    public async Task A_call_is_withdrawn_with_a_reason_and_never_without()
    {
        await using var desk = await DeskWithStore.StartAsync();
        var call = await PrintAsync(desk, Call(desk, "SpinConf", 20));
        var page = await desk.PageAsync("/calls");
        DeskWithStore
            .Said(await desk.PressAsync(page, ".withdraw button"))
            .ShouldBe("Nothing was done. It needs a reason. Say in a few words why: other editors read it.");
        await desk.PressAsync(page, ".withdraw button", ("reason", "it was cancelled"));
        (await FindAsync(desk, call)).Call.Decision.ShouldBeOfType<CallDecision.Withdrawn>().Note.ShouldBe("it was cancelled");
        (await desk.PageAsync("/calls")).QuerySelectorAll("[data-item]").ShouldBeEmpty();
        (await desk.PageAsync("/calls?state=withdrawn")).QuerySelectorAll("[data-item]").Length.ShouldBe(1);
    }

    [Fact]
    public async Task Who_was_slower_is_told_who_was_faster_and_changes_nothing()
    {
        await using var desk = await DeskWithStore.StartAsync();
        var call = await PrintAsync(desk, Call(desk, "SpinConf", 20));
        var page = await desk.PageAsync("/calls");
        await desk.Syndication.ReviewCalls.HoldAsync(
            new CallAction(call.Id, call.Version, "cli:eve", "the page says otherwise"),
            TestContext.Current.CancellationToken
        );
        var late = await desk.PressAsync(page, ".withdraw button", ("reason", "why not"));
        DeskWithStore.Said(late).ShouldStartWith("eve was faster (held");
        (await FindAsync(desk, call)).State.ShouldBe(CallState.Held);
    }

    [Fact]
    public async Task What_is_wrong_is_corrected_in_a_form_and_taken_back_by_a_button()
    {
        await using var desk = await DeskWithStore.StartAsync();
        var call = await PrintAsync(desk, Call(desk, "SpinConf", 20));
        var page = await desk.PageAsync($"/calls/{call.Id}");
        var fields = page.QuerySelectorAll("form.fields input[id]")
            .ToDictionary(field => field.Id!, field => field.GetAttribute("value") ?? "");
        DeskWithStore
            .Said(await desk.PressAsync(page, "form.fields button", [.. fields.Select(field => (field.Key, field.Value))]))
            .ShouldBe("Nothing was corrected. Every field is as it was.");
        fields["closes"] = "the day after";
        fields["title"] = "Spin Conference";
        using var refused = await desk.SendAsync(page, "form.fields button", [.. fields.Select(field => (field.Key, field.Value))]);
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var again = await DeskWithStore.ReadAsync(refused);
        again.QuerySelector("form.fields [role=alert]")!.TextContent.ShouldContain("is no closing day");
        again.QuerySelector("#title")!.GetAttribute("value").ShouldBe("Spin Conference", "nobody types it twice");
        (await desk.PageAsync(refused.RequestMessage!.RequestUri!.PathAndQuery)).QuerySelector("h1")!.TextContent.ShouldBe("SpinConf");
        fields["title"] = "SpinConf";
        fields["closes"] = Day(desk, 30);
        var corrected = await desk.PressAsync(page, "form.fields button", [.. fields.Select(field => (field.Key, field.Value))]);
        DeskWithStore.Said(corrected).ShouldBe("SpinConf is corrected.");
        corrected.QuerySelector(".changes ins")!.TextContent.ShouldContain(Day(desk, 30));
        (await FindAsync(desk, call)).Call.Text.Title.ShouldBe("SpinConf");
        await desk.PressAsync(corrected, "button[formaction*='/uncorrection']");
        (await FindAsync(desk, call)).Call.Correction.ShouldBeNull();
    }

    [Fact]
    public async Task What_is_due_is_told_of_by_a_button_and_its_post_is_shown_with_the_call()
    {
        await using var desk = await DeskWithStore.StartAsync();
        var call = await PrintAsync(desk, Call(desk, "SpinConf", 20));
        var told = await desk.PressAsync(await desk.PageAsync("/calls"), "#announce button");
        // The publication of the tests has no templates: that is said, and nothing is made.
        DeskWithStore.Said(told).ShouldStartWith("No account has a call to tell of now. SpinConf was due and cannot be told of on alpha");
        var page = await desk.PageAsync($"/calls/{call.Id}");
        page.QuerySelector("#coming")!.NextElementSibling!.TextContent.ShouldContain("A reminder, 7 days before it closes");
        page.QuerySelectorAll(".history")[^1].TextContent.ShouldContain("printed");
    }

    [Fact]
    public async Task A_viewer_sees_calls_accounts_and_activity_and_decides_nothing()
    {
        await using var desk = await DeskWithStore.StartAsync(hasSignIn: true);
        var call = await PrintAsync(desk, Doubtful(desk, "OddConf"));
        using var vic = new TestBrowser(desk.Address);
        await vic.SignInAsync("vic");
        foreach (var path in new[] { "/calls", $"/calls/{call.Id}", "/accounts", "/activity?who=all" })
        {
            var html = (await vic.GetAsync(path)).Html;
            html.ShouldContain("You are signed in as a viewer");
            html.ShouldNotContain("formaction");
            html.Split("method=\"post\"").Length.ShouldBe(2, "there is the form that signs out, and no other");
        }

        (await vic.ActAsync($"/calls/{call.Id}/release?version={call.Version}")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await vic.ActAsync("/accounts/alpha/pause")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await FindAsync(desk, call)).State.ShouldBe(CallState.Held);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("\u202Eelbisrever\u2066")]
    public async Task Hostile_words_are_shown_as_words(string words)
    {
        await using var desk = await DeskWithStore.StartAsync();
        var call = Call(desk, "SpinConf", 20);
        await PrintAsync(
            desk,
            call with
            {
                Printed = call.Printed with { Title = words, Url = "javascript:alert(1)", Place = words },
                Contradiction = words,
            }
        );
        foreach (var path in new[] { "/calls", $"/calls/{call.Id}" })
        {
            var page = await desk.PageAsync(path);
            page.Scripts.Length.ShouldBe(1);
            page.Images.Length.ShouldBe(0);
            page.Links.ShouldNotContain(link => link.GetAttribute("href")!.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task Nonsense_in_an_address_finds_nothing_and_breaks_nothing()
    {
        await using var desk = await DeskWithStore.StartAsync();
        await desk.PageAsync("/calls/01a1f188-db3c-7a98-b501-c7ae44e83cc8", HttpStatusCode.NotFound);
        await desk.PageAsync("/calls/none", HttpStatusCode.NotFound);
        await desk.PageAsync("/calls?skip=99999999999999&state=y&kind=z&search=%00%27");
    }

    internal static Call Call(DeskWithStore desk, string title, int days) =>
        PlannedCalls.Event(title, Day(desk, days), issue: Day(desk, -1));

    internal static async Task<Call> PrintAsync(DeskWithStore desk, params Call[] calls)
    {
        await StoredCalls.InsertAsync(desk.Syndication.Database, desk.Clock.GetUtcNow(), calls);
        return calls[0];
    }

    private static Call Doubtful(DeskWithStore desk, string title) =>
        Call(desk, title, 12) with
        {
            Contradiction = "it closes after the event begins",
        };

    private static string Day(DeskWithStore desk, int days) =>
        desk.Clock.GetUtcNow().AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static async Task<CallListing> FindAsync(DeskWithStore desk, Call call) =>
        (await desk.Syndication.Calls.ShowAsync(desk.Publication, call.Id, TestContext.Current.CancellationToken))!.Listing;
}
