namespace Syndicator.Networks.Text;

/// <summary>Where a text may end early, as UTF-16 indices in ascending order, neither at its beginning nor at its end.</summary>
internal static class CutPlaces
{
    private static readonly string[] Abbreviations =
    [
        "e.g.",
        "i.e.",
        "vs.",
        "cf.",
        "Mr.",
        "Ms.",
        "Mrs.",
        "Dr.",
        "St.",
        "No.",
        "approx.",
        "ca.",
        "resp.",
    ];

    private static readonly System.Buffers.SearchValues<char> SignsOfLinks = System.Buffers.SearchValues.Create(".:@#\uFF20\uFF03");

    /// <summary>English words that promise another.</summary>
    private static readonly string[] SmallWords =
    [
        "a",
        "an",
        "the",
        "and",
        "or",
        "but",
        "nor",
        "so",
        "if",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "onto",
        "to",
        "with",
        "without",
        "is",
        "are",
        "was",
        "were",
        "be",
        "it",
        "its",
        "that",
        "this",
        "which",
        "who",
        "while",
        "when",
        "than",
        "then",
        "not",
        "no",
        "your",
        "our",
        "their",
        "his",
        "her",
        "my",
    ];

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
        foreach (var (boundary, floor) in Boundaries(text))
        {
            var place = Trim(text, boundary, floor);
            if (place > lastWord && (place == boundary || Graphemes.IsBoundary(text, place)))
            {
                places.Add(place);
                lastWord = place;
            }
        }

        return places;
    }

    /// <summary>Only places where a reader would not stumble: no bracket or quotation mark is left open, and no small word stands last.</summary>
    public static IEnumerable<int> Smooth(string text, List<int> places)
    {
        var (depth, isQuoted, at) = (0, false, 0);
        foreach (var place in places)
        {
            for (; at < place; at++)
            {
                depth += text[at] switch
                {
                    '(' or '[' or '{' or '“' => 1,
                    ')' or ']' or '}' or '”' when depth > 0 => -1,
                    _ => 0,
                };
                isQuoted ^= text[at] == '"';
            }

            if (depth == 0 && !isQuoted && !EndsAwkwardly(text.AsSpan(0, place)))
            {
                yield return place;
            }
        }
    }

    private static bool EndsAwkwardly(ReadOnlySpan<char> text)
    {
        if (text[^1] is ',' or ';' or ':' || text.EndsWith("...") || text.EndsWith("…") || text.EndsWith("[...]") || text.EndsWith("[…]"))
        {
            return true;
        }

        var word = text[(text.LastIndexOfAny(" \t\r\n(") + 1)..];
        foreach (var small in SmallWords)
        {
            if (word.Equals(small, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<(int At, int Floor)> Boundaries(string text)
    {
        var whole = Unbreakable(text);
        int next = 0,
            floor = 0;
        var isPlainWord = true;
        for (int at = 0, length; at < text.Length; at += length)
        {
            length = Graphemes.FirstLength(text.AsSpan(at));
            while (next < whole.Count && whole[next].End <= at)
            {
                floor = whole[next].End;
                next++;
            }

            var isInside = next < whole.Count && at > whole[next].Start;
            var isSpace = char.IsWhiteSpace(text[at]);
            // A URL in front of Chinese text ends there for X and may go on for others, so such words are left whole.
            if (at > 0 && !isInside && (isSpace || (isPlainWord && IsIdeograph(text[at]) && IsIdeograph(text[at - 1]))))
            {
                yield return (at, floor);
            }

            isPlainWord = isSpace || (isPlainWord && !text.AsSpan(at, length).ContainsAny(SignsOfLinks));
        }
    }

    // Code spans, and links: those of Mastodon may have a wide space in them. By their ends, so that the one that matters next comes first.
    private static List<(int Start, int End)> Unbreakable(string text)
    {
        var spans = CodeSpans(text);
        spans.AddRange(FediverseEntities.Find(text).Select(entity => (entity.Start, entity.Start + entity.Length)));
        spans.Sort((a, b) => a.End.CompareTo(b.End));
        return spans;
    }

    private static List<(int Start, int End)> CodeSpans(string text)
    {
        var spans = new List<(int Start, int End)>();
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

    private static bool IsIdeograph(char c) => c is (>= '\u3041' and <= '\u30FA') or (>= '\u3400' and <= '\u9FFF') or '\u3002' or '\uFF0C';

    // What belongs to a link or to code ends at the floor. One comma behind a word, and marks that stand alone before the cut. More could be the end of a URL.
    private static int Trim(string text, int end, int floor)
    {
        while (end - 1 > floor && (char.IsWhiteSpace(text[end - 1]) || (IsMark(text[end - 1]) && char.IsWhiteSpace(text[end - 2]))))
        {
            end--;
        }

        return end - 1 > floor && text[end - 1] is ',' or ';' or ':' && char.IsLetterOrDigit(text[end - 2]) ? end - 1 : end;
    }

    private static bool IsMark(char c) => c is '(' or '[' or '{' or '-' or '–' or '—' or '“' or '‘' or '«' or '•' or '→';

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
        return last is '。' or '！' or '？'
            || (last is '.' or '!' or '?' or '…' && IsFollowedByStart(text, place) && !IsAbbreviation(text, end))
            || IsLineEnd(text, place);
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
