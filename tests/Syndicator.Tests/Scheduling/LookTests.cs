using System.Collections.Concurrent;
using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Syndicator.Configuration;
using Syndicator.Publishing;
using Syndicator.Scheduling;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Scheduling;

/// <summary>What an instance does at a tick, on a real store.</summary>
public sealed class LookTests() : DatabaseSuite(new SqliteServer()), IHostApplicationLifetime
{
    private const string EveryMinute = "0 * * * * ?";
    private const string Never = "0 0 0 1 1 ? 2099";

    private readonly ConcurrentQueue<string> _done = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<DutyRuns> _runs = [];
    private Func<Publication, string, CancellationToken, Task> _work = (_, _, _) => Task.CompletedTask;
    private BusyFinder? _findBusy;
    private ScheduledPublications? _scheduled;
    private ReckonDuties? _reckon;

    public CancellationToken ApplicationStarted => CancellationToken.None;
    public CancellationToken ApplicationStopping => _stopping.Token;
    public CancellationToken ApplicationStopped => CancellationToken.None;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_never_done_looks_at_once_and_then_at_its_times()
    {
        var look = Instance(Delivering("a"));
        await LookAsync(look);
        await LookAsync(look);
        _done.ShouldBe(["a deliver 12:00"]);
        await AdvanceAsync(TimeSpan.FromSeconds(59));
        await LookAsync(look);
        _done.Count.ShouldBe(1);
        await AdvanceAsync(TimeSpan.FromSeconds(2));
        await LookAsync(look);
        _done.ShouldBe(["a deliver 12:00", "a deliver 12:01"]);
    }

    [Fact]
    public async Task What_has_nothing_to_do_is_moved_on_without_being_run()
    {
        _findBusy = (job, due, _) =>
            Task.FromResult<IReadOnlySet<string>?>(
                due.Where(one => one.Id == "p7").Select(one => one.Id).ToHashSet(StringComparer.Ordinal)
            );
        var look = Instance([.. Enumerable.Range(0, 700).Select(index => Delivering($"p{index}"))]);
        await LookAsync(look);
        _done.ShouldBe(["p7 deliver 12:00"]);
        var duties = (await Duties("reader").ListAsync(Cancellation)).Where(duty => duty.Job == JobNames.Deliver).ToList();
        duties.ShouldAllBe(duty => duty.DoneUntil == Clock.GetUtcNow() && duty.NextAt == Clock.GetUtcNow().AddMinutes(1));
        duties.Count.ShouldBe(700);
    }

    [Fact]
    public async Task Where_nothing_is_due_nothing_is_written()
    {
        var look = Instance(Delivering("a"));
        await LookAsync(look);
        await using var watcher = await Database.ConnectAsync(Cancellation);
        var before = await watcher.ExecuteScalarAsync<long>("pragma data_version");
        await LookAsync(look);
        (await watcher.ExecuteScalarAsync<long>("pragma data_version")).ShouldBe(before);
    }

    [Fact]
    public async Task So_many_run_at_once_and_no_more()
    {
        var (running, most) = (0, 0);
        _work = async (_, _, _) =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref running));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancellation);
            Interlocked.Decrement(ref running);
        };
        await LookAsync(Instance([.. Enumerable.Range(0, 40).Select(index => Delivering($"p{index}"))]));
        _done.Count.ShouldBe(40);
        most.ShouldBeInRange(2, 3);
    }

    [Fact]
    public async Task Sources_that_hang_delay_no_post()
    {
        var held = new TaskCompletionSource();
        _work = (_, job, _) => job == JobNames.Watch ? held.Task : Task.CompletedTask;
        var publications = Enumerable
            .Range(0, 9)
            .Select(index => SamplePublication.With(EveryMinute, EveryMinute, id: $"p{index}", health: Never));
        var look = Instance([.. publications]);
        await look.RunAsync(Cancellation);
        await UntilAsync(() => _done.Count(line => line.Contains("deliver", StringComparison.Ordinal)) == 9);
        held.SetResult();
        await UntilAsync(() => _runs.TrueForAll(runs => runs.IsIdle));
        _done.Count.ShouldBe(9 + 9);
    }

    [Fact]
    public async Task What_failed_is_tried_again_at_its_next_time_and_loses_no_occurrence()
    {
        _work = (_, _, _) => throw new IOException("no folder");
        var look = Instance(Delivering("a"));
        await LookAsync(look);
        await LookAsync(look);
        _done.ShouldBe(["a deliver 12:00"]);
        _work = (_, _, _) => Task.CompletedTask;
        await AdvanceAsync(TimeSpan.FromMinutes(1));
        await LookAsync(look);
        _done.ShouldBe(["a deliver 12:00", "a deliver 12:01"]);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_silences_nothing()
    {
        var look = Instance(Delivering("a"));
        await LookAsync(look);
        await JumpAsync(TimeSpan.FromDays(-365));
        await LookAsync(look);
        await AdvanceAsync(TimeSpan.FromMinutes(1));
        await LookAsync(look);
        _done.ShouldBe(["a deliver 12:00", "a deliver 12:00", "a deliver 12:01"]);
    }

    [Fact]
    public async Task A_schedule_that_is_changed_or_taken_out_holds_from_the_next_start()
    {
        await LookAsync(Instance(Delivering("a")));
        await LookAsync(Instance(SamplePublication.With(Never, "30 * * * * ?", id: "a", health: Never)));
        _done.ShouldBe(["a deliver 12:00"]);
        (await NextAsync("a", JobNames.Deliver)).ShouldBe(Clock.GetUtcNow().AddSeconds(30));

        var inviting = Delivering("a");
        await LookAsync(Instance(inviting with { Schedules = inviting.Schedules with { Invite = EveryMinute } }));
        (await NextAsync("a", JobNames.Invite)).ShouldNotBeNull();
        await LookAsync(Instance(inviting));
        (await NextAsync("a", JobNames.Invite)).ShouldBeNull();
    }

    [Fact]
    public async Task A_configuration_that_was_read_anew_holds_at_the_next_look()
    {
        var look = Instance(Delivering("a"), Delivering("b"));
        await LookAsync(look);
        await ReplaceAsync(SamplePublication.With(Never, "30 * * * * ?", id: "a", health: Never), Delivering("c"));
        await AdvanceAsync(TimeSpan.FromSeconds(31));
        await LookAsync(look);
        await AdvanceAsync(TimeSpan.FromSeconds(31));
        await LookAsync(look);
        _done.ShouldBe(
            ["a deliver 12:00", "b deliver 12:00", "c deliver 12:00", "a deliver 12:00:30", "c deliver 12:01"],
            ignoreOrder: true
        );
    }

    [Fact]
    public async Task A_job_under_way_ends_by_the_configuration_it_began_with_and_comes_again_by_the_new_one()
    {
        var (begun, may) = (new TaskCompletionSource(), new TaskCompletionSource());
        _work = (_, _, _) =>
        {
            begun.TrySetResult();
            return may.Task;
        };
        var look = Instance(Delivering("a"));
        await look.RunAsync(Cancellation);
        await begun.Task;
        await ReplaceAsync(SamplePublication.With(Never, "45 * * * * ?", id: "a", health: Never));
        await look.RunAsync(Cancellation);
        may.SetResult();
        await UntilAsync(() => _runs.TrueForAll(runs => runs.IsIdle));
        _done.ShouldBe(["a deliver 12:00"]);
        (await NextAsync("a", JobNames.Deliver)).ShouldBe(Clock.GetUtcNow().AddSeconds(45));
    }

    [Fact]
    public async Task What_waits_for_its_turn_is_left_alone_when_its_publication_goes()
    {
        var (begun, may) = (new CountdownEvent(3), new TaskCompletionSource());
        _work = (_, _, _) =>
        {
            begun.Signal();
            return may.Task;
        };
        var look = Instance([.. Enumerable.Range(0, 5).Select(index => Delivering($"p{index}"))]);
        await look.RunAsync(Cancellation);
        await UntilAsync(() => begun.IsSet);
        await ReplaceAsync(Delivering("p0"));
        may.SetResult();
        await LookAsync(look);
        _done.Count.ShouldBe(3);
        begun.Dispose();
    }

    [Fact]
    public async Task Publications_of_another_instance_are_left_to_it_until_nobody_begins_them()
    {
        await LookAsync(Instance(Delivering("theirs")));
        var look = Instance(Delivering("ours"));
        await AdvanceAsync(TimeSpan.FromMinutes(5));
        await LookAsync(look);
        _done.ShouldNotContain("theirs deliver 12:05");
        (await NextAsync("theirs", JobNames.Deliver)).ShouldNotBeNull();
        await AdvanceAsync(TimeSpan.FromMinutes(11));
        await LookAsync(Instance(Delivering("ours")));
        (await NextAsync("theirs", JobNames.Deliver)).ShouldBeNull();
        await LookAsync(Instance(Delivering("theirs")));
        _done.ShouldContain("theirs deliver 12:16");
    }

    [Fact]
    public async Task Two_instances_never_do_the_same_twice()
    {
        var publications = Enumerable.Range(0, 60).Select(index => Delivering($"p{index}")).ToArray();
        var (one, other) = (Instance(publications), Instance(publications));
        for (var minute = 0; minute < 3; minute++)
        {
            await Task.WhenAll(Task.Run(() => LookAsync(one), Cancellation), Task.Run(() => LookAsync(other), Cancellation));
            await AdvanceAsync(TimeSpan.FromMinutes(1));
        }

        _done.ShouldBeUnique();
        _done.Count.ShouldBe(180);
    }

    [Fact]
    public async Task A_duty_that_was_stopped_is_anybodys_at_once()
    {
        var begun = new TaskCompletionSource();
        _work = async (_, _, stop) =>
        {
            begun.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
        };
        await Instance(Delivering("a")).RunAsync(Cancellation);
        await begun.Task.WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System, Cancellation);
        await _stopping.CancelAsync();
        await EndAsync();
        (await Duties("other").ListDueAsync(Clock.GetUtcNow(), [], null, 9, Cancellation)).ShouldBeEmpty("its keeper may come back");
        await AdvanceAsync(Syndicator.Publishing.Duties.Late);
        (await Duties("other").ListDueAsync(Clock.GetUtcNow(), [], null, 9, Cancellation)).ShouldHaveSingleItem();
    }

    protected override async ValueTask CleanUpAsync()
    {
        await _stopping.CancelAsync();
        await EndAsync();
        _stopping.Dispose();
    }

    void IHostApplicationLifetime.StopApplication() => _stopping.Cancel();

    private static Publication Delivering(string id) => SamplePublication.With(Never, EveryMinute, id: id, health: Never);

    private Duties Duties(string worker) => new(Database, worker, TimeSpan.FromSeconds(30));

    private async Task<DateTimeOffset?> NextAsync(string publication, string job) =>
        (await Duties("reader").ListAsync(Cancellation)).Single(duty => duty.Key == (publication, job)).NextAt;

    /// <summary>Of the last instance.</summary>
    private async Task ReplaceAsync(params Publication[] publications)
    {
        _scheduled!.Replace(publications);
        await _reckon!.RunAsync(Cancellation);
    }

    /// <summary>A look, and the end of what it began.</summary>
    private async Task LookAsync(Look look)
    {
        await look.RunAsync(Cancellation);
        await UntilAsync(() => _runs.TrueForAll(runs => runs.IsIdle));
    }

    private async Task EndAsync()
    {
        foreach (var runs in _runs)
        {
            await runs.StopAsync(Cancellation);
        }
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, Cancellation);
        }
    }

    private Look Instance(params Publication[] publications)
    {
        var duties = Duties($"worker-{_runs.Count}");
        var scheduled = _scheduled = new ScheduledPublications(publications);
        var work = new ScheduledWork(
            Watch: (publication, at, stop) => DoAsync(publication, JobNames.Watch, at, stop),
            Deliver: (publication, at, stop) => DoAsync(publication, JobNames.Deliver, at, stop),
            Collect: (publication, at, stop) => DoAsync(publication, JobNames.Collect, at, stop),
            Health: (publication, at, stop) => DoAsync(publication, JobNames.Health, at, stop),
            Invite: (publication, at, stop) => DoAsync(publication, JobNames.Invite, at, stop),
            Calls: (publication, at, stop) => DoAsync(publication, JobNames.Calls, at, stop),
            Engagement: (publication, at, stop) => DoAsync(publication, JobNames.Engagement, at, stop),
            ReadWatermark: (_, _, _) => throw new InvalidOperationException("it comes with the duty"),
            AdvanceWatermark: (_, _, _, _) => throw new InvalidOperationException("it goes with the duty")
        )
        {
            FindBusy = _findBusy,
        };
        var reports = new JobReports(Clock);
        var trouble = new StoreTrouble(Clock, NullLogger<StoreTrouble>.Instance);
        var run = new RunJob(
            new HandleOccurrences(work, Clock, NullLogger<HandleOccurrences>.Instance),
            reports,
            trouble,
            this,
            NullLogger<RunJob>.Instance
        );
        var runs = new DutyRuns(
            duties,
            run,
            scheduled,
            new SchedulingOptions { AtOnce = 3 },
            reports,
            trouble,
            Clock,
            NullLogger<DutyRuns>.Instance
        );
        _runs.Add(runs);
        var reckon = _reckon = new ReckonDuties(duties, scheduled, Clock, NullLogger<ReckonDuties>.Instance);
        return new Look(duties, reckon, runs, scheduled, work, reports, trouble, Clock, NullLogger<Look>.Instance);
    }

    private async Task DoAsync(Publication publication, string job, DateTimeOffset at, CancellationToken stop)
    {
        _done.Enqueue($"{publication.Id} {job} {at:HH:mm}{(at.Second == 0 ? "" : $":{at.Second}")}");
        await _work(publication, job, stop);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        int seen;
        while (value > (seen = Volatile.Read(ref most)) && Interlocked.CompareExchange(ref most, value, seen) != seen) { }
    }
}
