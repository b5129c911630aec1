using System.Data.Common;
using System.Globalization;
using Dapper;
using Microsoft.Extensions.Logging;
using Syndicator.Configuration;
using Syndicator.Issues;
using Syndicator.Publishing;
using Syndicator.Storage;

namespace Syndicator.Calls;

/// <summary>
/// Reads every announced issue once for its calls, and again when its text was corrected: each address is one call however often it is printed, what the latest
/// issue says counts, and what no issue has any more is withdrawn.
/// </summary>
internal sealed class FollowCalls(Database database, TimeProvider clock, ILogger<FollowCalls> log)
{
    /// <summary>Each issue in a transaction of its own; one that an interruption left out is read at the next call.</summary>
    /// <param name="archive">The publication's issues as its source has them: those that came before the program are its archive.</param>
    public async Task<FollowedCalls> RunAsync(
        Publication publication,
        IReadOnlyList<EarlierIssue> archive,
        CancellationToken cancellationToken
    )
    {
        var followed = new List<FollowedIssue>();
        var unread = await AnnouncedTexts.ForCalls.ListAsync(database, publication.Id, cancellationToken);
        foreach (
            var announced in unread
                .OrderBy(one => one.PublishedOn, StringComparer.Ordinal)
                .ThenBy(one => one.IssueKey, StringComparer.Ordinal)
        )
        {
            if (await FollowAsync(publication, announced, archive, cancellationToken) is { } issue)
            {
                followed.Add(issue);
                log.LogInformation(
                    "{Publication}: {Issue} has {New} new calls, {Repeated} repeated, {Extended} extended; {Contradictory} contradict themselves",
                    publication.Id,
                    issue.Issue.Key,
                    issue.Count(CallChange.New),
                    issue.Count(CallChange.Repeated),
                    issue.Count(CallChange.Extended),
                    issue.ContradictoryCount
                );
            }
        }

        return new FollowedCalls(followed);
    }

    private Task<FollowedIssue?> FollowAsync(
        Publication publication,
        AnnouncedText announced,
        IReadOnlyList<EarlierIssue> archive,
        CancellationToken cancellationToken
    )
    {
        var read = IssueReader.Read(announced.File, announced.Text, publication.Format);
        return database.WriteAsync(
            async transaction =>
            {
                await database.LockAsync(transaction, CallTable.Lock);
                var now = clock.GetUtcNow();
                if (
                    !await AnnouncedTexts.ForCalls.TakeAsync(transaction, publication.Id, announced, now)
                    || read.Date is not { } day
                    || !WrittenDate.CanBeMeant(day)
                )
                {
                    return null;
                }

                var issue = new CallIssue(announced.IssueKey, read.Number, day, read.Title, announced.Url ?? read.Url);
                var identities = read
                    .EventCalls.SelectMany(PrintedCall.IdentitiesOf)
                    .Concat(read.ProjectCalls.Select(call => PrintedCall.AddressOf(call.Url)).OfType<string>())
                    .ToHashSet(StringComparer.Ordinal);
                var book = await CallBooks.LoadAsync(transaction, publication.Id, issue.Key, identities);
                var archived = new ArchivedCalls(archive, await OwnDaysAsync(transaction, publication.Id));
                var rows = PrintedCall.Of(read.ProjectCalls, read.EventCalls, Addresses(read, book, archive), day);
                var followed = book.Read(issue, rows, row => archived.Has(row, day), now);
                await CallBooks.SaveAsync(database, transaction, publication.Id, book, [issue.Key], now, issue.Title, cancellationToken);
                return followed;
            },
            cancellationToken
        );
    }

    /// <summary>Whose the addresses of an issue are, by the source's other issues and by those that were read before.</summary>
    private static EventAddresses Addresses(Issue read, CallBook book, IReadOnlyList<EarlierIssue> archive)
    {
        var inSource = EventAddresses
            .Before(read.Date, archive)
            .SelectMany(issue => issue.EventCalls.Select(call => (Day: issue.Date!.Value, Call: call)));
        var earlier = inSource.Concat(book.EventsBefore(read.Date!.Value)).OrderBy(one => one.Day).Select(one => one.Call);
        return new EventAddresses(read.EventCalls, earlier);
    }

    /// <summary>Of the issues that were announced, and of those that came to be and were not: too late, or by an editor's word.</summary>
    private static async Task<HashSet<DateOnly>> OwnDaysAsync(DbTransaction transaction, string publication)
    {
        var days = await transaction.Connection!.QueryAsync<string>(
            """
            select distinct published_on from issues
            where publication = @publication and published_on is not null
              and (announced_at is not null or skipped_at is not null or missed_at is not null)
            """,
            new { publication },
            transaction
        );
        return [.. days.Select(day => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture))];
    }
}
