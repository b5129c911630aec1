namespace Syndicator;

/// <summary>How much a finding matters: an error holds an issue back or stops the program, a warning does not.</summary>
internal enum Severity
{
    Warning,
    Error,
}

/// <summary>Where in a file something was found.</summary>
/// <param name="File">The path as the user gave it or as the configuration names it.</param>
/// <param name="Line">Counted from 1; 0 when the finding concerns the whole file.</param>
/// <param name="Column">Counted from 1 in UTF-16 code units; 0 when it concerns the whole line.</param>
internal readonly record struct SourcePosition(string File, int Line = 0, int Column = 0)
{
    /// <summary><c>file:line:column</c> as compilers write it, without the parts that are not known.</summary>
    // Files may be called anything.
    private string Shown => OneLine.Of(File, 4096);

    public override string ToString() =>
        (Line, Column) switch
        {
            (0, _) => Shown,
            (_, 0) => $"{Shown}:{Line}",
            _ => $"{Shown}:{Line}:{Column}",
        };
}

/// <summary>Something a person should know about an issue or a configuration file, and what to do about it.</summary>
/// <param name="Code">Stable, kebab-case, documented: <c>empty-link</c>, <c>unknown-key</c>.</param>
/// <param name="Severity">Whether it holds.</param>
/// <param name="Position">Where.</param>
/// <param name="Message">What happened, as one sentence with a full stop.</param>
/// <param name="Remedy">What to do, as one sentence with a full stop; null when the message says it already.</param>
internal sealed record Diagnostic(string Code, Severity Severity, SourcePosition Position, string Message, string? Remedy = null)
{
    public override string ToString() =>
        $"{Position}: {(Severity == Severity.Error ? "error" : "warning")} {Code}: {Message}{(Remedy is null ? "" : " " + Remedy)}";
}
