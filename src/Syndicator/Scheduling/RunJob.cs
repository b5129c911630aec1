using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Syndicator.Configuration;
using Syndicator.Metrics;

namespace Syndicator.Scheduling;

/// <summary>The edge of a job, and the only place where everything is caught: a job that fails is reported and looks again next time.</summary>
internal sealed class RunJob(
    HandleOccurrences handle,
    JobReports reports,
    StoreTrouble trouble,
    IHostApplicationLifetime lifetime,
    ILogger<RunJob> log
)
{
    /// <summary>By the watermark that is stored, which it moves: see <see cref="HandleOccurrences"/>.</summary>
    public Task RunAsync(Publication publication, string job, CancellationToken cancellationToken) =>
        GuardAsync(publication, job, stop => handle.RunAsync(publication, job, stop), cancellationToken);

    /// <returns>Null when it failed or was stopped.</returns>
    public Task<DutyStep?> RunAsync(Publication publication, string job, DateTimeOffset? watermark, CancellationToken cancellationToken) =>
        GuardAsync(publication, job, stop => handle.RunAsync(publication, job, watermark, stop), cancellationToken);

    private async Task<T?> GuardAsync<T>(
        Publication publication,
        string job,
        Func<CancellationToken, Task<T>> work,
        CancellationToken cancellationToken
    )
        where T : class
    {
        // A job that is told finishes its request and starts no new one.
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        var begun = TimeProvider.System.GetTimestamp();
        try
        {
            var done = await work(stopping.Token);
            reports.Succeeded(publication.Id, job);
            Instruments.Ran(job, "done", TimeProvider.System.GetElapsedTime(begun));
            return done;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            log.LogInformation("{Publication}: {Job} stops", publication.Id, job);
        }
        catch (Exception exception)
        {
            if (!trouble.Tell(exception))
            {
                log.LogError(exception, "{Publication}: {Job} failed and looks again at its next time", publication.Id, job);
            }

            Instruments.Ran(job, "failed", TimeProvider.System.GetElapsedTime(begun));
            reports.Failed(publication.Id, job, exception);
        }

        return null;
    }
}
