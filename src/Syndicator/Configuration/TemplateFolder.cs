namespace Syndicator.Configuration;

/// <summary>Reads <c>templates/*.txt</c>. What they say is checked where posts are composed.</summary>
internal static class TemplateFolder
{
    private const string Extension = ".txt";

    /// <summary>Templates by name without extension; none when the folder is not there.</summary>
    public static (IReadOnlyDictionary<string, TemplateFile> Templates, IReadOnlyList<Diagnostic> Diagnostics) Read(string folder)
    {
        var templates = new Dictionary<string, TemplateFile>(StringComparer.Ordinal);
        var diagnostics = new List<Diagnostic>();
        foreach (var path in FilesIn(folder))
        {
            var findings = new Findings(path);
            if (Path.GetExtension(path) != Extension)
            {
                findings.Warn(new Problem("unknown-file", "The file is not read: templates end in .txt.", "Rename or remove it."));
            }
            else if (ConfigurationFile.Read(path, findings) is { } text)
            {
                if (text.Length == 0)
                {
                    findings.Warn(
                        new Problem(
                            "empty-file",
                            "The template is empty, or no ordinary file: its part is left out.",
                            "Remove it if that is meant, or write its wording."
                        )
                    );
                }

                templates[Path.GetFileNameWithoutExtension(path)] = new TemplateFile(path, SharedText.Of(text));
            }

            diagnostics.AddRange(findings.All);
        }

        return (templates, diagnostics);
    }

    private static IEnumerable<string> FilesIn(string folder) =>
        Directory.Exists(folder)
            ? Directory.GetFiles(folder).Where(path => !Path.GetFileName(path).StartsWith('.')).Order(StringComparer.Ordinal)
            : [];
}
