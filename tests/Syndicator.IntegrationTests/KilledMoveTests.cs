using System.Text.Json;
using Microsoft.Data.Sqlite;
using Syndicator.Publishing;
using Syndicator.Storage;

namespace Syndicator.IntegrationTests;

/// <summary>
/// <c>syndicator migrate --to</c>, the program itself, killed with SIGKILL at random moments: never are both stores open, the same call again ends it, and the
/// ledger outside shows every post once. <c>SYNDICATOR_TEST_PROGRAM_KILLS</c> and <c>SYNDICATOR_TEST_SEED</c> override number and seed.
/// </summary>
public sealed class KilledMoveTests : IDisposable
{
    private const string PostgreSql = "Storage__PostgreSql";

    private readonly RealProgram _program = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private StorageOptions Old => new() { File = Path.Combine(_program.Data, "syndicator.db") };

    [Fact]
    public Task Killed_on_its_way_to_postgresql_a_store_is_in_one_place_and_every_post_goes_out_once() =>
        _program.OnPostgreSqlAsync("killed_move", MoveAsync);

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _program.Dispose();
    }

    private async Task MoveAsync(StorageOptions target)
    {
        var kills = Chosen.Number("SYNDICATOR_TEST_PROGRAM_KILLS", 3);
        var random = new Random(Chosen.Number("SYNDICATOR_TEST_SEED", 20261123));
        _program.Set(PostgreSql, "");
        var date = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-1);
        await ShouldSucceedAsync("announce", _program.WriteIssue(601, date), "--anyway", "a test");
        using (var deliver = _program.Start("deliver"))
        {
            deliver.BeginErrorReadLine();
            await deliver.StandardOutput.ReadLineAsync(Cancellation);
            await RealProgram.KillAsync(deliver);
        }

        var begun = TimeProvider.System.GetTimestamp();
        await ShouldSucceedAsync("posts", "list");
        var start = TimeProvider.System.GetElapsedTime(begun);
        var moved = 0;
        for (var kill = 0; kill < kills; kill++)
        {
            using var process = _program.Start("migrate", "--to", target.PostgreSql!);
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            await Task.Delay(start * (0.5 + (1.5 * random.NextDouble())), Cancellation);
            await RealProgram.KillAsync(process);
            moved += await CheckAsync(target) ? 1 : 0;
        }

        var (exitCode, output, error) = await _program.RunAsync(Cancellation, "migrate", "--to", target.PostgreSql!);
        (exitCode == 0 || error.Contains("database-moved", StringComparison.Ordinal)).ShouldBeTrue(output + error);
        (await IsOpenAsync(Old)).ShouldBeFalse();
        _program.Set(PostgreSql, target.PostgreSql!);
        await DeliverAsync(target);
        await CheckLedgersAsync(target);
        TestContext.Current.TestOutputHelper?.WriteLine($"{kills} killed, {moved} of them when the store had moved");
    }

    /// <summary>What was under way when it was killed is looked for first, once its lease is over.</summary>
    private async Task DeliverAsync(StorageOptions target)
    {
        for (var round = 0; round < 20; round++)
        {
            await ShouldSucceedAsync("deliver");
            if ((await PostsAsync(target)).All(post => post.State is DeliveryState.Delivered))
            {
                return;
            }

            await Task.Delay(TimeSpan.FromSeconds(1), Cancellation);
        }
    }

    /// <summary>Whether the new store is the open one.</summary>
    private async Task<bool> CheckAsync(StorageOptions target)
    {
        var (old, anew) = (await IsOpenAsync(Old), await IsOpenAsync(target) && (await PostsAsync(target)).Count > 0);
        (old && anew).ShouldBeFalse("both stores are open");
        return anew;
    }

    private static async Task<bool> IsOpenAsync(StorageOptions storage)
    {
        try
        {
            await using var database = await Database.OpenAsync(storage, TimeProvider.System, Cancellation);
            return true;
        }
        catch (StorageException problem) when (problem.Diagnostic.Code is "database-moved" or "database-arriving")
        {
            return false;
        }
    }

    private static async Task<IReadOnlyList<Delivery>> PostsAsync(StorageOptions storage)
    {
        await using var database = await Database.OpenAsync(storage, TimeProvider.System, Cancellation);
        return await new DeliveryQueries(database).ListAsync("this-week-in-rust", limit: 100_000, cancellationToken: Cancellation);
    }

    private async Task ShouldSucceedAsync(params string[] arguments)
    {
        var (exitCode, output, error) = await _program.RunAsync(Cancellation, arguments);
        exitCode.ShouldBe(0, $"{arguments[0]}: {output} {error}");
    }

    private async Task CheckLedgersAsync(StorageOptions target)
    {
        var posts = await PostsAsync(target);
        posts.ShouldAllBe(post => post.State is DeliveryState.Delivered);
        var keys = new List<string>();
        foreach (var ledger in Directory.GetFiles(Path.Combine(_program.Data, "dry-run", "this-week-in-rust")))
        {
            var lines = await File.ReadAllLinesAsync(ledger, Cancellation);
            keys.AddRange(lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("key").GetString()!));
        }

        keys.Order(StringComparer.Ordinal).ShouldBe(posts.Select(post => post.IdempotencyKey).Order(StringComparer.Ordinal));
    }
}
