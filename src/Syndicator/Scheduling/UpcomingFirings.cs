using Syndicator.Configuration;

namespace Syndicator.Scheduling;

/// <summary>A firing to come.</summary>
/// <param name="Job"><see cref="JobNames"/>.</param>
/// <param name="At">In UTC.</param>
/// <param name="Local">The same instant by the publication's clocks.</param>
internal sealed record UpcomingFiring(string Publication, string Job, DateTimeOffset At, DateTimeOffset Local);

/// <summary>What a schedule will do next.</summary>
internal static class UpcomingFirings
{
    /// <summary>The next firings of a publication's jobs, soonest first; fewer where the schedules end.</summary>
    /// <param name="now">Firings at this very instant are over.</param>
    /// <param name="count">Of each job.</param>
    public static IReadOnlyList<UpcomingFiring> Of(Publication publication, DateTimeOffset now, int count) =>
        [
            .. JobNames
                .SchedulesOf(publication)
                .SelectMany(job =>
                    Next(job.Cron, publication.Zone, now, count)
                        .Select(at => new UpcomingFiring(publication.Id, job.Name, at, TimeZoneInfo.ConvertTime(at, publication.Zone)))
                )
                .OrderBy(firing => firing.At)
                .ThenBy(firing => firing.Job, StringComparer.Ordinal),
        ];

    private static IEnumerable<DateTimeOffset> Next(string cron, TimeZoneInfo zone, DateTimeOffset now, int count)
    {
        var schedule = CronText.In(cron, zone);
        var after = now;
        for (var found = 0; found < count; found++)
        {
            if (CronText.Next(schedule, after, DateTimeOffset.MaxValue) is not { } next)
            {
                yield break;
            }

            yield return next;
            after = next;
        }
    }
}
