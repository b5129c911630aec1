namespace Syndicator.Issues;

/// <summary>Reads <c>Thanks to [name](url) for the suggestion!</c> in its many forms.</summary>
internal static class ThanksReader
{
    private static readonly HashSet<string> _leadingWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "Thanks",
        "Thank",
        "you",
        "go",
        "goes",
        "to",
        "again",
        "also",
        "out",
        "a",
        "lot",
        "so",
        "very",
        "much",
        "both",
    };

    private static readonly HashSet<string> _fillers = new(StringComparer.OrdinalIgnoreCase)
    {
        "and",
        "also",
        "again",
        "to",
        "user",
        "users",
        "reddit",
        "redditor",
        "redditors",
        "fellow",
        "rustacean",
    };

    private static readonly string[] _namesEnd = [" for ", " who ", " whose ", " which ", " that ", "'s ", "’s "];

    /// <summary>The sentence of thanks in a block: where it starts and ends. Start is -1 when there is none.</summary>
    public static (int Start, int End) Find(IssueText text, in TextBlock block)
    {
        var start = block.Start;
        while (start < block.End)
        {
            var end = Prose.SentenceEnd(text, block, start);
            if (text.Span(start, block.End).Begins("Thank"))
            {
                return (start, end);
            }

            // Thanks may also follow on a line of their own, without a full stop before them.
            var line = text.NextLineStart(start, end);
            while (line < end && !text.Span(line, end).StartsWith("Thank"))
            {
                line = text.NextLineStart(line, end);
            }

            var next = line < end ? line : Prose.NextSentence(text, block, end);
            start = next > start ? next : block.End;
        }

        return (-1, -1);
    }

    /// <summary>Adds everybody the sentence names.</summary>
    public static void Read(IssueText text, in TextBlock block, int start, int end, List<Thanks> into)
    {
        var cursor = SkipLeadingWords(text, block, start, end);
        end = NamesEnd(text, block, cursor, end);
        for (var i = block.FirstLink; i < block.LinkEnd; i++)
        {
            var link = text.Links[i];
            if (link.Start < cursor || link.Start >= end)
            {
                continue;
            }

            AddPlain(text.Span(cursor, link.Start), into);
            into.Add(new Thanks(NameOf(text.Span(link)), link.Url));
            cursor = link.End;
        }

        AddPlain(text.Span(cursor, end), into);
    }

    /// <summary>Sometimes the link covers <c>name for the suggestion</c>.</summary>
    private static string NameOf(ReadOnlySpan<char> link)
    {
        var end = link.IndexOf(" for ", StringComparison.Ordinal);
        return (end > 0 ? link[..end] : link).ToString();
    }

    private static int SkipLeadingWords(IssueText text, in TextBlock block, int cursor, int end)
    {
        while (cursor < end)
        {
            if (IsInLink(text, block, cursor))
            {
                return cursor;
            }

            var rest = text.Span(cursor, end);
            if (rest[0] is ' ' or ',')
            {
                cursor++;
                continue;
            }

            var length = rest.IndexOfAny(' ', ',');
            var word = length < 0 ? rest : rest[..length];
            if (!_leadingWords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word))
            {
                return cursor;
            }

            cursor += word.Length;
        }

        return cursor;
    }

    private static int NamesEnd(IssueText text, in TextBlock block, int cursor, int end)
    {
        foreach (var marker in _namesEnd)
        {
            var from = cursor;
            while (text.Span(from, end).IndexOf(marker, StringComparison.Ordinal) is var at and >= 0)
            {
                if (!IsInLink(text, block, from + at))
                {
                    end = from + at;
                    break;
                }

                from += at + 1;
            }
        }

        return end;
    }

    private static bool IsInLink(IssueText text, in TextBlock block, int position)
    {
        for (var i = block.FirstLink; i < block.LinkEnd; i++)
        {
            if (position >= text.Links[i].Start && position < text.Links[i].End)
            {
                return true;
            }
        }

        return false;
    }

    private static void AddPlain(ReadOnlySpan<char> names, List<Thanks> into)
    {
        foreach (
            var part in names
                .ToString()
                .Split([",", " and ", " & "], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        )
        {
            var words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var first = 0;
            while (first < words.Length && (_fillers.Contains(words[first]) || words[first] is "&" or "(" or ")"))
            {
                first++;
            }

            var name = string.Join(' ', words[first..]).Trim('.', '!', ',', ' ');
            if (name.Length > 0)
            {
                into.Add(new Thanks(name, null));
            }
        }
    }
}
