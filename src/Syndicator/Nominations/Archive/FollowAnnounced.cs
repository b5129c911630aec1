using Microsoft.Extensions.Logging;
using Syndicator.Configuration;
using Syndicator.Issues;
using Syndicator.Publishing;
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
        foreach (var issue in await AnnouncedTexts.ForNominations.ListAsync(database, publication.Id, cancellationToken))
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

    private Task<IReadOnlyList<Nomination>> FollowAsync(
        Publication publication,
        AnnouncedText announced,
        CancellationToken cancellationToken
    )
    {
        var issue = IssueReader.Read(announced.File, announced.Text, publication.Format);
        return database.WriteAsync<IReadOnlyList<Nomination>>(
            async transaction =>
            {
                var now = clock.GetUtcNow();
                return await AnnouncedTexts.ForNominations.TakeAsync(transaction, publication.Id, announced, now)
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
}
