using Syndicator.Calls;
using Syndicator.Publishing;
using Syndicator.Tests.Composing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Calls;

/// <summary>A call whose row a correction takes out of its issue, and which the next issue prints again.</summary>
public sealed class CallsThatComeBackTests() : FollowCallsSuite(new SqliteServer())
{
    [Fact]
    public async Task What_was_told_of_before_it_was_taken_out_is_not_told_of_again()
    {
        (await AnnouncedAsync()).ShouldBe(["speakers-call g1"]);
        await DeliverAsync();
        Network("mastodon").Arrived.Count.ShouldBe(1);

        await TakeOutAsync();
        (await TakenBackAsync()).ShouldBe(0);
        await PrintAgainAsync();

        (await AnnouncedAsync()).ShouldBeEmpty();
        (await CallsAsync()).ShouldHaveSingleItem().IsWithdrawn.ShouldBeFalse();
    }

    [Fact]
    public async Task What_was_taken_back_before_it_left_has_its_turn_when_it_is_printed_again()
    {
        (await AnnouncedAsync()).ShouldBe(["speakers-call g1"]);

        await TakeOutAsync();
        (await TakenBackAsync()).ShouldBe(1);
        (await AnnouncedAsync()).ShouldBeEmpty();
        await PrintAgainAsync();

        (await AnnouncedAsync()).ShouldBe(["speakers-call g2"]);
        (await AnnouncedAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_waits_with_an_address_that_an_editor_corrects_is_taken_back_and_said_rightly()
    {
        (await AnnouncedAsync()).ShouldBe(["speakers-call g1"]);
        var call = (await CallsAsync()).Single();
        var corrected = await new ReviewCalls(Database, Clock).CorrectAsync(
            Publication,
            new CallAction(call.Id, call.Version, "cli:eve"),
            new CallFields { Url = "https://spin.example/proposals" },
            Cancellation
        );
        corrected.ShouldBeOfType<CallOutcome.Done>();

        (await TakenBackAsync()).ShouldBe(1);
        (await AnnouncedAsync()).ShouldHaveSingleItem();
        await DeliverAsync();
        Network("mastodon").Arrived.ShouldHaveSingleItem().Content.Text.ShouldContain("https://spin.example/proposals");
    }

    protected override async Task PrepareAsync()
    {
        Publication = Shipped.Publication with { Accounts = [Shipped.Publication.Accounts.Single(account => account.Name == "mastodon")] };
        await JumpAsync(new DateTimeOffset(2031, 3, 6, 20, 0, 0, TimeSpan.Zero) - Clock.GetUtcNow());
        await AnnounceAsync(900, "2031-03-05", Spin);
        await FollowAsync();
    }

    private async Task TakeOutAsync()
    {
        await ReviseAsync(900, "2031-03-05", "");
        (await FollowAsync()).ShouldBe("issue-900: TakenOut SpinConf");
    }

    private async Task PrintAgainAsync()
    {
        await AdvanceAsync(TimeSpan.FromDays(7));
        await AnnounceAsync(901, "2031-03-12", Spin);
        await FollowAsync();
    }

    private async Task<int> TakenBackAsync() => (await new WithdrawCallPosts(Database, Clock).RunAsync(Publication, Cancellation)).Count;

    private async Task<IEnumerable<string>> AnnouncedAsync()
    {
        var announce = new AnnounceCalls(
            Database,
            new Outbox(Database, Clock),
            new WithdrawCallPosts(Database, Clock),
            (_, account, _) => ValueTask.FromResult(NetworkTextRules.For(account)),
            Clock
        );
        var announced = await announce.RunAsync(Publication, Clock.GetUtcNow(), "service", Cancellation);
        return announced.Posts.Select(post => $"{post.Delivery.Place.Part} g{post.Delivery.Place.Generation}");
    }
}
