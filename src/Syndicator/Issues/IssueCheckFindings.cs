namespace Syndicator.Issues;

/// <summary>Gathers what the parts of the check find in one issue.</summary>
internal sealed class IssueCheckFindings(Issue issue, string markdown)
{
    /// <summary>More findings of one kind than this help nobody, and a hostile file must not make millions.</summary>
    private const int MostOfOneCode = 100;

    /// <summary>Messages quote the file, and a file may hold anything.</summary>
    private const int LongestMessage = 800;

    private readonly List<Diagnostic> _found = [.. issue.Diagnostics];
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    public Issue Issue { get; } = issue;
    public string Markdown { get; } = markdown;

    /// <summary>A finding that keeps the issue from being announced.</summary>
    public void Hold(string code, int line, string message, string? remedy = null) =>
        Add(new Diagnostic(code, Severity.Error, new SourcePosition(Issue.File, line), message, remedy));

    public void Warn(string code, int line, string message, string? remedy = null) =>
        Add(new Diagnostic(code, Severity.Warning, new SourcePosition(Issue.File, line), message, remedy));

    public void Add(Diagnostic diagnostic)
    {
        var count = _counts.GetValueOrDefault(diagnostic.Code) + 1;
        _counts[diagnostic.Code] = count;
        // The reader may have met the same slip.
        if (
            count <= MostOfOneCode
            && !_found.Exists(other => other.Code == diagnostic.Code && other.Position.Line == diagnostic.Position.Line)
        )
        {
            _found.Add(diagnostic);
        }
    }

    /// <summary>Whether something in this line keeps the issue from being announced.</summary>
    public bool IsHeldAt(int line) => _found.Exists(found => found.Severity == Severity.Error && found.Position.Line == line);

    /// <summary>The front matter's line with this key, from 1; 1 when there is none.</summary>
    public int FrontMatterLine(string key)
    {
        var line = 0;
        foreach (var text in Markdown.AsSpan().EnumerateLines())
        {
            line++;
            if (text.IsWhiteSpace())
            {
                break;
            }

            if (text.StartsWith(key, StringComparison.OrdinalIgnoreCase) && text[key.Length..].TrimStart().StartsWith(':'))
            {
                return line;
            }
        }

        return 1;
    }

    public IReadOnlyList<Diagnostic> InOrder() =>
        [.. _found.Select(Shorten).OrderBy(diagnostic => diagnostic.Position.Line).ThenByDescending(diagnostic => diagnostic.Severity)];

    private static Diagnostic Shorten(Diagnostic diagnostic) =>
        diagnostic.Message.Length <= LongestMessage
            ? diagnostic
            : diagnostic with
            {
                Message = string.Concat(diagnostic.Message.AsSpan(0, LongestMessage), "…"),
            };
}
