using System.Data.Common;
using Syndicator.Configuration;
using Syndicator.Publishing;
using Syndicator.Storage;

namespace Syndicator.Calls;

/// <summary>The posts about calls as they stand in the outbox.</summary>
internal static class CallDeliveries
{
    public static async Task<IReadOnlyList<CallListing>> AddAsync(
        DbConnection connection,
        Publication publication,
        IReadOnlyList<CallListing> listings
    )
    {
        var deliveries = new List<Delivery>();
        var keys = listings.SelectMany(listing => listing.Posts).Select(post => post.PostKey).Distinct(StringComparer.Ordinal);
        foreach (var some in keys.Chunk(CallSightings.AtOnce))
        {
            deliveries.AddRange(await ReadAsync(connection, publication, some));
        }

        var byKey = deliveries.ToLookup(delivery => delivery.Place.IssueKey);
        return [.. listings.Select(listing => listing with { Deliveries = Of(listing.Posts, byKey) })];
    }

    /// <summary>Whether it is the post that was kept as saying something.</summary>
    public static bool Says(Delivery delivery, CallPost post) =>
        (delivery.Place.Account, delivery.Place.IssueKey) == (post.Account, post.PostKey);

    private static Task<IReadOnlyList<Delivery>> ReadAsync(DbConnection connection, Publication publication, string[] keys)
    {
        var among = new Among(keys);
        return DeliveryTable.SelectAsync(
            connection,
            $"d.publication = @Id and d.issue_key in {among.List} and {DeliveryTable.IsLatest} order by d.created_at, d.id",
            among.With(new { publication.Id })
        );
    }

    private static IReadOnlyList<Delivery> Of(IReadOnlyList<CallPost> posts, ILookup<string, Delivery> deliveries) =>
        [
            .. posts
                .SelectMany(post => deliveries[post.PostKey].Where(delivery => Says(delivery, post)))
                .DistinctBy(delivery => delivery.Id)
                .OrderBy(delivery => delivery.CreatedAt),
        ];
}
