namespace Syndicator.Issues;

/// <summary>What the sentence says a crate is: the words after its name.</summary>
internal static class CrateDescription
{
    /// <summary>Words that go on with the sentence instead of saying what the crate is.</summary>
    private static readonly string[] _saysSomethingElse =
    [
        "which ",
        "that ",
        "who ",
        "whose ",
        "does ",
        "gets ",
        "lets ",
        "and ",
        "but ",
        "while ",
        "for ",
        "to ",
        "has ",
        "provides ",
        "because ",
        "since ",
    ];

    /// <summary>Words between name and description: <c>from Sonos, a neural network inference library</c>.</summary>
    private static readonly string[] _comesBefore = ["by ", "from ", "with ", "crate", "site"];

    public static (int Start, string? Text) Read(IssueText text, int start, int end)
    {
        start = SkipJoint(text, start, end);
        var span = text.Span(start, end);
        if (span.StartsWith('.'))
        {
            return (start, null);
        }

        var skipped = Skipped(span);
        if (skipped < 0)
        {
            return (start, null);
        }

        start += skipped;
        span = span[skipped..].TrimEnd(" .,;:–-");
        foreach (var connector in (ReadOnlySpan<string>)[" and", " while", " as well as"])
        {
            if (span.EndsWith(connector, StringComparison.Ordinal))
            {
                span = span[..^connector.Length].TrimEnd(" ,;");
            }
        }

        if (span.Length < 3 || !span.Contains(' '))
        {
            return (start, null);
        }

        foreach (var words in _saysSomethingElse)
        {
            if (span.StartsWith(words, StringComparison.Ordinal))
            {
                return (start, null);
            }
        }

        return (start, span.ToString());
    }

    /// <summary>How many characters stand between the name and its description; -1 when no description follows them.</summary>
    private static int Skipped(ReadOnlySpan<char> span)
    {
        foreach (var words in _comesBefore)
        {
            if (!span.StartsWith(words, StringComparison.Ordinal))
            {
                continue;
            }

            foreach (var article in (ReadOnlySpan<string>)[", a ", ", an ", ", the "])
            {
                if (span.IndexOf(article, StringComparison.Ordinal) is var at and >= 0)
                {
                    return at + 2;
                }
            }

            return -1;
        }

        return 0;
    }

    /// <summary>The comma, dash or "is" between name and description.</summary>
    private static int SkipJoint(IssueText text, int start, int end)
    {
        while (start < end && text.Span(start, end)[0] is ' ' or ',' or ':' or '–' or '—' or '-')
        {
            start++;
        }

        return text.Span(start, end).StartsWith("is ") ? start + 3 : start;
    }
}
