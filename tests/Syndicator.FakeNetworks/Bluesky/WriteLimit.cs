using System.Globalization;

namespace Syndicator.FakeNetworks.Bluesky;

/// <summary>Points that an account may spend on writing in an hour: 3 to create, 2 to put, 1 to delete.</summary>
internal sealed class WriteLimit(TimeProvider clock)
{
    private static readonly TimeSpan s_window = TimeSpan.FromHours(1);

    private readonly Dictionary<BlueskyAccount, (DateTimeOffset Since, int Spent)> _spent = [];

    public int Points { get; set; } = 5000;

    /// <summary>Refuses what is too much; tells in the answer's headers what is left.</summary>
    public void Spend(BlueskyAccount account, int points, HttpResponse response)
    {
        var now = clock.GetUtcNow();
        var (since, spent) = _spent.TryGetValue(account, out var kept) && now - kept.Since < s_window ? kept : (now, 0);
        var isTooMuch = spent + points > Points;
        _spent[account] = (since, isTooMuch ? spent : spent + points);
        response.Headers["RateLimit-Limit"] = Points.ToString(CultureInfo.InvariantCulture);
        response.Headers["RateLimit-Remaining"] = Math.Max(Points - spent - points, 0).ToString(CultureInfo.InvariantCulture);
        response.Headers["RateLimit-Reset"] = (since + s_window).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        response.Headers["RateLimit-Policy"] = $"{Points};w=3600";
        if (isTooMuch)
        {
            throw new XrpcError(429, "RateLimitExceeded", "Rate Limit Exceeded");
        }
    }
}
