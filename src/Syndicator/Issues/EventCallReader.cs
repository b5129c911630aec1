namespace Syndicator.Issues;

/// <summary>Reads conferences that look for speakers: <c>[**name**](url) | closes | place | date</c> and what became of it.</summary>
internal static class EventCallReader
{
    private static readonly string[] _deadlineWords = ["close", "deadline", "until", "rolling"];

    public static void Read(Reading reading, in SectionBody body, List<EventCall> calls)
    {
        foreach (ref readonly var block in reading.Text.Blocks[body.First..body.End])
        {
            var isRow =
                block.ItemDepth > 0
                    ? block.StartsItem
                    : reading.Text.Span(block).Contains('|') || ProjectCallReader.IsOneLink(reading.Text, block);
            if (isRow && block is { QuoteDepth: 0, Kind: TextBlockKind.Paragraph })
            {
                ReadRow(reading, block, calls);
            }
        }
    }

    /// <summary>Adds the call of one item or paragraph.</summary>
    public static void ReadRow(Reading reading, in TextBlock block, List<EventCall> calls)
    {
        var text = reading.Text;
        if (SaysThereIsNone(reading, block) || (block.IsEmpty && block.FirstLink == block.LinkEnd))
        {
            return;
        }

        if (block.FirstLink == block.LinkEnd)
        {
            if (!LinkListReader.ReportBrokenLink(reading, block))
            {
                reading.Warn(
                    "call-without-link",
                    block.Line,
                    "This row is not announced as a call: it has no link.",
                    "Write it as [**name**](url) | closing day | place | day."
                );
            }

            return;
        }

        var call = Row(text, block);
        calls.Add(call);
        Report(reading, call);
    }

    /// <summary>Whether the row says that there are no calls. One that links is reported: it may be a call that only begins so.</summary>
    public static bool SaysThereIsNone(Reading reading, in TextBlock block)
    {
        var saysSo = Prose.DeclaresNothing(reading.Text, block);
        if (saysSo && block.FirstLink < block.LinkEnd && !Prose.IsBoilerplate(reading.Text, block))
        {
            reading.Warn(
                "call-taken-for-none",
                block.Line,
                "This row is not announced as a call: it begins as one that says there are none.",
                "If it is a call, begin it with its link; else nothing is to be done."
            );
        }

        return saysSo;
    }

    private static EventCall Row(IssueText text, in TextBlock block)
    {
        var link = text.Links[block.FirstLink];
        var name = text.Span(link).Trim("* ").ToString();
        string? closes = null,
            place = null,
            day = null;
        var from = block.Start;
        for (var index = 0; from <= block.End; index++)
        {
            var end = Columns.End(text, block, from);
            var column = text.Span(from, end).Trim();
            if (index == 0)
            {
                closes = Nothing(text.Span(Math.Max(from, Math.Min(link.End, end)), end).Trim(" -–:*")) ?? ClosingDayInName(name);
            }
            else if (!IsLink(text, block, from, end) && !column.IsEmpty)
            {
                Assign(column, ref closes, ref place, ref day);
            }

            from = end + 1;
        }

        return Call(name, link, closes, place, day) with
        {
            DisplayName = WithoutClosingDay(name),
            CallUrl = CallUrl(text, block),
        };
    }

    /// <summary>Closing day, place and event's day stand in this order; any of them may be missing.</summary>
    private static void Assign(ReadOnlySpan<char> column, ref string? closes, ref string? place, ref string? day)
    {
        var isDay = WrittenDate.IsIn(column) || column.MentionsAny(_deadlineWords);
        if (isDay && closes is null && place is null)
        {
            closes = column.ToString();
        }
        else if (!isDay && place is null)
        {
            place = column.ToString();
        }
        else
        {
            day ??= column.ToString();
        }
    }

    private static EventCall Call(string name, in TextLink link, string? closes, string? place, string? day) =>
        new(name, link.Url, closes, ClosingReader.Read(closes), place, day, DayOf(day), link.Line);

    private static DateOnly? DayOf(string? eventDate) =>
        WrittenDate.Find(eventDate)?.Day is { } day && WrittenDate.CanBeMeant(day) ? day : null;

    /// <summary><c>SpinConf Call for Speakers (By 2031-05-12)</c>.</summary>
    private static string? ClosingDayInName(string name)
    {
        var at = ClosingDayAt(name);
        return at >= 0 ? name[(at + 4)..].TrimEnd(')', ' ') : null;
    }

    private static string WithoutClosingDay(string name)
    {
        var at = ClosingDayAt(name);
        return at > 0 && name.EndsWith(')') && WrittenDate.Find(name.AsSpan(at)) is not null ? name[..at].TrimEnd() : name;
    }

    private static int ClosingDayAt(string name) => name.LastIndexOf("(By ", StringComparison.OrdinalIgnoreCase);

    private static string CallUrl(IssueText text, in TextBlock block)
    {
        for (var i = block.FirstLink + 1; i < block.LinkEnd; i++)
        {
            var words = text.Span(text.Links[i]);
            if (text.Links[i].Url.Length > 0 && (words.Mentions("CFP") || words.Mentions("call for") || words.Mentions("submit")))
            {
                return text.Links[i].Url;
            }
        }

        return text.Links[block.FirstLink].Url;
    }

    private static bool IsLink(IssueText text, in TextBlock block, int from, int end)
    {
        for (var i = block.FirstLink + 1; i < block.LinkEnd; i++)
        {
            var link = text.Links[i];
            if (
                link.Start >= from
                && link.End <= end
                && text.Span(from, link.Start).Trim().IsEmpty
                && text.Span(link.End, end).Trim().IsEmpty
            )
            {
                return true;
            }
        }

        return false;
    }

    private static string? Nothing(ReadOnlySpan<char> text) => text.IsEmpty ? null : text.ToString();

    private static void Report(Reading reading, EventCall call)
    {
        if (call.Closing is Closing.Unreadable unreadable)
        {
            reading.Warn(
                "closing-day-unreadable",
                call.Line,
                $"It cannot be told when \"{call.Name}\" closes: {unreadable.Why}.",
                "Write it as YYYY-MM-DD, with a time and its distance from UTC where it needs one (2031-05-04 23:59 UTC+2), or \"Rolling deadline\"."
            );
        }

        if (call is { EventDate: not null, EventOn: null })
        {
            reading.Warn(
                "event-day-unreadable",
                call.Line,
                $"The day \"{call.EventDate}\" of \"{call.Name}\" cannot be read.",
                "Write it as YYYY-MM-DD."
            );
        }
    }
}

/// <summary>Columns of a line that is divided by <c>|</c>; a bar inside a link's text divides nothing.</summary>
internal static class Columns
{
    /// <summary>Where the column that starts at <paramref name="from"/> ends.</summary>
    public static int End(IssueText text, in TextBlock block, int from)
    {
        while (from < block.End)
        {
            var bar = text.Span(from, block.End).IndexOf('|');
            if (bar < 0)
            {
                return block.End;
            }

            var inside = EndOfLinkAt(text, block, from + bar);
            if (inside < 0)
            {
                return from + bar;
            }

            from = inside;
        }

        return block.End;
    }

    private static int EndOfLinkAt(IssueText text, in TextBlock block, int position)
    {
        for (var i = block.FirstLink; i < block.LinkEnd; i++)
        {
            if (position >= text.Links[i].Start && position < text.Links[i].End)
            {
                return text.Links[i].End;
            }
        }

        return -1;
    }
}
