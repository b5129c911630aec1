using System.Data.Common;
using System.Globalization;
using Dapper;
using Syndicator.Issues;
using Syndicator.Storage;

namespace Syndicator.Publishing;

/// <summary>The issues that were seen, and whether they were announced.</summary>
internal sealed class IssueTable(Database database, TimeProvider clock)
{
    private const string Columns =
        "publication, issue_key, number, published_on, title, url, file, first_seen_at, ready_at, announced_at, anyway_reason";

    /// <summary>Keeps that an issue was read; the first time counts, title, page and file are those of the last.</summary>
    public Task<AnnouncedIssue> SeeAsync(string publication, Issue issue, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => SeeAsync(transaction, publication, issue, clock.GetUtcNow()), cancellationToken);

    /// <summary>Null when it was never seen.</summary>
    public Task<AnnouncedIssue?> FindAsync(string publication, string key, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => FindAsync(connection, publication, key), cancellationToken);

    /// <summary>All that were seen, the newest first.</summary>
    public Task<IReadOnlyList<AnnouncedIssue>> ListAsync(string publication, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<AnnouncedIssue>>(
            async connection =>
                [
                    .. (
                        await connection.QueryAsync<IssueRow>(
                            $"select {Columns} from issues where publication = @publication order by published_on desc, issue_key desc",
                            new { publication }
                        )
                    ).Select(row => row.ToIssue()),
                ],
            cancellationToken
        );

    public static async Task<AnnouncedIssue> SeeAsync(DbTransaction transaction, string publication, Issue issue, DateTimeOffset now)
    {
        var row = new IssueRow
        {
            Publication = publication,
            IssueKey = AnnouncedIssue.KeyOf(issue),
            Number = issue.Number,
            PublishedOn = issue.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Title = issue.Title,
            Url = issue.Url,
            File = issue.File,
            FirstSeenAt = now,
        };
        await transaction.Connection!.ExecuteAsync(
            $"""
            insert into issues ({Columns})
            values (@Publication, @IssueKey, @Number, @PublishedOn, @Title, @Url, @File, @FirstSeenAt, null, null, null)
            on conflict (publication, issue_key) do update
            set published_on = excluded.published_on, title = excluded.title, url = excluded.url, file = excluded.file
            """,
            row,
            transaction
        );
        return (await FindAsync(transaction.Connection!, publication, row.IssueKey, transaction))!;
    }

    /// <summary>Keeps the first announcement; a later one changes nothing.</summary>
    public static Task AnnounceAsync(DbTransaction transaction, AnnouncedIssue issue, string? anywayReason, DateTimeOffset now) =>
        transaction.Connection!.ExecuteAsync(
            """
            update issues set ready_at = coalesce(ready_at, @now), announced_at = @now, anyway_reason = @anywayReason
            where publication = @Publication and issue_key = @Key and announced_at is null
            """,
            new
            {
                issue.Publication,
                issue.Key,
                now,
                anywayReason,
            },
            transaction
        );

    /// <summary>Keeps the new text of an announced issue.</summary>
    /// <param name="known">The text it was known by; another worker may have kept a newer one meanwhile.</param>
    /// <returns>False when it was not announced, or is known by another text.</returns>
    public static async Task<bool> ReviseAsync(DbTransaction transaction, string publication, string key, string known, string text) =>
        await transaction.Connection!.ExecuteAsync(
            """
            update issues set announced_text = @text
            where publication = @publication and issue_key = @key and announced_text = @known and announced_text <> @text
            """,
            new
            {
                publication,
                key,
                known,
                text,
            },
            transaction
        ) == 1;

    public static async Task<AnnouncedIssue?> FindAsync(
        DbConnection connection,
        string publication,
        string key,
        DbTransaction? transaction = null
    ) =>
        (
            await connection.QuerySingleOrDefaultAsync<IssueRow>(
                $"select {Columns} from issues where publication = @publication and issue_key = @key",
                new { publication, key },
                transaction
            )
        )?.ToIssue();

    private sealed class IssueRow
    {
        public string Publication { get; set; } = "";
        public string IssueKey { get; set; } = "";
        public long? Number { get; set; }
        public string? PublishedOn { get; set; }
        public string Title { get; set; } = "";
        public string? Url { get; set; }
        public string File { get; set; } = "";
        public DateTimeOffset FirstSeenAt { get; set; }
        public DateTimeOffset? ReadyAt { get; set; }
        public DateTimeOffset? AnnouncedAt { get; set; }
        public string? AnywayReason { get; set; }

        public AnnouncedIssue ToIssue() =>
            new(
                Publication,
                IssueKey,
                (int?)Number,
                PublishedOn is null ? null : DateOnly.ParseExact(PublishedOn, "yyyy-MM-dd", CultureInfo.InvariantCulture),
                Title,
                Url,
                File,
                FirstSeenAt,
                ReadyAt,
                AnnouncedAt,
                AnywayReason
            );
    }
}
