using System.Data.Common;
using System.Globalization;
using Dapper;

namespace Syndicator.Storage;

/// <summary>Where a store stands in a move between two databases.</summary>
internal enum MoveStanding
{
    /// <summary>All of it is here, but the store it comes from may still be in use.</summary>
    Arriving,

    /// <summary>It came from elsewhere, where it is closed.</summary>
    Arrived,

    /// <summary>It is elsewhere now.</summary>
    Gone,
}

/// <summary>A store's last move. Of the two stores one at most is open at any moment: the old one closes before the new one opens.</summary>
/// <param name="Id">The same in both.</param>
/// <param name="Place">The other database's name.</param>
internal sealed record StoreMove(string Id, MoveStanding Standing, string Place, DateTimeOffset At)
{
    public const string MovedCode = "database-moved";
    public const string ArrivingCode = "database-arriving";

    public const string Table = "store_moves";

    /// <summary>Null when the store has never moved.</summary>
    public static async Task<StoreMove?> FindAsync(DbConnection connection, DbTransaction? transaction = null) =>
        await connection.QuerySingleOrDefaultAsync<(string Id, string Standing, string Place, long At)?>(
            $"select id, standing, place, at from {Table}",
            transaction: transaction
        )
            is { } row
            ? new StoreMove(
                row.Id,
                Enum.Parse<MoveStanding>(row.Standing, ignoreCase: true),
                row.Place,
                DateTimeOffset.FromUnixTimeMilliseconds(row.At)
            )
            : null;

    /// <summary>In place of any earlier one; null: it never moved.</summary>
    public static async Task WriteAsync(DbTransaction transaction, StoreMove? move)
    {
        await transaction.Connection!.ExecuteAsync($"delete from {Table}", transaction: transaction);
        if (move is not null)
        {
            await transaction.Connection!.ExecuteAsync(
                $"insert into {Table} (id, standing, place, at) values (@Id, @standing, @Place, @At)",
                new
                {
                    move.Id,
                    standing = move.Standing.ToString().ToLowerInvariant(),
                    move.Place,
                    move.At,
                },
                transaction
            );
        }
    }

    /// <summary>Why the store must not be used; null when it may.</summary>
    /// <param name="database">The name of the database it is in.</param>
    public StorageException? Obstacle(string database) =>
        Standing switch
        {
            MoveStanding.Gone => StorageException.Because(
                MovedCode,
                database,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"This store was moved to {Place}, {At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}, and is closed."
                ),
                "Name the other one in Storage:PostgreSql or Storage:Folder. Should that one be lost, `syndicator migrate --undo` opens this one again."
            ),
            MoveStanding.Arriving => StorageException.Because(
                ArrivingCode,
                database,
                $"A move from {Place} to here has begun and not ended.",
                "Call `syndicator migrate --to …` again with the settings of that store: it goes on, or begins anew."
            ),
            _ => null,
        };
}
