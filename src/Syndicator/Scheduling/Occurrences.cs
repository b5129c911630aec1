using Quartz;

namespace Syndicator.Scheduling;

/// <summary>
/// The firings of a schedule between two instants. A time of day that the clocks skip in spring fires when they have moved on; one that comes twice in
/// autumn fires the first time only, whereas schedules that go by intervals (<c>0 0/5 * * * ?</c>) go on through both.
/// </summary>
internal static class Occurrences
{
    /// <summary>How many firings one look handles at most; of more, the latest.</summary>
    public const int Most = 100;

    /// <summary>How far back a look reaches: what was missed before is as good as never planned.</summary>
    public static readonly TimeSpan Reach = TimeSpan.FromDays(31);

    private static readonly TimeSpan s_shortest = TimeSpan.FromMinutes(15);

    /// <summary>Every firing after the watermark up to and including now, in order and in UTC; the latest <see cref="Most"/> of them.</summary>
    /// <param name="cron">Checked with <see cref="CronText.Problem"/>; another one throws <see cref="FormatException"/>.</param>
    /// <param name="zone">In which the expression's times of day are meant.</param>
    /// <param name="watermark">The last firing that was handled; exclusive. One in the future gives none.</param>
    /// <param name="now">Inclusive.</param>
    public static IReadOnlyList<DateTimeOffset> Between(string cron, TimeZoneInfo zone, DateTimeOffset watermark, DateTimeOffset now)
    {
        var schedule = CronText.In(cron, zone);
        var first = watermark < now - Reach ? now - Reach : watermark;
        // Every minute of a month is 44,640 firings: the latest are looked for from the end, in ever longer times.
        for (var reach = s_shortest; ; reach *= 8)
        {
            var from = now - first > reach ? now - reach : first;
            var latest = After(schedule, from, now);
            if (from == first || latest.Count >= Most)
            {
                return [.. latest.TakeLast(Most)];
            }
        }
    }

    private static List<DateTimeOffset> After(CronExpression schedule, DateTimeOffset after, DateTimeOffset now)
    {
        var firings = new List<DateTimeOffset>();
        while (after < now && CronText.Next(schedule, after, now) is { } next)
        {
            firings.Add(next);
            after = next;
        }

        return firings;
    }
}
