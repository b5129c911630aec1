using System.Data.Common;
using Dapper;
using Syndicator.Networks;

namespace Syndicator.Nominations.Collecting;

/// <summary>Puts the likes and boosts of one post in the place of those that were counted before.</summary>
internal sealed class StoreReactions(DbTransaction transaction, MentionSource source, TimeProvider clock)
{
    public async Task RunAsync(string postId, Reactions counts, IReadOnlyList<Reaction> named)
    {
        var parameters = Parameters(postId);
        var targets = await transaction.Connection!.QueryAsync<(string Nomination, string CameAs)>(
            """
            select distinct nomination_id, came_as from proposals
            where publication = @Publication and source = @Name and post_id = @postId and withdrawn_at is null
            """,
            parameters,
            transaction
        );
        var earlier = (
            await transaction.Connection!.QueryAsync<(string Kind, string Person, long Amount)>(
                $"select kind, person, amount from endorsements e where {OfPost} and not {IsOfNow}",
                parameters,
                transaction
            )
        ).ToList();
        await Recount.OfEndorsementsAsync(transaction, OfPost, parameters);
        await transaction.Connection!.ExecuteAsync(
            $"delete from endorsements where {OfPost} and {IsOfNow.Replace("e.", "endorsements.", StringComparison.Ordinal)}",
            parameters,
            transaction
        );
        foreach (var (nomination, cameAs) in targets)
        {
            await InsertAsync(postId, nomination, cameAs, "like", ReactionKind.Like, counts.Likes, named, earlier);
            await InsertAsync(postId, nomination, cameAs, "boost", ReactionKind.Boost, counts.Boosts, named, earlier);
            await Recount.OfAsync(transaction, NominationId.Parse(nomination));
        }
    }

    private const string OfPost =
        "publication = @Publication and source = @Name and post_id = @postId and kind in ('like', 'boost') and by_post_id = ''";

    private const string IsOfNow = """
        exists (select 1 from proposals p where p.publication = e.publication and p.source = e.source and p.post_id = e.post_id
          and p.came_as = e.came_as and p.withdrawn_at is null)
        """;

    /// <summary>By name, and as a number those whom the network counts and does not name.</summary>
    private async Task InsertAsync(
        string postId,
        string nomination,
        string cameAs,
        string name,
        ReactionKind kind,
        int count,
        IReadOnlyList<Reaction> named,
        IReadOnlyList<(string Kind, string Person, long Amount)> earlier
    )
    {
        var before = earlier.Where(one => one.Kind == name).ToList();
        var people = named.Where(one => one.Kind == kind).Select(one => StorableText.Of(one.PersonId)).ToHashSet(StringComparer.Ordinal);
        var unnamed =
            count - people.Count - before.Where(one => one.Person.Length == 0 || !people.Contains(one.Person)).Sum(one => one.Amount);
        people.ExceptWith(before.Select(one => one.Person));
        foreach (var person in people.Where(person => person.Length > 0))
        {
            await InsertAsync(postId, nomination, cameAs, name, person, 1);
        }

        if (unnamed > 0)
        {
            await InsertAsync(postId, nomination, cameAs, name, "", unnamed);
        }
    }

    /// <summary>Nobody supports their own.</summary>
    private Task InsertAsync(string postId, string nomination, string cameAs, string kind, string person, long amount) =>
        transaction.Connection!.ExecuteAsync(
            """
            insert into endorsements (nomination_id, came_as, publication, source, network, post_id, kind, person, amount, at, by_post_id)
            select @nomination, @cameAs, @Publication, @Name, @Network, @postId, @kind, @person, @amount, @at, ''
            where not exists (
              select 1 from proposals own where own.nomination_id = @nomination and own.network = @Network and own.nominator_id = @person
                and own.withdrawn_at is null)
            on conflict do nothing
            """,
            new
            {
                nomination,
                cameAs,
                source.Publication,
                source.Name,
                source.Network,
                postId,
                kind,
                person,
                amount,
                at = clock.GetUtcNow(),
            },
            transaction
        );

    private object Parameters(string postId) =>
        new
        {
            source.Publication,
            source.Name,
            postId,
        };
}
