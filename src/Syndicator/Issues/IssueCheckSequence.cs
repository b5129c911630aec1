using System.Globalization;

namespace Syndicator.Issues;

/// <summary>Whether number and day follow the other issues.</summary>
internal static class IssueCheckSequence
{
    /// <summary>How many earlier issues tell the usual distance between two.</summary>
    private const int IssuesThatTellTheInterval = 10;

    public static void Run(IssueCheckFindings findings, CheckContext context)
    {
        if (findings.Issue.Date is not { } date)
        {
            return;
        }

        if (date > context.Today)
        {
            findings.Hold(
                "future-date",
                findings.FrontMatterLine("Date"),
                $"The issue is dated {Day(date)}, and today is {Day(context.Today)}.",
                "It waits until that day; correct the date if it is wrong."
            );
        }

        if (findings.Issue.Number is { } number)
        {
            var others = context.Earlier.Where(other => other is { Number: not null, Date: not null } && !IsSame(findings.Issue, other));
            CheckNumber(findings, number, date, [.. others.OrderBy(other => other.Date)]);
        }
    }

    /// <summary>A file that was moved, or is read again, is the same issue.</summary>
    public static bool IsSame(Issue issue, EarlierIssue other) =>
        other.File == issue.File || (issue.Number is not null && other.Number == issue.Number && other.Date == issue.Date);

    private static void CheckNumber(IssueCheckFindings findings, int number, DateOnly date, List<EarlierIssue> others)
    {
        var line = findings.FrontMatterLine("Number");
        if (others.Find(other => other.Number == number) is { } same)
        {
            findings.Hold("number-repeated", line, $"The number {Text(number)} is that of {same.Name} of {Day(same.Date!.Value)}.", Remedy);
        }
        else if (others.Find(other => other.Date == date) is { } twin)
        {
            findings.Hold("date-repeated", findings.FrontMatterLine("Date"), $"{twin.Name} has the same day, {Day(date)}.", Remedy);
        }
        else if (others.FindLast(other => other.Date < date) is { } before && before.Number > number)
        {
            Report(findings, line, number, "later", before);
        }
        else if (others.Find(other => other.Date > date) is { } after && after.Number < number)
        {
            Report(findings, line, number, "earlier", after);
        }
        else
        {
            CheckStep(findings, number, date, others.FindAll(other => other.Date < date));
        }
    }

    private const string Remedy = "Correct the number or the date.";

    private static void Report(IssueCheckFindings findings, int line, int number, string than, EarlierIssue other) =>
        findings.Hold(
            "number-out-of-order",
            line,
            $"The issue is {than} than {other.Name} of {Day(other.Date!.Value)}, but its number is {Text(number)}.",
            Remedy
        );

    /// <summary>Numbers may not run ahead of the days. A week left out is no mistake.</summary>
    private static void CheckStep(IssueCheckFindings findings, int number, DateOnly date, List<EarlierIssue> before)
    {
        if (before.Count < 2)
        {
            return;
        }

        var (first, last) = (before[^Math.Min(before.Count, IssuesThatTellTheInterval)], before[^1]);
        var interval = (double)(last.Date!.Value.DayNumber - first.Date!.Value.DayNumber) / (last.Number!.Value - first.Number!.Value);
        var expected = (date.DayNumber - last.Date.Value.DayNumber) / interval;
        var steps = number - last.Number.Value;
        // The day says that it is the very next one, or the number is far beyond what a change of rhythm explains.
        if (steps > 1 && interval > 0 && (expected < 1.5 || steps > (expected * 2) + 1))
        {
            findings.Hold(
                "number-skips",
                findings.FrontMatterLine("Number"),
                $"The number {Text(number)} does not follow {Text(last.Number.Value)} of {Day(last.Date.Value)}.",
                Remedy
            );
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
