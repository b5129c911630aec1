using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Syndicator.Nominations.Recognizing;

/// <summary>A post's own text as a quote: a statement of some length, no remark on one, no question about the process.</summary>
internal static partial class OwnStatement
{
    private const int FewestWords = 5;

    private static readonly FrozenSet<string> s_meta = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        [
            .. (
                "quote quotes quoted qotw nominate nominating nominated nomination nominations nominee candidate candidates contender material worthy voting vote votes zitat zitate citation citations cita citas "
                + "citação citazione nominiere nominieren nomino nomine winner winners submission submissions thread newsletter twir issue deadline"
            ).Split(' '),
        ]
    );

    /// <summary>Before a tag, with nothing else: <c>for #qotw</c>.</summary>
    private static readonly FrozenSet<string> s_introducing = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        [.. "for as a my here's here is another new possible potential für als mein ein pour ma mon la une comme para mi una como minha per mia voor mijn".Split(' ')]
    );

    public static FoundQuote? In(PostText post, IReadOnlyList<Trigger> quote, IReadOnlyList<Trigger> all)
    {
        if (Remarks.IsAboutTheProcess(post))
        {
            return null;
        }

        foreach (var trigger in quote)
        {
            foreach (var (from, to) in Sides(post, trigger, all))
            {
                if (Statement(post, from, to) is { } statement)
                {
                    return statement;
                }
            }
        }

        return null;
    }

    /// <summary>What is said behind the tag, and before it; a tag in the middle of a sentence is talked about.</summary>
    private static IEnumerable<(int From, int To)> Sides(PostText post, Trigger trigger, IReadOnlyList<Trigger> all)
    {
        if (!trigger.HasPlace)
        {
            return [(0, post.Pieces.Count)];
        }

        var next = all.Where(other => other.Start >= trigger.End).Select(other => other.Start).DefaultIfEmpty(post.Pieces.Count).Min();
        var previous = all.Where(other => other.HasPlace && other.End <= trigger.Start).Select(other => other.End).DefaultIfEmpty(0).Max();
        var isEmbedded =
            trigger.Start > 0
            && trigger.End < post.Pieces.Count
            && post.Pieces[trigger.Start - 1].Kind == PieceKind.Word
            && post.Pieces[trigger.End].Kind == PieceKind.Word;
        var isIntroduced = post.Pieces.Skip(previous).Take(trigger.Start - previous).All(piece => piece.Kind != PieceKind.Word || s_introducing.Contains(piece.Text));
        return isEmbedded && !isIntroduced ? [] : [(trigger.End, next), (previous, trigger.Start)];
    }

    private static FoundQuote? Statement(PostText post, int from, int to)
    {
        while (from < to && IsEdge(post.Pieces[from], isBegin: true))
        {
            from++;
        }

        while (to > from && IsEdge(post.Pieces[to - 1], isBegin: false))
        {
            to--;
        }

        if (from == to)
        {
            return null;
        }

        var text = CleanText.Readable(WithoutQuotedLines(post.Text[post.Pieces[from].Start..post.Pieces[to - 1].End]));
        var speaker = Signed(text, out var said);
        return Attribution.Words(said) >= FewestWords && !IsRemark(said)
            ? new FoundQuote(said, speaker, null, speaker is null ? "own text" : "signed text")
            : null;
    }

    private static bool IsEdge(Piece piece, bool isBegin) =>
        piece.IsQuoted
        || piece.Kind is PieceKind.Handle or PieceKind.Tag or PieceKind.Url or PieceKind.Break
        || (isBegin ? piece.IsOneOf(":-–—,.)=>→!") : piece.IsOneOf(":-–—(,"));

    private static string WithoutQuotedLines(string text) =>
        string.Join('\n', text.Split('\n').Where(line => QuoteLines.Content(line) is null));

    /// <summary>With a name behind a dash at its end.</summary>
    private static string? Signed(string text, out string said)
    {
        said = text;
        var last = text.LastIndexOf('\n');
        if (last > 0 && text[..last].TrimEnd() is [.., '.' or '!' or '?'] && Attribution.OfBareLine(text[(last + 1)..]) is { } bare)
        {
            said = text[..last].TrimEnd();
            return bare;
        }

        var dash = text.LastIndexOfAny(['—', '–', '―']);
        dash = dash < 0 && text.LastIndexOf("\n- ", StringComparison.Ordinal) is var line and > 0 ? line : dash;
        dash = dash < 0 && text.LastIndexOf(" -- ", StringComparison.Ordinal) is var twice and > 0 ? twice : dash;
        dash = dash < 0 && text.LastIndexOf(" - ", StringComparison.Ordinal) is var single and > 0 ? single : dash;
        if (dash <= 0 || Attribution.OfLine(text[dash..].TrimStart('\n')) is not { } name || char.IsLower(name[0]) && !text[dash..].Contains('\n'))
        {
            return null;
        }

        said = text[..dash].TrimEnd(' ', '\n', ',', '-');
        return name;
    }

    private static bool IsRemark(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => word.Trim('.', ',', '!', '?', ':', '"', '\'', ')', '(')).ToList();
        return Opening().IsMatch(text) || (words.Count <= 8 && Pointing().IsMatch(text)) || words.Take(25).Any(s_meta.Contains);
    }

    [GeneratedRegex(
        @"^\W*(?:this\s*(?:[,.!:;…—–-]|$)|this (?:one|right here|thread|post|comment|reply|sentence|line|take|quote|should|deserves|needs|has to|must|gets|made|so much|a thousand|belongs|right)\b|that(?:'s| is)? (?:a |an |the )?(?:one|good|great|line|best|quote|perfect|wonderful|hilarious|amazing)\b"
            + @"|(?:love|loved|loving|i love|i loved|i like|really like) (?:this|that|it)\b|so (?:good|true|much this)\b|lol\b|lmao\b|haha|best (?:one|thing|line|take|comment|reply)|what an? \w+|nice one|great one|good one|brilliant\s*[,.!]|exactly\s*[,.!]|yes\s*[,.!]|no\s*[,.!]|same here|well said|well put|couldn't (?:agree|have)|can we|could we|please|has anyone|did anyone|how is this not|if this isn't|found (?:one|this|a)|here(?:'s| is)|i think this|saw this|gets my vote|my vote|thanks\s*[,.!]|thank you|congrat|another (?:one|good|great|contender)|strong \w+|submitting|suggesting|dies\s*[,.!]|genau\s*[,.!]|das hier|ça\s*[,.!]|esto\s*[,.!]|isso\s*[,.!]|questo\s*[,.!])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Opening();

    [GeneratedRegex(@"^\W*(?:this|that|these|those|it|he|she|they|das|dies|c'est|esto|eso|isso|questo) (?:is|was|are|'s|ist|war|es|est|é|è)?\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Pointing();
}
