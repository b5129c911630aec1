using System.Text.Json;
using System.Text.RegularExpressions;
using Syndicator.App.Commands;
using Syndicator.Calls;
using Syndicator.Publishing;
using Syndicator.Tests.Calls;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Commands;

/// <summary>What editors are told of a call's posts. On SQLite alone: the queries speak no database's own language.</summary>
public sealed class CallRemarksTests() : CallsSuite(new SqliteServer())
{
    private const string Link = "https://social.example/@weekly/1";

    [Fact]
    public async Task What_is_out_is_told_and_everything_else_says_how_it_stands()
    {
        await PrintAsync(Project("a - Write a guide"));
        (await LineAsync()).ShouldContain("guide  678  01");
        CallTelling.InShort(await ListingAsync()).ShouldBe("not told yet");
        await AnnounceAsync();
        CallTelling.InShort(await ListingAsync()).ShouldBe("not out on bluesky, mastodon, x");
        (await LineAsync()).ShouldContain("  on bluesky, mastodon, x due since 2026-11-19 15:00:00-05:00  01");

        await BecomeAsync("mastodon", due => Claimed(due).Deliver("1", Link, Clock.GetUtcNow()));
        await BecomeAsync("bluesky", due => Claimed(due).Doubt());
        await BecomeAsync("x", due => due.Cancel(Clock.GetUtcNow()));

        (await LineAsync()).ShouldContain(
            "  told on mastodon 2026-11-19; on bluesky perhaps sent since 2026-11-19 15:00:00-05:00; the network is asked; on x stopped 2026-11-19 15:00:00-05:00  01"
        );
        var listing = await ListingAsync();
        CallTelling.InShort(listing).ShouldBe("told on mastodon, not out on bluesky, x");
        listing
            .Posts.Select(post => CallTelling.LineOf(listing, post, Publication.Zone))
            .ShouldContain(line =>
                line.StartsWith($"announced on mastodon: delivered 2026-11-19 15:00:00-05:00 {Link}  this-week-in-rust/")
            );
    }

    [Fact]
    public async Task Who_withdraws_a_call_is_told_what_was_taken_back_what_is_out_and_what_may_be()
    {
        await PrintAsync(Project("a - Write a guide"), Project("c - Another"));
        await AnnounceAsync();
        await BecomeAsync("mastodon", due => Claimed(due).Deliver("1", Link, Clock.GetUtcNow()));
        await BecomeAsync("bluesky", due => Claimed(due).Retry(Clock.GetUtcNow()));

        var remarks = await ActAsync((review, call) => review.WithdrawAsync(call, Cancellation));

        remarks
            .Now()
            .Select(remark => remark.Replace(Key("a - Write a guide"), "CALL"))
            .ShouldBe([
                "1 post that had not left was taken back: this-week-in-rust/calls-issue-678/x/calls/g1. The other calls of the digest have their turn again.",
                "1 post is out and stays; the program deletes nothing on a network. Where readers must not see it, delete it there:",
                $"  mastodon, delivered 2026-11-19 15:00:00-05:00 {Link}",
                "One may be out, or go out yet: this-week-in-rust/CALL/bluesky/call/g1, due since 2026-11-19 15:00:00-05:00. To stop it: syndicator posts stop this-week-in-rust/CALL/bluesky/call/g1",
            ]);
        remarks
            .Next()
            .ShouldStartWith("Nobody is told of it any more, whatever issues print. To take that back: syndicator calls release 01");
    }

    [Fact]
    public async Task A_correction_tells_what_readers_go_on_seeing_and_the_history_what_it_changed()
    {
        await PrintAsync(Event("SpinConf", "2026-12-20"));
        await AnnounceAsync();
        await BecomeAsync("mastodon", due => Claimed(due).Deliver("1", Link, Clock.GetUtcNow()));
        await BecomeAsync("x", due => due.Cancel(Clock.GetUtcNow()));
        var (closing, _) = CallFields.ReadClosing("2026-12-24");
        var fields = new CallFields { Closing = closing, Place = "Oslo" };

        var remarks = await ActAsync((review, call) => review.CorrectAsync(Publication, call, fields, Cancellation));

        remarks
            .Now()
            .Select(remark => remark.Split(["; the", ": this-"], StringSplitOptions.None)[0])
            .ShouldBe([
                "1 post that had not left was taken back",
                "1 post is out and goes on saying what was said before",
                $"  mastodon, delivered 2026-11-19 15:00:00-05:00 {Link}",
            ]);
        remarks.Next().ShouldBe("No account tells of it twice; before it closes, they remind of it.");
        var details = (await Queries.ShowAsync(Publication, remarks.After.Call.Id, Cancellation))!;
        CallHistoryLines
            .Of(details.History[^1], Publication.Zone)
            .ShouldBe([
                "  2026-11-19 15:00:00-05:00 cli:eve: corrected (the page says so)",
                "    closes: 2026-12-20 anywhere on Earth → 2026-12-24 anywhere on Earth",
                "    place: nothing → Oslo",
            ]);
    }

    [Fact]
    public async Task A_call_is_found_by_the_name_that_lists_show()
    {
        var task = Project("Write a guide");
        await PrintAsync(task with { Printed = task.Printed with { Group = "futures-rs" } });
        var shown = CallLine.TitleOf((await ListingAsync()).Call);

        shown.ShouldBe("futures-rs: Write a guide");
        (await Queries.FindAsync(Publication, shown, Cancellation)).ShouldHaveSingleItem();
        (await Queries.FindAsync(Publication, "RS: write", Cancellation)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Every_member_that_programs_read_is_documented()
    {
        await PrintAsync(Event("SpinConf", "2026-12-20"));
        await AnnounceAsync();
        var remarks = await ActAsync((review, call) => review.HoldAsync(call, Cancellation));
        var details = (await Queries.ShowAsync(Publication, remarks.After.Call.Id, Cancellation))!;
        var documented = await File.ReadAllTextAsync(Path.Combine(Shared.Repository, "docs", "calls.md"), Cancellation);

        var printed = (object[])
            [CallLine.Json(remarks.Before), CallLine.Json(remarks.After, remarks.TakenBack), CallsShow.Json(details, [])];

        printed
            .SelectMany(value => MembersOf(JsonSerializer.SerializeToElement(value, JsonSerializerOptions.Web)))
            .Distinct()
            .Where(member => !Regex.IsMatch(documented, $"\\b{member}\\b", RegexOptions.None, TimeSpan.FromSeconds(1)))
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task After_each_act_it_is_said_what_comes_next()
    {
        await PrintAsync(Event("SpinConf", "2026-12-20"));
        var tooEarly = new CallFields { EventDate = "2026-12-01" };

        (await ActAsync((review, call) => review.HoldAsync(call, Cancellation)))
            .Next()
            .ShouldStartWith("Nobody is told of it until it is released: syndicator calls release 01");
        (await ActAsync((review, call) => review.ReleaseAsync(call, Cancellation)))
            .Next()
            .ShouldBe("It is told of when its turn comes; syndicator schedule shows when calls are announced.");
        (await ActAsync((review, call) => review.CorrectAsync(Publication, call, tooEarly, Cancellation)))
            .Next()
            .ShouldStartWith("Nobody is told of it while it contradicts itself: ");
        (await ActAsync((review, call) => review.TakeCorrectionBackAsync(call, Cancellation))).Next().ShouldStartWith("It is told of when");
        await JumpAsync(TimeSpan.FromDays(40));
        (await ActAsync((review, call) => review.HoldAsync(call, Cancellation)))
            .Next()
            .ShouldStartWith("It is over since 2026-12-21 07:00:00-05:00: nobody is told of it.");
    }

    private static IEnumerable<string> MembersOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => value.EnumerateObject().SelectMany(member => MembersOf(member.Value).Prepend(member.Name)),
            JsonValueKind.Array => value.EnumerateArray().SelectMany(MembersOf),
            _ => [],
        };

    private CallQueries Queries => new(Database, Clock);

    private async Task<CallListing> ListingAsync() =>
        (await Queries.ListAsync(Publication, new CallFilter { States = Enum.GetValues<CallState>().ToHashSet() }, Cancellation)).Single(
            listing => !listing.Call.Text.Title.StartsWith("c - ", StringComparison.Ordinal)
        );

    private async Task<string> LineAsync() => CallLine.Of(await ListingAsync(), Publication.Zone);

    private async Task<CallRemarks> ActAsync(Func<ReviewCalls, CallAction, Task<CallOutcome>> act)
    {
        var before = await ListingAsync();
        var action = new CallAction(before.Call.Id, before.Call.Version, "cli:eve", "the page says so");
        (await act(new ReviewCalls(Database, Clock), action)).ShouldBeOfType<CallOutcome.Done>();
        var takenBack = await Withdraw().RunAsync(Publication, Cancellation);
        return new CallRemarks(before, await ListingAsync(), takenBack, Publication.Zone);
    }

    private DeliveryState.Sending Claimed(DeliveryState.Due due) => due.Claim("worker", Clock.GetUtcNow(), Clock.GetUtcNow());

    /// <summary>What a network or an editor makes of the first post of an account.</summary>
    private async Task BecomeAsync(string account, Func<DeliveryState.Due, DeliveryState> become)
    {
        var post = (await StoredAsync()).First(post => post.Place.Account == account);
        await Database.WriteAsync(
            async transaction =>
                await DeliveryTable.WriteAsync(
                    transaction,
                    post,
                    post with
                    {
                        State = become((DeliveryState.Due)post.State),
                    },
                    Clock.GetUtcNow(),
                    "worker",
                    "so it is"
                ) ?? post,
            Cancellation
        );
    }
}
