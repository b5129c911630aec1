using Syndicator.Configuration.Yaml;

namespace Syndicator.Configuration;

/// <summary>Collects the mistakes of one file, so that all of them are reported at once.</summary>
/// <param name="file">The path that messages name.</param>
internal sealed class Findings(string file)
{
    /// <summary>More than anybody corrects by hand; a wrong file of 1 MiB could have half a million.</summary>
    private const int MostShown = 1000;

    private readonly List<Diagnostic> found = [];
    private int hidden;

    public string File { get; } = file;

    /// <summary>In the order they were found; of more than a thousand the first, and how many more there are.</summary>
    public IReadOnlyList<Diagnostic> All => hidden == 0 ? found : [.. found, TooMany()];

    public bool HasErrors { get; private set; }

    /// <summary>A mistake of the whole file.</summary>
    public void Error(Problem problem) => Add(Severity.Error, problem, new SourcePosition(File));

    public void Error(Problem problem, YamlPlace at) => Add(Severity.Error, problem, At(at));

    public void Warn(Problem problem) => Add(Severity.Warning, problem, new SourcePosition(File));

    public void Warn(Problem problem, YamlPlace at) => Add(Severity.Warning, problem, At(at));

    private SourcePosition At(YamlPlace place) => new(File, place.Line, place.Column);

    private void Add(Severity severity, Problem problem, SourcePosition position)
    {
        HasErrors |= severity == Severity.Error;
        if (found.Count < MostShown)
        {
            found.Add(new Diagnostic(problem.Code, severity, position, problem.Message, problem.Remedy));
        }
        else
        {
            hidden++;
        }
    }

    private Diagnostic TooMany() =>
        new(
            "too-many-mistakes",
            Severity.Error,
            new SourcePosition(File),
            $"There are {hidden} more mistakes in this file.",
            "Correct the first ones, and check again."
        );
}

/// <summary>What is wrong, before it is known where.</summary>
/// <param name="Code">Stable, kebab-case; all are listed in docs/configuration.md.</param>
/// <param name="Message">One sentence with a full stop. Never holds a value that could be a secret.</param>
/// <param name="Remedy">What to do, as one sentence with a full stop.</param>
internal sealed record Problem(string Code, string Message, string? Remedy = null);
