namespace Syndicator.Publishing;

// Posts of which nobody knows whether they are out.
internal sealed partial class Outbox
{
    /// <summary>Posts of an account that may have been published and are to be looked for now: none while it is paused.</summary>
    /// <param name="betweenLookUps">Since the first look-up that did not find them.</param>
    public Task<IReadOnlyList<Claim>> FindUncertainAsync(
        string publication,
        string account,
        TimeSpan betweenLookUps,
        CancellationToken cancellationToken
    ) =>
        database.ReadAsync<IReadOnlyList<Claim>>(
            async connection =>
            {
                var now = clock.GetUtcNow();
                var found = await DeliveryTable.SelectAsync(
                    connection,
                    $"{OfAccount} and d.state = 'uncertain' and (d.absent_at is null or d.absent_at <= @missedBefore or d.absent_at > @now) and {NotPaused} and {RestoreTable.IsQuiet} order by d.id",
                    new
                    {
                        publication,
                        account,
                        missedBefore = now - betweenLookUps,
                        now,
                    }
                );
                var others = await OtherPosts.ReadAsync(connection, found);
                var posts = new List<Claim>();
                foreach (var delivery in found)
                {
                    var thread = await DeliveryTable.SelectThreadAsync(connection, delivery.Place);
                    var post = ThreadLinks.OutboundPost(delivery, thread) with { Others = others };
                    posts.Add(new Claim(delivery, post, clock.GetTimestamp(), clock.GetUtcNow()));
                }

                return posts;
            },
            cancellationToken
        );

    /// <summary>What networks said when a post was sent and its outcome stayed open, since an editor or a pause last held it; the oldest first.</summary>
    public async Task<IReadOnlyList<string>> ListDoubtsAsync(DeliveryId id, CancellationToken cancellationToken)
    {
        var history = await database.ReadAsync(connection => DeliveryTable.ReadHistoryAsync(connection, id), cancellationToken);
        return
        [
            .. history
                .Reverse()
                .TakeWhile(step => step.To != "held")
                .Where(step => step is { From: "sending", To: "uncertain", Reason: not SettlingRule.LeaseEnded })
                .Select(step => step.Reason)
                .Reverse(),
        ];
    }
}
