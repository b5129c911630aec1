using System.CommandLine;
using Syndicator.Issues;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator read FILE… [--json]</c>: what the reader understands of issues.</summary>
internal static class ReadCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Description = "Issues in Markdown.", Arity = ArgumentArity.OneOrMore };
        var json = new Option<bool>("--json") { Description = "One JSON object a line." };
        var command = new Command("read", "Shows what issues say, as the program understands them.")
        {
            files,
            json,
            ConfigurationOptions.Config,
            ConfigurationOptions.Publication,
        };
        command.SetAction(
            (parse, cancellationToken) =>
                ConfigurationOptions.RunAsync(
                    parse,
                    (publication, stop) => RunAsync(parse.GetValue(files)!, publication.Format, parse.GetValue(json), stop),
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(string[] files, IssueFormat format, bool isJson, CancellationToken cancellationToken)
    {
        var exitCode = ExitCode.Done;
        foreach (var path in files)
        {
            var loaded = await LoadedIssue.LoadAsync(path, format, cancellationToken);
            var diagnostics = loaded.Markdown is null ? loaded.FileDiagnostics : loaded.Issue.Diagnostics;
            exitCode = loaded.Markdown is null ? ExitCode.Findings : exitCode;
            Output.Diagnostics(loaded.FindMojibake());
            if (isJson)
            {
                Output.JsonLine(IssueJson.From(loaded.Issue, diagnostics));
                continue;
            }

            Output.Diagnostics(diagnostics);
            if (loaded.Markdown is not null)
            {
                Describe(loaded.Issue);
            }
        }

        return exitCode;
    }

    private static void Describe(Issue issue)
    {
        Console.Out.WriteLine($"{issue.File}");
        Console.Out.WriteLine($"  {issue.Title}, {issue.Date:yyyy-MM-dd}, {issue.Url ?? "no page"}");
        foreach (var crate in issue.Crates)
        {
            Line(crate.Line, $"crate {crate.Name} {crate.Url}{By(crate.Thanks)}");
        }

        foreach (var quote in issue.Quotes)
        {
            Line(quote.Line, $"quote “{quote.Text}” – {quote.Attribution?.Text ?? "nobody named"}{By(quote.Thanks)}");
        }

        foreach (var call in issue.ProjectCalls)
        {
            Line(call.Line, $"task {call.Text} {call.Url}");
        }

        foreach (var call in issue.EventCalls)
        {
            Line(
                call.Line,
                $"speakers {call.Name} {call.Url}, closes {call.ClosesOn?.ToString("yyyy-MM-dd", null) ?? call.Closes ?? "unknown"}"
            );
        }

        Console.Out.WriteLine(
            $"  {issue.CommunityLinks.Count} community links, {issue.EventCount} events, {issue.Sections.Count} sections"
        );
    }

    private static void Line(int line, string text) => Console.Out.WriteLine($"  {line, 4}: {text}");

    private static string By(IReadOnlyList<Thanks> thanks) =>
        thanks.Count == 0 ? "" : $", thanks to {string.Join(", ", thanks.Select(person => person.Name))}";
}
