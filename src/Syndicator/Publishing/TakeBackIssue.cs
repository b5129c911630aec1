using System.Data.Common;
using Dapper;
using Syndicator.Configuration;
using Syndicator.Storage;

namespace Syndicator.Publishing;

/// <summary>
/// Holds the posts of an announced issue that never left while the issue is not fit to be announced (moved back to the drafts, removed, spoilt), and lets
/// them wait anew once it is.
/// </summary>
internal sealed class TakeBackIssue(Database database, TimeProvider clock)
{
    /// <summary>How a history tells these holds from others.</summary>
    private const string Reason = "the issue was taken back";

    /// <summary>Announced issues with posts that wait, those announced although they were not ready left out.</summary>
    public Task<IReadOnlyList<string>> ListOpenAsync(string publication, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<string>>(
            async connection =>
                [
                    .. await connection.QueryAsync<string>(
                        """
                        select distinct d.issue_key from deliveries d
                        join issues i on i.publication = d.publication and i.issue_key = d.issue_key
                        where d.publication = @publication and d.state in ('held', 'due') and i.anyway_reason is null order by d.issue_key
                        """,
                        new { publication }
                    ),
                ],
            cancellationToken
        );

    /// <param name="why">As part of a sentence.</param>
    /// <returns>How many posts are held now that were not before.</returns>
    public Task<int> HoldAsync(string publication, string key, string why, CancellationToken cancellationToken) =>
        ChangeAsync(
            publication,
            key,
            (_, post) =>
                Task.FromResult<(DeliveryState?, string)>(
                    (
                        post.State switch
                        {
                            DeliveryState.Held { Reason: HeldReason.Delay or HeldReason.Approval, DoubtedSince: null } held => held.Hold(
                                HeldReason.Contradiction
                            ),
                            DeliveryState.Due { Attempts: 0 } due => due.Hold(HeldReason.Contradiction),
                            _ => null,
                        },
                        $"{Reason}: {why}"
                    )
                ),
            cancellationToken
        );

    /// <summary>What was held for this waits as the posts of a new issue do.</summary>
    public Task<int> LetGoAsync(Publication publication, string key, CancellationToken cancellationToken) =>
        ChangeAsync(
            publication.Id,
            key,
            async (transaction, post) =>
            {
                var isOurs =
                    post.State is DeliveryState.Held { Reason: HeldReason.Contradiction }
                    && (await DeliveryTable.ReadHistoryAsync(transaction.Connection!, post.Id))[^1]
                        .Reason.StartsWith(Reason, StringComparison.Ordinal);
                var account = publication.Accounts.FirstOrDefault(account => account.Name == post.Place.Account);
                return (
                    !isOurs || account is null ? null
                    : account.Approval == Approval.Required ? DeliveryState.Held.For(HeldReason.Approval)
                    : DeliveryState.Held.ForDelay(clock.GetUtcNow() + publication.Hold),
                    "the issue is finished again"
                );
            },
            cancellationToken
        );

    private Task<int> ChangeAsync(
        string publication,
        string key,
        Func<DbTransaction, Delivery, Task<(DeliveryState? Next, string Reason)>> change,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync(
            async transaction =>
            {
                var waiting = await DeliveryTable.SelectAsync(
                    transaction.Connection!,
                    $"d.publication = @publication and d.issue_key = @key and d.state in ('held', 'due') and {DeliveryTable.IsLatest} order by d.account, d.ordinal",
                    new { publication, key },
                    transaction
                );
                var changed = 0;
                foreach (var post in waiting)
                {
                    var (next, reason) = await change(transaction, post);
                    if (next is not null)
                    {
                        var written = await DeliveryTable.WriteAsync(
                            transaction,
                            post,
                            post with
                            {
                                State = next,
                            },
                            clock.GetUtcNow(),
                            Actors.Service,
                            reason
                        );
                        changed += written is null ? 0 : 1;
                    }
                }

                return changed;
            },
            cancellationToken
        );
}
