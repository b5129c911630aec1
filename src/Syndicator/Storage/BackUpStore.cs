using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Syndicator.Storage;

/// <summary>
/// Writes all content of a store into one file: an SQLite database with the program's own schema, whatever database the store is in. The file is there
/// whole or not at all, whenever the program is killed.
/// </summary>
internal sealed class BackUpStore(Database database, TimeProvider clock)
{
    /// <summary>Backs up what the store holds at this moment, while others write.</summary>
    /// <param name="overwrite">Whether an older backup of that name may be replaced; anything else never is.</param>
    /// <returns>What the file holds, or why it was not written.</returns>
    /// <exception cref="StorageException">The database or the disk failed; nothing was written.</exception>
    public async Task<(BackupFacts? Made, Diagnostic? Refusal)> RunAsync(
        string file,
        bool overwrite,
        CancellationToken cancellationToken
    ) =>
        await BackupFile.RefuseToWriteAsync(file, overwrite) is { } refusal
            ? (null, refusal)
            : (
                await database.ReadSnapshotAsync(snapshot => WriteAsync(snapshot, file, overwrite, cancellationToken), cancellationToken),
                null
            );

    /// <summary>Backs up what a transaction sees.</summary>
    public async Task<BackupFacts> WriteAsync(DbTransaction snapshot, string file, bool overwrite, CancellationToken cancellationToken)
    {
        // Before the first statement: what happens while it is read counts as unknown to the backup.
        var takenAt = clock.GetUtcNow();
        var path = Path.GetFullPath(file);
        try
        {
            using var temporary = TemporaryFile.Create(Path.GetDirectoryName(path)!, Path.GetFileName(path));
            var facts = await CopyAsync(snapshot, temporary.Path, takenAt, cancellationToken);
            await FinishAsync(temporary.Path, facts);
            temporary.Become(path, overwrite);
            return facts;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw NotWritten(file, problem.Message, problem);
        }
        catch (StorageException problem) when (problem.Diagnostic.Position.File.StartsWith(path + ".", StringComparison.Ordinal))
        {
            throw NotWritten(file, problem.Diagnostic.Message, problem);
        }
    }

    private async Task<BackupFacts> CopyAsync(
        DbTransaction snapshot,
        string path,
        DateTimeOffset takenAt,
        CancellationToken cancellationToken
    )
    {
        await using var copy = (SqliteDatabase)await Database.OpenAsync(new StorageOptions { File = path }, clock, cancellationToken);
        var tables = await StoreTable.ListAsync(copy, cancellationToken);
        return await copy.WriteAsync(
            async transaction =>
            {
                await copy.LockForReplacementAsync(transaction, tables, cancellationToken);
                var count = await StoreTable.ReplaceAsync(tables, copy, transaction, database, snapshot, cancellationToken);
                return await BackupFacts.WriteAsync(transaction, takenAt, count);
            },
            cancellationToken
        );
    }

    /// <summary>One file without companions, and read back before anybody relies on it.</summary>
    private static async Task FinishAsync(string path, BackupFacts facts)
    {
        await using var connection = BackupFile.Connect(path, SqliteOpenMode.ReadWrite);
        await connection.OpenAsync();
        await connection.ExecuteAsync("pragma journal_mode = delete");
        if (await BackupFile.FindDamageAsync(connection, facts) is { } damage)
        {
            throw new IOException($"what was written reads back damaged: {damage}");
        }
    }

    private static StorageException NotWritten(string file, string why, Exception problem) =>
        StorageException.Because(
            "backup-not-written",
            file,
            $"The backup was not written: {why.TrimEnd('.')}.",
            "See that its folder exists, may be written and has room; nothing is left of the attempt.",
            problem
        );
}
