using System.CommandLine;
using System.Globalization;
using Syndicator.Configuration;
using Syndicator.Nominations.Archive;
using Syndicator.Sources;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator import FOLDER</c>: which crates, quotes, links and calls earlier issues had.</summary>
internal static class ImportCommand
{
    private static readonly string[] s_patterns = ["**/*.md", "**/*.markdown"];

    public static Command Create()
    {
        var folder = new Argument<string>("FOLDER") { Description = "Published issues in Markdown, in folders below it too." };
        var json = new Option<bool>("--json") { Description = "As one JSON object." };
        return StoreAccess.Complete(
            new Command(
                "import",
                "Reads an archive of issues, so that nominations show what won or stood in an issue before, and its calls count as announced. Announces nothing."
            )
            {
                folder,
                json,
            },
            (parse, syndication, publication, stop) =>
                RunAsync(syndication, publication, parse.GetRequiredValue(folder), parse.GetValue(json), stop)
        );
    }

    private static async Task<int> RunAsync(
        Syndication syndication,
        Publication publication,
        string folder,
        bool isJson,
        CancellationToken cancellationToken
    )
    {
        if (!Directory.Exists(folder))
        {
            await Console.Error.WriteLineAsync($"There is no folder {folder}; import wants the folder of published issues.");
            return ExitCode.Usage;
        }

        var listings = s_patterns.Select(pattern => List(folder, pattern, syndication.Clock)).ToList();
        var files = listings
            .SelectMany(listing => listing.Files)
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => file.Path)
            .ToList();
        var imported = await syndication.ImportAsync(publication, files, done => Show(done, files.Count), cancellationToken);
        IReadOnlyList<Diagnostic> findings = [.. listings.SelectMany(listing => listing.Diagnostics).Distinct(), .. imported.Findings];
        await ReportAsync(folder, imported, findings, isJson);
        return findings.Any(finding => finding.Severity == Severity.Error) ? ExitCode.Findings : ExitCode.Done;
    }

    private static SourceListing List(string folder, string pattern, TimeProvider clock)
    {
        using var source = new FolderSource(folder, pattern, null, clock);
        return source.List();
    }

    /// <summary>One line that counts, where somebody looks at it.</summary>
    private static void Show(int done, int all)
    {
        if (!Console.IsErrorRedirected)
        {
            Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{done} of {all} files{(done == all ? "\n" : "")}"));
        }
    }

    private static async Task ReportAsync(string folder, ImportedIssues imported, IReadOnlyList<Diagnostic> findings, bool isJson)
    {
        if (isJson)
        {
            Output.JsonLine(
                new
                {
                    imported.Issues,
                    imported.Entries,
                    Diagnostics = findings.Select(Output.Json),
                }
            );
            return;
        }

        Output.Diagnostics(findings);
        await Console.Out.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{folder}: {imported.Issues} issues, {imported.Entries} crates, quotes, links and calls."
            )
        );
    }
}
