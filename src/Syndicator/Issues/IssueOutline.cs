using Markdig.Syntax;

namespace Syndicator.Issues;

/// <summary>The sections of an issue with their roles and bodies.</summary>
internal sealed class IssueOutline
{
    public IssueOutline(Reading reading, HeadingRoles roles, List<int> headings, int lineCount)
    {
        var text = reading.Text;
        var found = new (int Level, SectionRole? Role)[headings.Count];
        for (var i = 0; i < found.Length; i++)
        {
            ref readonly var block = ref text.Blocks[headings[i]];
            found[i] = (((HeadingBlock)block.Source).Level, roles.Find(text.Span(block)));
        }

        var resolved = roles.Resolve(found);
        IntroductionEnd = headings.Count > 0 ? headings[0] : text.Blocks.Length;
        var sections = new List<Section>(found.Length);
        var bodies = new SectionBody[found.Length];
        for (var i = 0; i < found.Length; i++)
        {
            var next = i + 1 < found.Length ? headings[i + 1] : text.Blocks.Length;
            var endLine = i + 1 < found.Length ? text.Blocks[next].Line - 1 : lineCount;
            var section = Section(text, headings[i], next, found[i].Level, resolved[i], endLine);
            sections.Add(section);
            bodies[i] = new SectionBody(
                resolved[i],
                section.Title,
                section.Line,
                found[i].Role is null ? section.Title : null,
                headings[i] + 1,
                next
            );
        }

        Sections = sections;
        Bodies = bodies;
    }

    public IReadOnlyList<Section> Sections { get; }
    public SectionBody[] Bodies { get; }

    /// <summary>Index after the last block before the first heading.</summary>
    public int IntroductionEnd { get; }

    private static Section Section(IssueText text, int heading, int next, int level, SectionRole role, int endLine)
    {
        ref readonly var block = ref text.Blocks[heading];
        var links = 0;
        for (var i = heading + 1; i < next; i++)
        {
            links += text.Blocks[i].LinkEnd - text.Blocks[i].FirstLink;
        }

        var url = block.FirstLink < block.LinkEnd ? text.Links[block.FirstLink].Url : null;
        return new Section(text.Text(block), level, block.Line, links, role, url)
        {
            Text = heading + 1 < next ? text.Text(text.Blocks[heading + 1].Start, text.Blocks[next - 1].End) : "",
            EndLine = Math.Max(endLine, block.Line),
        };
    }
}
