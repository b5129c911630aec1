using System.Diagnostics;
using System.Globalization;
using Syndicator.FakeNetworks.Mastodon;
using Syndicator.FakeNetworks.X;
using Syndicator.Publishing;
using Syndicator.Storage;

namespace Syndicator.IntegrationTests.Calls;

/// <summary>
/// <c>syndicator calls announce</c> and <c>deliver</c> with live accounts on fakes, killed with SIGKILL at random moments of one day: announcements, reminders and a
/// digest. What counts is what the servers have. <c>SYNDICATOR_TEST_CALLS_KILLS</c> and <c>SYNDICATOR_TEST_SEED</c> override number and seed.
/// </summary>
public sealed class KilledCallPostsTests : IAsyncLifetime
{
    private const string Publication = "this-week-in-rust";
    private const int Calls = 8;
    private const int Archived = 4;

    private readonly RealProgram _program = new();
    private readonly FakeMastodon _mastodon = new() { PostsInThreeHours = 1_000_000, RequestsInFiveMinutes = 1_000_000 };
    private readonly FakeX _x = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Of all days one on which it is ten o'clock now, so that none ends meanwhile.</summary>
    private static readonly DateTimeOffset s_now = TimeProvider.System.GetUtcNow();
    private static readonly int s_hoursEast = (34 - s_now.Hour) % 24 is var east && east > 12 ? east - 24 : east;
    private static readonly DateOnly s_today = DateOnly.FromDateTime(s_now.AddHours(s_hoursEast).UtcDateTime);

    public async ValueTask InitializeAsync() => await Task.WhenAll(_mastodon.StartAsync(), _x.StartAsync());

    public async ValueTask DisposeAsync()
    {
        await _mastodon.DisposeAsync();
        await _x.DisposeAsync();
        _program.Dispose();
    }

    [Fact]
    public async Task A_killed_program_posts_every_call_reminder_and_digest_once() =>
        await _program.OnSqliteAsync(async storage =>
        {
            var kills = Chosen.Number("SYNDICATOR_TEST_CALLS_KILLS", 2);
            var random = new Random(Chosen.Number("SYNDICATOR_TEST_SEED", 20261123));
            var started = Stopwatch.StartNew();
            await ConfigureAsync();
            await PrintAsync();
            var underWay = 0;
            for (var kill = 0; kill < kills; kill++)
            {
                underWay += await StrikeAsync(storage, random, isAnnouncing: kill % 3 == 0) ? 1 : 0;
            }

            await FinishAsync(storage);
            Check();
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"{kills} kills, {underWay} with a delivery under way, {_mastodon.Ledger.Count + _x.Ledger.Count} posts, {started.Elapsed.TotalSeconds:F0} s"
            );
        });

    private async Task ConfigureAsync()
    {
        _program.Set("KILLED_MASTODON", FakeMastodon.Token);
        _program.Set("KILLED_X", FakeX.OAuth1Secret);
        var folder = Path.Combine(_program.Configuration, Publication);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "publication.yaml"),
            $$"""
            name: This Week in Rust
            site: https://newsletter.example/
            pagePath: "{slug}/"
            source: { folder: issues/ }
            schedules: { zone: Etc/GMT{{(s_hoursEast > 0 ? "-" : "+")}}{{Math.Abs(s_hoursEast)}}, calls: "0 0 23 * * ?" }
            hold: 0m
            checkPage: false
            calls: { perDay: 24 }
            """,
            Cancellation
        );
        await File.WriteAllTextAsync(
            Path.Combine(folder, "accounts.yaml"),
            $"""
            accounts:
              - name: mastodon
                network: mastodon
                server: {_mastodon.Address}
                credentials: env:KILLED_MASTODON
                mode: live
                calls: each
              - name: x
                network: x
                server: {_x.Address}
                credentials: env:KILLED_X
                mode: live
                calls: digest
            """,
            Cancellation
        );
    }

    /// <summary>An archive whose calls are to be reminded of, and today's issue, whose calls close before another day's turn.</summary>
    private async Task PrintAsync()
    {
        var archive = Directory.CreateDirectory(Path.Combine(_program.Folder, "archive")).FullName;
        File.Move(
            Write(677, s_today.AddDays(-7), "archived", Archived, FormattableString.Invariant($"{s_today.AddDays(1):yyyy-MM-dd}")),
            Path.Combine(archive, "677.md")
        );
        await RunAsync("import", archive);
        var closes = s_now.AddHours(18).ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
        await RunAsync("announce", Write(678, s_today, "call", Calls, closes), "--anyway", "a test");
    }

    private string Write(int number, DateOnly date, string name, int count, string closes)
    {
        var file = _program.WriteIssue(number, date);
        var events = Enumerable.Range(0, count).Select(i => CallWeeks.Event(FormattableString.Invariant($"{name}{i}"), closes));
        File.WriteAllText(file, CallWeeks.WithCalls(File.ReadAllText(file), "", string.Join('\n', events)));
        return file;
    }

    /// <summary>Kills an announcement at any moment, or a delivery once it has begun to post.</summary>
    /// <returns>Whether a post was under way.</returns>
    private async Task<bool> StrikeAsync(StorageOptions storage, Random random, bool isAnnouncing)
    {
        var posts = _mastodon.Ledger.Count;
        using var process = isAnnouncing ? _program.Start("calls", "announce") : _program.Start("deliver");
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        while (!isAnnouncing && _mastodon.Ledger.Count == posts && !process.HasExited)
        {
            await Task.Delay(2, Cancellation);
        }

        await Task.Delay(random.Next(isAnnouncing ? 1500 : 60), Cancellation);
        await RealProgram.KillAsync(process);
        return (await ListAsync(storage)).Any(post => post.State is DeliveryState.Sending);
    }

    private async Task FinishAsync(StorageOptions storage)
    {
        await RunAsync("calls", "announce");
        for (var runs = 1; ; runs++)
        {
            var (_, output, error) = await _program.RunAsync(Cancellation, "deliver");
            var posts = await ListAsync(storage);
            if (posts.All(post => post.State is DeliveryState.Delivered))
            {
                return;
            }

            runs.ShouldBeLessThan(20, string.Join('\n', posts.Select(post => $"{post.IdempotencyKey} {post.State.Name}")) + output + error);
        }
    }

    /// <summary>On Mastodon each call and each reminder once; on X all of them in one.</summary>
    private void Check()
    {
        var announced = Enumerable.Range(0, Calls).Select(i => FormattableString.Invariant($"Speakers wanted: call{i},"));
        var reminded = Enumerable.Range(0, Archived).Select(i => FormattableString.Invariant($"Speakers still wanted: archived{i},"));
        _mastodon
            .Ledger.Select(post => post.Text.Split('\n')[0])
            .Where(line => line.StartsWith("Speakers", StringComparison.Ordinal))
            .Select(line => line[..(line.IndexOf(',', StringComparison.Ordinal) + 1)])
            .ShouldBe(announced.Concat(reminded), ignoreOrder: true);
        _x.Ledger.Count(post => post.Text.Contains("looking for speakers", StringComparison.Ordinal)).ShouldBe(1);
    }

    private async Task RunAsync(params string[] arguments)
    {
        var (exitCode, output, error) = await _program.RunAsync(Cancellation, arguments);
        exitCode.ShouldBe(0, output + error);
    }

    private static async Task<IReadOnlyList<Delivery>> ListAsync(StorageOptions storage)
    {
        await using var database = await Database.OpenAsync(storage, TimeProvider.System, Cancellation);
        return await new DeliveryQueries(database).ListAsync(Publication, limit: 100_000, cancellationToken: Cancellation);
    }
}
