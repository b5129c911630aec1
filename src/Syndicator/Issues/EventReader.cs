namespace Syndicator.Issues;

/// <summary>Reads the events in the forms they had through the years.</summary>
internal static class EventReader
{
    /// <summary>Adds the section's events and returns how many items have a link.</summary>
    public static int Read(Reading reading, in SectionBody body, List<IssueEvent> events)
    {
        var text = reading.Text;
        var blocks = text.Blocks[body.First..body.End];
        var count = 0;
        var titleIsMissing = false;
        for (var i = 0; i < blocks.Length; )
        {
            if (blocks[i] is not { ItemDepth: 1, StartsItem: true })
            {
                i++;
                continue;
            }

            var end = i + 1;
            while (end < blocks.Length && blocks[end].ItemDepth > 0 && blocks[end] is not { ItemDepth: 1, StartsItem: true })
            {
                end++;
            }

            count += HasLink(blocks[i..end]) ? 1 : 0;
            if (titleIsMissing && IsTitleAlone(text, blocks[i]))
            {
                // A title that lost its indentation.
                var link = text.Links[blocks[i].FirstLink];
                events[^1] = events[^1] with { Title = text.Text(link), Url = link.Url, TitleLine = link.Line };
                titleIsMissing = false;
            }
            else
            {
                titleIsMissing = Add(reading, blocks[i..end], body.Region, events) && end == i + 1;
            }

            i = end;
        }

        return count;
    }

    private static bool HasLink(ReadOnlySpan<TextBlock> item)
    {
        foreach (ref readonly var block in item)
        {
            if (block.LinkEnd > block.FirstLink)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsTitleAlone(IssueText text, in TextBlock block) =>
        block.LinkEnd == block.FirstLink + 1
        && text.Links[block.FirstLink].Start == block.Start
        && text.Links[block.FirstLink].End == block.End
        && WrittenDate.Find(text.Span(block)) is null;

    /// <summary>Whether the item has a date and a group but no title of its own.</summary>
    private static bool Add(Reading reading, ReadOnlySpan<TextBlock> item, string? region, List<IssueEvent> events)
    {
        var text = reading.Text;
        ref readonly var head = ref item[0];
        LinkListReader.ReportBrokenLink(reading, head);
        var span = text.Span(head);
        if (WrittenDate.Find(span) is { Start: 0 } on && span[on.End..].Contains('|'))
        {
            return AddColumns(text, item, on, region, events);
        }

        if (HasLink(item))
        {
            AddSentence(text, head, region, events);
        }

        return false;
    }

    private static bool AddColumns(IssueText text, ReadOnlySpan<TextBlock> item, WrittenDate on, string? region, List<IssueEvent> events)
    {
        ref readonly var head = ref item[0];
        var isOneLink = head.LinkEnd == head.FirstLink + 1 && text.Links[head.FirstLink].Start == head.Start;
        var columns = new List<string>(4);
        for (var from = head.Start; from <= head.End; )
        {
            var bar = text.Span(from, head.End).IndexOf('|');
            var end = isOneLink ? (bar < 0 ? head.End : from + bar) : Columns.End(text, head, from);
            columns.Add(text.Span(from, end).Trim().ToString());
            from = end + 1;
        }

        var nested = FirstLinkBelow(text, item);
        var group = columns.Count switch
        {
            > 3 when nested is null => columns[3],
            > 2 when nested is not null => columns[2],
            _ => null,
        };
        var title =
            nested is { } below ? text.Text(below)
            : columns.Count > 2 ? columns[2]
            : "";
        var url = nested?.Url ?? (head.FirstLink < head.LinkEnd ? text.Links[head.FirstLink].Url : null);
        events.Add(
            new IssueEvent(on.Day, LastDay(columns[0], on), Place(columns), title.Trim('*', ' '), group, url, region, head.Line)
            {
                Written = text.Span(head.Start, head.Start + on.End).ToString(),
                TitleLine = nested?.Line ?? head.Line,
            }
        );
        return nested is null && columns.Count == 3;
    }

    private static string? Place(List<string> columns) => columns.Count > 1 && columns[1].Length > 0 ? columns[1] : null;

    private static DateOnly? LastDay(string column, WrittenDate on) =>
        WrittenDate.Find(column.AsSpan(Math.Min(on.End, column.Length))) is { } last && last.Day >= on.Day ? last.Day : null;

    private static TextLink? FirstLinkBelow(IssueText text, ReadOnlySpan<TextBlock> item)
    {
        foreach (ref readonly var block in item[1..])
        {
            if (block.FirstLink < block.LinkEnd)
            {
                return text.Links[block.FirstLink];
            }
        }

        return null;
    }

    /// <summary><c>3/16. Rust Paris</c>, <c>Feb 25. Place - Title</c>: the year is not said, so the day stays open.</summary>
    private static void AddSentence(IssueText text, in TextBlock head, string? region, List<IssueEvent> events)
    {
        var title = text.Span(head).TrimEnd(" .");
        var day = WrittenDate.Find(title) is { Start: 0 } written ? written : (WrittenDate?)null;
        var length = day?.End ?? DayWithoutYear(title);
        var whole = title[..length].ToString();
        while (length > 0)
        {
            // A second day follows where a range is given.
            title = title[length..].TrimStart(" .,:-–|");
            length = DayWithoutYear(title);
        }

        var dash = title.IndexOf(" - ", StringComparison.Ordinal);
        var comma = title.IndexOf(", ", StringComparison.Ordinal);
        var hasPlace = dash > 0 && comma > 0 && comma < dash;
        var url = head.FirstLink < head.LinkEnd ? text.Links[head.FirstLink].Url : null;
        events.Add(
            new IssueEvent(
                day?.Day,
                null,
                hasPlace ? title[..dash].ToString() : null,
                (hasPlace ? title[(dash + 3)..] : title).ToString(),
                null,
                url,
                region,
                head.Line
            )
            {
                Written = day is null ? null : whole,
            }
        );
    }

    /// <summary>The length of <c>Feb 25</c>, <c>Nov 19-21</c>, <c>Oct 18 &amp; 19</c> or <c>3/16</c> at the start of the text; 0 when there is none.</summary>
    private static int DayWithoutYear(ReadOnlySpan<char> text)
    {
        var (_, month) = WrittenDate.MonthAt(text);
        var start = month;
        while (month > 0 && start < text.Length && text[start] is ' ' or '.')
        {
            start++;
        }

        var end = start;
        while (
            end < text.Length
            && (char.IsAsciiDigit(text[end]) || (end > start && text[end] is '/' or '-' or '–' && IsDigitAt(text, end + 1)))
        )
        {
            end++;
        }

        if (end > start && text[end..].StartsWith(" & ") && IsDigitAt(text, end + 3))
        {
            end += 3;
            while (IsDigitAt(text, end))
            {
                end++;
            }
        }

        return end > start && (month > 0 || text[..end].Contains('/')) ? end : 0;
    }

    private static bool IsDigitAt(ReadOnlySpan<char> text, int at) => at < text.Length && char.IsAsciiDigit(text[at]);
}
