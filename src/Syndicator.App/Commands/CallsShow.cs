using System.CommandLine;
using System.Globalization;
using Syndicator.App.Shapes;
using Syndicator.Calls;
using Syndicator.Configuration;
using Syndicator.Publishing;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator calls show KEY</c>: one call with the issues that printed it, its posts and its history.</summary>
internal static class CallsShow
{
    public static Command Create()
    {
        var key = new Argument<string>("KEY") { Description = CallLookup.KeyHelp };
        var json = new Option<bool>("--json") { Description = "As one JSON object." };
        return StoreAccess.Complete(
            new Command("show", "One call: what issues print of it, what was said, and what happened to it.") { key, json },
            async (parse, syndication, publication, stop) =>
            {
                if (await CallLookup.FindAsync(syndication, publication, parse.GetRequiredValue(key), stop) is not { } listing)
                {
                    return ExitCode.Findings;
                }

                var details = (await syndication.Calls.ShowAsync(publication, listing.Call.Id, stop))!;
                var unsayable = await syndication.FindUnsayable.RunAsync(publication, details.Listing, stop);
                if (parse.GetValue(json))
                {
                    Output.JsonLine(Json(details, unsayable));
                }
                else
                {
                    await WriteAsync(details, unsayable, publication);
                }

                return ExitCode.Done;
            }
        );
    }

    private static async Task WriteAsync(CallDetails details, IReadOnlyList<UnsayablePost> unsayable, Publication publication)
    {
        var (listing, zone) = (details.Listing, publication.Zone);
        string[] lines =
        [
            CallLine.Of(listing, zone, idLength: listing.Call.Id.ToString().Length),
            "  " + StandOf(listing, zone),
            .. LinesOf(listing.Call),
            .. unsayable.Select(post => "  " + CallLine.Of(post)),
            "printed in",
            .. details.Sightings.Select(LineOf),
            .. listing.Posts.Select(post => "  " + CallTelling.LineOf(listing, post, zone)).Prepend(ToldOf(listing)),
            "history",
            .. details.History.SelectMany(happened => CallHistoryLines.Of(happened, zone)),
        ];
        foreach (var line in lines)
        {
            await Console.Out.WriteLineAsync(line);
        }
    }

    private static string ToldOf(CallListing listing) =>
        listing.Posts.Count > 0 ? "told"
        : listing.Call.IsArchived ? "told nowhere: an issue had it before the program told of any, so it counts as announced"
        : "told nowhere yet";

    private static string StandOf(CallListing listing, TimeZoneInfo zone) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"version {listing.Call.Version}, {(listing.State is CallState.Closed ? "over since" : "over at")} {DeliveryLine.At(listing.EndsAt, zone)}"
        );

    private static IEnumerable<string> LinesOf(Call call) =>
        from part in CallParts.Of(call.Text).Zip(CallParts.Of(call.Printed))
        let says = part.First.Words
        let printed = part.Second.Words
        where says.Length > 0 || says != printed
        select $"  {part.First.Part}: {OneLine.Of(says, 2000)}{(says == printed ? "" : $" (printed: {OneLine.Of(printed, 2000)})")}";

    private static string LineOf(CallSighting sighting)
    {
        var closes = CallLine.Closing(sighting.Printed.Closing) is { Length: > 0 } words ? $", {words}" : "";
        var contradiction = sighting.Contradiction is { } why ? $"  [{OneLine.Of(why, CallLine.LongestWhy)}]" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"  {sighting.Issue.Key} of {sighting.Issue.Day:yyyy-MM-dd}, line {sighting.Printed.Line}: {OneLine.Of(sighting.Printed.Name)}{closes}{contradiction}"
        );
    }

    internal static CallDetailsShape Json(CallDetails details, IReadOnlyList<UnsayablePost> unsayable) =>
        CallDetailsShape.Of(details, unsayable);
}
