using System.Data.Common;
using System.Globalization;
using Dapper;
using Syndicator.Issues;
using Syndicator.Storage;

namespace Syndicator.Publishing;

/// <summary>The issues that were seen, and whether they were announced.</summary>
internal sealed class IssueTable(Database database, TimeProvider clock)
{
    private const string Columns = """
        publication, issue_key, number, published_on, title, url, file, first_seen_at, ready_at, announced_at, anyway_reason, is_draft, page_seen_at,
        missed_at, skipped_at, skipped_by, skip_reason, same_as
        """;

    /// <summary>Keeps that an issue was read; the first time counts, title, page and file are those of the last.</summary>
    /// <param name="isDraft">Whether it lies among the drafts now.</param>
    /// <param name="isMissed">Whether it is new, and too old to be announced by itself.</param>
    public Task<AnnouncedIssue> SeeAsync(
        string publication,
        Issue issue,
        bool isDraft,
        bool isMissed,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync(
            transaction => SeeAsync(transaction, publication, issue, clock.GetUtcNow(), isDraft, isMissed),
            cancellationToken
        );

    /// <summary>Keeps when an issue's page was first there.</summary>
    public Task SeePageAsync(AnnouncedIssue issue, CancellationToken cancellationToken) =>
        database.WriteAsync(
            transaction =>
                transaction.Connection!.ExecuteAsync(
                    """
                    update issues set page_seen_at = @now
                    where publication = @Publication and issue_key = @Key and page_seen_at is null
                    """,
                    new
                    {
                        issue.Publication,
                        issue.Key,
                        now = clock.GetUtcNow(),
                    },
                    transaction
                ),
            cancellationToken
        );

    /// <summary>Keeps that an issue was announced under another key, before its number was corrected.</summary>
    public Task SeeSameAsync(AnnouncedIssue issue, string announcedKey, CancellationToken cancellationToken) =>
        database.WriteAsync(
            transaction =>
                transaction.Connection!.ExecuteAsync(
                    """
                    update issues set same_as = @announcedKey
                    where publication = @Publication and issue_key = @Key and announced_at is null and same_as is null
                    """,
                    new
                    {
                        issue.Publication,
                        issue.Key,
                        announcedKey,
                    },
                    transaction
                ),
            cancellationToken
        );

    /// <summary>An editor's decision that an issue is never announced; whoever announces it by hand thinks better of it.</summary>
    /// <returns>The issue as it is now: announced issues stay so. Null when it was never seen.</returns>
    public Task<AnnouncedIssue?> SkipAsync(
        string publication,
        string key,
        string actor,
        string reason,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync(
            async transaction =>
            {
                await transaction.Connection!.ExecuteAsync(
                    """
                    update issues set skipped_at = @now, skipped_by = @actor, skip_reason = @reason
                    where publication = @publication and issue_key = @key and announced_at is null and skipped_at is null
                    """,
                    new
                    {
                        publication,
                        key,
                        actor,
                        reason,
                        now = clock.GetUtcNow(),
                    },
                    transaction
                );
                return await FindAsync(transaction.Connection!, publication, key, transaction);
            },
            cancellationToken
        );

    /// <summary>Takes back the decision that an issue is never announced.</summary>
    /// <returns>False when it is not skipped any more.</returns>
    public Task<bool> UnskipAsync(string publication, string key, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction =>
                await transaction.Connection!.ExecuteAsync(
                    """
                    update issues set skipped_at = null, skipped_by = null, skip_reason = null
                    where publication = @publication and issue_key = @key and announced_at is null and skipped_at is not null
                    """,
                    new { publication, key },
                    transaction
                ) == 1,
            cancellationToken
        );

    /// <summary>What a look at the source has to know of the looks before it.</summary>
    public Task<IssueMemory> RememberAsync(string publication, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async connection =>
            {
                var newest = await connection.ExecuteScalarAsync<string?>(
                    "select max(published_on) from issues where publication = @publication and is_draft = 0",
                    new { publication }
                );
                var announced = await connection.QueryAsync<IssueRow>(
                    $"select {Columns} from issues where publication = @publication and (announced_at is not null or same_as is not null)",
                    new { publication }
                );
                return new IssueMemory(newest is null ? null : ParseDay(newest), [.. announced.Select(row => row.ToIssue())]);
            },
            cancellationToken
        );

    /// <summary>The Markdown that was announced; null when it was not, or by a version that did not keep it.</summary>
    public Task<string?> FindAnnouncedTextAsync(string publication, string key, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection =>
                connection.ExecuteScalarAsync<string?>(
                    "select announced_text from issues where publication = @publication and issue_key = @key",
                    new { publication, key }
                ),
            cancellationToken
        );

    /// <summary>An announced issue of another key of the same day: this one, under the number it had before. Null when there is none.</summary>
    public Task<AnnouncedIssue?> FindTwinAsync(string publication, string key, Issue issue, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async connection =>
                (
                    await connection.QueryFirstOrDefaultAsync<IssueRow>(
                        $"""
                        select {Columns} from issues
                        where publication = @publication and issue_key <> @key and announced_at is not null
                          and published_on = @day
                        order by announced_at desc
                        """,
                        new
                        {
                            publication,
                            key,
                            day = DayOf(issue),
                        }
                    )
                )?.ToIssue(),
            cancellationToken
        );

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

    public Task<NewestIssue> FindNewestAsync(string publication, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async connection =>
            {
                const string Newest = """
                    from issues where publication = @publication and is_draft = 0 and published_on is not null
                    """;
                var day = await connection.ExecuteScalarAsync<string?>($"select max(published_on) {Newest}", new { publication });
                var (number, numberedOn) = await connection.QueryFirstOrDefaultAsync<(long, string?)>(
                    $"select number, published_on {Newest} and number is not null order by published_on desc, issue_key desc limit 1",
                    new { publication }
                );
                return new NewestIssue(
                    day is null ? null : ParseDay(day),
                    numberedOn is null ? null : new NumberedIssue((int)number, ParseDay(numberedOn))
                );
            },
            cancellationToken
        );

    /// <summary>The announced ones, the newest first: what they are called.</summary>
    /// <param name="limit">At most so many.</param>
    public Task<IReadOnlyList<(string Key, string Title)>> ListAnnouncedAsync(
        string publication,
        int limit,
        CancellationToken cancellationToken
    ) =>
        database.ReadAsync<IReadOnlyList<(string, string)>>(
            async connection =>
                [
                    .. await connection.QueryAsync<(string, string)>(
                        """
                        select issue_key, title from issues where publication = @publication and announced_at is not null
                        order by published_on desc, issue_key desc limit @limit
                        """,
                        new { publication, limit }
                    ),
                ],
            cancellationToken
        );

    public static async Task<AnnouncedIssue> SeeAsync(
        DbTransaction transaction,
        string publication,
        Issue issue,
        DateTimeOffset now,
        bool isDraft = false,
        bool isMissed = false
    )
    {
        var key = AnnouncedIssue.KeyOf(issue);
        var taken = await FindAsync(transaction.Connection!, publication, key, transaction);
        var row = new IssueRow
        {
            Publication = publication,
            IssueKey = taken is { IsSettled: true } && !taken.MayBe(issue.Date) ? AnnouncedIssue.KeyOfDay(key, issue.Date) : key,
            Number = issue.Number,
            PublishedOn = DayOf(issue),
            Title = issue.Title,
            Url = issue.Url,
            File = issue.File,
            FirstSeenAt = now,
            IsDraft = isDraft ? 1 : 0,
            MissedAt = isMissed ? now : null,
        };
        // A draft that is published is out from then on.
        await transaction.Connection!.ExecuteAsync(
            $"""
            insert into issues ({Columns})
            values (@Publication, @IssueKey, @Number, @PublishedOn, @Title, @Url, @File, @FirstSeenAt, null, null, null, @IsDraft, null, @MissedAt,
              null, null, null, null)
            on conflict (publication, issue_key) do update
            set published_on = excluded.published_on, title = excluded.title, url = excluded.url, file = excluded.file, is_draft = excluded.is_draft,
              first_seen_at = case when issues.is_draft > excluded.is_draft then excluded.first_seen_at else issues.first_seen_at end,
              missed_at = coalesce(issues.missed_at, excluded.missed_at)
            where issues.title <> excluded.title or issues.file <> excluded.file or issues.is_draft <> excluded.is_draft
              or coalesce(issues.published_on, '') <> coalesce(excluded.published_on, '') or coalesce(issues.url, '') <> coalesce(excluded.url, '')
              or (issues.missed_at is null and excluded.missed_at is not null)
            """,
            row,
            transaction
        );
        return (await FindAsync(transaction.Connection!, publication, row.IssueKey, transaction))!;
    }

    /// <summary>Keeps the first announcement and its text; a later one changes nothing.</summary>
    public static Task AnnounceAsync(
        DbTransaction transaction,
        AnnouncedIssue issue,
        string text,
        string? anywayReason,
        DateTimeOffset now
    ) =>
        transaction.Connection!.ExecuteAsync(
            """
            update issues set ready_at = coalesce(ready_at, @now), announced_at = @now, anyway_reason = @anywayReason, announced_text = @text
            where publication = @Publication and issue_key = @Key and announced_at is null
            """,
            new
            {
                issue.Publication,
                issue.Key,
                now,
                anywayReason,
                text,
            },
            transaction
        );

    /// <summary>Keeps the new text of an announced issue.</summary>
    /// <param name="known">The text it was known by; another worker may have kept a newer one meanwhile.</param>
    /// <returns>False when it was not announced, or is known by another text.</returns>
    public static async Task<bool> ReviseAsync(DbTransaction transaction, string publication, string key, string known, string text) =>
        await transaction.Connection!.ExecuteAsync(
            """
            update issues set announced_text = @text, followed_at = null, calls_read_at = null
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

    private static string? DayOf(Issue issue) => issue.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly ParseDay(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

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
        public long IsDraft { get; set; }
        public DateTimeOffset? PageSeenAt { get; set; }
        public DateTimeOffset? MissedAt { get; set; }
        public DateTimeOffset? SkippedAt { get; set; }
        public string? SkippedBy { get; set; }
        public string? SkipReason { get; set; }
        public string? SameAs { get; set; }

        public AnnouncedIssue ToIssue() =>
            new(
                Publication,
                IssueKey,
                (int?)Number,
                PublishedOn is null ? null : ParseDay(PublishedOn),
                Title,
                Url,
                File,
                FirstSeenAt,
                ReadyAt,
                AnnouncedAt,
                AnywayReason
            )
            {
                IsDraft = IsDraft != 0,
                PageSeenAt = PageSeenAt,
                MissedAt = MissedAt,
                SkippedAt = SkippedAt,
                SkippedBy = SkippedBy,
                SkipReason = SkipReason,
                SameAs = SameAs,
            };
    }
}

/// <param name="NewestSeen">The latest day of any published issue that was seen; null before the first look.</param>
/// <param name="Announced">The issues that were announced, those under another number among them.</param>
internal sealed record IssueMemory(DateOnly? NewestSeen, IReadOnlyList<AnnouncedIssue> Announced)
{
    private readonly ILookup<string, AnnouncedIssue> _byNumber = Announced.ToLookup(issue =>
        issue.Number is { } number ? $"issue-{number}" : issue.Key
    );

    /// <summary>The key under which an issue was announced; null when it was not.</summary>
    /// <param name="key">See <see cref="AnnouncedIssue.KeyOf"/>.</param>
    public string? KeyOf(string key, DateOnly? day) =>
        _byNumber[key].FirstOrDefault(issue => issue.MayBe(day)) is { } announced ? announced.SameAs ?? announced.Key : null;
}
