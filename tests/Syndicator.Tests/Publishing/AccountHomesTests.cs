using Syndicator.Configuration;
using Syndicator.Networks;
using Syndicator.Publishing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Publishing;

public sealed class AccountHomesOnSqliteTests() : AccountHomesTests(new SqliteServer());

public sealed class AccountHomesOnPostgreSqlTests() : AccountHomesTests(new PostgreSqlServer());

public abstract class AccountHomesTests(TestServer server) : PublishingSuite(server)
{
    [Fact]
    public async Task A_thread_that_began_on_another_server_waits_for_an_editor_and_new_ones_go_out()
    {
        LiveOn("https://old.example");
        await AnnounceAsync(7, "lead", "crate", "quote");
        Network().OnPublish = (network, post, _) =>
            Task.FromResult<PublishOutcome>(
                post.ReplyTo is null
                    ? new PublishOutcome.Published(network.Arrive(post))
                    : new PublishOutcome.Unavailable("the server is closing")
            );
        await DeliverAsync();
        Network().Works();
        LiveOn("https://new.example");
        await AnnounceAsync(8, "lead", "crate");
        await AdvanceAsync(TimeSpan.FromMinutes(1));

        await DeliverAsync();

        Network()
            .Arrived.Select(post => post.IdempotencyKey)
            .ShouldBe(["gazette/issue-7/alpha/lead/g1", "gazette/issue-8/alpha/lead/g1", "gazette/issue-8/alpha/crate/g1"]);
        (await StatesAsync()).ShouldBe("delivered account account delivered delivered");
        (await ReasonAsync("crate")).ShouldBe("the account moved from old.example to new.example");
    }

    [Fact]
    public async Task What_is_uncertain_on_the_old_server_is_not_sent_to_the_new_one()
    {
        LiveOn("https://old.example");
        await AnnounceAsync(7, "lead");
        Network().Always(new PublishOutcome.Uncertain("no answer"));
        await DeliverAsync();
        Network().Works();
        LiveOn("https://new.example");

        await AdvanceAsync(TimeSpan.FromMinutes(10));
        await DeliverAsync();

        Network().Arrived.ShouldBeEmpty();
        (await StatesAsync()).ShouldBe("unsettled");
    }

    [Fact]
    public async Task Nothing_is_sent_while_a_request_to_the_old_server_may_be_under_way()
    {
        LiveOn("https://old.example");
        await AnnounceAsync(7, "lead");
        await DeliverAsync("first look");
        await AnnounceAsync(8, "lead");
        (await new Outbox(Database, Clock).ClaimAsync("gazette", "alpha", "dying", Delivering.Lease, null, Cancellation)).ShouldNotBeNull();
        LiveOn("https://new.example");
        await AnnounceAsync(9, "lead");

        await DeliverAsync();
        Network().Arrived.Count.ShouldBe(1);

        await AdvanceAsync(Delivering.Lease + TimeSpan.FromSeconds(1));
        await DeliverAsync();
        await DeliverAsync();
        Network().Arrived.Select(post => post.IdempotencyKey).ShouldBe(["gazette/issue-7/alpha/lead/g1", "gazette/issue-9/alpha/lead/g1"]);
    }

    [Fact]
    public async Task A_dry_run_that_becomes_live_goes_on_with_new_threads_only()
    {
        await AnnounceAsync(7, "lead", "crate");
        Network().OnPublish = (network, post, _) =>
            Task.FromResult<PublishOutcome>(
                post.ReplyTo is null
                    ? new PublishOutcome.Published(network.Arrive(post))
                    : new PublishOutcome.Unavailable("the disk is full")
            );
        await DeliverAsync();
        Network().Works();
        LiveOn("https://social.example");
        await AdvanceAsync(TimeSpan.FromMinutes(1));

        await DeliverAsync();

        (await StatesAsync()).ShouldBe("delivered account");
        (await ReasonAsync("crate")).ShouldBe("the account moved from a dry run to social.example");
    }

    [Fact]
    public void A_move_on_Bluesky_keeps_its_posts()
    {
        var account = Samples.Publication("alpha").Accounts[0] with { Network = "bluesky", Mode = AccountMode.Live };
        AccountHomes.Of(account with { Server = new Uri("https://pds.example") }).ShouldBe(AccountHomes.Of(account));
    }

    private void LiveOn(string server) =>
        Publication = Publication with
        {
            Accounts = [Publication.Accounts[0] with { Network = "mastodon", Mode = AccountMode.Live, Server = new Uri(server) }],
        };

    private async Task<string> ReasonAsync(string part)
    {
        var shown = await new DeliveryQueries(Database).ShowAsync($"gazette/issue-7/alpha/{part}/g1", Cancellation);
        return shown!.Value.History[^1].Reason;
    }
}
