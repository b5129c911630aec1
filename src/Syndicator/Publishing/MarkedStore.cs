using System.Data.Common;
using Syndicator.Storage;

namespace Syndicator.Publishing;

/// <summary>The store as a process works with it: marked as open until it is closed, and what it lost before is doubted.</summary>
internal sealed class MarkedStore : IAsyncDisposable
{
    /// <summary>In which another process that is closing the store has surely done so.</summary>
    private static readonly TimeSpan s_closing = TimeSpan.FromMilliseconds(200);

    private readonly OpenMark? _mark;
    private DbConnection? _held;

    private MarkedStore(Database database, OpenMark? mark) => (Database, _mark) = (database, mark);

    public Database Database { get; }

    /// <summary>What was doubted now, because the store had lost its write-ahead log; null: it had not.</summary>
    public RestoredPosts? Doubted { get; private set; }

    /// <exception cref="StorageException">The database cannot be used; the message says what to do.</exception>
    public static async Task<MarkedStore> OpenAsync(StorageOptions storage, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (OpenMark.LooksLost(storage))
        {
            await Task.Delay(s_closing, TimeProvider.System, cancellationToken);
        }

        var mark = OpenMark.Of(storage);
        MarkedStore store;
        try
        {
            store = new MarkedStore(await Database.OpenAsync(storage, clock, cancellationToken), mark);
        }
        catch
        {
            // What a killed process had in the log may be part of the file by now.
            mark?.Clear();
            throw;
        }

        try
        {
            await store.MarkAsync(clock, cancellationToken);
            return store;
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_held is not null)
        {
            await _held.DisposeAsync();
        }

        await Database.DisposeAsync();
        _mark?.Clear();
    }

    private async Task MarkAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        if (_mark is null)
        {
            return;
        }

        _held = await Database.HoldAsync(cancellationToken);
        if (_mark.LostSince is { } since)
        {
            Doubted = await new DoubtLostLog(Database, clock).RunAsync(since, "storage", cancellationToken);
        }

        // Whoever is killed from here on has doubted.
        _mark.Set();
    }
}
