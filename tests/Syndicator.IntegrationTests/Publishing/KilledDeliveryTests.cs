using System.Diagnostics;
using System.Globalization;
using Dapper;
using Npgsql;
using Syndicator.Networks.DryRun;
using Syndicator.Publishing;
using Syndicator.Storage;

namespace Syndicator.IntegrationTests.Publishing;

/// <summary>
/// Kills a delivering process with SIGKILL again and again at random moments and reads what the network has: a ledger outside the database.
/// <c>SYNDICATOR_TEST_KILLS</c> and <c>SYNDICATOR_TEST_SEED</c> override number and seed.
/// </summary>
public sealed class KilledDeliveryTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("syndicator-kill-").FullName;
    private string? _database;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task On_sqlite_many_kills_leave_every_post_once_and_in_order() =>
        KillAsync(new StorageOptions { File = Path.Combine(_folder, "killed.db") });

    [Fact]
    public async Task On_postgresql_many_kills_leave_every_post_once_and_in_order()
    {
        var server = Server();
        Assert.SkipWhen(
            string.IsNullOrEmpty(server),
            "needs a PostgreSQL server in SYNDICATOR_TEST_POSTGRES: tests/postgres start DATADIR prints one"
        );
        _database = $"killed_{Environment.ProcessId}";
        await using var connection = new NpgsqlConnection(server);
        await connection.ExecuteAsync($"create database {_database}");
        await KillAsync(new StorageOptions { PostgreSql = new NpgsqlConnectionStringBuilder(server) { Database = _database }.ToString() });
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_database is not null)
        {
            await using var connection = new NpgsqlConnection(Server());
            await connection.ExecuteAsync($"drop database if exists {_database} with (force)");
        }

        Directory.Delete(_folder, recursive: true);
    }

    private async Task KillAsync(StorageOptions storage)
    {
        var kills = Chosen.Number("SYNDICATOR_TEST_KILLS", 12);
        var seed = Chosen.Number("SYNDICATOR_TEST_SEED", 20260729);
        var random = new Random(seed);
        var underWay = 0;
        var started = Stopwatch.StartNew();
        await using var database = await Database.OpenAsync(storage, TimeProvider.System, Cancellation);
        var queries = new DeliveryQueries(database);
        for (var kill = 1; kill <= kills; kill++)
        {
            var worker = $"worker-{kill}";
            await RunAndKillAsync(storage, worker, random);
            var sending = await queries.ListAsync(KillTarget.Publication.Id, state: "sending", cancellationToken: Cancellation);
            underWay += sending.Any(post => post.State is DeliveryState.Sending state && state.Worker == worker) ? 1 : 0;
        }

        var announced = await AnnouncedAsync(queries);
        await RunToEndAsync(storage, announced);
        var posts = await CheckLedgersAsync(announced);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"seed {seed}: {kills} kills, {underWay} with a delivery under way, {announced} issues, {posts} posts, {started.Elapsed.TotalSeconds:F0} s"
        );
        underWay.ShouldBeGreaterThanOrEqualTo(kills * 3 / 10, "otherwise the kills missed what they are for");
    }

    private async Task RunAndKillAsync(StorageOptions storage, string worker, Random random)
    {
        // Some while it starts and announces, most while it delivers; how long starting takes depends on the machine.
        var afterReady = random.Next(8) != 0;
        var wait = TimeSpan.FromMilliseconds(random.Next(afterReady ? 250 : 1000));
        using var child = Start(storage, worker, issueCount: int.MaxValue);
        try
        {
            if (afterReady)
            {
                var ready = child.StandardOutput.ReadLineAsync(Cancellation).AsTask();
                (await ready.WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System, Cancellation)).ShouldBe(KillTarget.Ready);
            }

            await Task.Delay(wait, TimeProvider.System, Cancellation);
            child.HasExited.ShouldBeFalse("the process must be killed and not end by itself");
        }
        finally
        {
            child.Kill();
            await child.WaitForExitAsync(CancellationToken.None);
        }
    }

    private async Task RunToEndAsync(StorageOptions storage, int issueCount)
    {
        using var child = Start(storage, "last", issueCount);
        await child.WaitForExitAsync(Cancellation).WaitAsync(TimeSpan.FromMinutes(2), TimeProvider.System, Cancellation);
        child.ExitCode.ShouldBe(0);
    }

    private Process Start(StorageOptions storage, string worker, int issueCount)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        string[] arguments =
        [
            typeof(KillTarget).Assembly.Location,
            KillTarget.Command,
            storage.File,
            storage.PostgreSql ?? "",
            _folder,
            worker,
            issueCount.ToString(CultureInfo.InvariantCulture),
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    private static async Task<int> AnnouncedAsync(DeliveryQueries queries) =>
        (await queries.ListAsync(KillTarget.Publication.Id, limit: 100_000, cancellationToken: Cancellation))
            .Select(post => post.Place.IssueKey)
            .Distinct()
            .Count();

    private async Task<int> CheckLedgersAsync(int announced)
    {
        var count = 0;
        foreach (var account in KillTarget.Accounts)
        {
            var ledger = DryRunLedger.Of(_folder, KillTarget.Publication.Id, account);
            (await File.ReadAllTextAsync(ledger.File, Cancellation)).ShouldEndWith("\n");
            var keys = await ledger.ReadAsync(Cancellation).Select(entry => entry.Key).ToListAsync(Cancellation);
            var expected = Enumerable
                .Range(1, announced)
                .SelectMany(number => KillTarget.Parts.Select(part => $"gazette/issue-{number}/{account}/{part}/g1"));
            keys.ShouldBe(expected, $"every post of {account} once and in order");
            (await File.ReadAllLinesAsync(ledger.File, Cancellation)).Length.ShouldBe(
                keys.Count,
                "no torn line is left between the others"
            );
            count += keys.Count;
        }

        return count;
    }

    private static string? Server() => Environment.GetEnvironmentVariable("SYNDICATOR_TEST_POSTGRES");
}
