using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Syndicator.Alarms;
using Syndicator.Configuration;
using Syndicator.Issues;
using Syndicator.Publishing;
using Syndicator.Scheduling;
using Syndicator.Storage;
using Syndicator.Tests.Publishing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Alarms;

/// <summary>Health, alarms and webhook on a fresh database; jobs are reported, networks scripted, receivers real servers.</summary>
public abstract class AlarmSuite(TestServer server) : PublishingSuite(server)
{
    private readonly HttpMessageInvoker _http = WebhookClient.CreateHttp();
    private JobReports? _jobs;

    internal WatchReport? Report { get; set; }
    internal long? FreeSpace { get; set; } = 50_000_000_000;
    internal Dictionary<string, string> Variables { get; } = [];
    internal ILoggerFactory Loggers { get; set; } = NullLoggerFactory.Instance;
    internal JobReports Jobs => _jobs ??= new JobReports(Clock);

    /// <summary>Takes some seconds off a flickering or forgotten job: every job has just run.</summary>
    internal async Task RunJobsAsync()
    {
        foreach (var (job, _) in JobNames.SchedulesOf(Publication))
        {
            var marks = new Watermarks(Database);
            await marks.AdvanceAsync(
                Publication.Id,
                job,
                await marks.ReadAsync(Publication.Id, job, Cancellation),
                Clock.GetUtcNow(),
                Cancellation
            );
        }
    }

    /// <summary>Time passes, and the jobs ran meanwhile.</summary>
    internal async Task PassAsync(TimeSpan time)
    {
        await AdvanceAsync(time);
        await RunJobsAsync();
    }

    /// <summary>Whatever fails was to be looked at: the question that is asked of hundreds must not spare it.</summary>
    internal async Task<IReadOnlyList<HealthReason>> ReasonsAsync()
    {
        var reasons = await HealthOf(Database).ReadAsync(Publication, Cancellation);
        if (reasons.Any(reason => reason.IsFailing) && await BusyAsync() is { } busy)
        {
            busy.ShouldContain(Publication.Id);
        }

        return reasons;
    }

    internal Task<IReadOnlySet<string>?> BusyAsync() =>
        new BusyHealth(Database, Sight, Clock).ListAsync([Publication, Publication with { Id = "another" }], Cancellation);

    internal async Task<IReadOnlyList<string>> CodesAsync() =>
        [.. (await ReasonsAsync()).Select(reason => (reason.IsFailing ? "" : "notice ") + reason.Code)];

    internal Task WatchAsync(Database? database = null) =>
        new WatchHealth(database ?? Database, HealthOf(database ?? Database), Clock, Loggers.CreateLogger<WatchHealth>()).RunAsync(
            Publication,
            Cancellation
        );

    internal WebhookClient Client => new(_http, new SecretResolver(name => Variables.GetValueOrDefault(name)), Clock);

    internal Task<int> SendAsync(string worker = "worker-1", Database? database = null) =>
        new SendWebhooks(new WebhookCalls(database ?? Database, Clock), Client, Loggers.CreateLogger<SendWebhooks>(), worker).RunAsync(
            Publication,
            Cancellation
        );

    internal Task<AnnouncedIssue> SeeAsync(Issue issue, bool isDraft = false, bool isMissed = false) =>
        new IssueTable(Database, Clock).SeeAsync(Publication.Id, issue, isDraft, isMissed, Cancellation);

    protected override ValueTask CleanUpAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private HealthSight Sight =>
        new(
            _ => Report,
            (publication, marks) =>
                [
                    .. Jobs.Problems(publication, marks)
                        .Select(problem => new JobTrouble(problem.Job, problem.IsOverdue, problem.Since, problem.Text)),
                ],
            "/var/lib/syndicator",
            () => FreeSpace
        );

    private Health HealthOf(Database database) => new(new HealthStore(database), Sight, Clock);
}
