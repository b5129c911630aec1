using Dapper;
using Syndicator.Storage;

namespace Syndicator.Publishing;

/// <summary>Which of many publications have posts that a look would do anything with.</summary>
internal sealed class BusyPublications(Database database, TimeProvider clock)
{
    /// <summary>
    /// What is due or may have gone out, delays that are over, threads that may go on, and posts about calls that wait: those are taken back when the call is
    /// not what it was.
    /// </summary>
    /// <param name="publications">At most a thousand.</param>
    public Task<IReadOnlySet<string>> ListAsync(IReadOnlyCollection<string> publications, CancellationToken cancellationToken)
    {
        var among = new Among(publications);
        return database.ReadAsync<IReadOnlySet<string>>(
            async connection =>
                (
                    await connection.QueryAsync<string>(
                        $"""
                        select distinct d.publication from deliveries d
                        where d.publication in {among.List} and d.state in ('held', 'due', 'sending', 'uncertain')
                          and (d.state <> 'held' or d.held_reason = 'thread' or d.held_until <= @now
                            or exists (
                              select 1 from call_posts p
                              where p.publication = d.publication and p.account = d.account and p.post_key = d.issue_key))
                        """,
                        among.With(new { now = clock.GetUtcNow() })
                    )
                ).ToHashSet(StringComparer.Ordinal),
            cancellationToken
        );
    }
}
