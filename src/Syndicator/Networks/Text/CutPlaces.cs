namespace Syndicator.Networks.Text;

/// <summary>Where a text may end early, as UTF-16 indices in ascending order, neither at its beginning nor at its end.</summary>
internal static class CutPlaces
{
    private static readonly string[] Abbreviations = ["e.g.", "i.e.", "vs.", "cf.", "Mr.", "Ms.", "Mrs.", "Dr.", "St.", "No.", "approx.", "ca.", "resp."];

    /// <summary>Behind sentences, with the quotation marks and parentheses that close there; and at line ends.</summary>
    public static List<int> Sentences(string text)
    {
        var places = new List<int>();
        foreach (var place in Words(text))
        {
            if (IsSentenceEnd(text, place))
            {
                places.Add(place);
            }
        }

        return places;
    }

    /// <summary>Behind words, without the comma or opening parenthesis that would be left over.</summary>
    public static List<int> Words(string text)
    {
        var places = new List<int>();
        var lastWord = 0;
        foreach (var boundary in Boundaries(text))
        {
            var place = Trim(text, boundary);
            if (place > lastWord && place > 0 && Graphemes.IsBoundary(text, place))
            {
                places.Add(place);
                lastWord = place;
            }
        }

        return places;
    }

    private static IEnumerable<int> Boundaries(string text)
    {
        var code = CodeSpans(text);
        var nextCode = 0;
        for (int at = 0, length; at < text.Length; at += length)
        {
            length = Graphemes.FirstLength(text.AsSpan(at));
            while (nextCode < code.Count && code[nextCode].End <= at)
            {
                nextCode++;
            }

            var isInCode = nextCode < code.Count && at > code[nextCode].Start;
            if (at > 0 && !isInCode && (char.IsWhiteSpace(text[at]) || IsBetweenIdeographs(text, at)))
            {
                yield return at;
            }
        }
    }

    private static List<(int Start, int End)> CodeSpans(string text)
    {
        var spans = new List<(int, int)>();
        for (var open = text.IndexOf('`'); open >= 0; )
        {
            var close = text.IndexOf('`', open + 1);
            if (close < 0)
            {
                break;
            }

            spans.Add((open, close + 1));
            open = text.IndexOf('`', close + 1);
        }

        return spans;
    }

    // A URL in front of Chinese text ends there for X; the same URL may go on for Mastodon. So only between two of them.
    private static bool IsBetweenIdeographs(string text, int at) => IsIdeograph(text[at]) && IsIdeograph(text[at - 1]) && !IsInUrl(text, at);

    private static bool IsIdeograph(char c) => c is (>= '\u3041' and <= '\u30FA') or (>= '\u3400' and <= '\u9FFF') or '\u3002' or '\uFF0C';

    private static bool IsInUrl(string text, int at)
    {
        var word = text.AsSpan(0, at);
        var start = word.LastIndexOfAny(" \t\r\n\u3000") + 1;
        return word[start..].ContainsAny(".:@#");
    }

    private static int Trim(string text, int end)
    {
        while (end > 0 && (char.IsWhiteSpace(text[end - 1]) || IsLeftOver(text[end - 1])))
        {
            end--;
        }

        return end;
    }

    private static bool IsLeftOver(char c) => c is ',' or ';' or ':' or '(' or '[' or '{' or '-' or '–' or '—' or '“' or '‘' or '«' or '•' or EntityGuard.WordJoiner;

    private static bool IsSentenceEnd(string text, int place)
    {
        var end = place;
        while (end > 0 && text[end - 1] is '"' or '\'' or '”' or '’' or ')' or ']' or '»' or '」')
        {
            end--;
        }

        if (end == 0)
        {
            return false;
        }

        var last = text[end - 1];
        return last is '。' or '！' or '？' || (last is '.' or '!' or '?' or '…' && IsFollowedByStart(text, place) && !IsAbbreviation(text, end)) || IsLineEnd(text, place);
    }

    private static bool IsLineEnd(string text, int place) => text[place] is '\n' or '\r';

    private static bool IsFollowedByStart(string text, int place)
    {
        while (place < text.Length && char.IsWhiteSpace(text[place]))
        {
            place++;
        }

        return place < text.Length && !char.IsLower(text[place]);
    }

    private static bool IsAbbreviation(string text, int end)
    {
        if (text[end - 1] != '.')
        {
            return false;
        }

        var word = text.AsSpan(0, end);
        word = word[(word.LastIndexOfAny(" \t\r\n(") + 1)..];
        foreach (var abbreviation in Abbreviations)
        {
            if (word.Equals(abbreviation, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        // An initial: J. Doe.
        return word.Length == 2 && char.IsUpper(word[0]) && word[0] != 'I';
    }
}
