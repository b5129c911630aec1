using Syndicator.Publishing;

namespace Syndicator.App.Commands;

/// <summary>What an editor's act on a post does to others, which is easily forgotten.</summary>
internal static class PostRemarks
{
    /// <summary>About the rest of its thread, as sentences; null when nothing waits behind it.</summary>
    public static async Task<string?> FindAsync(Syndication syndication, Delivery changed, CancellationToken cancellationToken)
    {
        var thread = await syndication.Deliveries.ListThreadAsync(changed.Place, cancellationToken);
        var behind = thread.Count(post =>
            post.Place.Ordinal > changed.Place.Ordinal && post.State is DeliveryState.Held { Reason: HeldReason.Thread }
        );
        return behind == 0 ? null
            : changed.State is DeliveryState.Cancelled
                ? $"The posts after it in its thread are held: {behind}. Release those that are still wanted, stop the others."
            : $"The posts after it in its thread go out after it: {behind}. Stop those that are no longer wanted.";
    }
}
