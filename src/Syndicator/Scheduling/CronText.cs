using System.Collections.Concurrent;
using System.Globalization;
using Quartz;

namespace Syndicator.Scheduling;

/// <summary>
/// Cron expressions as configurations write them: Quartz's six or seven fields, seconds first
/// (https://www.quartz-scheduler.net/documentation/quartz-4.x/tutorial/crontriggers.html).
/// </summary>
internal static class CronText
{
    /// <summary>Five fields of at most two digits, names and signs: whatever is longer is no schedule.</summary>
    private const int LongestText = 200;

    /// <summary>More different ones than these are read each time.</summary>
    private const int MostKnown = 10_000;

    private static readonly ConcurrentDictionary<(string Text, TimeZoneInfo Zone), CronExpression> s_known = new();

    /// <summary>A schedule has to fire at least once in this time; longer than the eight years between leap days around 2100.</summary>
    private static readonly TimeSpan s_rarest = TimeSpan.FromDays(366 * 9);

    /// <summary>What is wrong with it, as one sentence with a full stop, or null when it is a schedule.</summary>
    /// <param name="text">As written.</param>
    /// <param name="now">When given, an expression that never fires after it (a past year, 31 February) is a problem too.</param>
    public static string? Problem(string text, DateTimeOffset? now = null)
    {
        if (text.Length > LongestText)
        {
            return "A cron expression has at most 200 characters.";
        }

        var fields = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        if (fields is not (6 or 7))
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"A cron expression has six or seven fields, seconds first; this one has {fields}."
            );
        }

        var cron = Parse(text, out var problem);
        if (cron is null)
        {
            return problem;
        }

        return now is { } start && Next(cron, start, start + s_rarest) is null
            ? "This cron expression never fires: no such moment is to come."
            : null;
    }

    /// <summary>
    /// The expression in a zone, read once: thousands of publications have the same few. Throws <see cref="FormatException"/> for what <see cref="Problem"/> would report.
    /// </summary>
    internal static CronExpression In(string text, TimeZoneInfo zone)
    {
        if (s_known.TryGetValue((text, zone), out var known))
        {
            return known;
        }

        var cron = Parse(text, out var problem)?.WithTimeZone(zone) ?? throw new FormatException(problem);
        if (s_known.Count < MostKnown)
        {
            s_known.TryAdd((text, zone), cron);
        }

        return cron;
    }

    /// <summary>The first firing after an instant, or null when there is none up to <paramref name="last"/>.</summary>
    internal static DateTimeOffset? Next(CronExpression cron, DateTimeOffset after, DateTimeOffset last) =>
        cron.GetNextValidTimeAfter(after) is { } next && next <= last ? next.ToUniversalTime() : null;

    private static CronExpression? Parse(string text, out string? problem)
    {
        problem = null;
        try
        {
            return CronExpression.Parse(text);
        }
        catch (FormatException exception)
        {
            problem = Sentence(exception.Message);
            return null;
        }
    }

    private static string Sentence(string message)
    {
        var line = message.ReplaceLineEndings(" ").Trim();
        return line.EndsWith('.') ? line : line + ".";
    }
}
