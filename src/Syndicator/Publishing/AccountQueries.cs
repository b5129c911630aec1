using Syndicator.Storage;

namespace Syndicator.Publishing;

/// <summary>What the desk shows of an account's posts.</summary>
internal sealed class AccountQueries(Database database)
{
    /// <summary>More that wait are told no better by longer lists.</summary>
    private const int MostOpen = 500;

    public Task<AccountWork> ReadAsync(string publication, string account, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async connection =>
            {
                var of = new
                {
                    publication,
                    account,
                    MostOpen,
                };
                var last = await DeliveryTable.SelectAsync(
                    connection,
                    "d.publication = @publication and d.account = @account and d.state = 'delivered' order by d.settled_at desc limit 1",
                    of
                );
                var open = await DeliveryTable.SelectAsync(
                    connection,
                    """
                    d.publication = @publication and d.account = @account and d.state in ('held', 'due', 'sending', 'uncertain')
                    order by coalesce(d.retry_at, d.held_until, d.due_at, d.created_at), d.ordinal, d.id limit @MostOpen
                    """,
                    of
                );
                return new AccountWork(last.SingleOrDefault(), open);
            },
            cancellationToken
        );
}

/// <param name="LastOut">The post that went out last; null: none has yet.</param>
/// <param name="Open">What has not gone out and may, in the order of its time.</param>
internal sealed record AccountWork(Delivery? LastOut, IReadOnlyList<Delivery> Open)
{
    /// <summary>What goes out by itself.</summary>
    public IEnumerable<Delivery> Next =>
        Open.Where(delivery => delivery.State is DeliveryState.Due or DeliveryState.Held { Until: not null });

    /// <summary>What goes on only when somebody does something, or the network answers.</summary>
    public int WaitingCount => Open.Count - Next.Count();
}
