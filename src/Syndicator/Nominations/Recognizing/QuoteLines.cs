namespace Syndicator.Nominations.Recognizing;

/// <summary>Lines that begin with <c>&gt;</c>, as mail and Markdown quote.</summary>
internal static class QuoteLines
{
    /// <summary>Whether such a line begins there: not a face (<c>&gt;:(</c>), not a number (<c>&gt;50</c>).</summary>
    public static bool IsMark(string text, int at)
    {
        if (at >= text.Length || text[at] != '>')
        {
            return false;
        }

        var next = at + 1;
        return next == text.Length || char.IsWhiteSpace(text[next]) || text[next] is '>' or '"' or '“' or '`' || char.IsLetter(text[next]);
    }

    /// <summary>What a line quotes; null when it is none.</summary>
    public static string? Content(string line)
    {
        var content = line.TrimStart(' ', '\t');
        if (!IsMark(content, 0))
        {
            return null;
        }

        return content.TrimStart('>', ' ', '\t').TrimEnd();
    }
}
