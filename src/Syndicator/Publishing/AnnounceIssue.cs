using Syndicator.Composing;
using Syndicator.Configuration;
using Syndicator.Issues;
using Syndicator.Metrics;
using Syndicator.Storage;

namespace Syndicator.Publishing;

/// <summary>Puts everything that a publication's accounts will say about an issue into the outbox: all of it, once.</summary>
internal sealed class AnnounceIssue(Database database, Outbox outbox, TimeProvider clock)
{
    /// <summary>
    /// Announces in one transaction. Again for the same issue it changes nothing and returns what exists, whatever the threads are by then; an account that
    /// had none yet gets its thread.
    /// </summary>
    /// <param name="text">The issue's Markdown, which later changes are compared with.</param>
    /// <param name="threads">One for each account that is to say something; accounts by their names in the publication.</param>
    /// <param name="actor">Who announces: <c>service</c>, <c>cli:user</c>.</param>
    /// <param name="anywayReason">Why an editor announces an issue that is not ready; null when it is.</param>
    /// <exception cref="ArgumentException">A thread is for an account that the publication does not have, or no thread has a post.</exception>
    public async Task<Enqueued> RunAsync(
        Publication publication,
        Issue issue,
        string text,
        IReadOnlyList<PostThread> threads,
        string actor,
        string? anywayReason,
        CancellationToken cancellationToken
    )
    {
        if (threads.All(thread => thread.Posts.Count == 0))
        {
            throw new ArgumentException("an announcement that says nothing would keep the real one from ever being made", nameof(threads));
        }

        var now = clock.GetUtcNow();
        using var span = Spans.Announce(publication.Id, issue.Number);
        var announced = await database.WriteAsync(
            async transaction =>
            {
                var seen = await IssueTable.SeeAsync(transaction, publication.Id, issue, now);
                await IssueTable.AnnounceAsync(transaction, seen, text, anywayReason, now);
                var deliveries = threads.SelectMany(thread => Deliveries(publication, seen.Key, thread, now)).ToList();
                var doubted = await DoubtAfterRestore.OfNewAsync(transaction, publication, issue, deliveries);
                return await outbox.EnqueueAsync(transaction, doubted, actor, anywayReason ?? "announced");
            },
            cancellationToken
        );
        Spans.End(span, announced.IsNew ? "announced" : "known", isGood: true);
        return announced;
    }

    private static IEnumerable<Delivery> Deliveries(Publication publication, string key, PostThread thread, DateTimeOffset now)
    {
        var account =
            publication.Accounts.SingleOrDefault(account => account.Name == thread.Account)
            ?? throw new ArgumentException($"{publication.Id} has no account {thread.Account}", nameof(thread));
        var state = FirstState(publication, account, now);
        foreach (var (ordinal, (part, post)) in PartNames.Of(thread).Index())
        {
            var place = new PostPlace(publication.Id, key, account.Name, part, ordinal);
            yield return Delivery.Of(post, place, publication.FreshFor, now, state);
        }
    }

    private static DeliveryState FirstState(Publication publication, Account account, DateTimeOffset now) =>
        account.Approval == Approval.Automatic && publication.Hold > TimeSpan.Zero
            ? DeliveryState.Held.ForDelay(now + publication.Hold)
            : Delivery.FirstState(account, now);
}
