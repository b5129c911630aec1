using Syndicator.Networks;
using Syndicator.Publishing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Publishing;

/// <summary>Acts of editors who say which version of a post they saw; and holding, which takes acts back.</summary>
public sealed class SeenPostsTests() : PublishingSuite(new SqliteServer())
{
    private const string Eve = "desk:eve";
    private const string Adam = "desk:adam";

    private ChangeDelivery Changes => new(Database, Clock);

    [Fact]
    public async Task Who_was_slower_is_told_who_was_faster_with_what_and_when()
    {
        await AnnounceHeldAsync("lead");
        var seen = await PostAsync("lead");
        Done(await Changes.StopAsync(seen.Id, Eve, Cancellation, seen.Version));
        var stoppedAt = Clock.GetUtcNow();
        await AdvanceAsync(TimeSpan.FromMinutes(1));
        (await Changes.ReleaseAsync(seen.Id, Adam, Cancellation, seen.Version)).ShouldBe(
            new ChangeOutcome.Changed(Eve, stoppedAt, "stopped")
        );
        (await StatesAsync()).ShouldBe("cancelled");
    }

    [Fact]
    public async Task That_time_passed_hinders_nobody()
    {
        await AnnounceHeldAsync("lead", "crate");
        var seen = await PostAsync("crate");
        await AdvanceAsync(TimeSpan.FromMinutes(15));
        Network().Always(new PublishOutcome.Throttled(Clock.GetUtcNow().AddHours(1)));
        await DeliverAsync();
        (await PostAsync("crate")).Version.ShouldBeGreaterThan(seen.Version);
        Done(await Changes.StopAsync(seen.Id, Eve, Cancellation, seen.Version));
    }

    [Fact]
    public async Task Other_words_than_the_editor_saw_are_not_released()
    {
        await AnnounceHeldAsync("lead");
        var seen = await PostAsync("lead");
        await Database.WriteAsync(
            transaction => DeliveryTable.WriteAsync(transaction, seen, seen, Clock.GetUtcNow(), Actors.Service, TextChange.ByIssue),
            Cancellation
        );
        (await Changes.ReleaseAsync(seen.Id, Eve, Cancellation, seen.Version))
            .ShouldBeOfType<ChangeOutcome.Changed>()
            .What.ShouldBe(TextChange.ByIssue);
    }

    [Fact]
    public async Task A_version_that_never_was_is_no_version_that_was_seen()
    {
        await AnnounceHeldAsync("lead");
        var post = await PostAsync("lead");
        Done(await Changes.ReleaseAsync(post.Id, Eve, Cancellation, long.MaxValue));
    }

    [Fact]
    public async Task A_release_is_taken_back_until_the_post_leaves()
    {
        await AnnounceHeldAsync("lead");
        var id = (await PostAsync("lead")).Id;
        Done(await Changes.ReleaseAsync(id, Eve, Cancellation));
        Done(await Changes.HoldAsync(id, Eve, Cancellation));
        await AdvanceAsync(TimeSpan.FromHours(1));
        await DeliverAsync();
        (await StatesAsync()).ShouldBe("approval");
        Done(await Changes.ReleaseAsync(id, Eve, Cancellation));
        await DeliverAsync();
        (await Changes.HoldAsync(id, Eve, Cancellation)).ShouldBeOfType<ChangeOutcome.NotPermitted>().Reason.ShouldContain("delivered");
    }

    [Fact]
    public async Task A_stop_is_taken_back_and_the_thread_goes_on_behind_it()
    {
        await AnnounceHeldAsync("lead", "crate");
        var id = (await PostAsync("lead")).Id;
        Done(await Changes.StopAsync(id, Eve, Cancellation));
        Done(await Changes.HoldAsync(id, Eve, Cancellation));
        (await StatesAsync()).ShouldBe("approval thread");
        Done(await Changes.ReleaseAsync(id, Eve, Cancellation));
        await DeliverAsync();
        (await StatesAsync()).ShouldBe("delivered delivered");
    }

    [Fact]
    public async Task A_stopped_post_that_may_have_gone_out_is_looked_for_before_it_is_sent_after_all()
    {
        await AnnounceAsync(7, "lead");
        Network().Always(new PublishOutcome.Uncertain("504"));
        Network().OnFind = _ => new FindOutcome.CannotTell("no");
        await DeliverAsync();
        await DeliverAsync();
        var id = (await PostAsync("lead")).Id;
        Done(await Changes.StopAsync(id, Eve, Cancellation));
        Done(await Changes.HoldAsync(id, Eve, Cancellation));
        Done(await Changes.ReleaseAsync(id, Eve, Cancellation));
        (await PostAsync("lead")).State.ShouldBeOfType<DeliveryState.Uncertain>();
    }

    [Fact]
    public async Task A_stopped_post_that_was_sent_anew_is_not_held_beside_the_new_one()
    {
        await AnnounceHeldAsync("lead");
        var id = (await PostAsync("lead")).Id;
        Done(await Changes.StopAsync(id, Eve, Cancellation));
        Done(await Changes.ResendAsync(id, Eve, Cancellation));
        (await Changes.HoldAsync(id, Eve, Cancellation)).ShouldBeOfType<ChangeOutcome.NotPermitted>().Reason.ShouldContain("newer");
    }

    private static void Done(ChangeOutcome outcome) => outcome.ShouldBeOfType<ChangeOutcome.Done>();

    private Task<Enqueued> AnnounceHeldAsync(params string[] parts)
    {
        Publication = Publication with { Hold = TimeSpan.FromMinutes(15) };
        return AnnounceAsync(7, parts);
    }
}
