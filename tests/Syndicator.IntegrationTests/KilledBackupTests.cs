using System.Text.Json;
using Microsoft.Data.Sqlite;
using Syndicator.Publishing;
using Syndicator.Storage;

namespace Syndicator.IntegrationTests;

/// <summary>
/// <c>syndicator backup</c> and <c>syndicator restore</c>, the program itself, killed with SIGKILL at random moments: a backup is whole or not there, a store
/// is the old or the new one, and the ledger outside it shows every post once. <c>SYNDICATOR_TEST_PROGRAM_KILLS</c> and <c>SYNDICATOR_TEST_SEED</c> override
/// number and seed.
/// </summary>
public sealed class KilledBackupTests : IDisposable
{
    private readonly RealProgram _program = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string FilePath => Path.Combine(_program.Folder, "week.backup");

    [Fact]
    public Task On_sqlite_a_killed_backup_or_restoration_leaves_nothing_half() => _program.OnSqliteAsync(KillAsync);

    [Fact]
    public Task On_postgresql_a_killed_backup_or_restoration_leaves_nothing_half() =>
        _program.OnPostgreSqlAsync("killed_backup", KillAsync);

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _program.Dispose();
    }

    /// <summary>Half the posts of an issue out, backup (killed and made), the rest out, restoration (killed and made), the rest again: each once.</summary>
    private async Task KillAsync(StorageOptions storage)
    {
        var kills = Chosen.Number("SYNDICATOR_TEST_PROGRAM_KILLS", 2);
        var seed = Chosen.Number("SYNDICATOR_TEST_SEED", 20261122);
        var random = new Random(seed);
        var date = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-1);
        await ShouldSucceedAsync("announce", _program.WriteIssue(601, date), "--anyway", "a test");
        using (var deliver = _program.Start("deliver"))
        {
            deliver.BeginErrorReadLine();
            await deliver.StandardOutput.ReadLineAsync(Cancellation);
            await RealProgram.KillAsync(deliver);
        }

        // How long the work takes on this machine, now: the kills are to fall into it.
        var work = await RunAsync(null, "backup", Path.Combine(_program.Folder, "first.backup"));
        var files = 0;
        for (var kill = 0; kill < kills; kill++)
        {
            await RunAsync(work * random.NextDouble() * 1.2, "backup", FilePath, "--force");
            files += await CheckFileAsync() ? 1 : 0;
        }

        await ShouldSucceedAsync("backup", FilePath, "--force");
        (await CheckFileAsync()).ShouldBeTrue();
        await ShouldSucceedAsync("deliver");
        await ShouldSucceedAsync("announce", _program.WriteIssue(602, date), "--anyway", "a test");
        await ShouldSucceedAsync("deliver");

        var restored = 0;
        for (var kill = 0; kill < kills; kill++)
        {
            await RunAsync(work * random.NextDouble() * 2.4, "restore", FilePath, "--force");
            restored += await IsRestoredAsync(storage) ? 1 : 0;
        }

        await ShouldSucceedAsync("restore", FilePath, "--force");
        await ShouldSucceedAsync("announce", _program.WriteIssue(602, date), "--anyway", "a test");
        await ShouldSucceedAsync("deliver");
        var posts = await CheckLedgersAsync(storage);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"seed {seed}: {kills} killed backups, {files} times with a file; {kills} killed restorations, {restored} times done before; {posts} posts"
        );
    }

    /// <summary>Kills so long after its first temporary file is there, unless it has ended by then.</summary>
    /// <returns>How long it ran from there.</returns>
    private async Task<TimeSpan> RunAsync(TimeSpan? killAfter, params string[] arguments)
    {
        RemoveTemporaryFiles();
        using var process = _program.Start(arguments);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        while (!process.HasExited && TemporaryFiles().Length == 0)
        {
            await Task.Delay(5, Cancellation);
        }

        var began = TimeProvider.System.GetTimestamp();
        if (killAfter is { } delay)
        {
            await Task.Delay(delay, Cancellation);
            await RealProgram.KillAsync(process);
        }

        await process.WaitForExitAsync(Cancellation).WaitAsync(TimeSpan.FromMinutes(3), TimeProvider.System, Cancellation);
        return TimeProvider.System.GetElapsedTime(began);
    }

    private void RemoveTemporaryFiles() => Array.ForEach(TemporaryFiles(), File.Delete);

    private string[] TemporaryFiles() =>
        [.. Directory.GetFiles(_program.Folder, "*.part*"), .. Directory.GetFiles(_program.Data, "*.part*")];

    private async Task ShouldSucceedAsync(params string[] arguments)
    {
        var (exitCode, output, error) = await _program.RunAsync(Cancellation, arguments);
        exitCode.ShouldBe(0, $"{arguments[0]}: {output} {error}");
    }

    /// <summary>Whether the file is there; then it is whole.</summary>
    private async Task<bool> CheckFileAsync()
    {
        if (!File.Exists(FilePath))
        {
            return false;
        }

        var (backup, refusal) = await BackupFile.OpenAsync(FilePath, _program.Folder, TimeProvider.System, Cancellation);
        backup.ShouldNotBeNull(refusal?.ToString());
        await backup.DisposeAsync();
        return true;
    }

    /// <summary>Whether the store is that of the backup; else it is all of the present one.</summary>
    private static async Task<bool> IsRestoredAsync(StorageOptions storage)
    {
        await using var database = await Database.OpenAsync(storage, TimeProvider.System, Cancellation);
        var posts = await new DeliveryQueries(database).ListAsync("this-week-in-rust", limit: 100_000, cancellationToken: Cancellation);
        var isOld = posts.Any(post => post.Place.IssueKey == "issue-602");
        if (isOld)
        {
            posts.ShouldAllBe(post => post.State is DeliveryState.Delivered);
        }
        else
        {
            posts.ShouldAllBe(post => post.State is DeliveryState.Delivered || post.State is DeliveryState.Uncertain);
        }

        return !isOld;
    }

    private async Task<int> CheckLedgersAsync(StorageOptions storage)
    {
        await using var database = await Database.OpenAsync(storage, TimeProvider.System, Cancellation);
        var posts = await new DeliveryQueries(database).ListAsync("this-week-in-rust", limit: 100_000, cancellationToken: Cancellation);
        posts.ShouldAllBe(post => post.State is DeliveryState.Delivered);
        var keys = new List<string>();
        foreach (var ledger in Directory.GetFiles(Path.Combine(_program.Data, "dry-run", "this-week-in-rust")))
        {
            var lines = await File.ReadAllLinesAsync(ledger, Cancellation);
            keys.AddRange(lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("key").GetString()!));
        }

        keys.Order(StringComparer.Ordinal).ShouldBe(posts.Select(post => post.IdempotencyKey).Order(StringComparer.Ordinal));
        return posts.Count;
    }
}
