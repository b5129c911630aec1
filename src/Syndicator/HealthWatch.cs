using Microsoft.Extensions.Logging;
using Syndicator.Alarms;
using Syndicator.Configuration;
using Syndicator.Scheduling;

namespace Syndicator;

/// <summary>Health, alarms and webhook of a running program, put together.</summary>
internal sealed class HealthWatch : IDisposable
{
    private readonly HttpMessageInvoker _http = WebhookClient.CreateHttp();
    private readonly WatchHealth _watch;
    private readonly SendWebhooks _send;
    private readonly BusyHealth _busy;
    private readonly Syndication _syndication;
    private readonly JobReports _reports;

    public HealthWatch(Syndication syndication, JobReports reports, ILoggerFactory loggers)
    {
        (_syndication, _reports) = (syndication, reports);
        var (database, clock) = (syndication.Database, syndication.Clock);
        var store = new HealthStore(database);
        var sight = new HealthSight(
            syndication.LastReportOf,
            (publication, watermarks) => [.. reports.Problems(publication, watermarks).Select(Trouble)],
            syndication.DataFolder,
            () => DiskSpace.FreeIn(syndication.DataFolder)
        );
        Health = new Health(store, sight, clock);
        _busy = new BusyHealth(database, sight, clock);
        _watch = new WatchHealth(database, Health, clock, loggers.CreateLogger<WatchHealth>());
        _send = new SendWebhooks(
            new WebhookCalls(database, clock),
            new WebhookClient(_http, Secrets, clock),
            loggers.CreateLogger<SendWebhooks>(),
            Syndication.WorkerName()
        );
    }

    /// <summary>Of more publications than these, the alarms are read that the job <c>health</c> has raised, instead of judging each whenever somebody asks.</summary>
    public const int MostJudged = 100;

    /// <summary>More are told no better by a longer list.</summary>
    private const int MostAlarms = 500;

    public Health Health { get; }

    /// <summary>What is wrong with any publication; what fails first.</summary>
    public async Task<IReadOnlyList<HealthReason>> ReadAsync(CancellationToken stop)
    {
        var publications = _syndication.Publications;
        var judged = publications.Count <= MostJudged ? publications : await ListSuspectsAsync(stop);
        var reasons = new List<HealthReason>();
        foreach (var publication in judged)
        {
            reasons.AddRange(await Health.ReadAsync(publication, stop));
        }

        if (publications.Count > MostJudged)
        {
            var known = reasons.Select(reason => (reason.Publication, reason.Code, reason.Subject)).ToHashSet();
            reasons.AddRange(
                (await ListAlarmsAsync(stop)).Where(reason => !known.Contains((reason.Publication, reason.Code, reason.Subject)))
            );
        }

        return [.. reasons.OrderByDescending(reason => reason.IsFailing)];
    }

    /// <summary>Those of which this process knows something that is in no alarm, or may not be yet.</summary>
    private async Task<IReadOnlyList<Publication>> ListSuspectsAsync(CancellationToken stop)
    {
        var late = await _syndication.Duties.ListLateAsync(_syndication.Clock.GetUtcNow() - JobReports.Grace, MostJudged, stop);
        return
        [
            .. _reports
                .Failing.Concat(late)
                .Distinct(StringComparer.Ordinal)
                .Select(_syndication.FindPublication)
                .OfType<Publication>()
                .Take(MostJudged),
        ];
    }

    private async Task<IEnumerable<HealthReason>> ListAlarmsAsync(CancellationToken stop)
    {
        var alarms = await _syndication.Database.ReadAsync(connection => AlarmTable.SelectOpenAsync(connection, MostAlarms), stop);
        return alarms
            .Where(alarm => _syndication.FindPublication(alarm.Publication) is not null)
            .Select(alarm => new HealthReason(
                alarm.Code,
                alarm.Publication,
                alarm.Subject,
                alarm.Text,
                alarm.Remedy,
                alarm.Since,
                IsFailing: true
            ));
    }

    /// <summary>The job <c>health</c>: alarms are raised and cleared, and what is to be told is sent.</summary>
    public async Task RunAsync(Publication publication, CancellationToken stop)
    {
        await _watch.RunAsync(publication, stop);
        await _send.RunAsync(publication, stop);
    }

    /// <summary>Of many publications, those that <see cref="RunAsync"/> would do anything for; null: all of them.</summary>
    public Task<IReadOnlySet<string>?> ListBusyAsync(IReadOnlyList<Publication> publications, CancellationToken stop) =>
        _busy.ListAsync(publications, stop);

    /// <summary>A test call, without a store.</summary>
    public static async Task<WebhookAnswer> TestWebhookAsync(Publication publication, WebhookOptions webhook, TimeProvider clock)
    {
        using var http = WebhookClient.CreateHttp();
        return await new TestWebhook(new WebhookClient(http, Secrets, clock), clock).RunAsync(publication, webhook);
    }

    public void Dispose() => _http.Dispose();

    private static SecretResolver Secrets { get; } = new(Environment.GetEnvironmentVariable);

    private static JobTrouble Trouble(JobProblem problem) => new(problem.Job, problem.IsOverdue, problem.Since, problem.Text);
}
