using Syndicator.Calls;
using Syndicator.Tests.Issues;

namespace Syndicator.Tests.Calls;

/// <summary>The calls of the published issues beside the repository, in the order they came.</summary>
public sealed class CallCorpusTests
{
    [Fact]
    public void Calls_are_known_again_and_every_row_that_cannot_be_right_is_found()
    {
        var book = new CallBook(CallSamples.Publication, CallBooks.Service);
        var issues = IssueCheckCorpusTests.Published().OrderBy(pair => pair.Issue.Date).Select(pair => book.Read(pair.Issue)).ToList();

        string.Join(' ', Enum.GetValues<CallChange>().Select(change => $"{change} {issues.Sum(issue => issue.Count(change))}"))
            .ShouldBe("New 456 Repeated 40 Extended 1 MovedEarlier 0 Renamed 6 Changed 3 TakenOut 0");
        issues
            .SelectMany(issue =>
                issue
                    .Calls.Where(one => one.Call.Contradiction is not null)
                    .Select(one => $"{issue.Issue.Day:yyyy-MM-dd} {one.Call.Text.Title}: {one.Call.Contradiction}")
            )
            .ShouldBe([
                "2025-11-19 Rustikon 2026: the event (2025-03-19) began before the issue came: the year may be off; the event (2025-03-19) is before its call closes (2025-11-24)",
                "2026-04-01 NDC Techtown: the event cannot last from 2024-09-09 to 2026-09-12: a year may be off; the event (2024-09-09) began before the issue came: the year may be off; the call closed on 2024-04-14, long before the issue came: the year may be off",
            ]);
        // Conferences come back at addresses of years before, one of them first with the old days.
        issues
            .SelectMany(issue => issue.Calls.Where(one => one.Call.Edition > 1).Select(one => $"{issue.Issue.Day:yyyy-MM-dd} {one.Change}"))
            .ShouldBe(["2024-11-27 New", "2026-04-01 New", "2026-04-29 Changed"]);
    }
}
