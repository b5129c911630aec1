using System.Globalization;
using System.Net.Http.Headers;

namespace Syndicator.Networks.Mastodon;

/// <summary>When a server takes requests again, from the headers it says so with.</summary>
internal static class MastodonHeaders
{
    /// <summary>Longer than any window (three hours); what asks for more is a mistake.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);
    private static readonly TimeSpan s_unknown = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_atOnce = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The later of <c>X-RateLimit-Reset</c> and <c>Retry-After</c>; five minutes where neither can be read, half a minute where they lie in the past
    /// (clocks differ).
    /// </summary>
    public static DateTimeOffset ThrottledUntil(HttpResponseHeaders headers, DateTimeOffset now)
    {
        DateTimeOffset?[] named = [Reset(Value(headers, "X-RateLimit-Reset")), RetryAfter(Value(headers, "Retry-After"), now)];
        var until = named.Max() ?? now + s_unknown;
        return until <= now ? now + s_atOnce
            : until > now + s_longest ? now + s_longest
            : until;
    }

    /// <summary>ISO 8601 on Mastodon, Unix seconds on other software; null when it is neither.</summary>
    public static DateTimeOffset? Reset(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? seconds <= 253_402_300_799
                ? DateTimeOffset.FromUnixTimeSeconds(seconds)
                : null
            : LenientTime.Parse(text);

    public static int? Remaining(HttpResponseHeaders headers) =>
        int.TryParse(Value(headers, "X-RateLimit-Remaining"), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : null;

    /// <summary>Seconds or a day and time (RFC 9110, section 10.2.3).</summary>
    public static DateTimeOffset? RetryAfter(string? text, DateTimeOffset now) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? now.AddSeconds(seconds)
        : DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
        : null;

    public static string? Value(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
