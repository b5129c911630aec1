using Syndicator.Calls;
using Syndicator.Nominations.Reviewing;
using Syndicator.Publishing;
using Syndicator.Storage;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Publishing;

public sealed class AccountPausesOnSqliteTests() : AccountPausesTests(new SqliteServer());

public sealed class AccountPausesOnPostgreSqlTests() : AccountPausesTests(new PostgreSqlServer());

public abstract class AccountPausesTests(TestServer server) : PublishingSuite(server)
{
    private AccountPauses Pauses => new(Database, Clock);

    [Fact]
    public async Task Nothing_goes_out_to_an_account_that_an_editor_paused_until_somebody_resumes_it()
    {
        await AnnounceAsync(7, "lead", "crate");
        (await Pauses.PauseAsync("gazette", "alpha", "we move\nhouse", "desk:eve", Cancellation)).ShouldBeTrue();
        (await Pauses.PauseAsync("gazette", "alpha", "me too", "desk:ann", Cancellation)).ShouldBeFalse("it is paused already");
        await DeliverAsync();
        (await StatesAsync()).ShouldBe("account account");
        (await StatesAsync("beta")).ShouldBe("delivered delivered");
        var pause = (await Pauses.ListAsync("gazette", Cancellation)).ShouldHaveSingleItem();
        (pause.Reason, pause.Detail, pause.By, pause.Until).ShouldBe((PauseReason.Editor, "we move house", "desk:eve", null));

        var other = pause.Since.AddMinutes(-1);
        (await Pauses.ResumeAsync("gazette", "alpha", "desk:ann", Cancellation, other)).ShouldBeNull("that pause is over");
        (await Pauses.ResumeAsync("gazette", "alpha", "desk:ann", Cancellation, pause.Since)).ShouldBe(2);
        await DeliverAsync();
        (await StatesAsync()).ShouldBe("delivered delivered");
    }

    [Fact]
    public async Task Who_did_what_is_told_the_latest_first_by_every_room()
    {
        await Pauses.PauseAsync("gazette", "alpha", "we move", "desk:eve", Cancellation);
        await AdvanceAsync(TimeSpan.FromMinutes(1));
        await Pauses.ResumeAsync("gazette", "alpha", "desk:ann", Cancellation);
        await AnnounceAsync(7, "lead");
        await DeliverAsync();
        var all = new HistorySlice(DateTimeOffset.MaxValue, null, null, IsPeopleOnly: false, 50);
        var lines = await new AccountHistory(Database).ReadAsync("gazette", all, Cancellation);
        lines
            .Select(line => $"{line.Actor} {line.Act} {line.Note} {line.IsUndone}")
            .ShouldBe(["desk:ann resumed  False", "desk:eve paused we move True"]);
        (await new AccountHistory(Database).ReadAsync("gazette", all with { Until = lines[0].At, After = lines[0].Place }, Cancellation))
            .ShouldHaveSingleItem()
            .Act.ShouldBe("paused");
        (await new AccountHistory(Database).ReadAsync("gazette", all with { Person = "e_e" }, Cancellation)).ShouldBeEmpty();
        (await new AccountHistory(Database).ReadAsync("other", all, Cancellation)).ShouldBeEmpty();

        var posts = new DeliveryHistory(Database);
        (await posts.ReadAsync("gazette", all with { IsPeopleOnly = true }, Cancellation))
            .Select(line => $"{line.Actor} {line.Act}: {line.Of.IdempotencyKey}")
            .ShouldBe(
                ["cli:eve put into the outbox: gazette/issue-7/beta/lead/g1", "cli:eve put into the outbox: gazette/issue-7/alpha/lead/g1"],
                ignoreOrder: true
            );
        (await posts.ReadAsync("gazette", all, Cancellation)).Count.ShouldBeGreaterThan(2);
        var further = all with { After = new HistoryPlace("z", 1), Person = "eve", IsPeopleOnly = true };
        (await posts.ReadEditsAsync("gazette", further, Cancellation)).ShouldBeEmpty();
        (await new CallHistories(Database).ReadAsync("gazette", further, Cancellation)).ShouldBeEmpty();
        (await new NominationHistory(Database).ReadAsync("gazette", further, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task How_an_account_fares_is_what_went_out_last_and_what_is_to_go_out()
    {
        Publication = Publication with { Hold = TimeSpan.FromMinutes(15) };
        await AnnounceAsync(7, "lead");
        await AdvanceAsync(TimeSpan.FromMinutes(16));
        await DeliverAsync();
        await AnnounceAsync(8, "lead", "crate");
        var work = await new AccountQueries(Database).ReadAsync("gazette", "alpha", Cancellation);
        work.LastOut!.Place.IssueKey.ShouldBe("issue-7");
        work.Next.Select(delivery => delivery.Place.Part).ShouldBe(["lead", "crate"]);
        work.WaitingCount.ShouldBe(0);
    }
}
