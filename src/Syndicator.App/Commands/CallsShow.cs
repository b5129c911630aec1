using System.CommandLine;
using System.Globalization;
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
        var (call, output) = (details.Listing.Call, Console.Out);
        await output.WriteLineAsync(CallLine.Of(details.Listing, idLength: call.Id.ToString().Length));
        await output.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"  version {call.Version}, told of until {DeliveryLine.At(details.Listing.EndsAt, publication.Zone)}"
            )
        );
        foreach (var line in LinesOf(call).Concat(unsayable.Select(CallLine.Of)))
        {
            await output.WriteLineAsync("  " + line);
        }

        await output.WriteLineAsync();
        foreach (var sighting in details.Sightings)
        {
            await output.WriteLineAsync("  " + LineOf(sighting));
        }

        await output.WriteLineAsync();
        foreach (var delivery in details.Deliveries)
        {
            await output.WriteLineAsync($"  {DeliveryLine.Of(delivery, publication.Zone)}");
        }

        foreach (var happened in details.History)
        {
            var note = happened.Note.Length > 0 ? $" ({OneLine.Of(happened.Note)})" : "";
            await output.WriteLineAsync($"  {DeliveryLine.At(happened.At, publication.Zone)} {happened.Actor}: {happened.Act}{note}");
        }
    }

    private static IEnumerable<string> LinesOf(Call call)
    {
        var (says, printed) = (call.Text, call.Printed);
        IEnumerable<(string Name, string? Says, string? Printed)> parts =
        [
            ("title", says.Title, printed.Title),
            ("url", says.Url, printed.Url),
            ("closing", CallLine.Closing(says.Closing), CallLine.Closing(printed.Closing)),
            ("place", says.Place, printed.Place),
            ("on", says.EventDate, printed.EventDate),
        ];
        return parts
            .Where(part => part.Says is { Length: > 0 } || part.Says != part.Printed)
            .Select(part =>
                $"{part.Name}: {OneLine.Of(part.Says ?? "", 2000)}"
                + (part.Says == part.Printed ? "" : $" (printed: {OneLine.Of(part.Printed ?? "", 2000)})")
            );
    }

    private static string LineOf(CallSighting sighting)
    {
        var contradiction = sighting.Contradiction is { } why ? $"  [{OneLine.Of(why, CallLine.LongestWhy)}]" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{sighting.Issue.Key} of {sighting.Issue.Day:yyyy-MM-dd}, line {sighting.Printed.Line}: {OneLine.Of(sighting.Printed.Name)}  {CallLine.Closing(sighting.Printed.Closing)}{contradiction}"
        );
    }

    private static object Json(CallDetails details, IReadOnlyList<UnsayablePost> unsayable) =>
        new
        {
            Call = CallLine.Json(details.Listing),
            Printed = CallLine.Json(details.Listing.Call.Printed),
            Issues = details.Sightings.Select(sighting => new
            {
                Issue = CallLine.Json(sighting.Issue),
                Printed = CallLine.Json(sighting.Printed),
                sighting.Contradiction,
            }),
            Posts = details.Deliveries.Select(delivery => new
            {
                Key = delivery.IdempotencyKey,
                delivery.Place.Account,
                delivery.Place.Part,
                State = delivery.State.Name,
                RemoteUrl = (delivery.State as DeliveryState.Delivered)?.Url,
            }),
            CannotSay = unsayable.Select(CallLine.Json),
            History = details.History.Select(happened => new
            {
                happened.Version,
                happened.At,
                happened.Actor,
                happened.Act,
                happened.Note,
            }),
        };
}
