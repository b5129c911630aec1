using System.Text.RegularExpressions;
using Syndicator.Issues;
using Syndicator.Issues.Writing;

namespace Syndicator.Tests.Issues.Writing;

/// <summary>The crates and quotes of all issues of the corpus in the usual form, read and written again: the newsletter's own text.</summary>
public partial class CorpusSectionsTests
{
    /// <summary>
    /// What may differ, and what makes it equal. Most of it the reader's plain text does not keep, and a nomination's words do not have; none of it changes what a
    /// reader of the newsletter reads.
    /// </summary>
    private static readonly (string Reason, Func<string, string> Ignore)[] s_differences =
    [
        ("blanks at the end of a line", text => LineEnds().Replace(text, "")),
        ("thanks for one suggestion in the plural", text => text.Replace("suggestions!", "suggestion!", StringComparison.Ordinal)),
        (
            "escaped more than needed, or otherwise",
            text => Escapes().Replace(text, "${mark}").Replace("&lt;", "<", StringComparison.Ordinal)
        ),
        ("no full stop, or two", text => Stops().Replace(text, "\n\nThanks")),
        ("code that the reader gives as plain text", text => text.Replace("`", "", StringComparison.Ordinal)),
        ("emphasis that the reader gives as plain text", text => Emphasis().Replace(text, "${words}")),
        ("a link inside the words", text => Links().Replace(text, "${words}")),
        ("line ends that mean nothing", text => Wraps().Replace(text, " ")),
    ];

    [Fact]
    public void The_crates_are_written_as_the_newsletter_writes_them() =>
        Compare(
            "crate",
            Crate(),
            issue => SectionText.Crates([.. issue.Crates.Select(Entry)]),
            "crate: 113 sections, 59 in the usual form, 47 equal; code that the reader gives as plain text 6, escaped more than needed, or otherwise 6, no full stop, or two 7, thanks for one suggestion in the plural 2"
        );

    [Fact]
    public void The_quotes_are_written_as_the_newsletter_writes_them() =>
        Compare(
            "quote",
            Quote(),
            issue => SectionText.Quotes([.. issue.Quotes.Select(Entry)]),
            "quote: 113 sections, 55 in the usual form, 35 equal; a link inside the words 3, blanks at the end of a line 2, code that the reader gives as plain text 3, emphasis that the reader gives as plain text 9, escaped more than needed, or otherwise 5, line ends that mean nothing 1, thanks for one suggestion in the plural 3"
        );

    private static void Compare(string kind, Regex usual, Func<Issue, string> write, string expected)
    {
        var (sections, usualCount, equal) = (0, 0, 0);
        var byReason = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var differing = new List<string>();
        foreach (var path in Directory.EnumerateFiles(Shared.Need("corpus", "issues")).Order(StringComparer.Ordinal))
        {
            var text = File.ReadAllText(path);
            var issue = IssueReader.Read(path, text, IssueFormat.ThisWeekInRust);
            sections += (kind == "crate" ? issue.Crates.Count : issue.Quotes.Count) > 0 ? 1 : 0;
            if (usual.Match(text) is not { Success: true } section)
            {
                continue;
            }

            usualCount++;
            var theirs = section
                .Groups["section"]
                .Value.Replace("\n— ", "\n– ", StringComparison.Ordinal)
                .Replace("\n- ", "\n– ", StringComparison.Ordinal);
            var reasons = Reasons(theirs, write(issue));
            equal += reasons is { Count: 0 } ? 1 : 0;
            if (reasons is null)
            {
                differing.Add($"{Path.GetFileName(path)[..10]} {kind}\n{theirs}\n--------\n{write(issue)}\n");
            }
            else
            {
                reasons.ForEach(reason => byReason[reason] = byReason.GetValueOrDefault(reason) + 1);
            }
        }

        var counts =
            $"{kind}: {sections} sections, {usualCount} in the usual form, {equal} equal; {string.Join(", ", byReason.Select(reason => $"{reason.Key} {reason.Value}"))}";
        TestContext.Current.TestOutputHelper!.WriteLine(counts);
        differing.ShouldBeEmpty(counts + "\n" + string.Join('\n', differing));
        counts.ShouldBe(expected);
    }

    /// <summary>What must be ignored for the two to be equal; null when that is not enough.</summary>
    private static List<string>? Reasons(string theirs, string ours)
    {
        var reasons = new List<string>();
        foreach (var (reason, ignore) in s_differences)
        {
            if (theirs == ours)
            {
                break;
            }

            var (left, right) = (ignore(theirs), ignore(ours));
            if (left != theirs || right != ours)
            {
                reasons.Add(reason);
            }

            (theirs, ours) = (left, right);
        }

        return theirs == ours ? reasons : null;
    }

    private static CrateEntry Entry(CrateOfTheWeek crate) =>
        new(crate.Name, crate.Url, crate.Description) { Thanks = Entries(crate.Thanks, crate.IsSelfSuggestion) };

    private static QuoteEntry Entry(Quote quote) =>
        new(WithMarks(quote), quote.Attribution?.Text, quote.Attribution?.Url) { Thanks = Entries(quote.Thanks, quote.IsSelfSuggestion) };

    private static IReadOnlyList<ThanksEntry> Entries(IReadOnlyList<Thanks> thanks, bool isSelf) =>
        [.. thanks.Select(person => new ThanksEntry(person.Name, person.Url, isSelf))];

    /// <summary>The reader's plain text with its code in backticks again.</summary>
    private static string WithMarks(Quote quote)
    {
        var text = quote.Layout;
        foreach (var code in quote.CodeSpans.Reverse())
        {
            var words = text[code];
            var marked = words.Contains('\n', StringComparison.Ordinal) ? $"```\n{words}\n```" : $"`{words}`";
            text = text[..code.Start.Value] + marked + text[code.End.Value..];
        }

        return text;
    }

    /// <summary>One crate, one description, one paragraph of thanks.</summary>
    [GeneratedRegex(
        @"^#+ Crate of the Week\n\n(?<section>This week's crate is \[[^\]\n]+\]\([^)\n]+\), [^\n]+\n\nThanks to [^\n]+ for the (self-)?suggestions?!)\n\n(\[Please|\[Submit)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000
    )]
    private static partial Regex Crate();

    /// <summary>Block quote, dash, one link, thanks.</summary>
    [GeneratedRegex(
        @"^# Quote of the Week\n\n(?<section>(>[^\n]*\n)+\n[–—-] \[[^\]\n]+\]\([^)\s]+\)\n\nThanks to [^\n]+ for the (self-)?suggestions?!)\n\n(\[Please|\[Submit)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000
    )]
    private static partial Regex Quote();

    [GeneratedRegex(@" +$", RegexOptions.Multiline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex LineEnds();

    [GeneratedRegex(@"\\(?<mark>[_<>\[\]`*])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Escapes();

    [GeneratedRegex(@"\.*\n\nThanks", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Stops();

    [GeneratedRegex(@"(\*\*|\*|(?<!\w)_)(?<words>[^*_\n]+)(\*\*|\*|_(?!\w))", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Emphasis();

    [GeneratedRegex(
        @"(?<=^>.*|, .*)\[(?<words>[^\]\n]+)\]\([^)\s]+\)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000
    )]
    private static partial Regex Links();

    [GeneratedRegex(@"(?<!^>)\n> (?!\* )", RegexOptions.Multiline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Wraps();
}
