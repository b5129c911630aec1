using System.Text;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Syndicator.Tests.Issues.Writing;

/// <summary>What Markdown makes of a text: its blocks, its links, everything in it that is no words, and its words.</summary>
/// <param name="Shape">The blocks, by name and nesting: <c>Quote(Paragraph)</c>.</param>
/// <param name="Others">Inlines that are neither words, code, line ends nor links.</param>
internal sealed record Rendered(string Shape, IReadOnlyList<string> Links, IReadOnlyList<string> Others, string Words)
{
    /// <summary>As issues are read.</summary>
    public static MarkdownPipeline Plain { get; } = new MarkdownPipelineBuilder().UsePreciseSourceLocation().Build();

    /// <summary>With everything a page's Markdown may know.</summary>
    public static MarkdownPipeline Advanced { get; } = new MarkdownPipelineBuilder().UseAdvancedExtensions().Build();

    public static Rendered By(MarkdownPipeline pipeline, string markdown)
    {
        // What the draft has around it: a definition that words must not be able to use.
        var document = Markdown.Parse(markdown + "\n\n[guidelines]: https://example.com/guidelines\n[^1]: note\n", pipeline);
        var inlines = document.Descendants<Inline>().ToList();
        return new Rendered(
            string.Join(' ', document.Where(block => block is not LinkReferenceDefinitionGroup && !IsFootnotes(block)).Select(Name)),
            [
                .. inlines.OfType<LinkInline>().Select(link => (link.IsImage ? "!" : "") + link.Url),
                .. inlines.OfType<AutolinkInline>().Select(link => link.Url),
            ],
            [.. inlines.Where(IsOther).Select(inline => inline.GetType().Name)],
            WordsOf(document.Where(block => !IsFootnotes(block)))
        );
    }

    private static bool IsFootnotes(Block block) =>
        block.GetType().Name is "FootnoteGroup" or "LinkReferenceDefinition" || (block is ParagraphBlock && block.Span.IsEmpty);

    private static bool IsOther(Inline inline) =>
        inline is not (LiteralInline or CodeInline or LineBreakInline or LinkInline or HtmlEntityInline)
        && inline.GetType() != typeof(ContainerInline);

    private static string Name(Block block) =>
        block.GetType().Name.Replace("Block", "", StringComparison.Ordinal)
        + (block is ContainerBlock container ? $"({string.Join(' ', container.Select(Name))})" : "");

    private static string WordsOf(IEnumerable<Block> blocks)
    {
        var words = new StringBuilder();
        foreach (var leaf in blocks.SelectMany(block => block is LeafBlock own ? [own] : ((ContainerBlock)block).Descendants<LeafBlock>()))
        {
            words.Append('\n');
            if (leaf.Inline is null)
            {
                words.Append(leaf.Lines.ToString());
                continue;
            }

            foreach (var inline in leaf.Inline.Descendants())
            {
                words.Append(
                    inline switch
                    {
                        LiteralInline literal => literal.Content.ToString(),
                        CodeInline code => code.Content,
                        HtmlEntityInline entity => entity.Transcoded.ToString(),
                        LineBreakInline => "\n",
                        _ => "",
                    }
                );
            }
        }

        return words.ToString();
    }
}
