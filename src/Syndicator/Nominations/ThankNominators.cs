using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Syndicator.Composing;
using Syndicator.Configuration;
using Syndicator.Nominations.Collecting;
using Syndicator.Publishing;
using Syndicator.Storage;

namespace Syndicator.Nominations;

/// <summary>Answers those who nominated what an issue has, with a link to the issue, where the publication wants that.</summary>
internal sealed class ThankNominators(Database database, Outbox outbox, IssueTable issues, TextRulesResolver rules, TimeProvider clock)
{
    /// <summary>After that nobody waits for thanks any more.</summary>
    private static readonly TimeSpan s_latest = TimeSpan.FromDays(7);

    /// <summary>
    /// Puts an answer into the outbox for every nominator of a winner whose post is public and there: one for each nomination, network and person, below their
    /// first post. Again for the same it changes nothing.
    /// </summary>
    /// <returns>The answers that are new.</returns>
    public async Task<IReadOnlyList<Delivery>> RunAsync(Publication publication, string actor, CancellationToken cancellationToken)
    {
        if (!publication.Nominations.Thank)
        {
            return [];
        }

        var owedToAll = await ReadAsync(publication, cancellationToken);
        if (owedToAll.Count == 0)
        {
            // Nearly always, and templates are not read for that.
            return [];
        }

        var composer = new SinglePosts(publication, TemplateSet.Read(publication).Templates);
        var made = new List<Delivery>();
        foreach (var owed in owedToAll.DistinctBy(owed => (owed.Nomination, owed.Network, owed.AuthorId)))
        {
            if (
                !publication.Nominations.Blocked.Contains(owed.Author, StringComparer.OrdinalIgnoreCase)
                && publication.Accounts.FirstOrDefault(account => account.Name == owed.Source) is { } account
                && await issues.FindAsync(publication.Id, owed.IssueKey, cancellationToken) is { AnnouncedAt: { } announced } issue
                && composer.Thank(Facts(owed, account, issue), account, await rules(publication, account, cancellationToken)) is { } post
            )
            {
                made.AddRange(await EnqueueAsync(Answer(publication, account, post, owed), announced, actor, cancellationToken));
            }
        }

        return made;
    }

    private static ThanksFacts Facts(OwedThanks owed, Account account, AnnouncedIssue issue)
    {
        var nominee = NomineeJson.Read(NomineeJson.Kind(owed.Kind), owed.Nominee);
        return new ThanksFacts(
            // On Mastodon an answer reaches only those it names; elsewhere the network tells them.
            account.Network == "mastodon"
                ? owed.Author
                : null,
            (nominee as Nominee.Crate)?.Name,
            (nominee as Nominee.Quote)?.Speaker,
            issue.Title,
            issue.Number,
            issue.Url
        );
    }

    private Delivery Answer(Publication publication, Account account, ComposedPost post, OwedThanks owed)
    {
        var now = clock.GetUtcNow();
        var place = new PostPlace(publication.Id, KeyOf(owed), account.Name, post.Part, 0);
        return Delivery.Of(post, place, publication.FreshFor, now, Delivery.FirstState(account, now)) with
        {
            Answers = new Answered(owed.PostId, owed.Url, MentionDetails.Read(owed.Details).ConversationId ?? owed.PostId),
        };
    }

    /// <summary>The same for the same nomination and person, also when another post of theirs is answered: <c>thanks-018f…-3fa9c2d1</c>.</summary>
    private static string KeyOf(OwedThanks owed)
    {
        var person = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(owed.Network + "\n" + owed.AuthorId)));
        return $"thanks-{owed.Nomination.Replace("-", "", StringComparison.Ordinal)}-{person[..16]}";
    }

    private Task<IReadOnlyList<Delivery>> EnqueueAsync(
        Delivery answer,
        DateTimeOffset since,
        string actor,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync<IReadOnlyList<Delivery>>(
            async transaction =>
            {
                if (await IsThankedAsync(transaction, answer.Place))
                {
                    return [];
                }

                var doubted = await DoubtAfterRestore.OfNewAsync(transaction, since, [answer]);
                var enqueued = await outbox.EnqueueAsync(transaction, doubted, actor, "thanks for a nomination");
                return enqueued.IsNew ? enqueued.Deliveries : [];
            },
            cancellationToken
        );

    /// <summary>From another account of ours on the same network, perhaps.</summary>
    private static async Task<bool> IsThankedAsync(DbTransaction transaction, PostPlace place) =>
        await transaction.Connection!.ExecuteScalarAsync<long>(
            "select count(*) from deliveries where publication = @Publication and issue_key = @IssueKey",
            new { place.Publication, place.IssueKey },
            transaction
        ) > 0;

    private Task<IReadOnlyList<OwedThanks>> ReadAsync(Publication publication, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<OwedThanks>>(
            async connection =>
                [
                    .. await connection.QueryAsync<OwedThanks>(
                        """
                        select n.id as nomination, n.kind, n.nominee, n.issue_key, p.source, p.network, p.post_id, m.url, m.author_id, m.author, m.details
                        from nominations n
                        join proposals p on p.nomination_id = n.id
                        join mentions m on m.publication = p.publication and m.source = p.source and m.post_id = p.post_id
                        where n.publication = @Id and n.state = 'published' and n.settled_at > @since
                          and p.withdrawn_at is null and p.is_quotable = 1 and m.is_public = 1 and m.gone_at is null
                        order by p.at, p.post_id
                        """,
                        new { publication.Id, since = clock.GetUtcNow() - s_latest }
                    ),
                ],
            cancellationToken
        );

    private sealed class OwedThanks
    {
        public string Nomination { get; set; } = "";
        public string Kind { get; set; } = "";
        public string Nominee { get; set; } = "";
        public string IssueKey { get; set; } = "";
        public string Source { get; set; } = "";
        public string Network { get; set; } = "";
        public string PostId { get; set; } = "";
        public string Url { get; set; } = "";
        public string AuthorId { get; set; } = "";
        public string Author { get; set; } = "";
        public string Details { get; set; } = "";
    }
}
