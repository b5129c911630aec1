namespace Syndicator.Issues;

/// <summary>Reads sections that are lists of links.</summary>
internal static class LinkListReader
{
    /// <summary>Adds every link of the section.</summary>
    public static void ReadAll(Reading reading, in SectionBody body, List<IssueLink> into)
    {
        foreach (ref readonly var block in reading.Text.Blocks[body.First..body.End])
        {
            for (var i = block.FirstLink; i < block.LinkEnd; i++)
            {
                into.Add(Link(reading.Text, block, i, body.Role));
            }

            ReportBrokenLink(reading, block);
        }
    }

    /// <summary>Adds the first link of each list item; items that say there is nothing are left out.</summary>
    public static void ReadItems(Reading reading, in SectionBody body, List<IssueLink> into)
    {
        foreach (ref readonly var block in reading.Text.Blocks[body.First..body.End])
        {
            if (block is not { ItemDepth: 1, StartsItem: true } || Prose.DeclaresNothing(reading.Text, block))
            {
                continue;
            }

            if (block.FirstLink < block.LinkEnd)
            {
                into.Add(Link(reading.Text, block, block.FirstLink, body.Role));
            }
            else
            {
                ReportBrokenLink(reading, block);
            }
        }
    }

    /// <summary>One link with its tags.</summary>
    public static IssueLink Link(IssueText text, in TextBlock block, int index, SectionRole role)
    {
        var link = text.Links[index];
        var from = index > block.FirstLink ? text.Links[index - 1].End : block.Start;
        return new IssueLink(text.Text(link), link.Url, link.Line, LinkTags.Read(text.Span(from, link.Start)), role)
        {
            IsListItem = block.ItemDepth > 0 || IsWholeParagraph(text, block),
        };
    }

    /// <summary>One link with nothing before it but tags, and nothing after it but a full stop.</summary>
    private static bool IsWholeParagraph(IssueText text, in TextBlock block)
    {
        if (block.LinkEnd - block.FirstLink != 1)
        {
            return false;
        }

        var link = text.Links[block.FirstLink];
        var before = text.Span(block.Start, link.Start).Trim();
        return (before.IsEmpty || (before[0] == '[' && before[^1] == ']')) && text.Span(link.End, block.End).Trim(" .").IsEmpty;
    }

    /// <summary><c>[text] (url)</c> and <c>[text]((url)</c> look like links to the editor and are none.</summary>
    public static bool ReportBrokenLink(Reading reading, in TextBlock block)
    {
        var span = reading.Text.Span(block);
        foreach (var slip in (ReadOnlySpan<string>)["] (http", "]((http", "](http"])
        {
            var at = block.Kind == TextBlockKind.Code ? -1 : span.IndexOf(slip, StringComparison.Ordinal);
            if (at >= 0)
            {
                reading.Warn(
                    "broken-link",
                    reading.Text.LineAt(block.Start + at),
                    "This looks like a link and is none.",
                    "Write [text](url) without a blank or a second bracket in between."
                );
                return true;
            }
        }

        return false;
    }
}
