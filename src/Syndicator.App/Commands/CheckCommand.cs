using System.CommandLine;
using Syndicator.Configuration;
using Syndicator.Issues;
using Syndicator.Sources;

namespace Syndicator.App.Commands;

/// <summary>
/// <c>syndicator check [FILE…] [--archive DIR] [--json]</c>: whether issues are finished, with every reason; without a file those of the publication's own
/// source, with what their pages say.
/// </summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Issues in Markdown; several are compared with one another. Without one: the source's issues of these days.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var archive = new Option<string?>("--archive") { Description = "Folder of further issues to compare with.", HelpName = "DIR" };
        var json = new Option<bool>("--json") { Description = "One JSON object a line." };
        var command = new Command("check", "Tells whether issues are finished, with every reason why not.")
        {
            files,
            archive,
            json,
            ConfigurationOptions.Config,
            ConfigurationOptions.Publication,
        };
        command.SetAction(
            (parse, cancellationToken) =>
                parse.GetValue(files) is { Length: > 0 } named
                    ? ConfigurationOptions.RunAsync(
                        parse,
                        (publication, stop) => RunAsync(named, parse.GetValue(archive), parse.GetValue(json), publication, stop),
                        cancellationToken
                    )
                    : StoreAccess.RunAsync(
                        parse,
                        (syndication, publication, stop) => CheckSourceAsync(syndication, publication, parse.GetValue(json), stop),
                        cancellationToken
                    )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        string[] files,
        string? archive,
        bool isJson,
        Publication publication,
        CancellationToken cancellationToken
    )
    {
        if (archive is not null && !Directory.Exists(archive))
        {
            await Console.Error.WriteLineAsync($"There is no folder {archive}; --archive names a folder of earlier issues.");
            return ExitCode.Usage;
        }

        var loaded = new List<LoadedIssue>();
        foreach (var path in files)
        {
            loaded.Add(await LoadedIssue.LoadAsync(path, publication.Format, cancellationToken));
        }

        var earlier = loaded.Where(one => one.Markdown is not null).Select(one => EarlierIssue.From(one.Issue)).ToList();
        foreach (var path in ArchiveOf(archive, publication))
        {
            var one = await LoadedIssue.LoadAsync(path, publication.Format, cancellationToken);
            if (one.Markdown is not null)
            {
                earlier.Add(EarlierIssue.From(one.Issue));
            }
        }

        var context = CheckContext.At(
            ProgramClock.Peek(publication, HostSettings.DataFolderOf(SyndicatorHost.ReadSettings())).GetUtcNow(),
            publication.Zone,
            publication.Format,
            earlier
        );
        var exitCode = ExitCode.Done;
        foreach (var one in loaded)
        {
            exitCode = await ShowAsync(one.Issue.File, one.Check(context), isJson) ? exitCode : ExitCode.Findings;
        }

        return exitCode;
    }

    /// <summary>Everything that is asked before an issue goes out, its page included; nothing is announced.</summary>
    private static async Task<int> CheckSourceAsync(
        Syndication syndication,
        Publication publication,
        bool isJson,
        CancellationToken cancellationToken
    )
    {
        var report = await syndication.WatchOf(publication).ReportAsync(cancellationToken);
        Output.Diagnostics(report.Troubles);
        var isReady = true;
        foreach (var seen in report.Issues)
        {
            isReady &= await ShowAsync(seen.Issue.File, seen.Diagnostics, isJson, seen.IsDraft ? "draft, " : "") || seen.IsDraft;
        }

        return report.Trouble is not null ? ExitCode.Unreachable
            : isReady ? ExitCode.Done
            : ExitCode.Findings;
    }

    /// <returns>Whether it is ready.</returns>
    private static async Task<bool> ShowAsync(string file, IReadOnlyList<Diagnostic> diagnostics, bool isJson, string kind = "")
    {
        var isReady = IssueCheck.IsReady(diagnostics);
        if (isJson)
        {
            Output.JsonLine(
                new
                {
                    File = file,
                    Ready = isReady,
                    Diagnostics = diagnostics.Select(Output.Json),
                }
            );
            return isReady;
        }

        foreach (var diagnostic in diagnostics.OrderByDescending(diagnostic => diagnostic.Severity))
        {
            await Console.Out.WriteLineAsync(diagnostic.ToString());
        }

        await Console.Out.WriteLineAsync($"{file}: {kind}{(isReady ? "ready" : "not ready")}");
        return isReady;
    }

    private static IEnumerable<string> ArchiveOf(string? folder, Publication publication)
    {
        if (folder is null)
        {
            return [];
        }

        using var source = new FolderSource(
            folder,
            publication.Source.Match(source => source.Glob, git => Path.GetFileName(git.Glob), _ => "*.md"),
            null,
            TimeProvider.System
        );
        return source.List().Files.Select(file => file.Path);
    }
}
