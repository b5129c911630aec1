using Syndicator.Calls;
using Syndicator.Issues;

namespace Syndicator.Tests.Calls;

/// <summary>Issues of our own writing that ask for people.</summary>
internal static class CallSamples
{
    public const string Publication = "gazette";

    public static readonly DateTimeOffset Now = new(2031, 3, 5, 12, 0, 0, TimeSpan.Zero);

    public static string Text(int number, string day, string events, string projects = "") =>
        $"""
            Title: This Week in Rust {number}
            Number: {number}
            Date: {day}
            Category: This Week in Rust

            ## Call for Participation; projects and speakers

            ### CFP - Projects

            {projects}

            ### CFP - Events

            {events}
            """;

    public static Issue Issue(int number, string day, string events, string projects = "") =>
        IssueReader.Read($"{number}.md", Text(number, day, events, projects), IssueFormat.ThisWeekInRust);

    /// <summary>Reads an issue into the book, as what issues before it had tells.</summary>
    public static FollowedIssue Read(this CallBook book, Issue issue, bool isArchived = false)
    {
        var day = issue.Date!.Value;
        var addresses = new EventAddresses(issue.EventCalls, book.EventsBefore(day).Select(one => one.Call));
        return book.Read(
            new CallIssue($"issue-{issue.Number}", issue.Number, day, issue.Title, issue.Url),
            PrintedCall.Of(issue.ProjectCalls, issue.EventCalls, addresses, day),
            _ => isArchived,
            Now
        );
    }

    public static FollowedIssue Read(this CallBook book, int number, string day, string events, string projects = "") =>
        book.Read(Issue(number, day, events, projects));

    /// <summary><c>New SpinConf, Extended TwirlConf</c>.</summary>
    public static string Said(this FollowedIssue issue) =>
        string.Join(", ", issue.Calls.Select(one => $"{one.Change} {one.Call.Text.Title}"));
}
