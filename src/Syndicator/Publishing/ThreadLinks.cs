using Syndicator.Networks;

namespace Syndicator.Publishing;

/// <summary>What a post answers: the last of its thread that is out before it.</summary>
internal static class ThreadLinks
{
    public static OutboundPost OutboundPost(Delivery delivery, IReadOnlyList<Delivery> thread)
    {
        var before = thread
            .Where(post => post.Place.Ordinal < delivery.Place.Ordinal)
            .Select(post => post.State)
            .OfType<DeliveryState.Delivered>()
            .Select(sent => new RemotePost(sent.RemoteId, sent.Url))
            .ToList();
        if (before.Count == 0 && delivery.Answers is { } answered)
        {
            return Outbound(delivery, new RemotePost(answered.PostId, answered.Url), new RemotePost(answered.RootId, answered.Url));
        }

        return Outbound(delivery, before.LastOrDefault(), before.FirstOrDefault());
    }

    private static OutboundPost Outbound(Delivery delivery, RemotePost? replyTo, RemotePost? root)
    {
        var (firstAttemptAt, attempts) = delivery.State switch
        {
            DeliveryState.Sending sending => (sending.FirstAttemptAt, sending.Attempts),
            DeliveryState.Uncertain uncertain => (uncertain.FirstAttemptAt, uncertain.Attempts),
            _ => (delivery.CreatedAt, 0),
        };
        return new OutboundPost(delivery.IdempotencyKey, delivery.Content, replyTo, root)
        {
            FirstAttemptAt = firstAttemptAt,
            IsRepeat = attempts > 1,
        };
    }
}
