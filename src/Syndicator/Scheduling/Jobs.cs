using Microsoft.Extensions.Logging;
using Quartz;

namespace Syndicator.Scheduling;

/// <summary>Looks at what is due: a tick of every instance for itself.</summary>
[DisallowConcurrentExecution]
internal sealed class LookJob(Look look) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await look.RunAsync(cancellationToken);
}

/// <summary>Makes the duties agree with the configuration: once for all instances on a store.</summary>
[DisallowConcurrentExecution]
internal sealed class ReckonJob(ReckonDuties reckon) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await reckon.RunAsync(cancellationToken);
}

/// <summary>Throws away what has grown old: once for all instances on a store.</summary>
[DisallowConcurrentExecution]
internal sealed class ForgetJob(ScheduledWork work, ILogger<ForgetJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await Chore.RunAsync(work.Forget, log, "What is old could not be thrown away", cancellationToken);
}

/// <summary>Has the store counted by the process that has it to itself.</summary>
[DisallowConcurrentExecution]
internal sealed class TendJob(ScheduledWork work, ILogger<TendJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await Chore.RunAsync(work.Tend, log, "The store could not be counted", cancellationToken);
}

/// <summary>Work that no time hangs on.</summary>
internal static class Chore
{
    public static async Task RunAsync(Func<CancellationToken, Task>? work, ILogger log, string failed, CancellationToken cancellationToken)
    {
        try
        {
            await (work?.Invoke(cancellationToken) ?? Task.CompletedTask);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            log.LogError(exception, "{Failed}; it is tried again in some hours", failed);
        }
    }
}
