using System.Text.Json;
using Syndicator.Publishing;
using Syndicator.Storage;

namespace Syndicator.IntegrationTests;

/// <summary>
/// <c>syndicator announce</c> and <c>syndicator deliver</c>, the program itself, killed with SIGKILL at random moments. What counts is the ledger that the
/// dry-run network keeps outside the database. <c>SYNDICATOR_TEST_PROGRAM_KILLS</c> and <c>SYNDICATOR_TEST_SEED</c> override number and seed.
/// </summary>
public sealed class KilledProgramTests : IDisposable
{
    private static readonly string[] _accounts = ["mastodon", "bluesky", "x"];

    private readonly RealProgram _program = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task On_sqlite_the_killed_program_posts_everything_once_and_in_order() => _program.OnSqliteAsync(KillAsync);

    [Fact]
    public Task On_postgresql_the_killed_program_posts_everything_once_and_in_order() =>
        _program.OnPostgreSqlAsync("killed_program", KillAsync);

    public void Dispose() => _program.Dispose();

    private async Task KillAsync(StorageOptions storage)
    {
        var kills = Chosen.Number("SYNDICATOR_TEST_PROGRAM_KILLS", 4);
        var seed = Chosen.Number("SYNDICATOR_TEST_SEED", 20261118);
        var random = new Random(seed);
        var date = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-1);
        var (issue, underWay) = (600, 0);
        for (var kill = 0; kill < kills; kill++)
        {
            // Now and then the announcement itself is killed; then it is made again.
            var isAnnouncing = random.Next(5) == 0;
            if (kill == 0 || isAnnouncing || await IsIdleAsync(storage))
            {
                issue++;
                await AnnounceAsync(_program.WriteIssue(issue, date), isAnnouncing ? random.Next(1500) : null);
            }

            using var deliver = _program.Start("deliver");
            deliver.BeginErrorReadLine();
            if (random.Next(6) != 0)
            {
                // The first line is a post that went out: the program delivers now.
                await deliver.StandardOutput.ReadLineAsync(Cancellation);
            }

            await Task.Delay(random.Next(120), Cancellation);
            await RealProgram.KillAsync(deliver);
            underWay += await CountAsync(storage, "sending") > 0 ? 1 : 0;
        }

        var (exitCode, _, error) = await _program.RunAsync(Cancellation, "deliver");
        exitCode.ShouldBe(0, error);
        var posts = await CheckLedgersAsync(storage);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"seed {seed}: {kills} kills, {underWay} with a delivery under way, {issue - 600} issues, {posts} posts"
        );
        posts.ShouldBeGreaterThan(0);
    }

    private async Task AnnounceAsync(string file, int? killAfter)
    {
        if (killAfter is { } delay)
        {
            using var announce = _program.Start("announce", file, "--anyway", "a test");
            announce.BeginOutputReadLine();
            announce.BeginErrorReadLine();
            await Task.Delay(delay, Cancellation);
            await RealProgram.KillAsync(announce);
        }

        var (exitCode, _, error) = await _program.RunAsync(Cancellation, "announce", file, "--anyway", "a test");
        exitCode.ShouldBe(0, error);
    }

    private static async Task<bool> IsIdleAsync(StorageOptions storage) =>
        await CountAsync(storage, "due") + await CountAsync(storage, "held") == 0;

    private static async Task<int> CountAsync(StorageOptions storage, string state)
    {
        await using var database = await Database.OpenAsync(storage, TimeProvider.System, Cancellation);
        return (await new DeliveryQueries(database).ListAsync("this-week-in-rust", state: state, cancellationToken: Cancellation)).Count;
    }

    /// <summary>Every post of the outbox stands in its account's ledger once, a thread's in order.</summary>
    private async Task<int> CheckLedgersAsync(StorageOptions storage)
    {
        await using var database = await Database.OpenAsync(storage, TimeProvider.System, Cancellation);
        var posts = await new DeliveryQueries(database).ListAsync("this-week-in-rust", limit: 100_000, cancellationToken: Cancellation);
        posts.ShouldAllBe(post => post.State is DeliveryState.Delivered);
        foreach (var account in _accounts)
        {
            var lines = await File.ReadAllLinesAsync(
                Path.Combine(_program.Data, "dry-run", "this-week-in-rust", account + ".jsonl"),
                Cancellation
            );
            var keys = lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("key").GetString()!).ToList();
            keys.ShouldBeUnique();
            keys.Order(StringComparer.Ordinal)
                .ShouldBe(
                    posts.Where(post => post.Place.Account == account).Select(post => post.IdempotencyKey).Order(StringComparer.Ordinal)
                );
            foreach (var thread in posts.Where(post => post.Place.Account == account).GroupBy(post => post.Place.IssueKey))
            {
                var expected = thread.OrderBy(post => post.Place.Ordinal).Select(post => post.IdempotencyKey).ToList();
                keys.Where(expected.Contains).ShouldBe(expected, $"{thread.Key} on {account} in order");
            }
        }

        return posts.Count;
    }
}
