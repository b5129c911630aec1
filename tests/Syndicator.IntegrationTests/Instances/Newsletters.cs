using System.Globalization;
using System.Text;
using Syndicator.FakeNetworks;
using Syndicator.FakeNetworks.Bluesky;
using Syndicator.FakeNetworks.Mastodon;
using Syndicator.FakeNetworks.X;
using Syndicator.IntegrationTests.Torture;

namespace Syndicator.IntegrationTests.Instances;

/// <param name="Publication">Its id.</param>
internal sealed record NewsletterAccount(string Publication, string Account, FakeServer Server);

/// <summary>Several publications, each with an account on a network without keys, on one with keys and on one with records' keys; every account has a server of its own.</summary>
internal sealed class Newsletters : IAsyncDisposable
{
    private const int NoLimit = 1_000_000;

    /// <summary>Of posts and duties alike.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(3);

    /// <summary>X shows a post this much later; shorter than the time between two look-ups.</summary>
    private static readonly TimeSpan s_lag = TimeSpan.FromMilliseconds(300);

    private static readonly TimeSpan s_longestWhile = TimeSpan.FromMilliseconds(100);

    private Newsletters(IReadOnlyList<NewsletterAccount> all) => All = all;

    public IReadOnlyList<NewsletterAccount> All { get; }

    public static async Task<Newsletters> StartAsync(RealProgram program, int publications, int seed)
    {
        var all = new List<NewsletterAccount>();
        for (var number = 0; number < publications; number++)
        {
            foreach (var (network, server) in Servers())
            {
                server.Weather = new RandomFaults(seed + all.Count, ofPosts: 0, ofOthers: 0, s_longestWhile);
                await server.StartAsync();
                all.Add(new NewsletterAccount($"letter-{number}", network, server));
            }
        }

        Write(program, all);
        return new Newsletters(all);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in All)
        {
            await one.Server.DisposeAsync();
        }
    }

    private static IEnumerable<(string Network, FakeServer Server)> Servers() =>
        [
            ("x", new FakeX { TimelineLag = s_lag, RefusesDuplicates = false }),
            ("mastodon", new FakeMastodon { RequestsInFiveMinutes = NoLimit, PostsInThreeHours = NoLimit }),
            ("bluesky", new FakeBluesky { WritePoints = NoLimit, LogIns = NoLimit }),
        ];

    private static void Write(RealProgram program, IReadOnlyList<NewsletterAccount> all)
    {
        program.Set("Delivery__Lease", string.Create(CultureInfo.InvariantCulture, $"{Lease.TotalSeconds}s"));
        program.Set("Delivery__RequestTimeLimit", "2s");
        program.Set("Delivery__BetweenLookUps", "1s");
        program.Set("Delivery__FirstBackoff", "1s");
        program.Set("Delivery__LongestBackoff", "2s");
        var original = Path.Combine(program.Configuration, "this-week-in-rust");
        foreach (var letter in all.GroupBy(one => one.Publication))
        {
            var folder = Path.Combine(program.Configuration, letter.Key);
            Copy(original, folder);
            File.WriteAllText(Path.Combine(folder, "accounts.yaml"), Accounts(program, letter));
            var publication = Path.Combine(folder, "publication.yaml");
            File.WriteAllText(
                publication,
                File.ReadAllText(publication).Replace("deliver: \"0/10 * * * * ?\"", "deliver: \"* * * * * ?\"", StringComparison.Ordinal)
            );
        }

        Directory.Delete(original, recursive: true);
    }

    private static string Accounts(RealProgram program, IEnumerable<NewsletterAccount> accounts)
    {
        var yaml = new StringBuilder("accounts:\n");
        foreach (var (publication, network, server) in accounts)
        {
            var keys = Path.Combine(program.Folder, $"{publication}-{network}-keys");
            File.WriteAllText(keys, TortureAccounts.KeysOf(network));
            yaml.Append(
                CultureInfo.InvariantCulture,
                $"""
                  - name: {network}
                    network: {network}
                    server: {server.Address}
                    credentials: file:{keys}
                    mode: live

                """
            );
        }

        return yaml.ToString();
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        Directory.CreateDirectory(Path.Combine(to, "issues"));
    }
}
