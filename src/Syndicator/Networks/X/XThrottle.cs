using System.Globalization;
using System.Net.Http.Headers;

namespace Syndicator.Networks.X;

/// <summary>Until when X wants to be left alone (https://docs.x.com/x-api/fundamentals/rate-limits).</summary>
internal sealed class XThrottle
{
    /// <summary>Without a header: this long, doubled each time in a row.</summary>
    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(15);

    /// <summary>The longest window there is, and a little.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromHours(25);

    private const int MostDoublings = 4;

    private static readonly string[] s_limits = ["x-rate-limit", "x-app-limit-24hour", "x-user-limit-24hour"];

    private int _inARow;

    /// <summary>The latest reset of a limit of which nothing remains.</summary>
    public DateTimeOffset Until(HttpResponseHeaders headers, DateTimeOffset now)
    {
        var resets = s_limits
            .Select(limit => (Remaining: Number(headers, limit + "-remaining"), Reset: Number(headers, limit + "-reset")))
            .Where(limit => limit is { Remaining: null or 0, Reset: not null })
            .Select(limit => Instant(limit.Reset!.Value, now))
            .Concat(RetryAfter(headers, now))
            .ToList();
        if (resets.Count == 0)
        {
            return now + (s_window * (1 << Math.Min(Interlocked.Increment(ref _inARow) - 1, MostDoublings)));
        }

        Volatile.Write(ref _inARow, 0);
        return Clamp(resets.Max(), now);
    }

    /// <summary>Something was let through.</summary>
    public void Clear() => Volatile.Write(ref _inARow, 0);

    /// <summary>Of the limit of a quarter of an hour; null when not told.</summary>
    public static (long Remaining, long Limit)? Left(HttpResponseHeaders headers) =>
        Number(headers, "x-rate-limit-remaining") is { } remaining && Number(headers, "x-rate-limit-limit") is { } limit
            ? (remaining, limit)
            : null;

    private static IEnumerable<DateTimeOffset> RetryAfter(HttpResponseHeaders headers, DateTimeOffset now)
    {
        if (headers.RetryAfter is { } after)
        {
            yield return after.Date ?? now + Clamp(after.Delta ?? s_window);
        }
    }

    private static DateTimeOffset Instant(long seconds, DateTimeOffset now) =>
        seconds > now.Add(s_longest).ToUnixTimeSeconds() ? now + s_longest : DateTimeOffset.FromUnixTimeSeconds(Math.Max(0, seconds));

    private static TimeSpan Clamp(TimeSpan wait) => wait > s_longest ? s_longest : wait;

    /// <summary>A reset that has passed by our clock is the server's word that it has not by its own.</summary>
    private static DateTimeOffset Clamp(DateTimeOffset until, DateTimeOffset now) =>
        until <= now ? now.AddSeconds(1)
        : until > now + s_longest ? now + s_longest
        : until;

    private static long? Number(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values)
        && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
