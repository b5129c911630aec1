using System.Data.Common;
using System.Globalization;
using Dapper;
using Syndicator.Networks;
using Syndicator.Storage;

namespace Syndicator.Nominations.Collecting;

/// <summary>Counts replies and quotes that agree for what the post they agree with nominates, or itself agrees with.</summary>
internal sealed class AddEndorsements(DbTransaction transaction, MentionSource source) : IAsyncDisposable
{
    /// <summary>What the index of replies has: without it a database reads all endorsements of the source.</summary>
    private const string IsWritten = "by_post_id <> ''";

    private readonly RepeatedStatement _find = new(
        transaction,
        $"""
        select t.nomination_id, t.came_as, t.post_id, case when exists (
            select 1 from proposals own where own.nomination_id = t.nomination_id and own.network = @network and own.nominator_id = @person
              and own.withdrawn_at is null) then 1 else 0 end as is_own
        from (
          select nomination_id, came_as, post_id from proposals
          where publication = @publication and source = @source and post_id = @endorsedId and withdrawn_at is null
          union
          select nomination_id, came_as, post_id from endorsements
          where publication = @publication and source = @source and by_post_id = @endorsedId and {IsWritten}) t
        """,
        [],
        ["publication", "source", "network", "endorsedId", "person"]
    );

    private readonly RepeatedStatement _insert = new(
        transaction,
        """
        insert into endorsements (nomination_id, came_as, publication, source, network, post_id, kind, person, amount, at, by_post_id)
        values (@nominationId, @cameAs, @publication, @source, @network, @postId, @kind, @person, 1, @at, @byPostId)
        on conflict do nothing
        """,
        ["at"],
        ["nominationId", "cameAs", "publication", "source", "network", "postId", "kind", "person", "byPostId"]
    );

    /// <returns>
    /// Whether the post has to do with a nomination, and the ids of those that count this as support, for <see cref="Recount"/>: nobody supports their own.
    /// </returns>
    public async Task<(bool IsNomination, IReadOnlyList<string> Nominations)> AddAsync(Mention post, string endorsedId)
    {
        var targets = await _find.ReadAsync(Target.Read, source.Publication, source.Name, source.Network, endorsedId, post.Author.Id);
        foreach (var target in targets.Where(target => !target.IsOwn))
        {
            await InsertAsync(post, target);
        }

        // Who agrees with this one looks for it.
        await _insert.SendAsync();
        return (targets.Count > 0, [.. targets.Where(target => !target.IsOwn).Select(target => target.NominationId)]);
    }

    /// <summary>What a post supports no more.</summary>
    /// <param name="except">Nominations that it still does.</param>
    public async Task RemoveAsync(string postId, IReadOnlyList<string> except)
    {
        var among = new Among(except);
        var these =
            $"publication = @Publication and source = @Name and by_post_id = @postId and {IsWritten}"
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

    public async ValueTask DisposeAsync()
    {
        await _find.DisposeAsync();
        await _insert.DisposeAsync();
    }

    private Task InsertAsync(Mention post, Target target) =>
        _insert.AddAsync(
            post.PostedAt,
            target.NominationId,
            target.CameAs,
            source.Publication,
            source.Name,
            source.Network,
            target.PostId,
            post.QuotedId == target.PostId || post.Quotations.Any(quotation => quotation.PostId == target.PostId) ? "quote" : "reply",
            post.Author.Id,
            post.Id
        );

    private sealed record Target(string NominationId, string CameAs, string PostId, bool IsOwn)
    {
        public static Target Read(DbDataReader row) =>
            new(row.GetString(0), row.GetString(1), row.GetString(2), Convert.ToInt64(row.GetValue(3), CultureInfo.InvariantCulture) == 1);
    }
}
