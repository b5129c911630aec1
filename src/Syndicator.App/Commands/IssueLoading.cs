using Syndicator.Issues;

namespace Syndicator.App.Commands;

/// <summary>An issue as a command works on it: its text, what it says, and everything found wrong with either.</summary>
/// <param name="Markdown">Null when the file could not be read; then the issue is empty but for its name.</param>
internal sealed record LoadedIssue(Issue Issue, string? Markdown, IReadOnlyList<Diagnostic> FileDiagnostics)
{
    public static async Task<LoadedIssue> LoadAsync(string path, IssueFormat format, CancellationToken cancellationToken)
    {
        var file = await IssueFile.LoadAsync(path, cancellationToken);
        return file.Text is { } text
            ? new LoadedIssue(IssueReader.Read(path, text, format), text, file.Diagnostics)
            : new LoadedIssue(new Issue { File = path }, null, file.Diagnostics);
    }

    /// <summary>Whether it is finished; nothing but the reason when the file cannot be read.</summary>
    public IReadOnlyList<Diagnostic> Check(CheckContext context) =>
        Markdown is null ? FileDiagnostics : IssueCheck.Run(Issue, Markdown, context);

    /// <summary>That its text was decoded wrongly, for commands which do not check it; empty when it was not.</summary>
    public IReadOnlyList<Diagnostic> FindMojibake() =>
        Markdown is not null && Mojibake.Find(Markdown) is { } found ? [found.ToDiagnostic(Issue.File)] : [];
}
