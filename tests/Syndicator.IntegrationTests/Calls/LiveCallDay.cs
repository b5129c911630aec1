using System.Globalization;
using Dapper;
using Syndicator.FakeNetworks.Mastodon;
using Syndicator.FakeNetworks.X;
using Syndicator.Publishing;
using Syndicator.Storage;

namespace Syndicator.IntegrationTests.Calls;

/// <summary>A day on which an issue with calls comes out, its program, and what its live accounts' servers have.</summary>
internal sealed class LiveCallDay : IAsyncDisposable
{
    private const string Publication = "this-week-in-rust";
    private const int Calls = 10;
    private const int Archived = 4;

    /// <summary>It is ten o'clock there, so that the day does not end meanwhile.</summary>
    private static readonly DateTimeOffset s_now = TimeProvider.System.GetUtcNow();
    private static readonly int s_hoursEast = (34 - s_now.Hour) % 24 is var east && east > 12 ? east - 24 : east;
    private static readonly DateOnly s_today = DateOnly.FromDateTime(s_now.AddHours(s_hoursEast).UtcDateTime);

    private readonly RealProgram _program = new();
    private readonly FakeMastodon _mastodon = new() { PostsInThreeHours = 1_000_000, RequestsInFiveMinutes = 1_000_000 };
    private readonly FakeX _x = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private StorageOptions Storage => new() { File = Path.Combine(_program.Data, "syndicator.db") };

    public int PostCount => _mastodon.Ledger.Count + _x.Ledger.Count;

    public async Task StartAsync()
    {
        await Task.WhenAll(_mastodon.StartAsync(), _x.StartAsync());
        await ConfigureAsync();
        await PrintAsync();
    }

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

    /// <summary>Today's issue, whose calls close before another day's turn; some count as announced, as those of an archive do, and are to be reminded of.</summary>
    private async Task PrintAsync()
    {
        var closes = s_now.AddHours(18).ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
        var names = NamesOf("call", Calls).Concat(NamesOf("archived", Archived));
        var file = _program.WriteIssue(678, s_today);
        var text = await File.ReadAllTextAsync(file, Cancellation);
        text = CallWeeks.WithCalls(text, "", string.Join('\n', names.Select(name => CallWeeks.Event(name, closes))));
        await File.WriteAllTextAsync(file, text, Cancellation);
        await RunAsync("announce", file, "--anyway", "a test");
        await using var database = await Database.OpenAsync(Storage, TimeProvider.System, Cancellation);
        (
            await database.WriteAsync(
                transaction =>
                    transaction.Connection!.ExecuteAsync(
                        "update calls set is_archived = 1 where identity like '%archived%'",
                        transaction: transaction
                    ),
                Cancellation
            )
        ).ShouldBe(Archived);
    }

    private static IEnumerable<string> NamesOf(string name, int count) =>
        Enumerable.Range(0, count).Select(i => FormattableString.Invariant($"{name}{i}"));

    /// <summary>Kills an announcement at any moment, or a delivery once it has begun to post.</summary>
    /// <returns>Whether a post was under way.</returns>
    public async Task<bool> StrikeAsync(Random random, bool isAnnouncing)
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
        return (await ListAsync()).Any(post => post.State is DeliveryState.Sending);
    }

    public async Task FinishAsync()
    {
        await RunAsync("calls", "announce");
        for (var runs = 1; ; runs++)
        {
            var (_, output, error) = await _program.RunAsync(Cancellation, "deliver");
            var posts = await ListAsync();
            if (posts.All(post => post.State is DeliveryState.Delivered))
            {
                return;
            }

            runs.ShouldBeLessThan(20, string.Join('\n', posts.Select(post => $"{post.IdempotencyKey} {post.State.Name}")) + output + error);
        }
    }

    /// <summary>On Mastodon each call and each reminder once; on X all of them in one.</summary>
    public void Check()
    {
        var announced = NamesOf("call", Calls).Select(name => $"Speakers wanted: {name},");
        var reminded = NamesOf("archived", Archived).Select(name => $"Speakers still wanted: {name},");
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

    private async Task<IReadOnlyList<Delivery>> ListAsync()
    {
        await using var database = await Database.OpenAsync(Storage, TimeProvider.System, Cancellation);
        return await new DeliveryQueries(database).ListAsync(Publication, limit: 100_000, cancellationToken: Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _mastodon.DisposeAsync();
        await _x.DisposeAsync();
        _program.Dispose();
    }
}
