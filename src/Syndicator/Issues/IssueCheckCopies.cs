using System.Globalization;

namespace Syndicator.Issues;

/// <summary>What an earlier issue had already: copied by mistake, or worth a second look.</summary>
internal static class IssueCheckCopies
{
    /// <summary>A crate that won again so soon was left over. The soonest it happened in earnest was after four weeks.</summary>
    private const int DaysBetweenWins = 21;

    public static void Run(IssueCheckFindings findings, CheckContext context)
    {
        var issue = findings.Issue;
        var earlier = context
            .Earlier.Where(other =>
                !IssueCheckSequence.IsSame(issue, other) && (issue.Date is null || other.Date is null || other.Date < issue.Date)
            )
            .OrderByDescending(other => other.Date)
            .ToList();
        foreach (var crate in issue.Crates)
        {
            CheckCrate(findings, crate, earlier);
        }

        foreach (var quote in issue.Quotes)
        {
            if (earlier.Find(other => other.Quotes.Contains(quote.Text, StringComparer.Ordinal)) is { } source)
            {
                findings.Hold("quote-copied", quote.Line, $"The quote is that of {Name(source)}.", "Replace it with this week's quote.");
            }
        }

        CheckDiscussion(findings, earlier);
        CheckLinks(findings, earlier);
    }

    /// <summary>The same crate may win again after a while, in other words; the same words, or the same crate in a row, are a copy.</summary>
    private static void CheckCrate(IssueCheckFindings findings, CrateOfTheWeek crate, List<EarlierIssue> earlier)
    {
        var issue = findings.Issue;
        EarlierIssue? winner = null;
        foreach (var other in earlier)
        {
            foreach (var won in other.Crates)
            {
                if (!IsSameCrate(won.Name, crate.Name))
                {
                    continue;
                }

                if (IsRecent(other, issue) || (won.Sentence.Length > 0 && won.Sentence == crate.Sentence))
                {
                    findings.Hold(
                        "crate-copied",
                        crate.Line,
                        $"The crate {crate.Name} is that of {Name(other)}.",
                        "Replace it with this week's crate."
                    );
                    return;
                }

                winner ??= other;
            }
        }

        if (winner is not null)
        {
            findings.Warn("crate-won-before", crate.Line, $"The crate {crate.Name} won before, in {Name(winner)}.");
        }
    }

    private static bool IsRecent(EarlierIssue other, Issue issue) => other.Date >= issue.Date?.AddDays(-DaysBetweenWins);

    private static void CheckDiscussion(IssueCheckFindings findings, List<EarlierIssue> earlier)
    {
        var issue = findings.Issue;
        if (issue.Discussion is not { } discussion)
        {
            if (issue.SectionsOf(SectionRole.Quote).Any() && issue.CommunityLinks.Count > 0)
            {
                findings.Warn(
                    "discussion-not-linked",
                    0,
                    "The issue does not say where it is discussed.",
                    "Add the discussion's link to the footer."
                );
            }

            return;
        }

        if (Host(discussion.Url) is not { } host)
        {
            return;
        }

        if (issue.Url is not null && host == Host(issue.Url))
        {
            findings.Warn(
                "discussion-not-linked",
                discussion.Line,
                "The discussion's link leads to the newsletter itself.",
                "Link the discussion once it is open; the issue need not wait for it."
            );
        }
        else if (earlier.Find(other => other.DiscussionUrl is { } url && IsSamePage(url, discussion.Url)) is { } source)
        {
            findings.Hold(
                "discussion-copied",
                discussion.Line,
                $"The discussion is that of {Name(source)}.",
                "Link this issue's discussion."
            );
        }
    }

    private static void CheckLinks(IssueCheckFindings findings, List<EarlierIssue> earlier)
    {
        var own = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var link in findings.Issue.CommunityLinks.Where(link => link is { IsListItem: true, Url.Length: > 0 }))
        {
            if (!own.TryAdd(EarlierIssue.LinkKey(link.Url), link.Line) && own[EarlierIssue.LinkKey(link.Url)] != link.Line)
            {
                findings.Warn(
                    "link-twice",
                    link.Line,
                    $"The link \"{link.Text}\" stands in line {own[EarlierIssue.LinkKey(link.Url)].ToString(CultureInfo.InvariantCulture)} already.",
                    "Remove one of them; it is posted once."
                );
            }
        }

        if (earlier.Count == 0)
        {
            return;
        }

        foreach (var link in findings.Issue.CommunityLinks)
        {
            var key = EarlierIssue.LinkKey(link.Url);
            if (earlier.Find(other => other.Links.Contains(key)) is { } source)
            {
                findings.Warn(
                    "link-repeated",
                    link.Line,
                    $"The link \"{link.Text}\" stood in {Name(source)}.",
                    "Remove it unless it is meant."
                );
            }
        }
    }

    /// <summary>Crate names count <c>-</c> and <c>_</c> as one.</summary>
    private static bool IsSameCrate(string one, string other) =>
        one.Length == other.Length && string.Equals(one.Replace('-', '_'), other.Replace('-', '_'), StringComparison.OrdinalIgnoreCase);

    private static bool IsSamePage(string one, string other) => EarlierIssue.LinkKey(one) == EarlierIssue.LinkKey(other);

    private static string? Host(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Host.Length > 0 ? uri.Host : null;

    private static string Name(EarlierIssue issue) =>
        issue.Date is { } date ? $"{issue.Name} ({date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)})" : issue.Name;
}
