using Microsoft.Extensions.Logging;
using Syndicator.Configuration;

namespace Syndicator.Scheduling;

/// <summary>
/// One look of a job: handles every occurrence since its watermark and stores that it did. So firings missed while the program was down are made up,
/// a firing that Quartz repeats finds nothing to do, and one that failed is tried again at the next look.
/// </summary>
/// <remarks>Every job acts on what it finds now, so a single run at the latest occurrence handles all that were missed.</remarks>
internal sealed class HandleOccurrences(ScheduledWork work, TimeProvider clock, ILogger<HandleOccurrences> log)
{
    /// <returns>The occurrences that this look handled; empty when there was nothing to do.</returns>
    public async Task<IReadOnlyList<DateTimeOffset>> RunAsync(Publication publication, string job, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (cron, handle) = Plan(publication, job);
        var watermark = await work.ReadWatermark(publication, job, cancellationToken);
        if (watermark is null && job is (JobNames.Invite or JobNames.Calls))
        {
            // A post that was due before the program ever ran was nobody's wish.
            await work.AdvanceWatermark(publication, job, now, cancellationToken);
            return [];
        }

        var due = Occurrences.Between(cron, publication.Zone, Start(watermark, now), now);
        if (due.Count == 0)
        {
            return due;
        }

        if (due.Count > 1 && watermark is not null)
        {
            log.LogInformation(
                "{Publication}: {Job} makes up {Count} firings since {Watermark:u}",
                publication.Id,
                job,
                due.Count,
                watermark
            );
        }

        await handle(publication, due[^1], cancellationToken);
        await work.AdvanceWatermark(publication, job, due[^1], cancellationToken);
        return due;
    }

    /// <summary>
    /// A program that never ran looks at once. So does one whose watermark is in the future: a clock that was set back must not silence a job.
    /// </summary>
    private static DateTimeOffset Start(DateTimeOffset? watermark, DateTimeOffset now) =>
        watermark is { } handled && handled <= now ? handled : now - Occurrences.Reach;

    private (string Cron, Func<Publication, DateTimeOffset, CancellationToken, Task> Handle) Plan(Publication publication, string job) =>
        job switch
        {
            JobNames.Watch => (publication.Schedules.Watch, work.Watch),
            JobNames.Deliver => (publication.Schedules.Deliver, work.Deliver),
            JobNames.Collect => (publication.Schedules.Collect, work.Collect),
            JobNames.Health => (publication.Schedules.Health, work.Health),
            JobNames.Engagement => (publication.Schedules.Engagement, work.Engagement),
            JobNames.Invite => (publication.Schedules.Invite!, work.Invite),
            JobNames.Calls => (publication.Schedules.Calls!, work.Calls),
            _ => throw new ArgumentException($"no job is called {job}", nameof(job)),
        };
}
