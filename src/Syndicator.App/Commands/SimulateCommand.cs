using System.CommandLine;
using System.Globalization;
using Syndicator.Calls.Simulating;
using Syndicator.Configuration;
using Syndicator.Issues;
using Syndicator.Sources;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator simulate FOLDER</c>: what would have become of the calls of an archive of issues, day by day.</summary>
internal static class SimulateCommand
{
    internal const string UsualSchedule = "0 0 15 ? * MON-FRI";

    private static readonly string[] s_patterns = ["*.md", "*.markdown"];

    private static readonly Argument<string> s_folder = new("FOLDER") { Description = "Published issues in Markdown." };
    private static readonly Option<string?> s_account = new("--account") { Description = "Only this account's posts.", HelpName = "NAME" };
    private static readonly Option<DateOnly?> s_from = Day("--from", "The first day; calls of earlier issues count as announced.");
    private static readonly Option<DateOnly?> s_to = Day("--to", "The last day; without it, until every call has closed.");

    private static readonly Option<string> s_calls = new("--calls")
    {
        Description = "When calls are announced, in the publication's zone.",
        HelpName = "CRON",
        DefaultValueFactory = _ => UsualSchedule,
    };

    private static readonly Option<bool> s_json = new("--json") { Description = "One JSON object for each act, and no table." };

    public static Command Create()
    {
        var command = new Command(
            "simulate",
            "Lives through the issues of a folder day by day, and prints what is told of their calls. Nothing leaves, nothing is kept."
        )
        {
            s_folder,
            s_account,
            s_from,
            s_to,
            s_calls,
            s_json,
            ConfigurationOptions.Config,
            ConfigurationOptions.Publication,
        };
        command.SetAction(
            (parse, cancellationToken) =>
                ConfigurationOptions.RunAsync(parse, (publication, stop) => RunAsync(parse, publication, stop), cancellationToken)
        );
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, Publication publication, CancellationToken cancellationToken)
    {
        var (folder, account) = (parse.GetRequiredValue(s_folder), parse.GetValue(s_account));
        var span = new SimulationSpan(parse.GetRequiredValue(s_calls), parse.GetValue(s_from), parse.GetValue(s_to));
        if ((SimulationMistakes.Of(publication, folder, account) ?? SimulationMistakes.Of(span, span.From)) is { } mistake)
        {
            return await RefuseAsync(mistake);
        }

        var (files, ofFolder) = List(folder);
        var (issues, findings) = await SimulatedIssue.ReadAsync(files, publication.Format, cancellationToken);
        Output.Diagnostics(ofFolder.Concat(findings));
        if (issues.Count == 0)
        {
            await Console.Error.WriteLineAsync(
                $"{OneLine.Of(folder)} has no issue: simulate wants the folder of published issues (*.md, *.markdown)."
            );
            return ExitCode.Findings;
        }

        if (SimulationMistakes.Of(span, span.From ?? issues[0].Day) is { } never)
        {
            return await RefuseAsync(never);
        }

        var chosen = publication with { Accounts = [.. publication.Accounts.Where(one => account is null || one.Name == account)] };
        var broken = await LiveAsync(chosen, issues, span, parse.GetValue(s_json), cancellationToken);
        return broken || ofFolder.Concat(findings).Any(finding => finding.Severity == Severity.Error) ? ExitCode.Findings : ExitCode.Done;
    }

    private static async Task<int> RefuseAsync(string mistake)
    {
        await Console.Error.WriteLineAsync(mistake);
        return ExitCode.Usage;
    }

    private static (IReadOnlyList<string> Files, IReadOnlyList<Diagnostic> Findings) List(string folder)
    {
        var listings = s_patterns
            .Select(pattern =>
            {
                using var source = new FolderSource(folder, pattern, null, TimeProvider.System);
                return source.List();
            })
            .ToList();
        return (
            [.. listings.SelectMany(listing => listing.Files).OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => file.Path)],
            [.. listings.SelectMany(listing => listing.Diagnostics).Distinct()]
        );
    }

    /// <returns>Whether something happened that must never happen.</returns>
    private static async Task<bool> LiveAsync(
        Publication publication,
        IReadOnlyList<SimulatedIssue> issues,
        SimulationSpan span,
        bool isJson,
        CancellationToken cancellationToken
    )
    {
        var (laws, counts) = (new SimulationLaws(publication), new SimulationCounts());
        await new SimulateCalls(publication, NetworkTextRules.For).RunAsync(
            issues,
            span,
            act =>
            {
                laws.See(act);
                counts.See(act);
                if (isJson)
                {
                    Output.JsonLine(SimulatedLine.Json(act));
                }
                else
                {
                    Console.Out.WriteLine(SimulatedLine.Of(act, publication.Zone));
                }
            },
            done => Show(done, issues.Count),
            cancellationToken
        );
        if (!isJson)
        {
            await Console.Out.WriteAsync($"{Environment.NewLine}{SimulatedTable.Of(counts, publication)}");
        }

        foreach (var broken in laws.Broken)
        {
            await Console.Error.WriteLineAsync($"This must never happen: {broken}");
        }

        return laws.Broken.Count > 0;
    }

    /// <summary>One line that counts, where somebody looks at it.</summary>
    private static void Show(int done, int all)
    {
        if (!Console.IsErrorRedirected && Console.IsOutputRedirected)
        {
            Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{done} of {all} issues{(done == all ? "\n" : "")}"));
        }
    }

    private static Option<DateOnly?> Day(string name, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "DAY",
            CustomParser = result =>
            {
                var written = result.Tokens.Single().Value;
                if (
                    DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                    && WrittenDate.CanBeMeant(day)
                )
                {
                    return day;
                }

                result.AddError($"{name} {OneLine.Of(written)} is no day that an issue can have. Write it as 2026-05-04.");
                return null;
            },
        };
}
