using Syndicator.FakeNetworks;
using Syndicator.FakeNetworks.Bluesky;
using Syndicator.FakeNetworks.Mastodon;
using Syndicator.FakeNetworks.X;

namespace Syndicator.IntegrationTests.Torture;

/// <param name="Account">Its name in the configuration, which says what the server plays.</param>
internal sealed record TortureServer(string Account, string Network, FakeServer Server);

/// <summary>One server for each account: networks that help against double posts, and such that do not.</summary>
internal sealed class TortureServers : IAsyncDisposable
{
    private const int NoLimit = 1_000_000;
    private static readonly TimeSpan s_longestWhile = TimeSpan.FromMilliseconds(120);

    /// <summary>X shows a post this much later; shorter than the time between two look-ups.</summary>
    private static readonly TimeSpan s_lag = TimeSpan.FromMilliseconds(400);

    private readonly IReadOnlyList<RandomFaults> _weather;

    private TortureServers(IReadOnlyList<TortureServer> all, IReadOnlyList<RandomFaults> weather) => (All, _weather) = (all, weather);

    public IReadOnlyList<TortureServer> All { get; }

    public IEnumerable<RequestUnderWay> UnderWay => All.SelectMany(server => server.Server.UnderWay).Where(request => !request.IsCutOff);

    /// <summary>By what went wrong and whether the request had been carried out.</summary>
    public IReadOnlyDictionary<(string Name, bool After), int> Faults =>
        _weather
            .SelectMany(weather => weather.Counts)
            .GroupBy(pair => pair.Key)
            .ToDictionary(group => group.Key, group => group.Sum(pair => pair.Value));

    public static async Task<TortureServers> StartAsync(int seed, bool isShort)
    {
        TortureServer[] all =
        [
            new("mastodon", "mastodon", Mastodon(MastodonSoftware.Mastodon)),
            new("snac", "mastodon", Mastodon(MastodonSoftware.Snac)),
            new("x", "x", new FakeX { TimelineLag = s_lag, AnswerLag = s_lag / 2 }),
            new("bluesky", "bluesky", Bluesky()),
            new("mastodon46", "mastodon", Mastodon(MastodonSoftware.Mastodon46)),
            new("gotosocial", "mastodon", Mastodon(MastodonSoftware.GoToSocial)),
            new("x-doubles", "x", new FakeX { TimelineLag = s_lag, RefusesDuplicates = false }),
            new(
                "x-new",
                "x",
                new FakeX
                {
                    TimelineLag = s_lag,
                    RefusesDuplicates = false,
                    HasNewNames = true,
                }
            ),
            new("bluesky2", "bluesky", Bluesky()),
            new("bluesky3", "bluesky", Bluesky()),
        ];
        var chosen = isShort ? all[..4] : all;
        var weather = chosen.Select((_, at) => new RandomFaults(seed + at, ofPosts: 0.3, ofOthers: 0.01, s_longestWhile)).ToList();
        foreach (var (at, server) in chosen.Index())
        {
            server.Server.Weather = weather[at];
            await server.Server.StartAsync();
        }

        return new TortureServers(chosen, weather);
    }

    public void Clear()
    {
        foreach (var server in All)
        {
            server.Server.Weather = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in All)
        {
            await server.Server.DisposeAsync();
        }
    }

    private static FakeMastodon Mastodon(MastodonSoftware software) =>
        new(software: software) { RequestsInFiveMinutes = NoLimit, PostsInThreeHours = NoLimit };

    private static FakeBluesky Bluesky() => new() { WritePoints = NoLimit, LogIns = NoLimit };
}
