namespace Syndicator.Issues;

/// <summary>Reads <c>– [Name on place](url)</c>.</summary>
internal static class AttributionReader
{
    public static bool BeginsWithDash(ReadOnlySpan<char> text) => text.Length > 1 && text[0] is '–' or '—' or '―' or '-';

    /// <summary>The attribution between two places of a block.</summary>
    public static Attribution Read(IssueText text, in TextBlock block, int start, int end)
    {
        while (start < end && text.Span(start, end)[0] is '–' or '—' or '―' or '-' or ' ')
        {
            start++;
        }

        var words = text.Span(start, end).TrimEnd(" .!").ToString();
        List<string>? more = null;
        string? url = null;
        for (var i = block.FirstLink; i < block.LinkEnd; i++)
        {
            var link = text.Links[i];
            if (link.Start < start || link.Start > end)
            {
                continue;
            }

            if (url is null)
            {
                url = link.Url;
            }
            else
            {
                (more ??= []).Add(link.Url);
            }
        }

        return new Attribution(words, url, text.LineAt(start)) { MoreUrls = more ?? (IReadOnlyList<string>)[] };
    }

    /// <summary>
    /// Whether a paragraph after a quote is an attribution although it has no dash: a link at its start with at most a few words after it, or a few
    /// words before a link at its end. Remarks of the editors are sentences.
    /// </summary>
    public static bool IsUndashed(IssueText text, in TextBlock block)
    {
        if (block.FirstLink == block.LinkEnd)
        {
            return false;
        }

        var first = text.Links[block.FirstLink];
        var last = text.Links[block.LinkEnd - 1];
        var after = text.Span(last.End, block.End).TrimEnd(" .!");
        var before = text.Span(block.Start, first.Start);
        return after.Length <= 30
            && before.Length <= 60
            && !after.Mentions(" is ")
            && !before.Mentions(" is ")
            && !before.Mentions("thank");
    }
}
