using System.CommandLine;
using System.Globalization;
using Syndicator.App.Shapes;
using Syndicator.Configuration;
using Syndicator.Nominations;
using Syndicator.Nominations.Reviewing;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator nominations show KEY</c>: one with every post, every endorsement and what was decided.</summary>
internal static class NominationsShow
{
    private const int LongestText = 10_000;

    public static Command Create()
    {
        var key = new Argument<string>("KEY") { Description = NominationLookup.KeyHelp };
        var draft = new Option<string?>("--draft") { Description = "Marks it when this draft has it already.", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "As one JSON object." };
        return StoreAccess.Complete(
            new Command("show", "One nomination with its posts, its support and what happened to it.") { key, draft, json },
            async (parse, syndication, publication, stop) =>
            {
                if (await NominationLookup.FindAsync(syndication, publication, parse.GetRequiredValue(key), stop) is not { } nomination)
                {
                    return ExitCode.Findings;
                }

                var contents = await NominationLookup.DraftAsync(publication, parse.GetValue(draft), stop);
                var details = await syndication.Nominations.Queries.ShowAsync(publication, nomination.Id, stop, contents);
                await WriteAsync(details!, publication, parse.GetValue(json));
                return ExitCode.Done;
            }
        );
    }

    private static async Task WriteAsync(NominationDetails details, Publication publication, bool isJson)
    {
        if (isJson)
        {
            Output.JsonLine(NominationDetailsShape.Of(details));
            return;
        }

        var nomination = details.Listing.Nomination;
        var output = Console.Out;
        await output.WriteLineAsync(NominationLine.Of(details.Listing, idLength: 36));
        await output.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"  version {nomination.Version}, round {DeliveryLine.At(nomination.Round, publication.Zone)}, first {DeliveryLine.At(nomination.FirstRound, publication.Zone)}"
            )
        );
        foreach (var line in LinesOf(nomination.Nominee))
        {
            await output.WriteLineAsync("  " + line);
        }

        foreach (var proposal in details.Proposals)
        {
            await WriteAsync(proposal, publication);
        }

        await output.WriteLineAsync();
        foreach (var act in details.History)
        {
            var note = act.Note.Length > 0 ? $" ({OneLine.Of(act.Note)})" : "";
            var undone = act.IsUndone ? ", taken back since" : "";
            await output.WriteLineAsync($"  {DeliveryLine.At(act.At, publication.Zone)} {act.Actor}: {act.Act}{note}{undone}");
        }
    }

    private static async Task WriteAsync(ProposalDetails proposal, Publication publication)
    {
        var output = Console.Out;
        var marks = string.Concat(
            proposal.IsWithdrawn ? ", withdrawn" : "",
            proposal.IsGone ? ", gone" : "",
            proposal.IsForgotten ? ", words no longer kept" : "",
            proposal.IsEdited ? ", edited" : "",
            proposal.IsSelf ? ", self-suggestion" : "",
            proposal.IsQuotable ? "" : ", private",
            proposal.MergedFrom is { } merged ? $", as {merged}" : ""
        );
        var handle = proposal.Handle is { } known ? $" ({OneLine.Of(known, 80)})" : "";
        await output.WriteLineAsync();
        await output.WriteLineAsync(
            $"  {OneLine.Of($"{proposal.Source}/{proposal.PostId}")}  {DeliveryLine.At(proposal.At, publication.Zone)} {OneLine.Of(proposal.Nominator, 80)}{handle}{marks}: {OneLine.Of(proposal.Why)}"
        );
        if (proposal.Url is { } url)
        {
            await output.WriteLineAsync($"  {OneLine.Of(url)}");
        }

        foreach (var line in Lines(proposal.Text ?? ""))
        {
            await output.WriteLineAsync($"  > {line}");
        }
    }

    private static IEnumerable<string> LinesOf(Nominee nominee) =>
        nominee.Match<IEnumerable<string>>(
            crate => Named(("url", crate.Url), ("description", crate.Description)),
            quote => [.. Lines(quote.Text).Select(line => "> " + line), .. Named(("speaker", quote.Speaker), ("source", quote.SourceUrl))],
            link => Named(("url", link.Url)),
            call => [.. Named(("url", call.Url)), .. LinesOf(SpeakersRow.Of(call.Title))]
        );

    private static IEnumerable<string> LinesOf(SpeakersRow? row) =>
        row is null ? [] : Named(("event", row.Name), ("closes", row.Closes), ("place", row.Place), ("on", row.On));

    private static IEnumerable<string> Named(params (string Name, string? Value)[] parts) =>
        parts.Where(part => part.Value is not null).Select(part => $"{part.Name}: {OneLine.Of(part.Value!, 2000)}");

    /// <summary>Each safe for a terminal.</summary>
    private static IEnumerable<string> Lines(string text) =>
        text.Length == 0
            ? []
            : text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n', 200).Select(line => OneLine.Of(line, LongestText));
}
