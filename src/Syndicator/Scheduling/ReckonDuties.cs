using Microsoft.Extensions.Logging;
using Syndicator.Publishing;

namespace Syndicator.Scheduling;

/// <summary>
/// Makes the stored duties agree with the configuration: those that lack are made, those whose schedule changed look at another time, and what was missed
/// looks at once. At start, every ten minutes, when the configuration was read anew, and when the clock was set back.
/// </summary>
internal sealed class ReckonDuties(Duties duties, ScheduledPublications publications, TimeProvider clock, ILogger<ReckonDuties> log)
{
    /// <summary>What nobody has begun for so long is of no instance's configuration.</summary>
    private static readonly TimeSpan s_abandoned = TimeSpan.FromMinutes(10);

    /// <returns>How many changed.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var stored = (await duties.ListAsync(cancellationToken)).ToDictionary(duty => duty.Key);
        var moves = publications
            .All.SelectMany(publication =>
                JobNames
                    .SchedulesOf(publication)
                    .Select(job => stored.GetValueOrDefault((publication.Id, job.Name)) ?? New(publication.Id, job.Name))
                    .Select(duty => new DutyMove(duty, duty.DoneUntil, DutyStep.NextOf(publication, duty.Job, duty.DoneUntil, now)))
            )
            .Concat(stored.Values.Where(duty => IsNobodys(duty, now)).Select(duty => new DutyMove(duty, duty.DoneUntil, null)))
            .Where(move => move.NextAt != move.Seen.NextAt)
            .ToList();
        var changed = await duties.DeclareAsync(moves, cancellationToken);
        log.LogDebug("{Changed} of {Count} duties are to look at another time", changed, stored.Count);
        return changed;
    }

    private bool IsNobodys(Duty duty, DateTimeOffset now) =>
        duty.NextAt is { } next
        && (
            publications.Find(duty.Publication) is { } publication
                ? JobNames.CronOf(publication, duty.Job) is null
                : next < now - s_abandoned
        );

    private static Duty New(string publication, string job) => new(publication, job, null, null);
}
