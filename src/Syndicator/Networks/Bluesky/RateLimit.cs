using System.Globalization;
using System.Net.Http.Headers;

namespace Syndicator.Networks.Bluesky;

/// <summary>What the headers of an answer say about the calls that are left (https://docs.bsky.app/docs/advanced-guides/rate-limits).</summary>
internal static class RateLimit
{
    /// <summary>Where a server names no time that makes sense: its shortest window.</summary>
    private static readonly TimeSpan s_unnamed = TimeSpan.FromMinutes(5);

    /// <summary>The longest window is a day.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);

    /// <summary>A larger number is a Unix time, a smaller one counts seconds from now, as the later drafts of these headers have it.</summary>
    private const long FirstUnixTime = 1_000_000_000;

    private const long LastUnixTime = 99_999_999_999;

    public static DateTimeOffset Until(HttpResponseHeaders headers, DateTimeOffset now)
    {
        var until = Reset(headers, now) ?? RetryAfter(headers, now) ?? now + s_unnamed;
        return until <= now ? now + s_unnamed
            : until > now + s_longest ? now + s_longest
            : until;
    }

    /// <summary>For people; null when the server says nothing.</summary>
    public static string? Note(HttpResponseHeaders headers) =>
        Value(headers, "RateLimit-Remaining") is { } remaining && Value(headers, "RateLimit-Limit") is { } limit
            ? string.Create(CultureInfo.InvariantCulture, $"{remaining} of {limit} requests are left in this window.")
            : null;

    private static DateTimeOffset? Reset(HttpResponseHeaders headers, DateTimeOffset now) =>
        Value(headers, "RateLimit-Reset") switch
        {
            null => null,
            >= FirstUnixTime and <= LastUnixTime and var unix => DateTimeOffset.FromUnixTimeSeconds(unix),
            < FirstUnixTime and var seconds => now + TimeSpan.FromSeconds(seconds),
            _ => null,
        };

    private static DateTimeOffset? RetryAfter(HttpResponseHeaders headers, DateTimeOffset now) =>
        headers.RetryAfter?.Date ?? (headers.RetryAfter?.Delta is { } delta ? now + delta : null);

    private static long? Value(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values)
        && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
}
