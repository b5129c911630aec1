using System.Data.Common;

namespace Syndicator.Storage;

/// <summary>A move's two databases, each in a transaction: that of the new one ends within that of the old one, which keeps all writers out.</summary>
internal sealed class BothStores(Database source, Database target, IReadOnlyList<StoreTable> tables, TimeProvider clock)
{
    /// <summary>Brings everything into the target and closes the source.</summary>
    public async Task<MoveOutcome> LeaveAsync(DbTransaction old, CancellationToken cancellationToken)
    {
        await source.LockForReplacementAsync(old, tables, cancellationToken);
        var before = await StoreMove.FindAsync(old.Connection!, old);
        if (before?.Standing is MoveStanding.Gone)
        {
            return await FinishAsync(before, cancellationToken);
        }

        if (before?.Obstacle(source.Name) is { } obstacle)
        {
            return new MoveOutcome.Refused(obstacle.Diagnostic);
        }

        if (await CountAsync(old) is [])
        {
            return MoveStore.Refuse(
                "store-empty",
                source.Name,
                "There is nothing in this store.",
                "Name the store that is to be moved: Storage:Folder or Storage:PostgreSql of the settings."
            );
        }

        var now = clock.GetUtcNow();
        var gone = new StoreMove(Guid.CreateVersion7(now).ToString(), MoveStanding.Gone, target.Name, now);
        var outcome = await target.WriteAsync(anew => ArriveAsync(anew, old, gone, cancellationToken), cancellationToken);
        if (outcome is MoveOutcome.Done)
        {
            await StoreMove.WriteAsync(old, gone);
            await ClosedStore.CloseAsync(source, old, tables);
        }

        return outcome;
    }

    private async Task<MoveOutcome> ArriveAsync(DbTransaction anew, DbTransaction old, StoreMove gone, CancellationToken cancellationToken)
    {
        await target.LockForReplacementAsync(anew, tables, cancellationToken);
        var before = await StoreMove.FindAsync(anew.Connection!, anew);
        // What arrived from here and was never opened is this store as it was then.
        var isOurs = before is { Standing: MoveStanding.Arriving } && before.Place == source.Name;
        if (!isOurs && before?.Obstacle(target.Name) is { } obstacle)
        {
            return new MoveOutcome.Refused(obstacle.Diagnostic);
        }

        if (!isOurs && await CountAsync(anew) is [_, ..] present)
        {
            return MoveStore.Refuse(
                "store-not-empty",
                target.Name,
                $"The database holds {string.Join(", ", present.Select(each => FormattableString.Invariant($"{each.RowCount} {each.Table.Replace('_', ' ')}")))}.",
                "Name an empty one: nothing is ever overwritten by a move."
            );
        }

        var count = await StoreTable.ReplaceAsync(tables, target, anew, source, old, cancellationToken);
        foreach (var table in tables)
        {
            await CompareAsync(table, old, anew, cancellationToken);
        }

        await StoreMove.WriteAsync(anew, gone with { Standing = MoveStanding.Arriving, Place = source.Name });
        return new MoveOutcome.Done(source.Name, target.Name, tables.Count, count);
    }

    /// <summary>The source is closed already; the target must be the one it went to, and has perhaps not been told.</summary>
    private async Task<MoveOutcome> FinishAsync(StoreMove gone, CancellationToken cancellationToken)
    {
        var there = await target.ReadAsync(connection => StoreMove.FindAsync(connection), cancellationToken);
        return there?.Id == gone.Id && there.Standing is MoveStanding.Arriving
            ? new MoveOutcome.Finished(source.Name, target.Name)
            : new MoveOutcome.Refused(gone.Obstacle(source.Name)!.Diagnostic);
    }

    private async Task CompareAsync(StoreTable table, DbTransaction old, DbTransaction anew, CancellationToken cancellationToken)
    {
        var left = await TableSum.OfAsync(source.ReadRowsAsync(old, table, cancellationToken));
        var came = await TableSum.OfAsync(target.ReadRowsAsync(anew, table, cancellationToken));
        if (left != came)
        {
            throw StorageException.Because(
                "move-not-whole",
                target.Name,
                $"The table {table.Name} does not read there as it does in {source.Name}.",
                "Nothing was moved. See that the database keeps text as UTF-8."
            );
        }
    }

    /// <summary>How many rows each table holds that holds any.</summary>
    private async Task<IReadOnlyList<(string Table, long RowCount)>> CountAsync(DbTransaction transaction)
    {
        var counts = new List<(string, long)>();
        foreach (var table in tables)
        {
            if (await table.CountAsync(transaction) is > 0 and var count)
            {
                counts.Add((table.Name, count));
            }
        }

        return counts;
    }
}
