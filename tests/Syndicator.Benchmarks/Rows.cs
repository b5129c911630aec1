using Markdig;

namespace Syndicator.Benchmarks;

/// <summary>A text to work on.</summary>
internal sealed record Sample(string File, string Text);

/// <summary>A piece of work by name, done to one text.</summary>
internal sealed record Row(string Name, Action<Sample> Work);

/// <summary>Everything that is measured. The first row is what the others are compared with.</summary>
internal static class Rows
{
    public static IReadOnlyList<Row> All { get; } = [MarkdigAlone()];

    /// <summary>Markdig's parse of the same text with its plain pipeline, and nothing done with the result.</summary>
    private static Row MarkdigAlone()
    {
        var pipeline = new MarkdownPipelineBuilder().Build();
        return new("Markdig's parse alone", sample => Markdown.Parse(sample.Text, pipeline));
    }
}
