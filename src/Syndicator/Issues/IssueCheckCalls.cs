using System.Globalization;

namespace Syndicator.Issues;

/// <summary>Calls that cannot be right, and rows that become none: what nobody would be told of without a word. None of them holds the issue.</summary>
internal static class IssueCheckCalls
{
    /// <summary>Of an address or a name; more of it tells no more.</summary>
    private const int LongestQuoted = 100;

    private const string NotAnnounced = "Correct the row; it is not announced as it is.";

    public static void Run(IssueCheckFindings findings, CheckContext context)
    {
        foreach (var row in JudgedCalls.In(findings.Issue, context.Earlier).Rows)
        {
            if (row.Address is null)
            {
                ReportAddress(findings, row);
            }
            else if (row.Event is { } call && call.ClosedBefore(findings.Issue.Date))
            {
                findings.Warn("call-closed", row.Line, $"\"{call.Name}\" closed on {Day(call.ClosesOn!.Value)}.", "Remove the row.");
            }
            else
            {
                CheckWords(findings, row);
            }
        }
    }

    /// <summary>A placeholder or an empty link was reported as what it is, and holds the issue.</summary>
    private static void ReportAddress(IssueCheckFindings findings, JudgedCall row)
    {
        if (!findings.IsHeldAt(row.Line))
        {
            findings.Warn(
                "call-without-address",
                row.Line,
                $"\"{NameOf(row)}\" is not announced as a call: its link \"{OneLine.Of(row.Url, LongestQuoted)}\" is no web address.",
                "Link a page, with https:// and its host."
            );
        }
    }

    private static void CheckWords(IssueCheckFindings findings, JudgedCall row)
    {
        if (row.Contradictions.Contains(CallRules.NoTitle))
        {
            findings.Warn(
                "call-without-title",
                row.Line,
                $"The call at \"{OneLine.Of(row.Url, LongestQuoted)}\" is not announced: its link has no words that could be its title.",
                "Write what is asked for between the square brackets."
            );
        }

        // What cannot be read was reported by the reader.
        var others = row.Contradictions.Where(clause => clause != CallRules.NoTitle && clause != row.Event?.WhyUnreadable);
        if (CallRules.Join(others) is { } contradictions)
        {
            findings.Warn("call-contradictory", row.Line, $"\"{NameOf(row)}\" contradicts itself: {contradictions}.", NotAnnounced);
        }
        else if (row.Same is { } told && !IsSameTitle(row.Title, told.Title))
        {
            var line = told.Line.ToString(CultureInfo.InvariantCulture);
            findings.Warn(
                "call-twice",
                row.Line,
                $"\"{NameOf(row)}\" is not announced: its address is that of \"{NameOf(told)}\" in line {line}, and one address is one call.",
                "Link a page of its own, or say both in one row."
            );
        }
    }

    private static string NameOf(JudgedCall row) => OneLine.Of(row.Event?.Name ?? row.Title, LongestQuoted);

    /// <summary>But for case, blanks and punctuation.</summary>
    private static bool IsSameTitle(string one, string other) =>
        one.Where(char.IsLetterOrDigit)
            .Select(char.ToLowerInvariant)
            .SequenceEqual(other.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
