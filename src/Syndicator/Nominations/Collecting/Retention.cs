using Dapper;
using Syndicator.Storage;

namespace Syndicator.Nominations.Collecting;

/// <summary>Throws away what nobody made a nomination of, when it is older than <c>keepMentions</c>, and then what nothing refers to any more.</summary>
internal sealed class Retention(Database database, TimeProvider clock)
{
    /// <summary>In one transaction: others write meanwhile.</summary>
    private const int Most = 500;

    private const string IsOver = "becomes in ('unsorted', 'nothing') and seen_at < @before";

    private const string IsUnused = """
        becomes = 'context' and seen_at < @before
        and not exists (select 1 from mentions c where c.publication = m.publication and c.source = m.source and c.parent_id = m.post_id)
        and not exists (select 1 from mentions c where c.publication = m.publication and c.source = m.source and c.quoted_id = m.post_id)
        and not exists (select 1 from proposals p where p.publication = m.publication and p.source = m.source and p.from_post_id = m.post_id)
        """;

    /// <returns>How many posts were thrown away.</returns>
    public async Task<int> RunAsync(string publication, TimeSpan keep, CancellationToken stop)
    {
        var count = 0;
        foreach (var condition in (string[])[IsOver, IsUnused])
        {
            for (var deleted = Most; deleted == Most; count += deleted)
            {
                deleted = await DeleteAsync(publication, condition, clock.GetUtcNow() - keep, stop);
            }
        }

        return count;
    }

    private Task<int> DeleteAsync(string publication, string condition, DateTimeOffset before, CancellationToken stop) =>
        database.WriteAsync(
            transaction =>
                transaction.Connection!.ExecuteAsync(
                    $"""
                    delete from mentions where publication = @publication and (source, post_id) in (
                      select m.source, m.post_id from mentions m where m.publication = @publication and {condition} limit @Most)
                    """,
                    new
                    {
                        publication,
                        before,
                        Most,
                    },
                    transaction
                ),
            stop
        );
}
