using System.Data.Common;
using System.Globalization;
using Dapper;
using Syndicator.Configuration;

namespace Syndicator.Calls;

/// <summary>Reads what a plan is made of: what may still be told, not all that ever was.</summary>
internal static class ReadCallSituation
{
    /// <summary>How far what was said is looked back, beside what was said of the calls that are read.</summary>
    private const int DaysOfPosts = 9;

    private const string Known = "publication = @Id and (last_day >= @since or closes_at > @now)";

    /// <param name="transaction">Null: as it stands now, for somebody to look at.</param>
    public static async Task<CallSituation> RunAsync(
        DbConnection connection,
        DbTransaction? transaction,
        Publication publication,
        DateTimeOffset now
    )
    {
        var of = Parameters(publication, now);
        return new CallSituation
        {
            Publication = publication,
            Now = now,
            Calls = await CallTable.SelectAsync(connection, $"{Known} order by id", of, transaction),
            Posts = await CallPosts.SelectAsync(
                connection,
                $"publication = @Id and (at >= @lately or call_id in (select id from calls where {Known})) order by at, call_id",
                of,
                transaction
            ),
            Waiting = await WaitingAsync(connection, transaction, of),
            Issues = await IssuesAsync(connection, transaction, of),
            Turns = CallTurns.From(publication, now),
            NextFiring = CallTurns.NextFiring(publication, now),
        };
    }

    private static object Parameters(Publication publication, DateTimeOffset now) =>
        new
        {
            publication.Id,
            now,
            since = Text(CallTurns.DayOf(now, publication).AddDays(-(int)publication.Calls.OpenFor.TotalDays - 7)),
            lately = now - TimeSpan.FromDays(DaysOfPosts),
        };

    private static async Task<HashSet<(string, string)>> WaitingAsync(DbConnection connection, DbTransaction? transaction, object of) =>
        [
            .. await connection.QueryAsync<(string, string)>(
                """
                select distinct p.account, p.post_key from call_posts p
                where p.publication = @Id and (p.account, p.post_key) in (
                  select d.account, d.issue_key from deliveries d
                  where d.publication = @Id and d.state in ('held', 'due', 'sending', 'uncertain'))
                """,
                of,
                transaction
            ),
        ];

    /// <summary>Those that were read for their calls: of others nobody knows yet what is new in them.</summary>
    private static async Task<IReadOnlyList<CallIssue>> IssuesAsync(DbConnection connection, DbTransaction? transaction, object of) =>
        [
            .. (
                await connection.QueryAsync<IssueRow>(
                    """
                    select issue_key, number, published_on, title, url from issues
                    where publication = @Id and announced_at is not null and calls_read_at is not null and published_on >= @since
                    order by published_on desc, issue_key desc
                    """,
                    of,
                    transaction
                )
            ).Select(row => row.ToIssue()),
        ];

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed class IssueRow
    {
        public string IssueKey { get; set; } = "";
        public long? Number { get; set; }
        public string PublishedOn { get; set; } = "";
        public string Title { get; set; } = "";
        public string? Url { get; set; }

        public CallIssue ToIssue() =>
            new(IssueKey, (int?)Number, DateOnly.ParseExact(PublishedOn, "yyyy-MM-dd", CultureInfo.InvariantCulture), Title, Url);
    }
}
