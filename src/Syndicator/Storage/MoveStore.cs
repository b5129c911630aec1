using System.Data.Common;

namespace Syndicator.Storage;

/// <summary>
/// Moves a whole store, sessions and all, into another database, which must be empty. Nobody can change anything meanwhile. Killed at any moment, one of the
/// two is open at most, and the same call again ends what was begun: the new one gets everything and stays shut, the old one closes, the new one opens.
/// </summary>
/// <param name="folder">For a file that is needed meanwhile.</param>
internal sealed class MoveStore(StorageOptions from, StorageOptions to, string folder, TimeProvider clock)
{
    /// <exception cref="StorageException">A database or the disk failed; calling again goes on, or begins anew.</exception>
    public async Task<MoveOutcome> RunAsync(CancellationToken cancellationToken)
    {
        await using var source = await Database.OpenEvenIfMovedAsync(from, clock, cancellationToken);
        if (await source.FindOthersAsync(cancellationToken) is { } others)
        {
            return Refuse("store-in-use", source.Name, others, "Stop the service and every command that uses the store, then try again.");
        }

        await using var target = await Database.OpenEvenIfMovedAsync(to, clock, cancellationToken);
        if (source.Name == target.Name)
        {
            return Refuse("store-is-there", source.Name, "The store is there already.", "Name another database.");
        }

        var tables = await StoreTable.ListAllAsync(folder, clock, cancellationToken);
        var both = new BothStores(source, target, tables, clock);
        var outcome = await source.WriteAsync(transaction => both.LeaveAsync(transaction, cancellationToken), cancellationToken);
        if (outcome is not MoveOutcome.Refused)
        {
            await target.WriteAsync(SayArrivedAsync, CancellationToken.None);
        }

        return outcome;
    }

    private static async Task<bool> SayArrivedAsync(DbTransaction transaction)
    {
        var arriving = await StoreMove.FindAsync(transaction.Connection!, transaction);
        await StoreMove.WriteAsync(transaction, arriving! with { Standing = MoveStanding.Arrived });
        return true;
    }

    internal static MoveOutcome.Refused Refuse(string code, string database, string message, string remedy) =>
        new(new Diagnostic(code, Severity.Error, new SourcePosition(database), message, remedy));
}
