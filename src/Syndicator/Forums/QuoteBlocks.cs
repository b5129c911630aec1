using System.Text;

namespace Syndicator.Forums;

/// <summary>Parts what somebody wrote into their own words and those of others, which stand in <c>[quote]…[/quote]</c>.</summary>
internal static class QuoteBlocks
{
    /// <returns>The own words as written, and every outermost passage in order.</returns>
    public static (string Own, IReadOnlyList<Passage> Passages) Part(string raw)
    {
        var text = raw.ReplaceLineEndings("\n");
        var pairs = QuoteTags.Find(text);
        var passages = new List<Passage>();
        var own = Without(text, 0, text.Length, pairs, 0, passages);
        return (own, passages);
    }

    /// <summary>A stretch of text without the pairs that begin in it.</summary>
    /// <param name="first">The first pair that may.</param>
    /// <param name="taken">Gets what was left out; null: nobody asks.</param>
    private static string Without(string text, int start, int end, IReadOnlyList<QuotePair> pairs, int first, List<Passage>? taken)
    {
        var kept = new StringBuilder();
        for (var i = first; i < pairs.Count && pairs[i].Start < end; i++)
        {
            // Within one that was left out.
            if (pairs[i].Start < start)
            {
                continue;
            }

            Append(kept, text.AsSpan(start, pairs[i].Start - start));
            taken?.Add(new Passage(Without(text, pairs[i].TextStart, pairs[i].TextEnd, pairs, i + 1, null), pairs[i].Source));
            start = pairs[i].End;
            while (start < end && text[start] is ' ' or '\t')
            {
                start++;
            }
        }

        Append(kept, text.AsSpan(start, end - start));
        return kept.ToString();
    }

    private static void Append(StringBuilder kept, ReadOnlySpan<char> piece)
    {
        var words = WithoutBlankLines(piece).TrimEnd();
        if (words.Length > 0)
        {
            kept.Append(kept.Length > 0 ? "\n\n" : "").Append(words);
        }
    }

    /// <summary>The indent of the first line with words is kept: it may be code.</summary>
    private static ReadOnlySpan<char> WithoutBlankLines(ReadOnlySpan<char> piece)
    {
        var words = piece.Length - piece.TrimStart().Length;
        return piece[(piece[..words].LastIndexOf('\n') + 1)..];
    }
}
