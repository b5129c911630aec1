using System.Data.Common;
using Syndicator.Storage;

namespace Syndicator.Publishing;

/// <summary>
/// Opens a store again that was moved, because the one that it was moved to is lost or was never used. What that one may have published meanwhile this one
/// does not know, so it is doubted as after a restoration.
/// </summary>
/// <param name="folder">For a file that is needed meanwhile.</param>
internal sealed class ReopenStore(StorageOptions storage, string folder, TimeProvider clock)
{
    /// <param name="actor">For the history of the posts.</param>
    /// <returns>The move that is undone, and what is doubted now; null when the store is not closed.</returns>
    /// <exception cref="StorageException">The database failed, or the store is one that has not arrived; nothing was changed.</exception>
    public async Task<(StoreMove Undone, RestoredPosts Doubted)?> RunAsync(string actor, CancellationToken cancellationToken)
    {
        await using var database = await Database.OpenEvenIfMovedAsync(storage, clock, cancellationToken);
        var tables = await StoreTable.ListAllAsync(folder, clock, cancellationToken);
        return await database.WriteAsync(transaction => ReopenAsync(database, transaction, tables, actor), cancellationToken);
    }

    private async Task<(StoreMove Undone, RestoredPosts Doubted)?> ReopenAsync(
        Database database,
        DbTransaction transaction,
        IReadOnlyList<StoreTable> tables,
        string actor
    )
    {
        if (await StoreMove.FindAsync(transaction.Connection!, transaction) is not { } move || move.Standing is MoveStanding.Arrived)
        {
            return null;
        }

        if (move.Standing is MoveStanding.Arriving)
        {
            throw move.Obstacle(database.Name)!;
        }

        await ClosedStore.OpenAsync(database, transaction, tables);
        await StoreMove.WriteAsync(transaction, null);
        var doubt = await DoubtAfterRestore.BeginAsync(transaction);
        return (move, await doubt.RunAsync(transaction, move.At, clock.GetUtcNow(), actor));
    }
}
