namespace Syndicator.Issues;

/// <summary>
/// Whether the line ends of a paragraph are meant, although Markdown takes them for blanks. Nobody wraps prose at forty characters; lines somewhat longer are
/// verse when each ends although the next word would have fitted.
/// </summary>
internal static class Verse
{
    private const int FewestLines = 3;

    /// <summary>Longer ones are logs or lists, and better run on.</summary>
    private const int MostLines = 40;

    /// <summary>In characters.</summary>
    private const int ShortLine = 40;

    /// <summary>In characters.</summary>
    private const int LongestLine = 60;

    /// <summary>A cheap first question.</summary>
    public static bool MayBe(int softBreakCount) => softBreakCount is >= FewestLines - 1 and < MostLines;

    /// <param name="paragraph">Its text, with a blank at each soft line end.</param>
    /// <param name="offset">Of the paragraph in the text that the places count in.</param>
    /// <param name="softBreaks">Where the blanks are.</param>
    public static bool Is(ReadOnlySpan<char> paragraph, int offset, List<int> softBreaks)
    {
        var (start, longest, longestWithNext) = (0, 0, 0);
        foreach (var place in softBreaks)
        {
            var end = place - offset;
            if (end <= start || end >= paragraph.Length)
            {
                return false;
            }

            var word = paragraph[(end + 1)..].IndexOf(' ');
            word = word < 0 ? paragraph.Length - end - 1 : word;
            longest = Math.Max(longest, end - start);
            longestWithNext = Math.Max(longestWithNext, end - start + 1 + word);
            start = end + 1;
        }

        longest = Math.Max(longest, paragraph.Length - start);
        return longest < ShortLine || (longest < LongestLine && longestWithNext <= longest);
    }
}
