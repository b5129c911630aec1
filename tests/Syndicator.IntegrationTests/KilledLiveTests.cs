using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Syndicator.Publishing;
using Syndicator.Storage;
using Syndicator.Tests.RealServers;

namespace Syndicator.IntegrationTests;

/// <summary>
/// The program itself with live accounts on real servers, killed with SIGKILL at random moments. What counts is what the servers show afterwards.
/// <c>SYNDICATOR_TEST_LIVE_KILLS</c> and <c>SYNDICATOR_TEST_SEED</c> override number and seed.
/// </summary>
public sealed partial class KilledLiveTests : IDisposable
{
    private const string Publication = "this-week-in-rust";

    private readonly RealProgram _program = new();
    private readonly RealMastodon _mastodon = new();
    private readonly RealBluesky _bluesky = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _bluesky.Dispose();
        _mastodon.Dispose();
        _program.Dispose();
    }

    [Fact]
    public Task A_killed_program_posts_everything_once_and_in_order_to_real_servers() => _program.OnSqliteAsync(KillAsync);

    private async Task KillAsync(StorageOptions storage)
    {
        var kills = Chosen.Number("SYNDICATOR_TEST_LIVE_KILLS", 3);
        var seed = Chosen.Number("SYNDICATOR_TEST_SEED", 20261122);
        var random = new Random(seed);
        var started = Stopwatch.StartNew();
        await ConfigureAsync();
        var (onMastodon, onBluesky) = (await IdsAsync(_mastodon.TimelineAsync), await IdsAsync(_bluesky.TimelineAsync));
        var (issue, underWay) = (random.Next(10_000, 90_000), 0);
        for (var kill = 0; kill < kills; kill++)
        {
            if (kill % 2 == 0)
            {
                await AnnounceAsync(issue++);
            }

            using var deliver = _program.Start("deliver");
            deliver.BeginErrorReadLine();
            // The first line is a post that went out: the program delivers now.
            await deliver.StandardOutput.ReadLineAsync(Cancellation);
            await Task.Delay(random.Next(60), Cancellation);
            await RealProgram.KillAsync(deliver);
            underWay += (await ListAsync(storage)).Any(post => post.State is DeliveryState.Sending) ? 1 : 0;
        }

        var posts = await FinishAsync(storage);
        await CheckAsync(_mastodon.TimelineAsync, onMastodon, posts, "mastodon");
        await CheckAsync(_bluesky.TimelineAsync, onBluesky, posts, "bluesky");
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"seed {seed}: {kills} kills, {underWay} with a delivery under way, {posts.Count} posts, {started.Elapsed.TotalSeconds:F0} s"
        );
    }

    private async Task ConfigureAsync()
    {
        // Real servers may take their time; what a kill leaves behind is looked for once the lease has ended.
        _program.Set("Delivery__Lease", "8s");
        _program.Set("Delivery__RequestTimeLimit", "4s");
        _program.Set("Delivery__FirstBackoff", "1s");
        _program.Set("LIVE_MASTODON", _mastodon.Token);
        _program.Set("LIVE_BLUESKY", RealBluesky.Credentials("alice"));
        await File.WriteAllTextAsync(
            Path.Combine(_program.Configuration, Publication, "accounts.yaml"),
            $"""
            accounts:
              - name: mastodon
                network: mastodon
                server: {_mastodon.Address}
                credentials: env:LIVE_MASTODON
                mode: live
                thread: true
              - name: bluesky
                network: bluesky
                server: {_bluesky.Address}
                credentials: env:LIVE_BLUESKY
                mode: live
                thread: true
            """,
            Cancellation
        );
    }

    private async Task AnnounceAsync(int issue)
    {
        var date = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-1);
        var (exitCode, output, error) = await _program.RunAsync(
            Cancellation,
            "announce",
            _program.WriteIssue(issue, date),
            "--anyway",
            "a test"
        );
        exitCode.ShouldBe(0, output + error);
    }

    /// <summary>Lets the program finish: what was under way at the last kill is looked for when its lease has ended.</summary>
    private async Task<IReadOnlyList<Delivery>> FinishAsync(StorageOptions storage)
    {
        for (var runs = 1; ; runs++)
        {
            var (_, output, error) = await _program.RunAsync(Cancellation, "deliver");
            var posts = await ListAsync(storage);
            if (posts.All(post => post.State is DeliveryState.Delivered))
            {
                return posts;
            }

            runs.ShouldBeLessThan(20, string.Join('\n', posts.Select(post => $"{post.IdempotencyKey} {post.State.Name}")) + output + error);
        }
    }

    private static async Task<IReadOnlyList<Delivery>> ListAsync(StorageOptions storage)
    {
        await using var database = await Database.OpenAsync(storage, TimeProvider.System, Cancellation);
        return await new DeliveryQueries(database).ListAsync(Publication, limit: 100_000, cancellationToken: Cancellation);
    }

    private static async Task<IReadOnlySet<string>> IdsAsync(Func<CancellationToken, Task<IReadOnlyList<ShownPost>>> timeline) =>
        (await timeline(Cancellation)).Select(post => post.Id).ToHashSet(StringComparer.Ordinal);

    /// <summary>What is left of a text whatever a server makes of its links and line breaks.</summary>
    private static string Letters(string text) => string.Concat(WebUtility.HtmlDecode(Tag().Replace(text, "")).Where(char.IsLetterOrDigit));

    [GeneratedRegex("<[^>]{1,2000}>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Tag();

    private static async Task CheckAsync(
        Func<CancellationToken, Task<IReadOnlyList<ShownPost>>> timeline,
        IReadOnlySet<string> before,
        IReadOnlyList<Delivery> posts,
        string account
    )
    {
        var ours = posts
            .Where(post => post.Place.Account == account)
            .Select(post => Letters(post.Content.Text))
            .ToHashSet(StringComparer.Ordinal);
        // Other tests may write there meanwhile.
        var shown = (await timeline(Cancellation)).Where(post => !before.Contains(post.Id) && ours.Contains(Letters(post.Text))).ToList();
        var threads = OutboxThreads.Of(posts.Where(post => post.Place.Account == account));
        shown
            .Select(post => post.Id)
            .Order(StringComparer.Ordinal)
            .ShouldBe(threads.SelectMany(ids => ids).Order(StringComparer.Ordinal), $"{account} has each once and nothing else");
        foreach (var ids in threads)
        {
            ShownThread.From(ids[0], shown).ShouldBe(ids, $"on {account} in order");
        }
    }
}
