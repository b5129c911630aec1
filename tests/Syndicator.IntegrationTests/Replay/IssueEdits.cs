using System.Text.RegularExpressions;

namespace Syndicator.IntegrationTests.Replay;

/// <summary>What editors do to an issue's Markdown, early and late. Each throws where the issue has no such place.</summary>
internal static partial class IssueEdits
{
    public static string WithoutCrate(string text) => Emptied(text, CrateHeading(), "<!-- COTW goes here -->");

    public static string WithoutQuote(string text) => Emptied(text, QuoteHeading(), "<!-- QOTW goes here -->");

    /// <summary>The crate and the quote of another issue.</summary>
    public static string CrateAndQuoteOf(string text, string other) =>
        Replaced(
            Replaced(text, CrateHeading(), Section(other, CrateHeading()).Value),
            QuoteHeading(),
            Section(other, QuoteHeading()).Value
        );

    /// <summary>Other words for the first line of the quote.</summary>
    public static string WithQuote(string text, string quote) => First(text, QuoteLine(), _ => "> " + quote);

    public static string WithoutDiscussion(string text) => Discussion().Replace(text, "[Discuss on r/rust](REDDIT_LINK_HERE)", 1);

    public static string WithoutHiringThread(string text) => Hiring().Replace(text, "$1(INSERT_LINK_HERE)", 1);

    /// <summary>Only every so many of the links that stand in lists, as they come in during a week.</summary>
    /// <param name="kept">Of twelve.</param>
    public static string WithSomeLinks(string text, int kept)
    {
        var number = 0;
        return ListedLink().Replace(text, link => number++ % 12 < kept ? link.Value : "");
    }

    /// <summary>As two branches that both added a link leave it.</summary>
    public static string WithConflict(string text) =>
        First(text, FirstLink(), link => $"<<<<<<< links\n{link}=======\n* [Another one](https://example.org/conflict)\n>>>>>>> main\n");

    public static string WithTypo(string text) => First(text, CrateSentence(), sentence => sentence[..^1] + " teh" + sentence[^1]);

    public static string WithTitleChanged(string text) =>
        First(text, OfficialLink(), link => link.Replace("](", " (updated)](", StringComparison.Ordinal));

    public static string WithEmptyLink(string text) =>
        First(text, FirstLink(), link => link[..(link.IndexOf("](", StringComparison.Ordinal) + 2)] + ")\n");

    public static string WithLinkAdded(string text, int number) =>
        First(text, FirstLink(), link => $"{link}* [Added later](https://example.org/added/{number})\n");

    /// <summary>The introduction is in no post.</summary>
    public static string WithUnpostedLine(string text) => First(text, Introduction(), line => line + " Thank you for reading.");

    private static string First(string text, Regex place, Func<string, string> change)
    {
        place.IsMatch(text).ShouldBeTrue($"{place} in {text[..60]}");
        return place.Replace(text, match => change(match.Value), 1);
    }

    private static string Emptied(string text, Regex heading, string placeholder) =>
        Replaced(text, heading, Section(text, heading) is var old ? $"{old.Groups[1].Value}\n\n{placeholder}\n\n" : "");

    private static string Replaced(string text, Regex heading, string section)
    {
        var old = Section(text, heading);
        return text[..old.Index] + section + text[(old.Index + old.Length)..];
    }

    private static Match Section(string text, Regex heading)
    {
        var found = heading.Match(text);
        found.Success.ShouldBeTrue($"{heading} in {text[..60]}");
        return found;
    }

    /// <summary>Up to the invitation, which stays.</summary>
    [GeneratedRegex(@"(?ms)^(#{1,2} Crate of the Week)$.*?(?=^\[(Please s|S)ubmit your suggestions)")]
    private static partial Regex CrateHeading();

    [GeneratedRegex(@"(?ms)^(# Quote of the Week)$.*?(?=^\[Please submit quotes)")]
    private static partial Regex QuoteHeading();

    [GeneratedRegex(@"(?m)^> .*$")]
    private static partial Regex QuoteLine();

    [GeneratedRegex(@"\[Discuss on r/rust\]\([^)]*\)")]
    private static partial Regex Discussion();

    [GeneratedRegex(@"(\[Who's Hiring thread on r/rust\])\([^)]*\)")]
    private static partial Regex Hiring();

    [GeneratedRegex(@"(?m)^\* (\[[^\]\n]*\] )*\[[^\n]*\]\(https?://[^)\n]*\)\n")]
    private static partial Regex ListedLink();

    /// <summary>Directly below a heading: the instructions, which are comments, hold list items too.</summary>
    [GeneratedRegex(@"(?m)(?<=^###? [^\n]*\n+)\* [^\n]*\]\(https?://[^)\n]*\)[^\n]*\n")]
    private static partial Regex FirstLink();

    [GeneratedRegex(@"(?m)(?<=^### Official\n+)\* [^\n]*\n")]
    private static partial Regex OfficialLink();

    [GeneratedRegex(@"(?m)^This week's crates? (is|are) .*$")]
    private static partial Regex CrateSentence();

    [GeneratedRegex(@"(?m)^(This is a weekly summary|Welcome!).*$")]
    private static partial Regex Introduction();
}
