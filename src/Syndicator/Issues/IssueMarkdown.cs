using Markdig;
using Markdig.Syntax;

namespace Syndicator.Issues;

/// <summary>CommonMark with the place of everything in its source.</summary>
internal static class IssueMarkdown
{
    private static readonly MarkdownPipeline _pipeline = new MarkdownPipelineBuilder().UsePreciseSourceLocation().Build();

    /// <summary>Null when the text is nested more deeply than Markdig allows.</summary>
    public static MarkdownDocument? Parse(string markdown)
    {
        try
        {
            return Markdown.Parse(markdown, _pipeline);
        }
        catch (ArgumentException exception) when (exception.Message.Contains("too deeply nested", StringComparison.Ordinal))
        {
            return null;
        }
    }
}
