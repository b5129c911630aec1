using Markdig.Syntax;

namespace Syndicator.Issues;

/// <summary>What the readers of the sections share while one issue is read.</summary>
internal sealed record Reading(string File, IssueText Text, MarkdownDocument Document, List<Diagnostic> Diagnostics)
{
    public void Warn(string code, int line, string message, string? remedy = null) =>
        Diagnostics.Add(new Diagnostic(code, Severity.Warning, new SourcePosition(File, line), message, remedy));

    public void Fail(string code, int line, string message, string? remedy = null) =>
        Diagnostics.Add(new Diagnostic(code, Severity.Error, new SourcePosition(File, line), message, remedy));
}

/// <summary>A section's place in the text.</summary>
/// <param name="Line">Of the heading, from 1.</param>
/// <param name="Region">Its title when it stands below the heading that gave it its role, else null.</param>
/// <param name="First">Index of its first block after the heading.</param>
/// <param name="End">Index after its last block.</param>
internal readonly record struct SectionBody(SectionRole Role, string Title, int Line, string? Region, int First, int End);
