using System.Data.Common;
using Dapper;
using Syndicator.Storage;

namespace Syndicator.Publishing;

/// <summary>An announced issue, to be read for something.</summary>
/// <param name="PublishedOn">Year-month-day; null where it names no day.</param>
/// <param name="Text">Its Markdown as announced, or corrected since.</param>
internal sealed record AnnouncedText(
    string IssueKey,
    string File,
    string? Url,
    string? PublishedOn,
    string Text,
    DateTimeOffset AnnouncedAt
);

/// <summary>Announced issues that were not read for something yet: each once, and again when its text was corrected (<see cref="IssueTable.ReviseAsync"/>).</summary>
internal sealed class AnnouncedTexts
{
    /// <summary>The column of <c>issues</c> that says when it was read.</summary>
    private readonly string _mark;

    private AnnouncedTexts(string mark) => _mark = mark;

    /// <summary>For what nominations it publishes.</summary>
    public static AnnouncedTexts ForNominations { get; } = new("followed_at");

    /// <summary>For the calls it prints.</summary>
    public static AnnouncedTexts ForCalls { get; } = new("calls_read_at");

    /// <summary>In the order they were announced.</summary>
    public Task<IReadOnlyList<AnnouncedText>> ListAsync(Database database, string publication, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<AnnouncedText>>(
            async connection =>
                [
                    .. (
                        await connection.QueryAsync<Row>(
                            $"""
                            select issue_key, file, url, published_on, announced_text, announced_at from issues
                            where publication = @publication and announced_at is not null and announced_text is not null and {_mark} is null
                            order by announced_at, issue_key
                            """,
                            new { publication }
                        )
                    ).Select(row => row.ToText()),
                ],
            cancellationToken
        );

    /// <summary>Marks it as read in the caller's transaction.</summary>
    /// <returns>False when somebody else has read it meanwhile, or its text is another by now.</returns>
    public async Task<bool> TakeAsync(DbTransaction transaction, string publication, AnnouncedText announced, DateTimeOffset now) =>
        await transaction.Connection!.ExecuteAsync(
            $"""
            update issues set {_mark} = @now
            where publication = @publication and issue_key = @IssueKey and {_mark} is null and announced_text = @Text
            """,
            new
            {
                publication,
                announced.IssueKey,
                announced.Text,
                now,
            },
            transaction
        ) == 1;

    private sealed class Row
    {
        public string IssueKey { get; set; } = "";
        public string File { get; set; } = "";
        public string? Url { get; set; }
        public string? PublishedOn { get; set; }
        public string AnnouncedText { get; set; } = "";
        public DateTimeOffset AnnouncedAt { get; set; }

        public AnnouncedText ToText() => new(IssueKey, File, Url, PublishedOn, AnnouncedText, AnnouncedAt);
    }
}
