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

    /// <summary>Every firing after the watermark up to and including now, in order and in UTC; the latest <see cref="Most"/> of them.</summary>
    /// <param name="cron">Checked with <see cref="CronText.Problem"/>; another one throws <see cref="FormatException"/>.</param>
    /// <param name="zone">In which the expression's times of day are meant.</param>
    /// <param name="watermark">The last firing that was handled; exclusive. One in the future gives none.</param>
    /// <param name="now">Inclusive.</param>
    public static IReadOnlyList<DateTimeOffset> Between(string cron, TimeZoneInfo zone, DateTimeOffset watermark, DateTimeOffset now)
    {
        var schedule = CronText.In(cron, zone);
        var latest = new Queue<DateTimeOffset>();
        var after = watermark < now - Reach ? now - Reach : watermark;
        while (after < now && CronText.Next(schedule, after, now) is { } next)
        {
            if (latest.Count == Most)
            {
                latest.Dequeue();
            }

            latest.Enqueue(next);
            after = next;
        }

        return [.. latest];
    }
}
