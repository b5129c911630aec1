using System.Data.Common;
using Dapper;
using Syndicator.Networks;

namespace Syndicator.Nominations.Collecting;

/// <summary>Our own posts that invite nominations, as the outbox has delivered them: one of its own a round, and one in the thread of each issue.</summary>
internal static class Invitations
{
    /// <summary>More than anybody answers any more.</summary>
    private const int Most = 500;

    /// <summary>The newest first, with when they were delivered.</summary>
    public static async Task<IReadOnlyList<(RemotePost Post, DateTimeOffset At)>> ReadAsync(
        DbConnection connection,
        MentionSource source
    ) =>
        [
            .. (
                await connection.QueryAsync<(string Id, string Url, DateTimeOffset At)>(
                    """
                    select remote_id, remote_url, settled_at from deliveries
                    where publication = @Publication and account = @Name and state = 'delivered' and (part = 'invitation' or part like 'invitation/%')
                    order by settled_at desc limit @Most
                    """,
                    new
                    {
                        source.Publication,
                        source.Name,
                        Most,
                    }
                )
            ).Select(row => (new RemotePost(row.Id, row.Url), row.At)),
        ];
}
