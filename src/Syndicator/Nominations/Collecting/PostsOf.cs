using System.Data.Common;
using Dapper;
using Syndicator.Storage;

namespace Syndicator.Nominations.Collecting;

/// <summary>The posts that nominations stand on: those that propose them, and those that their words are from.</summary>
internal static class PostsOf
{
    /// <summary>Ids by source.</summary>
    public static async Task<ILookup<string, string>> ReadAsync(
        DbConnection connection,
        string publication,
        IReadOnlyList<NominationId> nominations
    )
    {
        var posts = new HashSet<(string Source, string Id)>();
        foreach (var some in nominations.Chunk(500))
        {
            var among = new Among([.. some.Select(id => id.ToString())]);
            var rows = await connection.QueryAsync<(string Source, string Id, string? From)>(
                $"""
                select source, post_id, from_post_id from proposals
                where publication = @publication and nomination_id in {among.List} and withdrawn_at is null
                """,
                among.With(new { publication })
            );
            posts.UnionWith(rows.SelectMany(row => new[] { (row.Source, row.Id), (row.Source, row.From ?? row.Id) }));
        }

        return posts.ToLookup(post => post.Source, post => post.Id, StringComparer.Ordinal);
    }
}
