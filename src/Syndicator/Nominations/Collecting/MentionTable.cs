using System.Data.Common;
using Dapper;
using Syndicator.Storage;

namespace Syndicator.Nominations.Collecting;

/// <summary>Reads mentions as they are kept.</summary>
internal static class MentionTable
{
    public const string Columns = """
        m.post_id, m.url, m.author_id, m.author, m.text, m.details, m.posted_at, m.edited_at, m.parent_id, m.quoted_id, m.is_public, m.is_below_invitation,
        m.is_lacking, m.becomes, m.why, m.seen_at, m.checked_at, m.changed_at, m.gone_at, m.read_at, m.forgotten_at
        """;

    /// <summary>Ids in one statement: SQLite looks for each parameter among all of them.</summary>
    public const int MostIds = 128;

    /// <param name="condition">On the columns of <c>m</c>.</param>
    public static async Task<IReadOnlyList<StoredMention>> SelectAsync(
        DbConnection connection,
        string condition,
        object parameters,
        DbTransaction? transaction = null
    ) =>
        [
            .. (
                await connection.QueryAsync<MentionRow>($"select {Columns} from mentions m where {condition}", parameters, transaction)
            ).Select(row => row.ToStored()),
        ];

    /// <summary>Those of these that are kept, by id.</summary>
    public static async Task<Dictionary<string, StoredMention>> FindAsync(
        DbConnection connection,
        MentionSource source,
        IEnumerable<string> ids,
        DbTransaction? transaction = null
    )
    {
        var found = new Dictionary<string, StoredMention>(StringComparer.Ordinal);
        foreach (var some in ids.Distinct(StringComparer.Ordinal).Chunk(MostIds))
        {
            var among = new Among(some);
            var kept = await SelectAsync(
                connection,
                $"m.publication = @Publication and m.source = @Name and m.post_id in {among.List}",
                among.With(new { source.Publication, source.Name }),
                transaction
            );
            foreach (var mention in kept)
            {
                found[mention.Post.Id] = mention;
            }
        }

        return found;
    }
}
