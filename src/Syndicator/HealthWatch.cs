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

    public HealthWatch(Syndication syndication, JobReports reports, ILoggerFactory loggers)
    {
        var (database, clock) = (syndication.Database, syndication.Clock);
        var store = new HealthStore(database);
        Health = new Health(
            store,
            new HealthSight(
                publication => syndication.WatchOf(publication).LastReport,
                (publication, watermarks) => [.. reports.Problems(publication, watermarks).Select(Trouble)],
                syndication.DataFolder,
                () => DiskSpace.FreeIn(syndication.DataFolder)
            ),
            clock
        );
        _watch = new WatchHealth(database, Health, clock, loggers.CreateLogger<WatchHealth>());
        _send = new SendWebhooks(
            new WebhookCalls(database, clock),
            new WebhookClient(_http, Secrets, clock),
            loggers.CreateLogger<SendWebhooks>(),
            Syndication.WorkerName()
        );
    }

    public Health Health { get; }

    /// <summary>The job <c>health</c>: alarms are raised and cleared, and what is to be told is sent.</summary>
    public async Task RunAsync(Publication publication, CancellationToken stop)
    {
        await _watch.RunAsync(publication, stop);
        await _send.RunAsync(publication, stop);
    }

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
