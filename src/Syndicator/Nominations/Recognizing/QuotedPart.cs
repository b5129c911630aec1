using System.Text.RegularExpressions;

namespace Syndicator.Nominations.Recognizing;

/// <summary>The part of a post that it marks as somebody's words: by the forum's own means, by lines that begin with <c>&gt;</c>, by quotation marks.</summary>
internal static partial class QuotedPart
{
    /// <summary>Words between quotation marks, at least: fewer are a name, or irony. Half of them where somebody is named or nothing else is said.</summary>
    private const int FewestWords = 4;

    public static FoundQuote? In(PostText post) => Lines(post.Text) ?? Marked(post) ?? FromForum(post);

    /// <summary>A passage of another topic; passages of the same one are the conversation.</summary>
    private static FoundQuote? FromForum(PostText post) =>
        post
            .Post.Quotations.Where(passage => passage.PostId is null || passage.PostId != post.Post.ParentId)
            .Select(passage => new FoundQuote(
                CleanText.Readable(CleanText.Of(passage.Text)),
                passage.Author.Length > 0 ? passage.Author : null,
                passage.Url,
                "the forum's quotation"
            ))
            .FirstOrDefault(quote => Attribution.Words(quote.Text) >= 2);

    private static FoundQuote? Lines(string text)
    {
        var lines = BehindTag().Replace(text, "${tag}\n>${said}").Split('\n');
        var first = Array.FindIndex(lines, line => QuoteLines.Content(line) is { Length: > 0 });
        if (first < 0)
        {
            return null;
        }

        var said = new List<string>();
        var last = first;
        string? speaker = null;
        for (var at = first; at < lines.Length; at++)
        {
            if (QuoteLines.Content(lines[at]) is not { } content)
            {
                continue;
            }

            if (
                said.Count > 0
                && (Attribution.OfLine(content) ?? (EndsSentence(said[^1]) ? Attribution.OfBareLine(content) : null)) is { } named
            )
            {
                speaker = named;
            }
            else
            {
                said.AddRange(at > last + 1 && said.Count > 0 ? ["", content] : [content]);
            }

            last = at;
        }

        var quote = CleanText.Readable(WithoutMarks(Paragraphs(said)));
        speaker ??= Attribution.Behind(Below(lines, last)) ?? Attribution.Before(string.Join('\n', lines[..first]));
        return Attribution.Words(Comment().Replace(quote, "")) < 1 || (Attribution.Words(quote) < 2 && WordCharacters.Count(quote) < 8)
            ? null
            : new FoundQuote(quote, speaker, null, "quoted lines");
    }

    private static bool EndsSentence(string line) => line.Length == 0 || line[^1] is '.' or '!' or '?' or '"' or '”' or '…';

    private static string Below(string[] lines, int last) => "\n" + string.Join('\n', lines.Skip(last + 1).Take(3));

    /// <summary>Empty lines between, never more than one.</summary>
    private static string Paragraphs(List<string> lines) =>
        string.Join('\n', lines.Where((line, at) => line.Length > 0 || (at > 0 && lines[at - 1].Length > 0)));

    private static string WithoutMarks(string text)
    {
        var trimmed = text.Trim();
        return QuotationMarks.All(trimmed) is [{ Start: 1 } only] && only.End == trimmed.Length - 1 ? trimmed[1..^1] : trimmed;
    }

    /// <summary>Behind some words of the nominator's own: <c>“…” says it all #qotw — Jane Doe</c>.</summary>
    private static string? AtEnd(string rest)
    {
        var dash = rest.AsSpan().TrimEnd().LastIndexOfAny('—', '–', '―');
        return dash > 0 && char.IsWhiteSpace(rest[dash - 1]) ? Attribution.OfLine(rest[dash..].TrimEnd()) : null;
    }

    private static FoundQuote? Marked(PostText post)
    {
        var all = WordCharacters.Count(post.OwnText);
        FoundQuote? best = null;
        foreach (var (start, end) in QuotationMarks.All(post.OwnText))
        {
            var said = CleanText.Readable(post.OwnText[start..end]);
            if (best is not null && said.Length <= best.Text.Length)
            {
                continue;
            }

            var speaker =
                Attribution.Behind(post.OwnText[Math.Min(post.OwnText.Length, end + 1)..Math.Min(post.OwnText.Length, end + 241)])
                ?? Attribution.Before(post.OwnText[Math.Max(0, start - 200)..(start - 1)])
                ?? AtEnd(post.OwnText[Math.Min(post.OwnText.Length, end + 1)..]);
            var words = Attribution.Words(said);
            if (
                words >= FewestWords
                || (
                    (words >= FewestWords / 2 || WordCharacters.Count(said) >= 8)
                    && (speaker is not null || WordCharacters.Count(said) * 5 >= all * 2)
                )
            )
            {
                best = new FoundQuote(said, speaker, null, "quotation marks");
            }
        }

        return best;
    }

    /// <summary>A quote that begins on the line of its tag and goes on below.</summary>
    [GeneratedRegex(
        @"(?<tag>[#＃][\p{L}\p{N}_]+:?)[ \t]+>(?<said>[^\n]+\n[ \t]*>)",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex BehindTag();

    [GeneratedRegex(
        "<!--.*?(?:-->|$)",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Comment();
}
