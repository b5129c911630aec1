using Syndicator.Composing;
using Syndicator.Configuration;
using Syndicator.Publishing;
using Syndicator.Storage;

namespace Syndicator.Nominations;

/// <summary>Posts on every account that nominations are welcome: what for, by when, how. At most one invitation a round and account.</summary>
internal sealed class InviteNominations(Database database, Outbox outbox, IssueTable issues, TextRulesResolver rules, TimeProvider clock)
{
    /// <summary>
    /// Puts the invitations of the round that was open at an instant into the outbox, all or none; again for the same round it changes nothing. A round that
    /// has closed since gets none.
    /// </summary>
    /// <param name="occurrence">When the schedule fired, or when somebody asked.</param>
    /// <param name="actor">Who invites: <c>service</c>, <c>cli:user</c>.</param>
    public async Task<Invitation> RunAsync(
        Publication publication,
        DateTimeOffset occurrence,
        string actor,
        CancellationToken cancellationToken
    )
    {
        var round = publication.Nominations.Closings.RoundAt(occurrence);
        if (round <= clock.GetUtcNow())
        {
            return new Invitation(round, [], IsNew: false);
        }

        var number = RoundIssue.NumberOf(round, publication, await issues.FindNewestAsync(publication.Id, cancellationToken));
        var posts = await ComposeAsync(publication, new InvitationFacts(number, round), cancellationToken);
        var deliveries = posts.Select(post => Planned(publication, post.Account, post.Post, occurrence, round)).ToList();
        var enqueued = await database.WriteAsync(
            async transaction =>
                await outbox.EnqueueAsync(
                    transaction,
                    await DoubtAfterRestore.OfNewAsync(transaction, occurrence, deliveries),
                    actor,
                    "invites nominations"
                ),
            cancellationToken
        );
        return new Invitation(round, enqueued.Deliveries, enqueued.IsNew);
    }

    /// <summary>What invitations of a round are called among all posts: <c>round-2026-11-24-2000</c>, by its closing in UTC.</summary>
    public static string KeyOf(DateTimeOffset round) => FormattableString.Invariant($"round-{round.UtcDateTime:yyyy-MM-dd-HHmm}");

    private async Task<IReadOnlyList<(Account Account, ComposedPost Post)>> ComposeAsync(
        Publication publication,
        InvitationFacts facts,
        CancellationToken cancellationToken
    )
    {
        var composer = new SinglePosts(publication, TemplateSet.Read(publication).Templates);
        var posts = new List<(Account, ComposedPost)>();
        foreach (var account in publication.Accounts)
        {
            if (composer.Invite(facts, account, await rules(publication, account, cancellationToken)) is { } post)
            {
                posts.Add((account, post));
            }
        }

        return posts;
    }

    /// <summary>It is of no use after the round has closed, whatever its freshness is otherwise.</summary>
    private Delivery Planned(Publication publication, Account account, ComposedPost post, DateTimeOffset occurrence, DateTimeOffset round)
    {
        var left = round - occurrence;
        return Delivery.Of(
            post,
            new PostPlace(publication.Id, KeyOf(round), account.Name, post.Part, 0),
            left < publication.FreshFor ? left : publication.FreshFor,
            clock.GetUtcNow(),
            Delivery.FirstState(account, occurrence)
        );
    }
}

/// <param name="Round">By its closing.</param>
/// <param name="Deliveries">The round's invitations as they stand; none where the round has closed, or no template says anything.</param>
/// <param name="IsNew">Whether this call made any.</param>
internal sealed record Invitation(DateTimeOffset Round, IReadOnlyList<Delivery> Deliveries, bool IsNew);
