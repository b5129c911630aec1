namespace Syndicator.Issues;

/// <summary>How sentences begin and end, without regular expressions: these run over every paragraph of every issue.</summary>
internal static class Prose
{
    public static bool Begins(this ReadOnlySpan<char> text, string words) => text.StartsWith(words, StringComparison.OrdinalIgnoreCase);

    public static bool Mentions(this ReadOnlySpan<char> text, string words) => text.Contains(words, StringComparison.OrdinalIgnoreCase);

    public static bool MentionsAny(this ReadOnlySpan<char> text, ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (text.Mentions(word))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>An item that says there is nothing: <c>No calls were issued</c>.</summary>
    public static bool DeclaresNothing(IssueText text, in TextBlock block)
    {
        var span = text.Span(block);
        var isLinked = block.LinkEnd > block.FirstLink && text.Links[block.FirstLink].Start == block.Start;
        return !isLinked && (span.Begins("No ") || span.Begins("None ") || span.Begins("There were no "));
    }

    /// <summary>The footer's and the sections' standing requests, editors and sponsors.</summary>
    public static bool IsBoilerplate(IssueText text, in TextBlock block)
    {
        for (var i = block.FirstLink; i < block.LinkEnd; i++)
        {
            var link = text.Span(text.Links[i]);
            if (link.Mentions("submit") || link.Begins("Discuss on"))
            {
                return true;
            }
        }

        var span = text.Span(block);
        return span.Begins("Please submit")
            || span.Begins("Submit your")
            || span.Begins("Email list hosting")
            || span.Mentions(" is edited by");
    }

    /// <summary>Where the sentence that goes on at <paramref name="from"/> has its final mark; the block's end when it has none. Links are skipped.</summary>
    public static int SentenceEnd(IssueText text, in TextBlock block, int from)
    {
        var links = text.Links[block.FirstLink..block.LinkEnd];
        var link = 0;
        for (var i = from; i < block.End; i++)
        {
            while (link < links.Length && links[link].End <= i)
            {
                link++;
            }

            if (link < links.Length && i >= links[link].Start)
            {
                i = links[link].End - 1;
                continue;
            }

            if (EndsSentence(text.Span(block.Start, block.End), i - block.Start))
            {
                return i;
            }
        }

        return block.End;
    }

    /// <summary>Where the sentence after the mark at <paramref name="end"/> begins; the block's end when there is none.</summary>
    public static int NextSentence(IssueText text, in TextBlock block, int end)
    {
        while (end < block.End && text.Span(end, block.End)[0] is '.' or '!' or '?' or ' ' or ')' or '"')
        {
            end++;
        }

        return end;
    }

    /// <summary>The first letter or digit at or after <paramref name="from"/>, or <paramref name="end"/>.</summary>
    public static int SkipToWord(IssueText text, int from, int end)
    {
        while (from < end && !char.IsLetterOrDigit(text.Span(from, end)[0]))
        {
            from++;
        }

        return from;
    }

    private static bool EndsSentence(ReadOnlySpan<char> text, int at)
    {
        if (text[at] is not ('.' or '!' or '?'))
        {
            return false;
        }

        var rest = text[(at + 1)..].TrimStart(")\"”’");
        if (rest.IsEmpty)
        {
            return true;
        }

        if (rest[0] != ' ' || rest.Length < 2 || char.IsLower(rest[1]))
        {
            return false;
        }

        var before = text[..at];
        return text[at] != '.'
            || !(before.EndsWith(" e.g") || before.EndsWith(" i.e") || before.EndsWith(" vs") || before.EndsWith("(e.g"));
    }
}
