using System.CommandLine;
using Syndicator.Configuration;
using Syndicator.Issues;
using Syndicator.Sources;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator check FILE… [--archive DIR] [--json]</c>: whether issues are finished, with every reason.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Issues in Markdown; several are compared with one another.",
            Arity = ArgumentArity.OneOrMore,
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
                ConfigurationOptions.RunAsync(
                    parse,
                    (publication, stop) =>
                        RunAsync(parse.GetValue(files)!, parse.GetValue(archive), parse.GetValue(json), publication, stop),
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
            var diagnostics = one.Check(context);
            var isReady = IssueCheck.IsReady(diagnostics);
            exitCode = isReady ? exitCode : ExitCode.Findings;
            if (isJson)
            {
                Output.JsonLine(
                    new
                    {
                        one.Issue.File,
                        Ready = isReady,
                        Diagnostics = diagnostics.Select(Output.Json),
                    }
                );
            }
            else
            {
                foreach (var diagnostic in diagnostics)
                {
                    await Console.Out.WriteLineAsync(diagnostic.ToString());
                }

                await Console.Out.WriteLineAsync($"{one.Issue.File}: {(isReady ? "ready" : "not ready")}");
            }
        }

        return exitCode;
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
