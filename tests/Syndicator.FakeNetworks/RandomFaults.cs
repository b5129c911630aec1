using System.Globalization;

namespace Syndicator.FakeNetworks;

/// <summary>
/// Faults without end, chosen by a seed: some before the request is carried out, some after it, most where posts are made. Every request also takes a
/// little while, before it is carried out and after.
/// </summary>
/// <param name="ofPosts">The part of requests to make a post that go wrong, 0 to 1.</param>
/// <param name="ofOthers">The part of all others.</param>
/// <param name="longest">Each of the two whiles, at most.</param>
public sealed class RandomFaults(int seed, double ofPosts, double ofOthers, TimeSpan longest)
{
    /// <summary>Longer than a client of the tests waits.</summary>
    private static readonly TimeSpan s_hang = TimeSpan.FromMilliseconds(2500);

    private static readonly (string Name, Fault Fault)[] s_faults =
    [
        ("drop", new Fault(FaultKind.Drop)),
        ("500", Failed(500)),
        ("502", Failed(502)),
        ("503", Failed(503)),
        ("504", Failed(504)),
        ("half an answer", new Fault(FaultKind.Truncate, Status: 200)),
        ("HTML", new Fault(FaultKind.Status, Status: 200, Body: "<!doctype html><title>Please wait</title>")),
        ("hang", new Fault(FaultKind.Hang, Length: s_hang)),
    ];

    /// <summary>As Mastodon, X and Bluesky write it.</summary>
    private static readonly string[] s_resets = ["X-RateLimit-Reset", "x-rate-limit-reset", "RateLimit-Reset"];

    private readonly Random _random = new(seed);
    private readonly Dictionary<(string Name, bool After), int> _counts = [];
    private readonly Lock _lock = new();

    /// <summary>How many there were, where a post was to be made; others are named <see cref="Elsewhere"/>.</summary>
    public IReadOnlyDictionary<(string Name, bool After), int> Counts
    {
        get
        {
            lock (_lock)
            {
                return new Dictionary<(string, bool), int>(_counts);
            }
        }
    }

    public const string Elsewhere = "elsewhere";

    public TimeSpan While()
    {
        lock (_lock)
        {
            return longest * _random.NextDouble();
        }
    }

    /// <summary>What goes wrong with this request; null: nothing.</summary>
    public Fault? Next(bool makesPost)
    {
        lock (_lock)
        {
            if (_random.NextDouble() >= (makesPost ? ofPosts : ofOthers))
            {
                return null;
            }

            var (name, fault) = Choose(makesPost);
            var key = (makesPost ? name : Elsewhere, fault.After);
            _counts[key] = _counts.GetValueOrDefault(key) + 1;
            return fault;
        }
    }

    private (string Name, Fault Fault) Choose(bool makesPost)
    {
        var chosen = _random.Next(s_faults.Length + 1);
        if (chosen == s_faults.Length)
        {
            return ("429", Throttled());
        }

        var (name, fault) = s_faults[chosen];
        return (name, fault with { After = makesPost && _random.Next(2) == 0 });
    }

    /// <summary>Never after acceptance: a server that says 429 has not done what was asked.</summary>
    private Fault Throttled()
    {
        var reset = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 2;
        var headers =
            _random.Next(2) == 0
                ? new Dictionary<string, string> { ["Retry-After"] = "1" }
                : s_resets.ToDictionary(name => name, _ => reset.ToString(CultureInfo.InvariantCulture));
        return new Fault(
            FaultKind.Status,
            Status: 429,
            Headers: headers,
            Body: """{"error":"RateLimitExceeded","title":"Too Many Requests"}"""
        );
    }

    private static Fault Failed(int status) => new(FaultKind.Status, Status: status, Body: "<h1>Sorry</h1>");
}
