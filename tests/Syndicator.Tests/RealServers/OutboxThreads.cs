using Syndicator.Publishing;

namespace Syndicator.Tests.RealServers;

/// <summary>What an outbox has in the end.</summary>
internal static class OutboxThreads
{
    /// <summary>The networks' ids of every thread's posts, in order; all must be delivered.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Of(IEnumerable<Delivery> posts) =>
        [
            .. posts
                .GroupBy(post => (post.Place.IssueKey, post.Place.Account))
                .Select(thread =>
                    (IReadOnlyList<string>)
                        [
                            .. thread
                                .OrderBy(post => post.Place.Ordinal)
                                .Select(post => post.State.ShouldBeOfType<DeliveryState.Delivered>(post.IdempotencyKey).RemoteId),
                        ]
                ),
        ];
}
