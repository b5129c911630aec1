using Dapper;
using Syndicator.Storage;

namespace Syndicator.Publishing;

/// <summary>How long issues were out before each account had its first post about them.</summary>
internal sealed class FirstPosts(Database database)
{
    /// <summary>Of the issues announced last, the oldest first.</summary>
    public Task<IReadOnlyList<FirstPost>> ListAsync(string publication, int issues, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<FirstPost>>(
            async connection =>
                [
                    .. (
                        await connection.QueryAsync<FirstRow>(
                            """
                            select i.issue_key, i.number, i.first_seen_at, i.page_seen_at, d.account, min(d.settled_at) as sent_at
                            from issues i
                            join deliveries d on d.publication = i.publication and d.issue_key = i.issue_key and d.state = 'delivered'
                            where i.publication = @publication and i.issue_key in (
                              select issue_key from issues where publication = @publication and announced_at is not null
                              order by announced_at desc, issue_key desc limit @issues)
                            group by i.issue_key, i.number, i.announced_at, i.first_seen_at, i.page_seen_at, d.account
                            order by i.announced_at, i.issue_key, d.account
                            """,
                            new { publication, issues }
                        )
                    ).Select(row => row.ToFirstPost()),
                ],
            cancellationToken
        );

    private sealed class FirstRow
    {
        public string IssueKey { get; set; } = "";
        public long? Number { get; set; }
        public DateTimeOffset FirstSeenAt { get; set; }
        public DateTimeOffset? PageSeenAt { get; set; }
        public string Account { get; set; } = "";
        public DateTimeOffset SentAt { get; set; }

        // One that an editor announced anyway may have had no page yet.
        public FirstPost ToFirstPost() =>
            new(IssueKey, (int?)Number, Account, PageSeenAt <= SentAt ? PageSeenAt.Value : FirstSeenAt, SentAt);
    }
}

/// <param name="OutAt">When its page was first there; where no page was asked for, when the issue was first seen.</param>
/// <param name="SentAt">When the account's first post was out.</param>
internal sealed record FirstPost(string IssueKey, int? Number, string Account, DateTimeOffset OutAt, DateTimeOffset SentAt)
{
    public TimeSpan Wait => SentAt > OutAt ? SentAt - OutAt : TimeSpan.Zero;
}
