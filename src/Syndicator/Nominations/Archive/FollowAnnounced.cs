using Dapper;
using Microsoft.Extensions.Logging;
using Syndicator.Configuration;
using Syndicator.Issues;
using Syndicator.Storage;

namespace Syndicator.Nominations.Archive;

/// <summary>Reads every announced issue once, and again when its text was corrected, for what it had: see <see cref="FollowPublished"/>.</summary>
internal sealed class FollowAnnounced(Database database, TimeProvider clock, ILogger<FollowAnnounced> log)
{
    /// <summary>Each issue in a transaction of its own; one that an interruption left out is read at the next call.</summary>
    /// <returns>The nominations that are published now and were not before.</returns>
    public async Task<IReadOnlyList<Nomination>> RunAsync(Publication publication, CancellationToken cancellationToken)
    {
        var published = new List<Nomination>();
        foreach (var issue in await ReadAsync(publication.Id, cancellationToken))
        {
            var followed = await FollowAsync(publication, issue, cancellationToken);
            published.AddRange(followed);
            foreach (var nomination in followed)
            {
                log.LogInformation("{Publication}: {Nomination} is published in {Issue}", publication.Id, nomination.Id, issue.IssueKey);
            }
        }

        return published;
    }

    private Task<IReadOnlyList<Nomination>> FollowAsync(Publication publication, Announced announced, CancellationToken cancellationToken)
    {
        var issue = IssueReader.Read(announced.File, announced.AnnouncedText, publication.Format);
        return database.WriteAsync<IReadOnlyList<Nomination>>(
            async transaction =>
            {
                var now = clock.GetUtcNow();
                var isFirst =
                    await transaction.Connection!.ExecuteAsync(
                        """
                        update issues set followed_at = @now
                        where publication = @Id and issue_key = @IssueKey and followed_at is null and announced_text = @AnnouncedText
                        """,
                        new
                        {
                            publication.Id,
                            announced.IssueKey,
                            announced.AnnouncedText,
                            now,
                        },
                        transaction
                    ) == 1;
                return isFirst
                    ? await FollowPublished.RunAsync(
                        database,
                        transaction,
                        publication.Id,
                        announced.IssueKey,
                        issue,
                        announced.AnnouncedAt,
                        now,
                        cancellationToken
                    )
                    : [];
            },
            cancellationToken
        );
    }

    private Task<IReadOnlyList<Announced>> ReadAsync(string publication, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Announced>>(
            async connection =>
                [
                    .. await connection.QueryAsync<Announced>(
                        """
                        select issue_key, file, announced_text, announced_at from issues
                        where publication = @publication and announced_at is not null and announced_text is not null and followed_at is null
                        order by announced_at, issue_key
                        """,
                        new { publication }
                    ),
                ],
            cancellationToken
        );

    private sealed class Announced
    {
        public string IssueKey { get; set; } = "";
        public string File { get; set; } = "";
        public string AnnouncedText { get; set; } = "";
        public DateTimeOffset AnnouncedAt { get; set; }
    }
}
