using Syndicator.Configuration;
using Syndicator.Publishing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Publishing;

public sealed class AccountOwnersOnSqliteTests() : AccountOwnersTests(new SqliteServer());

public sealed class AccountOwnersOnPostgreSqlTests() : AccountOwnersTests(new PostgreSqlServer());

/// <summary>A folder that was renamed is another publication, with the same account.</summary>
public abstract class AccountOwnersTests(TestServer server) : PublishingSuite(server)
{
    [Fact]
    public async Task A_renamed_publication_sends_nothing_until_an_editor_has_decided()
    {
        await AnnounceAsync(7, "lead");
        await DeliverAsync();
        var renamed = Rename();

        await AnnounceAsync(7, "lead");
        await AnnounceAsync(8, "lead");
        await DeliverAsync();
        await DeliverAsync();

        Network().Arrived.Count.ShouldBe(1);
        (await StatesAsync()).ShouldBe("account account");
        var pause = (await Pauses.ListAsync(renamed, Cancellation)).ShouldHaveSingleItem();
        (pause.Reason, pause.Detail).ShouldBe((PauseReason.Owner, "its credentials are those of an account of gazette"));

        var again = (await PostsAsync()).First(post => post.Place.IssueKey.EndsWith('7'));
        await new ChangeDelivery(Database, Clock).StopAsync(again.Id, "desk:eve", Cancellation);
        (await Pauses.ResumeAsync(renamed, "alpha", "desk:eve", Cancellation)).ShouldBe(1);
        await DeliverAsync();

        Network()
            .Arrived.Select(post => post.IdempotencyKey)
            .ShouldBe(["gazette/issue-7/alpha/lead/g1", $"{renamed}/issue-8/alpha/lead/g1"]);
    }

    [Fact]
    public async Task Who_has_given_an_account_away_is_paused_in_turn()
    {
        await AnnounceAsync(7, "lead");
        await DeliverAsync();
        var renamed = Rename();
        await AnnounceAsync(8, "lead");
        await DeliverAsync();
        await Pauses.ResumeAsync(renamed, "alpha", "desk:eve", Cancellation);
        await DeliverAsync();

        Rename("gazette");
        await AnnounceAsync(9, "lead");
        await DeliverAsync();

        Network().Arrived.Count.ShouldBe(2);
        (await Pauses.ListAsync("gazette", Cancellation))
            .ShouldHaveSingleItem()
            .Detail.ShouldBe($"its credentials are those of an account of {renamed}");
    }

    [Fact]
    public async Task A_name_that_is_given_back_goes_on()
    {
        await AnnounceAsync(7, "lead");
        await DeliverAsync();
        Rename();
        await AnnounceAsync(7, "lead");
        await DeliverAsync();

        Rename("gazette");
        await AnnounceAsync(8, "lead");
        await DeliverAsync();

        Network().Arrived.Select(post => post.IdempotencyKey).ShouldBe(["gazette/issue-7/alpha/lead/g1", "gazette/issue-8/alpha/lead/g1"]);
    }

    [Fact]
    public async Task Another_account_of_the_same_network_and_a_dry_run_are_nobodys_business()
    {
        await AnnounceAsync(7, "lead");
        await DeliverAsync();
        Rename();
        Change(account => account with { Credentials = "env:OTHERS" });
        await AnnounceAsync(8, "lead");
        await DeliverAsync();
        Change(account => account with { Credentials = "env:GAZETTE", Mode = AccountMode.DryRun });
        await AnnounceAsync(9, "lead");
        await DeliverAsync();

        Network().Arrived.Count.ShouldBe(3);
    }

    [Fact]
    public async Task What_is_resumed_for_another_reason_is_not_taken_over_by_it()
    {
        await AnnounceAsync(7, "lead");
        await DeliverAsync();
        var renamed = Rename();
        await Pauses.PauseAsync(renamed, "alpha", "let us see", "desk:eve", Cancellation);
        await AnnounceAsync(7, "lead");
        await DeliverAsync();
        await Pauses.ResumeAsync(renamed, "alpha", "desk:eve", Cancellation);
        await DeliverAsync();

        Network().Arrived.Count.ShouldBe(1);
        (await Pauses.ListAsync(renamed, Cancellation)).ShouldHaveSingleItem().Reason.ShouldBe(PauseReason.Owner);
    }

    [Fact]
    public async Task A_pause_of_former_credentials_gives_nothing_away_and_ends_by_itself()
    {
        await AnnounceAsync(7, "lead");
        await DeliverAsync();
        var renamed = Rename();
        await AnnounceAsync(7, "lead");
        await DeliverAsync();
        Change(account => account with { Credentials = "env:OTHERS" });
        await AnnounceAsync(8, "lead");
        await DeliverAsync();

        (await Pauses.ListAsync(renamed, Cancellation)).ShouldBeEmpty();
        (await StatesAsync()).ShouldBe("account delivered");
        Network().Arrived.Count.ShouldBe(2);

        Rename("gazette");
        Change(account => account with { Credentials = "env:GAZETTE" });
        await AnnounceAsync(9, "lead");
        await DeliverAsync();
        Network().Arrived.Count.ShouldBe(3);
    }

    [Fact]
    public async Task An_account_that_posted_before_owners_were_kept_is_claimed_before_anybody_else_comes()
    {
        await AnnounceAsync(7, "lead");
        await DeliverAsync();
        await ExecuteAsync("delete from account_owners");
        await new AccountHomes(Database, Clock).ClaimKnownAsync([Publication], Cancellation);
        Rename();
        await AnnounceAsync(7, "lead");
        await DeliverAsync();

        Network().Arrived.Count.ShouldBe(1);
    }

    private AccountPauses Pauses => new(Database, Clock);

    protected override Task PrepareAsync()
    {
        Change(account =>
            account with
            {
                Network = "mastodon",
                Mode = AccountMode.Live,
                Server = new Uri("https://social.example"),
                Credentials = "env:GAZETTE",
            }
        );
        return Task.CompletedTask;
    }

    private void Change(Func<Account, Account> how) => Publication = Publication with { Accounts = [how(Publication.Accounts[0])] };

    private string Rename(string id = "gazette-weekly")
    {
        Publication = Publication with { Id = id };
        return id;
    }
}
