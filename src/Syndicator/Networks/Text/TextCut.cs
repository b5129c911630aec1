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

        // A good place is worth some words, but not most of them.
        var good = LongestAt(text, [.. CutPlaces.WithoutAwkward(text, places)], ending, fits);
        var any = good is not null && good.Length * 2 >= text.Length ? null : LongestAt(text, places, ending, fits);
        return good is not null && (any is null || good.Length * 4 >= any.Length * 3) ? good : any;
    }

    private static string? LongestAt(string text, List<int> places, string ending, Func<string, bool> fits)
    {

        string? best = null;
        int low = 0,
            high = places.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var candidate = string.Concat(text.AsSpan(0, places[middle]), ending);
            if (fits(candidate))
            {
                best = candidate;
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return best;
    }
}
