using System.Text.Json;
using Dapper;
using Syndicator.Issues;
using Syndicator.Storage;

namespace Syndicator.Calls;

/// <summary>Keeps the calls of an archive of issues: they count as announced. Again it changes nothing; issues that were announced are read by <see cref="FollowCalls"/>.</summary>
internal sealed class ImportCalls(Database database, TimeProvider clock, string publication)
{
    private readonly List<(CallIssue Issue, IReadOnlyList<ProjectCall> Projects, IReadOnlyList<EventCall> Events)> _issues = [];

    /// <summary>Takes what an issue asks for; nothing is written yet.</summary>
    public void Add(string key, Issue issue)
    {
        if (issue.Date is { } day && WrittenDate.CanBeMeant(day))
        {
            _issues.Add((new CallIssue(key, issue.Number, day, issue.Title, issue.Url), issue.ProjectCalls, issue.EventCalls));
        }
    }

    /// <summary>Writes the calls of all issues that were taken, in one transaction.</summary>
    /// <returns>By day.</returns>
    public Task<FollowedCalls> RunAsync(CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction =>
            {
                await database.LockAsync(transaction, CallTable.Lock);
                var announced = await transaction.Connection!.QueryAsync<string>(
                    "select issue_key from issues where publication = @publication and announced_at is not null",
                    new { publication },
                    transaction
                );
                var (book, now) = (await CallBooks.LoadAsync(transaction, publication), clock.GetUtcNow());
                var (followed, changed) = Read(book, announced.ToHashSet(StringComparer.Ordinal), now);
                await CallBooks.SaveAsync(database, transaction, publication, book, changed, now, "imported", cancellationToken);
                return new FollowedCalls(followed);
            },
            cancellationToken
        );

    /// <returns>What became of the calls, and the issues whose rows have to be written.</returns>
    private (List<FollowedIssue> Followed, List<string> Changed) Read(CallBook book, HashSet<string> announced, DateTimeOffset now)
    {
        var followed = new List<FollowedIssue>();
        var changed = new List<string>();
        foreach (var (issue, projects, events) in _issues.Where(one => !announced.Contains(one.Issue.Key)).OrderBy(one => one.Issue.Day))
        {
            var earlier = events.Count == 0 ? [] : book.EventsBefore(issue.Day).Select(one => one.Call);
            var rows = PrintedCall.Of(projects, events, new EventAddresses(events, earlier), issue.Day);
            var before = book.SightingsIn(issue.Key).Select(Said).ToList();
            followed.Add(book.Read(issue, rows, _ => true, now));
            if (!book.SightingsIn(issue.Key).Select(Said).SequenceEqual(before))
            {
                changed.Add(issue.Key);
            }
        }

        return (followed, changed);
    }

    private static (CallId, int, CallIssue, string, string?) Said(CallSighting sighting) =>
        (
            sighting.Call,
            sighting.Ordinal,
            sighting.Issue,
            JsonSerializer.Serialize(sighting.Printed, CallJson.Default.CallText),
            sighting.Contradiction
        );
}
