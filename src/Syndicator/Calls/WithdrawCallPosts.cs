using System.Data.Common;
using Syndicator.Configuration;
using Syndicator.Issues;
using Syndicator.Publishing;
using Syndicator.Storage;

namespace Syndicator.Calls;

/// <summary>
/// Cancels posts about calls that never left and are no longer true: the call has closed, was withdrawn or held since, closes on another day, or has
/// another title or address. They said nothing then,
/// so what is still open has its turn again.
/// </summary>
internal sealed class WithdrawCallPosts(Database database, TimeProvider clock)
{
    /// <returns>The posts that are cancelled now.</returns>
    public async Task<IReadOnlyList<Delivery>> RunAsync(Publication publication, CancellationToken cancellationToken)
    {
        // Nearly always there are none, and nobody waits for a lock.
        if ((await database.ReadAsync(connection => FindAsync(connection, null, publication), cancellationToken)).Count == 0)
        {
            return [];
        }

        return await database.WriteAsync<IReadOnlyList<Delivery>>(
            async transaction =>
            {
                await database.LockAsync(transaction, CallTable.Lock);
                var cancelled = new List<Delivery>();
                foreach (var (post, why) in await FindAsync(transaction.Connection!, transaction, publication))
                {
                    if (await CancelAsync(transaction, post, why) is { } written)
                    {
                        cancelled.Add(written);
                    }
                }

                return cancelled;
            },
            cancellationToken
        );
    }

    /// <summary>Posts that never left, with the reason why they must not any more.</summary>
    private async Task<IReadOnlyList<(Delivery Post, string Why)>> FindAsync(
        DbConnection connection,
        DbTransaction? transaction,
        Publication publication
    )
    {
        var says = await CallPosts.SelectAsync(connection, $"publication = @Id and {CallPosts.Waiting}", publication, transaction);
        if (says.Count == 0)
        {
            return [];
        }

        var calls = (
            await CallTable.SelectAsync(
                connection,
                $"id in (select call_id from call_posts where publication = @Id and {CallPosts.Waiting})",
                publication,
                transaction
            )
        ).ToDictionary(call => call.Id);
        var posts = await DeliveryTable.SelectAsync(
            connection,
            $"""
            d.publication = @Id and d.state in ('held', 'due', 'sending', 'uncertain') and d.state in ('held', 'due') and {DeliveryTable.IsLatest}
              and exists (select 1 from call_posts p where p.publication = d.publication and p.account = d.account and p.post_key = d.issue_key)
            order by d.id
            """,
            publication,
            transaction
        );
        var byPost = says.ToLookup(said => (said.Account, said.PostKey));
        return
        [
            .. from post in posts
            where post.State.NeverLeft
            let why = WhyNot([.. byPost[(post.Place.Account, post.Place.IssueKey)]], calls, publication)
            where why is not null
            select (post, why),
        ];
    }

    /// <summary>Of several calls one is enough: the others get a post anew.</summary>
    private string? WhyNot(IReadOnlyList<CallPost> says, Dictionary<CallId, Call> calls, Publication publication) =>
        says.Select(said => WhyGone(calls[said.Call], publication) ?? WhyUntrue(said, calls[said.Call]))
            .FirstOrDefault(why => why is not null);

    private string? WhyGone(Call call, Publication publication) =>
        call.Decision is CallDecision.Withdrawn withdrawn ? $"the call was withdrawn by {withdrawn.Editor}: {withdrawn.Note}"
        : CallLife.EndsAt(call, publication) <= clock.GetUtcNow() ? "the call has closed"
        : call.IsHeld ? $"the call is held: {(call.Decision as CallDecision.Held)?.Note ?? call.Contradiction}"
        : null;

    private static string? WhyUntrue(CallPost said, Call call) =>
        said.ClosesOn != (call.Text.Closing as Closing.At)?.Day ? "the call closes on another day than it says"
        : said is { IsBehindMore: false, Words: { } words } && words != call.Text.Words ? "the call is said otherwise by now"
        : null;

    private async Task<Delivery?> CancelAsync(DbTransaction transaction, Delivery post, string why)
    {
        var now = clock.GetUtcNow();
        var next = post.State is DeliveryState.Held held ? held.Cancel(now) : ((DeliveryState.Due)post.State).Cancel(now);
        var written = await DeliveryTable.WriteAsync(transaction, post, post with { State = next }, now, Actors.Service, why);
        if (written is not null)
        {
            await CallPosts.DeleteAsync(transaction, post.Place.Publication, post.Place.Account, post.Place.IssueKey);
        }

        return written;
    }
}
