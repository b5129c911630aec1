using Syndicator.Configuration.Yaml;

namespace Syndicator.Configuration;

/// <summary>Collects the mistakes of one file, so that all of them are reported at once.</summary>
/// <param name="file">The path that messages name.</param>
internal sealed class Findings(string file)
{
    private readonly List<Diagnostic> found = [];

    public string File { get; } = file;
    public IReadOnlyList<Diagnostic> All => found;
    public bool HasErrors => found.Exists(diagnostic => diagnostic.Severity == Severity.Error);

    /// <summary>A mistake of the whole file.</summary>
    public void Error(Problem problem) => Add(Severity.Error, problem, new SourcePosition(File));

    public void Error(Problem problem, YamlPlace at) => Add(Severity.Error, problem, At(at));

    public void Warn(Problem problem) => Add(Severity.Warning, problem, new SourcePosition(File));

    public void Warn(Problem problem, YamlPlace at) => Add(Severity.Warning, problem, At(at));

    private SourcePosition At(YamlPlace place) => new(File, place.Line, place.Column);

    private void Add(Severity severity, Problem problem, SourcePosition position) =>
        found.Add(new Diagnostic(problem.Code, severity, position, problem.Message, problem.Remedy));
}

/// <summary>What is wrong, before it is known where.</summary>
/// <param name="Code">Stable, kebab-case; all are listed in docs/configuration.md.</param>
/// <param name="Message">One sentence with a full stop. Never holds a value that could be a secret.</param>
/// <param name="Remedy">What to do, as one sentence with a full stop.</param>
internal sealed record Problem(string Code, string Message, string? Remedy = null);
