using System.Data.Common;
using System.Globalization;
using Syndicator.Secrets;
using Syndicator.Storage;

namespace Syndicator.Publishing;

/// <summary>How a restoration ended. Closed.</summary>
internal abstract record RestoreOutcome
{
    private RestoreOutcome() { }

    /// <param name="Backup">What was restored.</param>
    /// <param name="Before">Where the store that was replaced is kept; null when it held nothing.</param>
    /// <param name="Posts">What is now doubted.</param>
    public sealed record Done(BackupFacts Backup, string? Before, RestoredPosts Posts) : RestoreOutcome;

    /// <summary>Nothing was changed.</summary>
    public sealed record Refused(Diagnostic Reason) : RestoreOutcome;

    public T Match<T>(Func<Done, T> done, Func<Refused, T> refused) =>
        this switch
        {
            Done x => done(x),
            Refused x => refused(x),
            _ => throw new InvalidOperationException($"unknown case {GetType()}"),
        };
}

/// <summary>
/// Replaces a store by a backup, in one transaction: whoever uses it meanwhile sees all of the old or all of the new. Everything in it that may have gone
/// out since the backup is looked up before it is sent.
/// </summary>
/// <param name="dataFolder">Where the backup of the replaced store goes.</param>
internal sealed class RestoreStore(Database database, string dataFolder, TimeProvider clock)
{
    /// <param name="force">Whether a store that holds something may be replaced.</param>
    /// <param name="actor">For the history of the posts.</param>
    /// <exception cref="StorageException">The database or the disk failed; nothing was changed.</exception>
    public async Task<RestoreOutcome> RunAsync(string file, bool force, string actor, CancellationToken cancellationToken)
    {
        var (backup, refusal) = await BackupFile.OpenAsync(file, dataFolder, clock, cancellationToken);
        if (backup is null)
        {
            return new RestoreOutcome.Refused(refusal!);
        }

        await using (backup)
        {
            return await database.WriteAsync(
                transaction => ReplaceAsync(transaction, backup, force, actor, cancellationToken),
                cancellationToken
            );
        }
    }

    private async Task<RestoreOutcome> ReplaceAsync(
        DbTransaction transaction,
        BackupFile backup,
        bool force,
        string actor,
        CancellationToken cancellationToken
    )
    {
        await backup.LockAsync(database, transaction, cancellationToken);
        var present = await backup.CountAsync(transaction);
        if (present.Count > 0 && !force)
        {
            return new RestoreOutcome.Refused(HoldsSomething(present));
        }

        var before = present.Count > 0 ? await KeepAsync(transaction, cancellationToken) : null;
        var doubt = await DoubtAfterRestore.BeginAsync(transaction);
        var secrets = await KeptSecrets.BeginAsync(transaction);
        await backup.ReplaceAsync(database, transaction, cancellationToken);
        await secrets.RunAsync(transaction);
        var posts = await doubt.RunAsync(transaction, backup.Facts.TakenAt, clock.GetUtcNow(), actor);
        return new RestoreOutcome.Done(backup.Facts, before, posts);
    }

    /// <summary>The present store, of which nobody can change anything any more.</summary>
    private async Task<string> KeepAsync(DbTransaction transaction, CancellationToken cancellationToken)
    {
        var instant = clock.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture);
        var file = Path.Combine(dataFolder, $"before-restore-{instant}.backup");
        await new BackUpStore(database, clock).WriteAsync(transaction, file, overwrite: false, cancellationToken);
        return file;
    }

    private Diagnostic HoldsSomething(IReadOnlyList<(string Table, long RowCount)> present) =>
        new(
            "store-not-empty",
            Severity.Error,
            new SourcePosition(database.Name),
            $"The store holds {string.Join(", ", present.Select(each => FormattableString.Invariant($"{each.RowCount} {each.Table.Replace('_', ' ')}")))}.",
            "Add --force to replace all of it; a backup of it is made first, in the data folder."
        );
}
