using Syndicator.Composing;
using Syndicator.Configuration;

namespace Syndicator;

/// <summary>A publication's folder and what is to be said of it.</summary>
/// <param name="Folder">As messages name it.</param>
/// <param name="Trace">Of before it was read: see <see cref="FolderTrace"/>.</param>
/// <param name="Publication">Null when anything in it is an error.</param>
/// <param name="Diagnostics">Every mistake of its files and templates, by file and place.</param>
internal sealed record JudgedPublication(string Folder, long Trace, Publication? Publication, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>What it is called, whether it is in order or not.</summary>
    public string Id => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(Folder)));

    /// <summary>Reads the folder, and its templates as they are composed from: what <c>check-config</c> says, what a start and a running program take up.</summary>
    public static JudgedPublication Read(string folder)
    {
        var trace = FolderTrace.Of(folder);
        var read = ConfigurationReader.ReadPublication(folder);
        IReadOnlyList<Diagnostic> ofTemplates = read.Templates is { } templates ? TemplateSet.Read(folder, templates).Diagnostics : [];
        var isInOrder = ofTemplates.All(diagnostic => diagnostic.Severity != Severity.Error);
        return new JudgedPublication(
            folder,
            trace,
            isInOrder ? read.Publication : null,
            [
                .. read
                    .Diagnostics.Concat(ofTemplates)
                    .OrderBy(diagnostic => diagnostic.Position.File, StringComparer.Ordinal)
                    .ThenBy(diagnostic => diagnostic.Position.Line)
                    .ThenBy(diagnostic => diagnostic.Position.Column),
            ]
        );
    }
}

/// <summary>A folder of publications, or one publication's own, judged whole.</summary>
/// <param name="Folder">As the user gave it.</param>
/// <param name="All">In the order of their names; a mistake in one keeps only that one out.</param>
/// <param name="Problem">Why none could be looked for; null: they could.</param>
internal sealed record JudgedConfiguration(string Folder, IReadOnlyList<JudgedPublication> All, Diagnostic? Problem)
{
    /// <summary>Those in order.</summary>
    public IReadOnlyList<Publication> Publications { get; } = [.. All.Select(each => each.Publication).OfType<Publication>()];

    /// <summary>Whose the live accounts are.</summary>
    public required AccountHolders Holders { get; init; }

    public IEnumerable<Diagnostic> Diagnostics =>
        Problem is null ? All.SelectMany(each => each.Diagnostics) : All.SelectMany(each => each.Diagnostics).Prepend(Problem);

    public static JudgedConfiguration Load(string folder)
    {
        var (folders, problem) = ConfigurationReader.FindPublications(folder);
        var holders = new AccountHolders();
        // One after another where there is one: getting ready to do it side by side takes longer.
        var read =
            folders.Count == 1 ? folders.Select(JudgedPublication.Read) : folders.AsParallel().AsOrdered().Select(JudgedPublication.Read);
        var all = holders.Judge([.. read]);
        return new JudgedConfiguration(folder, all, problem) { Holders = holders };
    }
}
