using System.CommandLine;
using Syndicator.Configuration;
using Syndicator.Issues.Writing;
using Syndicator.Nominations.Export;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator nominations export</c>: what editors chose in the newsletter's own words, to be copied.</summary>
internal static class NominationsExport
{
    private static readonly Dictionary<string, NomineeKind> s_sections = new(StringComparer.Ordinal)
    {
        ["crate"] = NomineeKind.Crate,
        ["quote"] = NomineeKind.Quote,
        ["calls"] = NomineeKind.Call,
        ["links"] = NomineeKind.Link,
    };

    public static Command Create()
    {
        var round = new Option<string?>("--round")
        {
            Description = "Only what was nominated until this round closed, or until 2026-11-24T20:00. " + NominationLookup.RoundHelp,
            HelpName = "ROUND",
        };
        var section = new Option<string?>("--section") { Description = "Only this section: crate, quote, calls or links." };
        section.AcceptOnlyFromAmong([.. s_sections.Keys]);
        var json = new Option<bool>("--json") { Description = "One JSON object for each section." };
        return StoreAccess.Complete(
            new Command("export", "Prints the chosen crate and quote and the accepted calls and links as Markdown.")
            {
                round,
                section,
                json,
            },
            (parse, syndication, publication, stop) =>
                RunAsync(syndication, publication, parse.GetValue(round), parse.GetValue(section), parse.GetValue(json), stop)
        );
    }

    private static async Task<int> RunAsync(
        Syndication syndication,
        Publication publication,
        string? round,
        string? section,
        bool isJson,
        CancellationToken cancellationToken
    )
    {
        DateTimeOffset? until = null;
        if (round is not null)
        {
            until =
                LocalInstant.Read(round, publication.Zone).Instant
                ?? await NominationLookup.RoundAsync(syndication, publication, round, cancellationToken);
            if (until is null)
            {
                return ExitCode.Usage;
            }
        }

        var wanted = section is null ? Enum.GetValues<DraftSection>() : FillCommand.Of(s_sections[section]);
        await LookAgain.RunAsync(syndication, publication, cancellationToken);
        var exported = await syndication.Export.RunAsync(publication.Id, until, wanted, cancellationToken);
        await PrintAsync(exported, isJson);
        return ExitCode.Done;
    }

    private static async Task PrintAsync(Exported exported, bool isJson)
    {
        foreach (var (index, section) in exported.Sections.Index())
        {
            if (isJson)
            {
                Output.JsonLine(section);
            }
            else
            {
                await Console.Out.WriteLineAsync((index > 0 ? Environment.NewLine : "") + section.Text);
            }
        }

        foreach (var words in exported.Withheld.Concat(exported.Lacking))
        {
            await Console.Error.WriteLineAsync(words);
        }

        if (exported.Sections.Count == 0)
        {
            await Console.Error.WriteLineAsync("Nothing is chosen.");
        }
    }
}
