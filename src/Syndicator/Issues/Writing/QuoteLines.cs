namespace Syndicator.Issues.Writing;

/// <summary>A quote as a block quote: every line with its mark, paragraphs apart, verse line by line, lists and code as such.</summary>
internal static class QuoteLines
{
    private const string Fence = "```";
    private const string Bullet = "• ";

    /// <summary>Two blanks at its end keep a line from running on, in every Markdown.</summary>
    private const string HardBreak = "  ";

    /// <summary>Empty when nothing is said.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        var lines = PlainWords.Lines(text);
        var result = new List<string>();
        for (var at = 0; at < lines.Count; )
        {
            if (lines[at].Trim(' ').Length == 0)
            {
                at++;
                continue;
            }

            if (result.Count > 0)
            {
                result.Add(">");
            }

            var end = FenceEnd(lines, at);
            if (end > at)
            {
                result.AddRange(Code([.. lines.Skip(at + 1).Take(end - at - 1)], lines[at].Trim(' ')));
                at = end + 1;
                continue;
            }

            end = ParagraphEnd(lines, at);
            result.AddRange(Paragraph([.. lines.Skip(at).Take(end - at).Select(line => line.Trim(' '))]));
            at = end;
        }

        return result;
    }

    /// <summary>The line that closes the fence at this one; this one when it opens none.</summary>
    private static int FenceEnd(IReadOnlyList<string> lines, int at)
    {
        if (!OpensFence(lines[at]))
        {
            return at;
        }

        for (var end = at + 1; end < lines.Count; end++)
        {
            if (lines[end].Trim(' ') == Fence)
            {
                return end;
            }
        }

        return at;
    }

    private static bool OpensFence(string line)
    {
        var fence = line.Trim(' ');
        return fence.StartsWith(Fence, StringComparison.Ordinal) && fence.AsSpan(Fence.Length).IndexOfAnyExcept(s_language) < 0;
    }

    private static readonly System.Buffers.SearchValues<char> s_language = System.Buffers.SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+#"
    );

    private static int ParagraphEnd(IReadOnlyList<string> lines, int at)
    {
        var isList = lines[at].StartsWith(Bullet, StringComparison.Ordinal);
        var end = at + 1;
        while (
            end < lines.Count
            && lines[end].Trim(' ').Length > 0
            && lines[end].StartsWith(Bullet, StringComparison.Ordinal) == isList
            && FenceEnd(lines, end) == end
        )
        {
            end++;
        }

        return end;
    }

    private static IEnumerable<string> Paragraph(IReadOnlyList<string> lines) =>
        lines[0].StartsWith(Bullet, StringComparison.Ordinal)
            ? lines.Select(line => $"> * {MarkdownEscape.Of(line[Bullet.Length..].Trim(' '), startsLine: true)}")
            : lines.Select((line, index) => $"> {MarkdownEscape.Of(line, startsLine: true)}{(index < lines.Count - 1 ? HardBreak : "")}");

    /// <summary>Between fences as the newsletter has it, where the site's Markdown, which knows no fence in a quote, cannot take a line of it for something else; else indented.</summary>
    private static IEnumerable<string> Code(IReadOnlyList<string> lines, string fence) =>
        lines.Count > 0 && lines.All(IsCodeEverywhere)
            ? lines.Prepend(fence).Append(Fence).Select(line => $"> {line}")
            : lines.Select(line => line.Trim(' ').Length == 0 ? ">" : $">     {line}");

    private static bool IsCodeEverywhere(string line)
    {
        var words = line.AsSpan().TrimStart(' ');
        return !words.IsEmpty
            && !words.Contains('`')
            && words[0] is not ('#' or '>' or '*' or '_' or '=' or '~' or ':' or '<')
            && !words.Trim("- ").IsEmpty;
    }
}
