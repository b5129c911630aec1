using AngleSharp.Dom;
using Syndicator.App.Pages.Activity;
using Syndicator.Calls;
using Syndicator.Nominations;
using Syndicator.Nominations.Reviewing;
using Syndicator.Storage;
using Syndicator.Tests.Pages.Calls;

namespace Syndicator.Tests.Pages.Activity;

public class ActivityPagesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Before_anybody_did_anything_the_page_says_so()
    {
        await using var desk = await DeskWithStore.StartAsync();
        (await desk.PageAsync("/activity")).QuerySelector(".empty h2")!.TextContent.ShouldBe("Nobody has done anything yet");
    }

    [Fact]
    public async Task What_people_did_anywhere_stands_in_one_order_with_what_was_taken_back()
    {
        await using var desk = await DeskWithStore.StartAsync();
        await ActAsync(desk);
        var page = await desk.PageAsync("/activity");
        Lines(page)
            .ShouldBe([
                "ann resumed: account alpha",
                "ann paused: account alpha (we move) taken back since",
                "eve released: call SpinConf",
                "eve held: call SpinConf (wait) taken back since",
                "eve nominated: nomination jiff (by Ferris, entered by hand)",
            ]);
    }

    [Fact]
    public async Task It_is_filtered_by_person_and_kind_and_the_programs_own_acts_are_shown_when_asked_for()
    {
        await using var desk = await DeskWithStore.StartAsync();
        await ActAsync(desk);
        Lines(await desk.PageAsync("/activity?person=ann")).Count.ShouldBe(2);
        Lines(await desk.PageAsync("/activity?person=a%25")).ShouldBeEmpty("a name is no pattern");
        Lines(await desk.PageAsync("/activity?kind=call")).Count.ShouldBe(2);
        Lines(await desk.PageAsync("/activity?kind=call&who=all"))[^1].ShouldStartWith("The program printed: call SpinConf");
    }

    [Fact]
    public async Task Pages_of_one_instant_leave_nothing_out_and_repeat_nothing()
    {
        await using var desk = await DeskWithStore.StartAsync();
        var calls = Enumerable.Range(0, 120).Select(number => CallPagesTests.Call(desk, $"Conf {number:000}", 20)).ToArray();
        await CallPagesTests.PrintAsync(desk, calls);
        await ActAsync(desk);
        var seen = new List<string>();
        for (var address = "/activity?who=all"; address is not null; )
        {
            var page = await desk.PageAsync(address);
            seen.AddRange(Lines(page));
            address = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }

        seen.Count.ShouldBe(seen.Distinct(StringComparer.Ordinal).Count());
        seen.Count(line => line.StartsWith("The program printed", StringComparison.Ordinal)).ShouldBe(121);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1.2.3")]
    [InlineData("99999999999999999999.0.1.x")]
    [InlineData("999999999999999.0.1.x")]
    [InlineData("-1.0.1.x")]
    public async Task A_place_that_is_none_is_the_beginning(string after)
    {
        ActivityCursor.Parse(after).ShouldBeNull();
        await using var desk = await DeskWithStore.StartAsync();
        await desk.PageAsync($"/activity?after={after}");
    }

    [Fact]
    public void A_place_is_read_as_it_was_written()
    {
        var place = new ActivityCursor(
            DateTimeOffset.FromUnixTimeMilliseconds(1_763_866_000_123),
            3,
            new HistoryPlace("issue-7/alpha/news/2.x", 4)
        );
        ActivityCursor.Parse(place.ToString()).ShouldBe(place);
    }

    /// <summary>One act after another, a minute apart.</summary>
    private static async Task ActAsync(DeskWithStore desk)
    {
        var call = await CallPagesTests.PrintAsync(desk, CallPagesTests.Call(desk, "SpinConf", 20));
        IReadOnlyList<Func<Task>> acts =
        [
            () =>
                desk.Syndication.Nominations.Add.ByHandAsync(
                    desk.Publication,
                    new HandProposal(new Nominee.Crate("jiff", null), "Ferris"),
                    new EditorAct("cli:eve"),
                    Cancellation
                ),
            () => desk.Syndication.ReviewCalls.HoldAsync(new CallAction(call.Id, null, "cli:eve", "wait"), Cancellation),
            () => desk.Syndication.ReviewCalls.ReleaseAsync(new CallAction(call.Id, null, "desk:eve"), Cancellation),
            () => desk.Syndication.Pauses.PauseAsync("gazette", "alpha", "we move", "desk:ann", Cancellation),
            () => desk.Syndication.Pauses.ResumeAsync("gazette", "alpha", "desk:ann", Cancellation),
        ];
        foreach (var act in acts)
        {
            desk.Clock.Advance(TimeSpan.FromMinutes(1));
            await act();
        }
    }

    private static IReadOnlyList<string> Lines(IDocument page) =>
        [
            .. page.QuerySelectorAll(".activity p")
                .Select(line =>
                    string.Join(' ', line.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                        .Replace(" :", ":", StringComparison.Ordinal)
                ),
        ];
}
