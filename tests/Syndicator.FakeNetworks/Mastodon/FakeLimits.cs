using System.Globalization;

namespace Syndicator.FakeNetworks.Mastodon;

/// <summary>Fixed windows aligned to the epoch, and the headers that tell of them.</summary>
internal sealed class FakeLimits(TimeProvider clock)
{
    private readonly Dictionary<string, (long Window, int Count)> _used = [];

    /// <summary>Counts a request; false when it is one too many. The headers tell of the last window counted.</summary>
    public bool Take(HttpContext context, string name, int limit, TimeSpan length)
    {
        lock (_used)
        {
            var now = clock.GetUtcNow();
            var window = now.UtcTicks / length.Ticks;
            var used = _used.TryGetValue(name, out var last) && last.Window == window ? last.Count : 0;
            var isLeft = used < limit;
            _used[name] = (window, isLeft ? used + 1 : used);
            var headers = context.Response.Headers;
            headers["X-RateLimit-Limit"] = limit.ToString(CultureInfo.InvariantCulture);
            headers["X-RateLimit-Remaining"] = Math.Max(0, limit - used - 1).ToString(CultureInfo.InvariantCulture);
            var end = new DateTime((window + 1) * length.Ticks, DateTimeKind.Utc);
            headers["X-RateLimit-Reset"] = end.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
            return isLeft;
        }
    }
}
