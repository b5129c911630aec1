using System.Data.Common;
using Dapper;
using Syndicator.Networks;
using Syndicator.Storage;

namespace Syndicator.Nominations.Collecting;

/// <summary>Counts replies and quotes that agree for what the post they agree with nominates, or itself agrees with.</summary>
internal sealed class AddEndorsements(DbTransaction transaction, MentionSource source)
{
    /// <returns>Whether the post has to do with a nomination, and the ids of those that count this as support: nobody supports their own.</returns>
    public async Task<(bool IsNomination, IReadOnlyList<string> Nominations)> AddAsync(Mention post, string endorsedId)
    {
        var targets = await FindAsync(post, endorsedId);
        foreach (var target in targets.Where(target => target.IsOwn == 0))
        {
            await InsertAsync(post, target);
            await Recount.OfAsync(transaction, new NominationId(Guid.Parse(target.NominationId)));
        }

        return (targets.Count > 0, [.. targets.Where(target => target.IsOwn == 0).Select(target => target.NominationId)]);
    }

    /// <summary>What a post supports no more.</summary>
    /// <param name="except">Nominations that it still does.</param>
    public async Task RemoveAsync(string postId, IReadOnlyList<string> except)
    {
        var among = new Among(except);
        var these =
            "publication = @Publication and source = @Name and by_post_id = @postId"
            + (except.Count == 0 ? "" : $" and nomination_id not in {among.List}");
        var parameters = among.With(
            new
            {
                source.Publication,
                source.Name,
                postId,
            }
        );
        await Recount.OfEndorsementsAsync(transaction, these, parameters);
        await transaction.Connection!.ExecuteAsync($"delete from endorsements where {these}", parameters, transaction);
    }

    private async Task<IReadOnlyList<Target>> FindAsync(Mention post, string endorsedId) =>
        [
            .. await transaction.Connection!.QueryAsync<Target>(
                """
                select t.nomination_id, t.came_as, t.post_id, case when exists (
                    select 1 from proposals own where own.nomination_id = t.nomination_id and own.network = @Network and own.nominator_id = @person
                      and own.withdrawn_at is null) then 1 else 0 end as is_own
                from (
                  select nomination_id, came_as, post_id from proposals
                  where publication = @Publication and source = @Name and post_id = @endorsedId and withdrawn_at is null
                  union
                  select nomination_id, came_as, post_id from endorsements
                  where publication = @Publication and source = @Name and by_post_id = @endorsedId) t
                """,
                new
                {
                    source.Publication,
                    source.Name,
                    source.Network,
                    endorsedId,
                    person = post.Author.Id,
                },
                transaction
            ),
        ];

    private Task InsertAsync(Mention post, Target target) =>
        transaction.Connection!.ExecuteAsync(
            """
            insert into endorsements (nomination_id, came_as, publication, source, network, post_id, kind, person, amount, at, by_post_id)
            values (@NominationId, @CameAs, @Publication, @Name, @Network, @PostId, @kind, @person, 1, @PostedAt, @Id)
            on conflict do nothing
            """,
            new
            {
                target.NominationId,
                target.CameAs,
                source.Publication,
                source.Name,
                source.Network,
                target.PostId,
                kind = post.QuotedId == target.PostId || post.Quotations.Any(quotation => quotation.PostId == target.PostId)
                    ? "quote"
                    : "reply",
                person = post.Author.Id,
                post.PostedAt,
                post.Id,
            },
            transaction
        );

    private sealed class Target
    {
        public string NominationId { get; set; } = "";
        public string CameAs { get; set; } = "";
        public string PostId { get; set; } = "";
        public long IsOwn { get; set; }
    }
}
