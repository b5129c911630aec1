using System.Globalization;
using System.Text;
using System.Xml;
using Syndicator.Issues;
using Syndicator.Issues.Writing;

namespace Syndicator.Calls.Feeds;

/// <summary>What calendar and feed say of a call. The words are other people's: each becomes one line without control and direction characters.</summary>
internal static class FeedWords
{
    /// <summary>In UTF-16 code units; the longest title that an issue had has 190.</summary>
    private const int Longest = 300;

    /// <summary>Words that a title of an event's call has where it says that it is one.</summary>
    private static readonly string[] s_callWords = ["call for", "cfp", "speakers wanted"];

    /// <summary><c>Synth: Write a guide</c>, <c>Call for speakers: RustNL 2027</c>.</summary>
    public static string Title(Call call) =>
        call.Kind == CallKind.Event ? (SaysSo(call) ? Name(call) : $"Call for speakers: {Name(call)}")
        : call.Text.Group is { } group && Line(group) is { Length: > 0 } project ? $"{project}: {Name(call)}"
        : Name(call);

    /// <summary><c>Closes: call for speakers of RustNL 2027</c>.</summary>
    public static string ClosingTitle(Call call) => SaysSo(call) ? $"Closes: {Name(call)}" : $"Closes: call for speakers of {Name(call)}";

    /// <summary>What there is to know, a sentence each: the closing first, the issue last.</summary>
    public static IReadOnlyList<string> Facts(Call call) =>
        [.. ((string?[])[ClosingFact(call.Text.Closing), EventFact(call.Text), $"Printed in {IssueTitle(call)}."]).OfType<string>()];

    /// <summary>The issue that printed it last.</summary>
    public static string IssueTitle(Call call) => Line(call.LastIssue.Title) is { Length: > 0 } title ? title : Line(call.LastIssue.Key);

    /// <summary>One line that every calendar and every XML reader takes, cut between characters.</summary>
    public static string Line(string text)
    {
        var line = new StringBuilder();
        foreach (var rune in PlainWords.Line(text).EnumerateRunes())
        {
            if (rune.Value is '\u2028' or '\u2029')
            {
                line.Append(' ');
            }
            else if (rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value))
            {
                line.Append(rune);
            }
        }

        return Cut(line.ToString().Trim(' '));
    }

    private static string Name(Call call) =>
        Line(call.Text.Title) is { Length: > 0 } title ? title : Line(MarkdownLink.Words(null, call.Text.Url));

    private static bool SaysSo(Call call) => s_callWords.Any(words => call.Text.Title.Contains(words, StringComparison.OrdinalIgnoreCase));

    private static string? ClosingFact(Closing closing) =>
        closing.Match<string?>(
            _ => null,
            rolling => $"Closing: {Line(rolling.Words)}.",
            at => at.Time is null ? $"Closes on {Day(at.Day)}." : $"Closes on {Day(at.Day)}, {Line(at.Time)}.",
            unreadable =>
                Line(unreadable.Words) is { Length: > 0 } words ? $"Of its closing it says: {words}." : "It does not say when it closes."
        );

    private static string? EventFact(CallText text)
    {
        var words = string.Join(
            ", ",
            new[] { text.EventDate, text.Place }.Select(word => Line(word ?? "").TrimEnd('.')).Where(word => word.Length > 0)
        );
        return words.Length > 0 ? $"The event: {words}." : null;
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Cut(string line)
    {
        if (line.Length <= Longest)
        {
            return line;
        }

        var length = 0;
        while (length + StringInfo.GetNextTextElementLength(line, length) is var next && next < Longest)
        {
            length = next;
        }

        // One character of a thousand accents is none that somebody reads.
        length = length > 0 ? length : Longest - (char.IsLowSurrogate(line[Longest]) ? 1 : 0);
        return line[..length].TrimEnd(' ') + "…";
    }
}
