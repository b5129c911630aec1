using Syndicator.Configuration;
using Syndicator.Nominations;
using Syndicator.Publishing;
using Syndicator.Storage;
using Syndicator.Tests.Publishing;

namespace Syndicator.Tests.Nominations;

/// <summary>What is nominated becomes the winner that issue 679 names.</summary>
internal static class PublishedNomination
{
    /// <param name="isAnnounced">Whether the issue is announced as well.</param>
    public static async Task MakeAsync(
        Database database,
        Publication publication,
        string identity,
        TimeProvider clock,
        CancellationToken cancellationToken,
        bool isAnnounced = true
    )
    {
        var now = clock.GetUtcNow();
        await database.WriteAsync(
            async transaction =>
            {
                var nomination = (
                    await NominationTable.SelectAsync(transaction.Connection!, "identity = @identity", new { identity }, transaction)
                ).ShouldHaveSingleItem();
                var chosen = new NominationState.Chosen(new Review("eve", now, ""));
                var published = nomination with { State = chosen.Publish(679, "issue-679", now) };
                return (await NominationTable.WriteAsync(transaction, nomination, published, now, "service", "published", ""))!;
            },
            cancellationToken
        );
        if (isAnnounced)
        {
            await AnnounceAsync(database, publication, clock, cancellationToken);
        }
    }

    /// <summary>By one post, which answers nothing.</summary>
    public static Task AnnounceAsync(Database database, Publication publication, TimeProvider clock, CancellationToken cancellationToken) =>
        new AnnounceIssue(database, new Outbox(database, clock), clock).RunAsync(
            publication,
            Samples.Issue(679) with
            {
                Title = "This Week in Rust 679",
            },
            Samples.Text,
            [Samples.Thread(publication.Accounts[0].Name, "lead")],
            "cli:eve",
            null,
            cancellationToken
        );
}
