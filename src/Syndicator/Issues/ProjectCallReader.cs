using Markdig.Syntax.Inlines;

namespace Syndicator.Issues;

/// <summary>Reads tasks that look for people; in the years when nothing separated them, calls for speakers too.</summary>
internal static class ProjectCallReader
{
    public static void Read(Reading reading, in SectionBody body, List<ProjectCall> calls, List<EventCall> eventCalls)
    {
        var text = reading.Text;
        string? group = null;
        var groupLine = 0;
        foreach (ref readonly var block in text.Blocks[body.First..body.End])
        {
            if (block.QuoteDepth > 0 || block.Kind != TextBlockKind.Paragraph || (block.IsEmpty && block.FirstLink == block.LinkEnd))
            {
                continue;
            }

            if (block.ItemDepth == 0 && !IsOneLink(text, block))
            {
                group =
                    IsBold(block) ? text.Text(block)
                    : block.FirstLink == block.LinkEnd ? group
                    : null;
                groupLine =
                    group is null ? 0
                    : IsBold(block) ? block.Line
                    : groupLine;
                continue;
            }

            if (!block.StartsItem && block.ItemDepth > 0)
            {
                continue;
            }

            if ((group is not null && AsksForSpeakers(group)) || IsEventRow(text, block))
            {
                EventCallReader.ReadRow(reading, block, eventCalls);
            }
            else
            {
                Add(reading, block, group, groupLine, calls);
            }
        }
    }

    private static void Add(Reading reading, in TextBlock block, string? group, int groupLine, List<ProjectCall> calls)
    {
        var text = reading.Text;
        if (EventCallReader.SaysThereIsNone(reading, block))
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
                    "Write it as [project - title](url)."
                );
            }

            return;
        }

        var link = text.Links[block.FirstLink];
        calls.Add(
            new ProjectCall(text.Text(link), link.Url, link.Line)
            {
                Group = group,
                GroupLine = groupLine,
                Item = link.Start == block.Start && link.End == block.End ? text.Text(link) : text.Text(block),
                Tags = LinkTags.Read(text.Span(block.Start, link.Start)),
            }
        );
    }

    private static bool AsksForSpeakers(string group) =>
        group.Contains("Proposals", StringComparison.OrdinalIgnoreCase) || group.Contains("Speakers", StringComparison.OrdinalIgnoreCase);

    /// <summary>A conference's row that stands among the tasks: columns with a day behind its link. As a task it would be told of after it closed.</summary>
    private static bool IsEventRow(IssueText text, in TextBlock block)
    {
        if (block.FirstLink == block.LinkEnd)
        {
            return false;
        }

        var rest = text.Span(Math.Min(text.Links[block.FirstLink].End, block.End), block.End).TrimStart("* ");
        return rest.StartsWith('|') && WrittenDate.IsIn(rest);
    }

    /// <summary>A call that lost its list marker: a paragraph that is one link and nothing else.</summary>
    public static bool IsOneLink(IssueText text, in TextBlock block)
    {
        if (block.LinkEnd != block.FirstLink + 1 || Prose.IsBoilerplate(text, block))
        {
            return false;
        }

        var link = text.Links[block.FirstLink];
        return link.Start == block.Start && text.Span(link.End, block.End).Trim(" .").IsEmpty;
    }

    private static bool IsBold(in TextBlock block) =>
        block.Source.Inline is { FirstChild: EmphasisInline { DelimiterCount: 2, NextSibling: null } };
}
