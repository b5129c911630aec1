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
        "by ",
        "and ",
        "but ",
        "while ",
        "with ",
        "from ",
        "for ",
        "to ",
        "has ",
        "provides ",
        "crate ",
        "site",
    ];

    public static (int Start, string? Text) Read(IssueText text, int start, int end)
    {
        start = SkipJoint(text, start, end);
        var span = text.Span(start, end);
        span = span.TrimEnd(" ,;:–-");
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
