using Dapper;
using Syndicator.Storage;

namespace Syndicator.Nominations.Reviewing;

/// <summary>Marks mentions as read: nothing is to be made of them.</summary>
internal sealed class ReadMentions(Database database, TimeProvider clock)
{
    /// <param name="mention">Its address, its id, or <c>source/id</c>.</param>
    /// <returns>Null when there is none such.</returns>
    public Task<KeptMention?> RunAsync(string publication, string mention, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction =>
            {
                if (await KeptMention.FindAsync(transaction, publication, mention) is not { } found)
                {
                    return null;
                }

                await transaction.Connection!.ExecuteAsync(
                    """
                    update mentions set read_at = coalesce(read_at, @now)
                    where publication = @Publication and source = @Source and post_id = @PostId
                    """,
                    new
                    {
                        found.Publication,
                        found.Source,
                        found.PostId,
                        now = clock.GetUtcNow(),
                    },
                    transaction
                );
                return found with { IsRead = true };
            },
            cancellationToken
        );
}
