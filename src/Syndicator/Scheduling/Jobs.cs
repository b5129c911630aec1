using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;
using Syndicator.Configuration;

namespace Syndicator.Scheduling;

/// <summary>Looks for issues and announces those that are ready.</summary>
[DisallowConcurrentExecution]
internal sealed class WatchJob(Look look) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        look.RunAsync(context.JobDetail.Key, cancellationToken);
}

/// <summary>Sends what is due.</summary>
[DisallowConcurrentExecution]
internal sealed class DeliverJob(Look look) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        look.RunAsync(context.JobDetail.Key, cancellationToken);
}

/// <summary>Reads what people write to us.</summary>
[DisallowConcurrentExecution]
internal sealed class CollectJob(Look look) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        look.RunAsync(context.JobDetail.Key, cancellationToken);
}

/// <summary>Judges whether all is well, and tells who is to know.</summary>
[DisallowConcurrentExecution]
internal sealed class HealthJob(Look look) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        look.RunAsync(context.JobDetail.Key, cancellationToken);
}

/// <summary>Invites nominations.</summary>
[DisallowConcurrentExecution]
internal sealed class InviteJob(Look look) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        look.RunAsync(context.JobDetail.Key, cancellationToken);
}

/// <summary>Posts about calls for participation.</summary>
[DisallowConcurrentExecution]
internal sealed class CallsJob(Look look) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        look.RunAsync(context.JobDetail.Key, cancellationToken);
}

/// <summary>Counts what readers did with our posts.</summary>
[DisallowConcurrentExecution]
internal sealed class EngagementJob(Look look) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        look.RunAsync(context.JobDetail.Key, cancellationToken);
}

/// <summary>The publications whose schedules run in this process.</summary>
internal sealed record ScheduledPublications(IReadOnlyList<Publication> All);

/// <summary>The edge of a job, and the only place where everything is caught: a job that fails is reported and looks again next time.</summary>
internal sealed class Look(
    HandleOccurrences handle,
    ScheduledPublications publications,
    JobReports reports,
    IHostApplicationLifetime lifetime,
    ILogger<Look> log
)
{
    /// <param name="key">Name: the job's name. Group: the publication's id.</param>
    public async ValueTask RunAsync(JobKey key, CancellationToken cancellationToken)
    {
        // Quartz waits for jobs at shutdown without telling them; a job that knows finishes its request and starts no new one.
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        try
        {
            await handle.RunAsync(publications.All.Single(publication => publication.Id == key.Group), key.Name, stopping.Token);
            reports.Succeeded(key.Group, key.Name);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            log.LogInformation("{Publication}: {Job} stops with the program", key.Group, key.Name);
        }
        catch (Exception exception)
        {
            log.LogError(exception, "{Publication}: {Job} failed and looks again at its next time", key.Group, key.Name);
            reports.Failed(key.Group, key.Name, $"{exception.GetType().Name}, see the log");
        }
    }
}
