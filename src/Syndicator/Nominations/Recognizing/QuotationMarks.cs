namespace Syndicator.Nominations.Recognizing;

/// <summary>Finds what stands between quotation marks of any writing. Walks through the text once for each pair that closes.</summary>
internal static class QuotationMarks
{
    private const int LongestQuote = 5_000;

    /// <summary>Marks that open, and what closes each.</summary>
    private static readonly Dictionary<char, string> s_pairs = new()
    {
        ['"'] = "\"",
        ['“'] = "”\"",
        ['”'] = "”",
        ['„'] = "“”\"",
        ['‟'] = "”",
        ['«'] = "»",
        ['»'] = "«",
        ['‹'] = "›",
        ['›'] = "‹",
        ['「'] = "」",
        ['『'] = "』",
        ['《'] = "》",
        ['＂'] = "＂",
        ['‘'] = "’",
        ['‚'] = "‘’",
        ['\''] = "'",
    };

    /// <summary>Between the marks, in order; none lies in another.</summary>
    public static IReadOnlyList<(int Start, int End)> All(string text)
    {
        var found = new List<(int, int)>();
        var next = new Dictionary<char, int>();
        for (var at = 0; at < text.Length; at++)
        {
            if (!s_pairs.TryGetValue(text[at], out var closing) || !MayOpen(text, at) || next.GetValueOrDefault(text[at]) > at)
            {
                continue;
            }

            var end = Close(text, at, closing);
            if (end > at + 1)
            {
                found.Add((at + 1, end));
                at = end;
            }
            else
            {
                // Nothing closes it as far as was looked.
                next[text[at]] = Math.Min(text.Length, at + LongestQuote);
            }
        }

        return found;
    }

    private static bool MayOpen(string text, int at) =>
        at + 1 < text.Length
        && (text[at] == '«' || !char.IsWhiteSpace(text[at + 1]))
        && (text[at] is '「' or '『' or '《' || at == 0 || !(char.IsLetterOrDigit(text[at - 1]) || text[at - 1] is '=' or '_'));

    private static int Close(string text, int open, string closing)
    {
        var depth = 0;
        var last = Math.Min(text.Length, open + LongestQuote);
        for (var at = open + 1; at < last; at++)
        {
            if (text[at] == text[open] && !closing.Contains(text[at]))
            {
                depth++;
            }
            else if (closing.Contains(text[at]) && MayClose(text, at) && depth-- == 0)
            {
                return at;
            }
        }

        return -1;
    }

    // An apostrophe is no end.
    private static bool MayClose(string text, int at) =>
        text[at] is '」' or '』' or '》' || at + 1 >= text.Length || !(char.IsLetterOrDigit(text[at + 1]) || text[at + 1] == '_');
}
