using Microsoft.Extensions.Logging;
using Syndicator.Configuration;

namespace Syndicator.Scheduling;

/// <summary>
/// One look of a job: handles every occurrence since its watermark. So firings missed while the program was down are made up,
/// a firing that comes twice finds nothing to do, and one that failed is tried again at the next look.
/// </summary>
/// <remarks>Every job acts on what it finds now, so a single run at the latest occurrence handles all that were missed.</remarks>
internal sealed class HandleOccurrences(ScheduledWork work, TimeProvider clock, ILogger<HandleOccurrences> log)
{
    /// <summary>Reads the watermark, and stores that it did: for a look that no other instance shares.</summary>
    /// <returns>The occurrences that this look handled; empty when there was nothing to do.</returns>
    public async Task<IReadOnlyList<DateTimeOffset>> RunAsync(Publication publication, string job, CancellationToken cancellationToken)
    {
        var watermark = await work.ReadWatermark(publication, job, cancellationToken);
        var step = await RunAsync(publication, job, watermark, cancellationToken);
        if (step.DoneUntil is { } mark && mark != watermark)
        {
            await work.AdvanceWatermark(publication, job, mark, cancellationToken);
        }

        return step.Due;
    }

    /// <returns>What the caller is to store.</returns>
    public async Task<DutyStep> RunAsync(
        Publication publication,
        string job,
        DateTimeOffset? watermark,
        CancellationToken cancellationToken
    )
    {
        var step = DutyStep.Of(publication, job, watermark, clock.GetUtcNow());
        if (step.Due.Count == 0)
        {
            return step;
        }

        if (step.Due.Count > 1 && watermark is not null)
        {
            log.LogInformation(
                "{Publication}: {Job} makes up {Count} firings since {Watermark:u}",
                publication.Id,
                job,
                step.Due.Count,
                watermark
            );
        }

        await HandlerOf(job)(publication, step.Due[^1], cancellationToken);
        return step;
    }

    private Func<Publication, DateTimeOffset, CancellationToken, Task> HandlerOf(string job) =>
        job switch
        {
            JobNames.Watch => work.Watch,
            JobNames.Deliver => work.Deliver,
            JobNames.Collect => work.Collect,
            JobNames.Health => work.Health,
            JobNames.Engagement => work.Engagement,
            JobNames.Invite => work.Invite,
            JobNames.Calls => work.Calls,
            _ => throw new ArgumentException($"no job is called {job}", nameof(job)),
        };
}
