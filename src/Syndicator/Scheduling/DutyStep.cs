using Syndicator.Configuration;

namespace Syndicator.Scheduling;

/// <summary>What one look at a job comes to.</summary>
/// <param name="Due">The occurrences since the mark; empty when there is nothing to do.</param>
/// <param name="DoneUntil">The mark when they are handled; never moves back.</param>
/// <param name="NextAt">The first occurrence to come; null: none.</param>
internal sealed record DutyStep(IReadOnlyList<DateTimeOffset> Due, DateTimeOffset? DoneUntil, DateTimeOffset? NextAt)
{
    /// <param name="watermark">Up to when occurrences are handled; null: the job never ran.</param>
    public static DutyStep Of(Publication publication, string job, DateTimeOffset? watermark, DateTimeOffset now)
    {
        var cron = CronOf(publication, job);
        var next = NextAfter(publication, job, now);
        if (watermark is null && job is (JobNames.Invite or JobNames.Calls))
        {
            // A post that was due before the program ever ran was nobody's wish.
            return new DutyStep([], now, next);
        }

        var due = Occurrences.Between(cron, publication.Zone, Start(watermark, now), now);
        return new DutyStep(due, due.Count == 0 || watermark > due[^1] ? watermark : due[^1], next);
    }

    /// <summary>When a job is to look that has handled its occurrences up to a mark: now, where there is no mark to go by.</summary>
    public static DateTimeOffset? NextOf(Publication publication, string job, DateTimeOffset? watermark, DateTimeOffset now) =>
        watermark is { } handled && handled <= now ? NextAfter(publication, job, handled) : now;

    public static DateTimeOffset? NextAfter(Publication publication, string job, DateTimeOffset after) =>
        CronText.Next(CronText.In(CronOf(publication, job), publication.Zone), after, DateTimeOffset.MaxValue);

    private static string CronOf(Publication publication, string job) =>
        JobNames.CronOf(publication, job) ?? throw new ArgumentException($"{publication.Id} has no job {job}", nameof(job));

    /// <summary>
    /// A program that never ran looks at once. So does one whose watermark is in the future: a clock that was set back must not silence a job.
    /// </summary>
    private static DateTimeOffset Start(DateTimeOffset? watermark, DateTimeOffset now) =>
        watermark is { } handled && handled <= now ? handled : now - Occurrences.Reach;
}
