using System.Globalization;

namespace Syndicator.Issues;

/// <summary>Days of events that cannot be right on the issue's own day. None of them holds.</summary>
internal static class IssueCheckDays
{
    public static void Run(IssueCheckFindings findings)
    {
        if (findings.Issue.Date is not { } date)
        {
            return;
        }

        foreach (var item in findings.Issue.Events)
        {
            if (item.On < date)
            {
                var message = item.EndsOn >= date ? $"\"{item.Title}\" has begun already, on" : $"\"{item.Title}\" is over since";
                findings.Warn("event-past", item.Line, $"{message} {Day(item.On.Value)}.", "Remove it unless it is meant.");
            }
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
