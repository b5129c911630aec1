using System.CommandLine;
using System.Globalization;
using Syndicator.Configuration;
using Syndicator.Issues.Writing;
using Syndicator.Nominations.Export;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator fill DRAFT [--write]</c>: what editors chose, at the draft's placeholders.</summary>
internal static class FillCommand
{
    public static Command Create()
    {
        var draft = new Argument<string>("DRAFT") { Description = "The draft in Markdown." };
        var write = new Option<bool>("--write") { Description = "Write the draft; without it only the difference is shown." };
        var json = new Option<bool>("--json") { Description = "As one JSON object." };
        var crate = new Option<bool>("--crate") { Description = "Only the sections that are named so: the crate," };
        var quote = new Option<bool>("--quote") { Description = "the quote," };
        var calls = new Option<bool>("--calls") { Description = "the calls for participation, of projects and events," };
        var links = new Option<bool>("--links") { Description = "the community's links." };
        return StoreAccess.Complete(
            new Command("fill", "Puts the chosen crate and quote and the accepted calls and links into a draft, and shows what changes.")
            {
                draft,
                write,
                crate,
                quote,
                calls,
                links,
                json,
            },
            async (parse, syndication, publication, stop) =>
            {
                IReadOnlyList<DraftSection> named =
                [
                    .. parse.GetValue(crate) ? Of(NomineeKind.Crate) : [],
                    .. parse.GetValue(quote) ? Of(NomineeKind.Quote) : [],
                    .. parse.GetValue(calls) ? Of(NomineeKind.Call) : [],
                    .. parse.GetValue(links) ? Of(NomineeKind.Link) : [],
                ];
                await LookAgain.RunAsync(syndication, publication, stop);
                var filled = await syndication.FillDraft.RunAsync(
                    parse.GetRequiredValue(draft),
                    publication.Id,
                    publication.Format,
                    named.Count > 0 ? named : Enum.GetValues<DraftSection>(),
                    parse.GetValue(write),
                    stop
                );
                return await ReportAsync(filled, parse.GetRequiredValue(draft), parse.GetValue(write), parse.GetValue(json));
            }
        );
    }

    /// <summary>The sections in which nominations of a kind stand.</summary>
    internal static IReadOnlyList<DraftSection> Of(NomineeKind kind) =>
        kind switch
        {
            NomineeKind.Crate => [DraftSection.Crate],
            NomineeKind.Quote => [DraftSection.Quote],
            NomineeKind.Call => [DraftSection.ProjectCalls, DraftSection.EventCalls],
            _ => [DraftSection.Links],
        };

    private static async Task<int> ReportAsync(FilledDraft filled, string path, bool write, bool isJson)
    {
        var sections = filled.Fill?.Sections ?? [];
        if (isJson)
        {
            Output.JsonLine(
                new
                {
                    File = path,
                    Written = filled.IsWritten,
                    Sections = sections,
                    Difference = filled.Fill?.Difference ?? "",
                    filled.Withheld,
                    Diagnostics = filled.Problems.Select(Output.Json),
                }
            );
        }
        else
        {
            await Console.Out.WriteAsync(filled.Fill?.Difference ?? "");
            Output.Diagnostics(filled.Problems);
            foreach (var words in sections.Select(section => Place(path, section) + section.Words).Concat(filled.Withheld))
            {
                await Console.Error.WriteLineAsync(words);
            }

            await Console.Error.WriteLineAsync(Conclusion(filled, path, write));
        }

        var isRefused = filled.Problems.Count > 0 || sections.Any(section => section.Outcome == FillOutcome.Refused);
        return isRefused ? ExitCode.Findings : ExitCode.Done;
    }

    private static string Place(string path, SectionFill section) =>
        section.Line > 0 ? $"{path}:{section.Line.ToString(CultureInfo.InvariantCulture)}: " : $"{path}: ";

    private static string Conclusion(FilledDraft filled, string path, bool write) =>
        filled.IsWritten ? $"{path}: written."
        : filled.Problems.Count > 0 ? $"{path}: not touched."
        : filled.Fill is { Difference.Length: > 0 } && !write ? $"{path}: not written; add --write."
        : $"{path}: nothing changes.";
}
