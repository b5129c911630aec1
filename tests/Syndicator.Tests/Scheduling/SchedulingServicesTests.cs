using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Syndicator.Configuration;
using Syndicator.Publishing;
using Syndicator.Scheduling;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Scheduling;

public sealed class SchedulingServicesTests() : DatabaseSuite(new SqliteServer())
{
    private static readonly DateTimeOffset s_shown = new(2025, 4, 2, 9, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, DateTimeOffset> Marks = [];

    private readonly ConcurrentQueue<(string Job, DateTimeOffset At)> _done = new();
    private readonly SemaphoreSlim _finished = new(0);

    [Fact]
    public async Task Every_job_looks_at_start_and_at_its_times_by_the_demonstration_clock()
    {
        using var host = Host([SamplePublication.With("0 0 9 ? * WED", "0/1 * * * * ?")], (_, _) => Task.CompletedTask);
        await host.StartAsync(TestContext.Current.CancellationToken);
        await FinishedAsync(6);
        await host.StopAsync(TestContext.Current.CancellationToken);

        _done.Count(look => look.Job == JobNames.Watch).ShouldBe(1);
        _done.ShouldContain(look => look.Job == JobNames.Health);
        var deliveries = _done.Where(look => look.Job == JobNames.Deliver).Select(look => look.At).ToList();
        deliveries.ShouldBeUnique();
        deliveries.ShouldBeInOrder();
        deliveries.ShouldAllBe(at => at >= s_shown && at < s_shown.AddHours(1));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_job_that_fails_is_reported_and_does_not_stop_the_other_publication()
    {
        var publications = new[]
        {
            SamplePublication.With("0 0 9 ? * WED", "0/1 * * * * ?", id: "bad"),
            SamplePublication.With("0 0 9 ? * WED", "0/1 * * * * ?", id: "good"),
        };
        using var host = Host(publications, (id, _) => id == "bad" ? throw new IOException("no folder") : Task.CompletedTask);
        await host.StartAsync(TestContext.Current.CancellationToken);
        await FinishedAsync(6);
        var reports = host.Services.GetRequiredService<JobReports>();
        // The other publication's successes say nothing about when the failure is reported; the test's own time limit ends an endless wait.
        while (reports.Problems(publications[0], Marks).Count == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        }

        var (bad, good) = (reports.Problems(publications[0], Marks), reports.Problems(publications[1], Marks));
        await host.StopAsync(TestContext.Current.CancellationToken);

        bad.ShouldHaveSingleItem().Text.ShouldStartWith("The job deliver failed");
        good.ShouldBeEmpty();
    }

    [Fact]
    public async Task Stopping_tells_a_running_job_and_waits_for_it()
    {
        var begun = new TaskCompletionSource();
        var ended = false;
        using var host = Host(
            [SamplePublication.With("0 0 9 ? * WED", "0 0 9 ? * WED")],
            async (_, stopping) =>
            {
                var told = new TaskCompletionSource();
                await using var registration = stopping.Register(() => told.TrySetResult());
                begun.TrySetResult();
                await told.Task;
                ended = true;
            }
        );
        await host.StartAsync(TestContext.Current.CancellationToken);
        await begun.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        await host.StopAsync(TestContext.Current.CancellationToken);
        ended.ShouldBeTrue();
    }

    protected override ValueTask CleanUpAsync()
    {
        _finished.Dispose();
        return ValueTask.CompletedTask;
    }

    private IHost Host(IReadOnlyList<Publication> publications, Func<string, CancellationToken, Task> deliver)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddSingleton<TimeProvider>(new DemonstrationClock(s_shown, TimeProvider.System.GetUtcNow(), TimeProvider.System));
        builder.Services.AddSingleton(
            new ScheduledWork(
                Watch: (publication, at, _) => DoneAsync(publication, JobNames.Watch, at, () => Task.CompletedTask),
                Deliver: (publication, at, stopping) =>
                    DoneAsync(publication, JobNames.Deliver, at, () => deliver(publication.Id, stopping)),
                Collect: (publication, at, _) => DoneAsync(publication, JobNames.Collect, at, () => Task.CompletedTask),
                Health: (publication, at, _) => DoneAsync(publication, JobNames.Health, at, () => Task.CompletedTask),
                Invite: (publication, at, _) => DoneAsync(publication, JobNames.Invite, at, () => Task.CompletedTask),
                Calls: (publication, at, _) => DoneAsync(publication, JobNames.Calls, at, () => Task.CompletedTask),
                Engagement: (publication, at, _) => DoneAsync(publication, JobNames.Engagement, at, () => Task.CompletedTask),
                ReadWatermark: (_, _, _) => throw new InvalidOperationException("it comes with the duty"),
                AdvanceWatermark: (_, _, _, _) => throw new InvalidOperationException("it goes with the duty")
            )
        );
        builder.Services.AddScheduling(
            new ScheduledPublications(publications),
            new Duties(Database, "worker", TimeSpan.FromSeconds(30)),
            new SchedulingOptions(),
            null
        );
        return builder.Build();
    }

    private async Task DoneAsync(Publication publication, string job, DateTimeOffset at, Func<Task> work)
    {
        await work();
        _done.Enqueue((publication.Id == "sample" ? job : $"{publication.Id} {job}", at));
        _finished.Release();
    }

    private async Task FinishedAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            (await _finished.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken)).ShouldBeTrue("the jobs do not run");
        }
    }
}
