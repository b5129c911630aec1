using Dapper;

namespace Syndicator.Publishing;

// What becomes of posts without anybody asking a network.
internal sealed partial class Outbox
{
    /// <summary>
    /// Does what time, pauses and earlier posts of a thread do to an account's posts: expired leases become uncertain, delays end, stale posts and the rest of
    /// stopped threads are held, threads that can go on do.
    /// </summary>
    /// <returns>How many posts changed.</returns>
    public async Task<int> SettleAsync(string publication, string account, string actor, CancellationToken cancellationToken)
    {
        // Nearly always there is nothing, and one question is enough to know.
        if (!await IsAnyToSettleAsync(publication, account, cancellationToken))
        {
            return 0;
        }

        var changed = 0;
        foreach (var rule in SettlingRule.All)
        {
            var concerned = await database.ReadAsync(
                connection =>
                    DeliveryTable.SelectAsync(
                        connection,
                        $"{OfAccount} and {rule.Condition} order by d.id",
                        new
                        {
                            publication,
                            account,
                            now = clock.GetUtcNow(),
                        }
                    ),
                cancellationToken
            );
            foreach (var delivery in concerned)
            {
                var next = rule.Next(delivery, clock.GetUtcNow());
                changed += await ChangeAsync(delivery, next, actor, rule.Reason, cancellationToken) is null ? 0 : 1;
            }
        }

        return changed;
    }

    private Task<bool> IsAnyToSettleAsync(string publication, string account, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection =>
                connection.ExecuteScalarAsync<bool>(
                    $"""
                    select exists (
                      select 1 from deliveries d
                      where {OfAccount} and d.state in ('held', 'due', 'sending') and {SettlingRule.AnyCondition})
                    """,
                    new
                    {
                        publication,
                        account,
                        now = clock.GetUtcNow(),
                    }
                ),
            cancellationToken
        );

    /// <summary>Holds what is due or uncertain of an account that nobody can send to, and was there already at an instant.</summary>
    public async Task<int> HoldAllAsync(
        string publication,
        string account,
        DateTimeOffset before,
        string actor,
        string reason,
        CancellationToken cancellationToken
    )
    {
        var waiting = await database.ReadAsync(
            connection =>
                DeliveryTable.SelectAsync(
                    connection,
                    $"{OfAccount} and d.state in ('due', 'uncertain') and d.created_at <= @before order by d.id",
                    new
                    {
                        publication,
                        account,
                        before,
                    }
                ),
            cancellationToken
        );
        var held = 0;
        foreach (var delivery in waiting)
        {
            DeliveryState next = delivery.State is DeliveryState.Uncertain uncertain
                ? uncertain.Hold()
                : ((DeliveryState.Due)delivery.State).Hold(HeldReason.Account);
            held += await ChangeAsync(delivery, next, actor, reason, cancellationToken) is null ? 0 : 1;
        }

        return held;
    }
}
