using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Syndicator.Networks.Wire;

namespace Syndicator.Forums;

/// <summary>When a forum takes requests again. Two layers say no in two ways: what stands before the program in plain text, the program itself in JSON.</summary>
internal static partial class DiscourseThrottle
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);
    private static readonly TimeSpan s_unknown = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(1);

    /// <summary>The latest of the moments named; a minute from now where none is, at most a day.</summary>
    public static DateTimeOffset Until(WireAnswer.Received answer, DateTimeOffset now)
    {
        TimeSpan?[] named = [Header(answer, now), Seconds(InJson(answer)), Seconds(InText(answer))];
        var wait = named.Max() ?? s_unknown;
        return now
            + (
                wait < s_shortest ? s_shortest
                : wait > s_longest ? s_longest
                : wait
            );
    }

    private static TimeSpan? Header(WireAnswer.Received answer, DateTimeOffset now) =>
        answer.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - now : null;

    private static long? InJson(WireAnswer.Received answer) =>
        LooseJson.ObjectOf(answer) is { } problem ? LooseJson.Number(LooseJson.Member(problem, "extras"), "wait_seconds") : null;

    private static long? InText(WireAnswer.Received answer) =>
        !answer.IsJson
        && answer.Body is { Length: < 10_000 } body
        && RetryIn().Match(Encoding.UTF8.GetString(body)) is { Success: true } match
            ? long.Parse(match.Groups["seconds"].Value, CultureInfo.InvariantCulture)
            : null;

    private static TimeSpan? Seconds(long? count) => count is { } seconds ? TimeSpan.FromSeconds(Math.Clamp(seconds, 0, 100_000)) : null;

    [GeneratedRegex("retry again in (?<seconds>[0-9]{1,9}) second", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex RetryIn();
}
