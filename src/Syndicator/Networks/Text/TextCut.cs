namespace Syndicator.Networks.Text;

/// <summary>
/// Shortens a text where a reader would: never inside a grapheme cluster, a word, a URL or a code span in backticks. The ellipsis is added here, and is part
/// of what must fit. Few places are tried (binary search), so <c>fits</c> should not say yes to a text and no to its beginning; what is returned fits anyway.
/// </summary>
internal static class TextCut
{
    public const string Ellipsis = "…";

    /// <summary>The text itself if it fits, else its longest run of whole sentences with <c> …</c> behind, else null.</summary>
    public static string? AtSentence(string text, Func<string, bool> fits) =>
        Longest(text, CutPlaces.Sentences(text), " " + Ellipsis, fits);

    /// <summary>
    /// The text itself if it fits, else its longest run of whole words with <c>…</c> behind, else null. Between Chinese and Japanese characters, which are
    /// written without spaces, any place will do.
    /// </summary>
    public static string? AtWord(string text, Func<string, bool> fits) => Longest(text, CutPlaces.Words(text), Ellipsis, fits);

    private static string? Longest(string text, List<int> places, string ending, Func<string, bool> fits)
    {
        if (fits(text))
        {
            return text;
        }

        int low = 0,
            high = places.Count - 1,
            last = -1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (fits(Cut(text, places[middle], ending)))
            {
                last = middle;
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return last < 0 ? null : Cut(text, Better(text, places, last, ending, fits), ending);
    }

    private static string Cut(string text, int place, string ending) => string.Concat(text.AsSpan(0, place), ending);

    /// <summary>A place where a reader would not stumble is worth some words, but not most of them.</summary>
    private static int Better(string text, List<int> places, int last, string ending, Func<string, bool> fits)
    {
        var smooth = CutPlaces.Smooth(text, places.GetRange(0, last + 1)).LastOrDefault();
        return smooth * 4 >= places[last] * 3 && fits(Cut(text, smooth, ending)) ? smooth : places[last];
    }
}
