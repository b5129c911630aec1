using System.Globalization;

namespace Syndicator.Issues;

/// <summary>Days of events and event calls that cannot be right on the issue's own day. None of them holds.</summary>
internal static class IssueCheckDays
{
    /// <summary>A call that closed this long ago was meant for another year, rather than left in for too long.</summary>
    private const int DaysOfAnotherYear = 180;

    /// <summary>Nobody calls for speakers further ahead than this; 31 months were never seen.</summary>
    private const int FarthestAhead = 550;

    public static void Run(IssueCheckFindings findings)
    {
        if (findings.Issue.Date is not { } date)
        {
            return;
        }

        foreach (var call in findings.Issue.EventCalls)
        {
            if (Contradiction(call, date) is { } contradiction)
            {
                findings.Warn("call-contradictory", call.Line, contradiction, "Correct the row; it is not announced as it is.");
            }
            else if (call.ClosesOn < date)
            {
                findings.Warn("call-closed", call.Line, $"\"{call.Name}\" closed on {Day(call.ClosesOn.Value)}.", "Remove the row.");
            }
        }

        CheckSharedLinks(findings);
        foreach (var item in findings.Issue.Events)
        {
            if (item.On < date)
            {
                var message = item.EndsOn >= date ? $"\"{item.Title}\" has begun already, on" : $"\"{item.Title}\" is over since";
                findings.Warn("event-past", item.Line, $"{message} {Day(item.On.Value)}.", "Remove it unless it is meant.");
            }
        }
    }

    private static string? Contradiction(EventCall call, DateOnly date)
    {
        if (call.ClosesOn > call.EventOn)
        {
            return $"\"{call.Name}\" closes on {Day(call.ClosesOn.Value)}, after the event on {Day(call.EventOn.Value)}.";
        }

        if (call.EventOn < date)
        {
            return $"\"{call.Name}\" takes place on {Day(call.EventOn.Value)}, before this issue.";
        }

        return call.ClosesOn is { } closes && (closes < date.AddDays(-DaysOfAnotherYear) || closes > date.AddDays(FarthestAhead))
            ? $"\"{call.Name}\" closes on {Day(closes)}; the year looks wrong."
            : null;
    }

    private static void CheckSharedLinks(IssueCheckFindings findings)
    {
        var byLink = new Dictionary<string, EventCall>(StringComparer.Ordinal);
        foreach (var call in findings.Issue.EventCalls)
        {
            if (!byLink.TryAdd(EarlierIssue.LinkKey(call.Url), call) && byLink[EarlierIssue.LinkKey(call.Url)] is var other && other.Name != call.Name)
            {
                findings.Warn(
                    "call-contradictory",
                    call.Line,
                    $"\"{call.Name}\" has the link of \"{other.Name}\" in line {other.Line.ToString(CultureInfo.InvariantCulture)}.",
                    "Correct the link; the row is not announced as it is."
                );
            }
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
