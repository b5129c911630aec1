using System.Globalization;

namespace Syndicator.Issues;

/// <summary>Days of events and event calls that cannot be right on the issue's own day. None of them holds.</summary>
internal static class IssueCheckDays
{
    public static void Run(IssueCheckFindings findings, CheckContext context)
    {
        if (findings.Issue.Date is not { } date)
        {
            return;
        }

        CheckCalls(findings, date, EventAddresses.In(findings.Issue, context.Earlier));
        foreach (var item in findings.Issue.Events)
        {
            if (item.On < date)
            {
                var message = item.EndsOn >= date ? $"\"{item.Title}\" has begun already, on" : $"\"{item.Title}\" is over since";
                findings.Warn("event-past", item.Line, $"{message} {Day(item.On.Value)}.", "Remove it unless it is meant.");
            }
        }
    }

    private static void CheckCalls(IssueCheckFindings findings, DateOnly date, EventAddresses addresses)
    {
        foreach (var call in findings.Issue.EventCalls)
        {
            if (call.ClosedBefore(date))
            {
                findings.Warn("call-closed", call.Line, $"\"{call.Name}\" closed on {Day(call.ClosesOn!.Value)}.", "Remove the row.");
            }
            // What cannot be read was reported by the reader.
            else if ((addresses.OfAnother(call) ?? call.Contradiction(date)) is { } contradiction && contradiction != call.WhyUnreadable)
            {
                findings.Warn(
                    "call-contradictory",
                    call.Line,
                    $"\"{call.Name}\" contradicts itself: {contradiction}.",
                    "Correct the row; it is not announced as it is."
                );
            }
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
