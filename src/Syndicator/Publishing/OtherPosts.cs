using System.Collections.Frozen;
using System.Data.Common;
using Dapper;

namespace Syndicator.Publishing;

/// <summary>Posts of an account that are out: whatever is looked for on the network is none of them.</summary>
internal static class OtherPosts
{
    /// <summary>More than a look-up reads.</summary>
    private const int Most = 1000;

    /// <summary>Networks' clocks and ours, and what look-ups read from before the first attempt.</summary>
    private static readonly TimeSpan s_margin = TimeSpan.FromHours(1);

    /// <summary>The networks' ids of those that went out since the first attempt at any of these.</summary>
    public static async Task<IReadOnlySet<string>> ReadAsync(DbConnection connection, IReadOnlyList<Delivery> uncertain)
    {
        if (uncertain is not [var one, ..])
        {
            return FrozenSet<string>.Empty;
        }

        var ids = await connection.QueryAsync<string>(
            """
            select remote_id from deliveries
            where publication = @Publication and account = @Account and state = 'delivered' and settled_at >= @since
            order by settled_at desc limit @Most
            """,
            new
            {
                one.Place.Publication,
                one.Place.Account,
                since = uncertain.Min(post => ((DeliveryState.Uncertain)post.State).FirstAttemptAt) - s_margin,
                Most,
            }
        );
        return ids.ToFrozenSet(StringComparer.Ordinal);
    }
}
