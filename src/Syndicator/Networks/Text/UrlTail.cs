namespace Syndicator.Networks.Text;

/// <summary>What follows the host of a URL. Every method returns the index behind its part, or where it began when the part is not there.</summary>
internal static class UrlTail
{
    public static int PortEnd(ReadOnlySpan<char> text, int start)
    {
        if (start >= text.Length || text[start] != ':')
        {
            return start;
        }

        var end = start + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end > start + 1 ? end : start;
    }

    /// <summary>Trailing punctuation is left out; parentheses are taken in pairs, one pair inside another at most.</summary>
    public static int PathEnd(ReadOnlySpan<char> text, int start, UrlGrammar grammar)
    {
        if (start >= text.Length || text[start] != '/')
        {
            return start;
        }

        var end = start + 1;
        for (var at = end; at < text.Length; )
        {
            if (text[at] == '(')
            {
                var close = ParenthesesEnd(text, at, grammar);
                if (close < 0)
                {
                    break;
                }

                end = at = close;
                continue;
            }

            if (!grammar.IsPath(text[at]))
            {
                break;
            }

            at++;
            end = grammar.IsPathEnd(text[at - 1]) ? at : end;
        }

        return end;
    }

    public static int QueryEnd(ReadOnlySpan<char> text, int start, UrlGrammar grammar)
    {
        if (start >= text.Length || text[start] != '?')
        {
            return start;
        }

        var end = start;
        for (var at = start + 1; at < text.Length && grammar.IsQuery(text[at]); at++)
        {
            end = grammar.IsQueryEnd(text[at]) ? at + 1 : end;
        }

        return end;
    }

    private static int ParenthesesEnd(ReadOnlySpan<char> text, int open, UrlGrammar grammar)
    {
        var at = PlainEnd(text, open + 1, grammar);
        if (at < text.Length && text[at] == '(')
        {
            var inner = PlainEnd(text, at + 1, grammar);
            if (inner == at + 1 || inner >= text.Length || text[inner] != ')')
            {
                return -1;
            }

            at = PlainEnd(text, inner + 1, grammar);
        }

        return at > open + 1 && at < text.Length && text[at] == ')' ? at + 1 : -1;
    }

    private static int PlainEnd(ReadOnlySpan<char> text, int start, UrlGrammar grammar)
    {
        while (start < text.Length && grammar.IsPath(text[start]))
        {
            start++;
        }

        return start;
    }
}
