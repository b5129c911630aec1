using Microsoft.Data.Sqlite;
using Syndicator.Configuration;
using Syndicator.Networks;
using Syndicator.Networks.DryRun;
using Syndicator.Publishing;
using Syndicator.Storage;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Publishing;

public sealed class RestoreStoreOnSqliteTests() : RestoreStoreTests(new SqliteServer());

public sealed class RestoreStoreOnPostgreSqlTests() : RestoreStoreTests(new PostgreSqlServer());

/// <summary>What counts is the ledger that the dry-run network keeps outside the store: every post in it exactly once.</summary>
public abstract class RestoreStoreTests(TestServer server) : PublishingSuite(server)
{
    private static readonly string[] Parts = ["lead", "crate", "quote", "news", "testing", "projects", "speakers", "events"];

    private readonly string _folder = Directory.CreateTempSubdirectory("syndicator-restore-").FullName;
    private Func<OutboundPost, Task> _before = _ => Task.CompletedTask;
    private Func<OutboundPost, Task> _after = _ => Task.CompletedTask;

    private string FilePath => Path.Combine(_folder, "week.backup");
    private DryRunLedger Ledger => DryRunLedger.Of(_folder, "gazette", "alpha");

    protected override Task PrepareAsync()
    {
        Publication = Samples.Publication("alpha");
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_backup_from_the_middle_of_a_thread_restored_after_it_posts_nothing_twice(bool isInFlight)
    {
        await AnnounceAsync(7, Parts);
        Func<OutboundPost, Task> atTheFourth = post =>
            post.IdempotencyKey.Contains("/news/", StringComparison.Ordinal) ? BackUpAsync() : Task.CompletedTask;
        _ = isInFlight ? _before = atTheFourth : _after = atTheFourth;
        await SendAsync();
        (await LedgerAsync()).Count.ShouldBe(8);
        await AdvanceAsync(TimeSpan.FromHours(2));

        var done = await RestoreAsync();
        (done.Posts.UncertainCount, done.Posts.HeldCount).ShouldBe((5, 0));
        (await StatesAsync()).ShouldBe("delivered delivered delivered uncertain uncertain uncertain uncertain uncertain");
        await SendAsync();
        await ShouldBeOnceAsync(8);
    }

    [Fact]
    public async Task What_the_restored_store_has_and_nobody_sent_goes_out_once()
    {
        await AnnounceAsync(7, Parts);
        await BackUpAsync();
        await AdvanceAsync(TimeSpan.FromHours(2));
        await RestoreAsync();
        await SendAsync();
        await ShouldBeOnceAsync(8);
        (await LedgerAsync()).ShouldBe([.. Parts.Select(part => $"gazette/issue-7/alpha/{part}/g1")]);
    }

    [Fact]
    public async Task An_issue_announced_only_after_the_backup_is_announced_again_and_posted_once()
    {
        await BackUpAsync();
        await AnnounceAsync(7, Parts);
        await SendAsync();
        await AdvanceAsync(TimeSpan.FromHours(2));
        await RestoreAsync();
        (await PostsAsync()).ShouldBeEmpty();
        (await AnnounceAsync(7, Parts)).IsNew.ShouldBeTrue();
        (await StatesAsync()).ShouldBe(string.Join(' ', Parts.Select(_ => "uncertain")));
        await SendAsync();
        await ShouldBeOnceAsync(8);
    }

    [Fact]
    public async Task An_issue_of_after_the_restoration_is_announced_without_doubt()
    {
        await AnnounceAsync(7, "lead");
        await BackUpAsync();
        await RestoreAsync();
        await AdvanceAsync(TimeSpan.FromDays(7));
        var next = Samples.Issue(8) with { Date = DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime) };
        await new AnnounceIssue(Database, new Outbox(Database, Clock), Clock).RunAsync(
            Publication,
            next,
            Samples.Text,
            [Samples.Thread("alpha", "lead")],
            "service",
            null,
            Cancellation
        );
        (await PostAsync("lead", number: 8)).State.ShouldBeOfType<DeliveryState.Due>();
    }

    [Fact]
    public async Task Of_several_restorations_the_oldest_backup_decides_since_when_there_is_doubt()
    {
        await BackUpAsync();
        var first = Clock.GetUtcNow();
        await AdvanceAsync(TimeSpan.FromHours(1));
        await RestoreAsync();
        File.Delete(FilePath);
        await AdvanceAsync(TimeSpan.FromHours(1));
        await BackUpAsync();
        await AdvanceAsync(TimeSpan.FromHours(1));
        await RestoreAsync();
        await AnnounceAsync(7, "lead");
        (await PostAsync("lead")).State.ShouldBeOfType<DeliveryState.Uncertain>().FirstAttemptAt.ShouldBe(first - TimeSpan.FromMinutes(10));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_post_that_waits_for_approval_is_looked_up_when_it_is_released(bool wentOut)
    {
        Publication = Publication with { Accounts = [Samples.Account("alpha") with { Approval = Approval.Required }] };
        await AnnounceAsync(7, "lead", "crate");
        await BackUpAsync();
        if (wentOut)
        {
            await ReleaseAllAsync();
            await SendAsync();
        }

        await AdvanceAsync(TimeSpan.FromHours(2));
        var done = await RestoreAsync();
        (done.Posts.UncertainCount, done.Posts.HeldCount).ShouldBe((0, 2));
        await SendAsync();
        (await StatesAsync()).ShouldBe("approval approval", "a restoration releases nothing");

        await ReleaseAllAsync();
        (await StatesAsync()).ShouldBe("uncertain uncertain");
        await SendAsync();
        await ShouldBeOnceAsync(2);
    }

    [Fact]
    public async Task A_post_in_its_delay_is_looked_up_when_the_delay_is_over()
    {
        Publication = Publication with { Hold = TimeSpan.FromMinutes(15) };
        await AnnounceAsync(7, "lead", "crate");
        await BackUpAsync();
        await AdvanceAsync(TimeSpan.FromMinutes(15));
        await SendAsync();
        await RestoreAsync();
        (await PostAsync("lead")).State.ShouldBeOfType<DeliveryState.Held>().DoubtedSince.ShouldNotBeNull();
        await SendAsync();
        await ShouldBeOnceAsync(2);
    }

    [Fact]
    public async Task A_post_that_may_have_gone_out_is_neither_edited_nor_sent_anew_but_may_be_rescheduled()
    {
        Publication = Publication with { Hold = TimeSpan.FromMinutes(15) };
        await AnnounceAsync(7, "lead");
        await BackUpAsync();
        await AdvanceAsync(TimeSpan.FromMinutes(15));
        await SendAsync();
        await RestoreAsync();
        var changes = new ChangeDelivery(Database, Clock);
        var id = (await PostAsync("lead")).Id;
        (
            await changes.EditTextAsync(id, "Other.", new PlainRules(100), PostPrices.Free, "cli:eve", Cancellation)
        ).ShouldBeOfType<ChangeOutcome.NotPermitted>();
        (await changes.ResendAsync(id, "cli:eve", Cancellation)).ShouldBeOfType<ChangeOutcome.NotPermitted>();
        (await changes.RescheduleAsync(id, Clock.GetUtcNow().AddHours(1), "cli:eve", Cancellation)).ShouldBeOfType<ChangeOutcome.Done>();
        await AdvanceAsync(TimeSpan.FromHours(1));
        await SendAsync();
        await ShouldBeOnceAsync(1);
    }

    [Fact]
    public async Task A_refused_post_that_an_editor_released_after_the_backup_is_not_sent_twice_by_a_second_release()
    {
        await AnnounceAsync(7, "lead");
        Network().Always(new PublishOutcome.Refused(RefusalKind.Post, "too long"));
        await DeliverAsync();
        await BackUpAsync();
        await AdvanceAsync(TimeSpan.FromMinutes(1));
        await ReleaseAllAsync();
        await SendAsync();
        await RestoreAsync();
        (await StatesAsync()).ShouldBe("failed");
        await ReleaseAllAsync();
        await SendAsync();
        await ShouldBeOnceAsync(1);
    }

    [Fact]
    public async Task A_post_sent_anew_after_the_backup_is_not_sent_anew_twice()
    {
        await AnnounceAsync(7, "lead");
        await new ChangeDelivery(Database, Clock).StopAsync((await PostAsync("lead")).Id, "cli:eve", Cancellation);
        await BackUpAsync();
        for (var time = 0; time < 2; time++)
        {
            var id = (await PostAsync("lead")).Id;
            (await new ChangeDelivery(Database, Clock).ResendAsync(id, "cli:eve", Cancellation)).ShouldBeOfType<ChangeOutcome.Done>();
            await SendAsync();
            await AdvanceAsync(TimeSpan.FromMinutes(1));
            if (time == 0)
            {
                await RestoreAsync();
            }
        }

        (await LedgerAsync()).ShouldBe(["gazette/issue-7/alpha/lead/g2"]);
    }

    [Fact]
    public async Task An_answer_that_arrives_after_the_restoration_is_kept()
    {
        await AnnounceAsync(7, "lead", "crate");
        await BackUpAsync();
        DeliveryState? meanwhile = null;
        _after = async _ =>
        {
            _after = _ => Task.CompletedTask;
            await RestoreAsync();
            meanwhile = (await PostAsync("lead")).State;
        };
        await SendAsync("slow");
        meanwhile.ShouldBeOfType<DeliveryState.Uncertain>();
        (await PostAsync("lead")).State.ShouldBeOfType<DeliveryState.Delivered>();
        (await new DeliveryQueries(Database).ShowAsync((await PostAsync("lead")).Id, Cancellation))!
            .Value.History[^1]
            .Reason.ShouldBe("published; the answer came after the lease");
        await AdvanceAsync(Delivering.Lease + TimeSpan.FromSeconds(1));
        await SendAsync("other");
        await ShouldBeOnceAsync(2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_request_under_way_during_the_restoration_is_waited_for_before_anything_is_looked_up(bool isKnownToTheBackup)
    {
        if (!isKnownToTheBackup)
        {
            await BackUpAsync();
        }

        await AnnounceAsync(7, "lead", "crate");
        if (isKnownToTheBackup)
        {
            await BackUpAsync();
        }

        List<string>? sentMeanwhile = null;
        _before = async _ =>
        {
            _before = _ => Task.CompletedTask;
            await RestoreAsync();
            await AnnounceAsync(7, "lead", "crate");
            await SendAsync("other");
            sentMeanwhile = await LedgerAsync();
        };
        await SendAsync("slow");
        sentMeanwhile.ShouldNotBeNull().ShouldBeEmpty("the slow one's request may still arrive");
        await AdvanceAsync(Delivering.Lease + TimeSpan.FromSeconds(1));
        await SendAsync("other");
        await ShouldBeOnceAsync(2);
    }

    [Theory]
    [InlineData("unavailable")]
    [InlineData("refused")]
    [InlineData("uncertain")]
    public async Task A_worker_that_claimed_before_a_restoration_cannot_write_over_the_restored_post(string answer)
    {
        await AnnounceAsync(7, "lead");
        await BackUpAsync();
        var takenAt = Clock.GetUtcNow();
        (long Claimed, long Restored) versions = default;
        await AdvanceAsync(TimeSpan.FromSeconds(1));
        await SendAsync(
            "slow",
            pretends: answer switch
            {
                "unavailable" => new PublishOutcome.Unavailable("busy"),
                "refused" => new PublishOutcome.Refused(RefusalKind.Post, "too long"),
                _ => new PublishOutcome.Uncertain("cut off"),
            },
            meanwhile: async () =>
            {
                var claimed = await PostAsync("lead");
                await RestoreAsync();
                versions = (claimed.Version, (await PostAsync("lead")).Version);
            }
        );
        // Without the rise of versions they would be the same: one change after the backup.
        versions.Restored.ShouldBeGreaterThan(versions.Claimed);
        (await PostAsync("lead")).State.ShouldBe(new DeliveryState.Uncertain(takenAt - TimeSpan.FromMinutes(10), 1, takenAt));
    }

    [Fact]
    public async Task A_restoration_that_is_cancelled_half_way_changes_nothing_and_can_be_made_again()
    {
        await AnnounceAsync(7, Parts);
        await BackUpAsync();
        await SendAsync();
        await AdvanceAsync(TimeSpan.FromMinutes(5));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() =>
            new RestoreStore(Database, _folder, Clock).RunAsync(FilePath, true, "cli:eve", stop.Token)
        );
        (await PostsAsync()).ShouldAllBe(post => post.State is DeliveryState.Delivered);
        await RestoreAsync();
        await SendAsync();
        await ShouldBeOnceAsync(8);
    }

    protected override ValueTask CleanUpAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task BackUpAsync() =>
        (await new BackUpStore(Database, Clock).RunAsync(FilePath, false, Cancellation)).Made.ShouldNotBeNull();

    private async Task<RestoreOutcome.Done> RestoreAsync() =>
        (
            await new RestoreStore(Database, _folder, Clock).RunAsync(FilePath, true, "cli:eve", Cancellation)
        ).ShouldBeOfType<RestoreOutcome.Done>();

    private async Task ReleaseAllAsync()
    {
        foreach (var post in await PostsAsync())
        {
            (await new ChangeDelivery(Database, Clock).ReleaseAsync(post.Id, "cli:eve", Cancellation)).ShouldBeOfType<ChangeOutcome.Done>();
        }
    }

    private Task SendAsync(string worker = "worker-1", PublishOutcome? pretends = null, Func<Task>? meanwhile = null) =>
        Deliverer(worker, networks: (_, account) => new Watched(NetworkOf(account), this, pretends, meanwhile))
            .RunAsync(Publication, Cancellation);

    private DryRunNetwork NetworkOf(Account account) => new("gazette", account, new DryRunTextRules(), Ledger, Clock);

    private async Task<List<string>> LedgerAsync() =>
        await Ledger.ReadAsync(Cancellation).Select(entry => entry.Key).ToListAsync(Cancellation);

    private async Task ShouldBeOnceAsync(int count)
    {
        var posted = await LedgerAsync();
        posted.Count.ShouldBe(count);
        posted.ShouldBeUnique();
        (await PostsAsync()).ShouldAllBe(post => post.State is DeliveryState.Delivered);
    }

    /// <summary>The dry-run network, with something happening before a request arrives and before its answer does.</summary>
    private sealed class Watched(INetwork network, RestoreStoreTests test, PublishOutcome? pretends, Func<Task>? meanwhile) : INetwork
    {
        public ValueTask<TextRules> GetTextRulesAsync(CancellationToken cancellationToken) => network.GetTextRulesAsync(cancellationToken);

        public async Task<PublishOutcome> PublishAsync(OutboundPost post, CancellationToken cancellationToken)
        {
            await (meanwhile?.Invoke() ?? Task.CompletedTask);
            if (pretends is not null)
            {
                return pretends;
            }

            await test._before(post);
            var outcome = await network.PublishAsync(post, cancellationToken);
            await test._after(post);
            return outcome;
        }

        public Task<FindOutcome> FindAsync(OutboundPost post, DateTimeOffset firstAttemptAt, CancellationToken cancellationToken) =>
            network.FindAsync(post, firstAttemptAt, cancellationToken);
    }
}
