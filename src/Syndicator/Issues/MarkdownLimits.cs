using System.Globalization;

namespace Syndicator.Issues;

/// <summary>
/// Sizes beyond which a text is no issue and is not parsed, so that a hostile file costs bounded time: Markdig needs time that grows with the square of a line of
/// unclosed links and of a block of reference definitions. Real issues stay far below: the longest line known has 1,000 characters, the longest block 14,000.
/// </summary>
internal static class MarkdownLimits
{
    private const int LongestText = 4_000_000;
    private const int LongestLine = 32_768;

    /// <summary>Lines without a blank one between them.</summary>
    private const int LongestBlock = 200_000;

    /// <summary>The first limit that the text exceeds; null for every text that can be parsed.</summary>
    public static (string Code, int Line, string Message, string Remedy)? FirstExceeded(string markdown)
    {
        if (markdown.Length > LongestText)
        {
            var size = string.Create(
                CultureInfo.InvariantCulture,
                $"The file has {markdown.Length} characters; an issue has at most {LongestText}."
            );
            return ("file-too-large", 0, size, "Give the Markdown source of an issue.");
        }

        var (number, block) = (0, 0);
        foreach (var line in markdown.AsSpan().EnumerateLines())
        {
            number++;
            block = line.IsWhiteSpace() ? 0 : block + line.Length;
            if (line.Length > LongestLine)
            {
                var length = string.Create(
                    CultureInfo.InvariantCulture,
                    $"The line has {line.Length} characters; at most {LongestLine} are read."
                );
                return ("line-too-long", number, length, "Break the line.");
            }

            if (block > LongestBlock)
            {
                return ("block-too-long", number, "The paragraph or list is too long to be read.", "Put blank lines between its parts.");
            }
        }

        return null;
    }

    /// <summary>The line, from 1, with the most characters that nest something.</summary>
    public static int DeepestLine(string markdown)
    {
        var (number, deepest, most) = (0, 1, 0);
        foreach (var line in markdown.AsSpan().EnumerateLines())
        {
            number++;
            var count = line.Count('>') + line.Count('[') + line.Count('*') + line.Count('_') + line.Count('.');
            if (count > most)
            {
                (deepest, most) = (number, count);
            }
        }

        return deepest;
    }
}
