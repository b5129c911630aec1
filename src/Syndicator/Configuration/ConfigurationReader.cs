namespace Syndicator.Configuration;

/// <param name="Publications">Those without an error, by their names.</param>
/// <param name="Diagnostics">Every mistake of every file, by file and place.</param>
internal sealed record LoadedConfiguration(IReadOnlyList<Publication> Publications, IReadOnlyList<Diagnostic> Diagnostics)
{
    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error);
}

/// <summary>Reads <c>config/&lt;publication&gt;/</c> folders and reports all mistakes of all files at once.</summary>
internal static class ConfigurationReader
{
    private static readonly Problem Unreadable = new("unreadable-folder", "The folder cannot be read.", "Check its permissions.");

    /// <summary>Reads a folder of publications, or one publication's own folder. A mistake in one publication keeps only that one out.</summary>
    /// <param name="folder">As the user gave it; messages begin with it.</param>
    public static LoadedConfiguration Load(string folder)
    {
        var (folders, problem) = FindPublications(folder);
        if (problem is not null)
        {
            return new LoadedConfiguration([], [problem]);
        }

        var read = folders.Select(ReadPublication).ToList();
        return new LoadedConfiguration(
            [.. read.Select(each => each.Publication).OfType<Publication>()],
            [
                .. read.SelectMany(each => each.Diagnostics)
                    .OrderBy(diagnostic => diagnostic.Position.File, StringComparer.Ordinal)
                    .ThenBy(diagnostic => diagnostic.Position.Line)
                    .ThenBy(diagnostic => diagnostic.Position.Column),
            ]
        );
    }

    /// <summary>One publication's own folder.</summary>
    public static ReadPublication ReadPublication(string folder)
    {
        try
        {
            return PublicationReader.Read(folder);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            var findings = new Findings(folder);
            findings.Error(Unreadable);
            return new ReadPublication(null, null, findings.All);
        }
    }

    /// <summary>The folders of publications in a folder, which may be one itself, by their names; or why there are none.</summary>
    public static (IReadOnlyList<string> Folders, Diagnostic? Problem) FindPublications(string folder)
    {
        var (folders, problem) = Find(folder);
        return (
            folders,
            problem is null
                ? null
                : new Diagnostic(problem.Code, Severity.Error, new SourcePosition(folder), problem.Message, problem.Remedy)
        );
    }

    private static (IReadOnlyList<string> Folders, Problem? Problem) Find(string folder)
    {
        try
        {
            if (!Directory.Exists(folder))
            {
                return ([], new Problem("missing-folder", "There is no such folder.", "Name the folder that holds the publications."));
            }

            if (Directory.EnumerateFiles(folder).Any(PublicationReader.IsMeantFor))
            {
                return ([folder], null);
            }

            var inside = Directory
                .GetDirectories(folder)
                .Where(each => !Path.GetFileName(each).StartsWith('.'))
                .Order(StringComparer.Ordinal)
                .ToList();
            return inside.Count > 0
                ? (inside, null)
                : (
                    inside,
                    new Problem("no-publication", "The folder holds no publication.", "Make a folder in it with a publication.yaml.")
                );
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return ([], Unreadable);
        }
    }
}
