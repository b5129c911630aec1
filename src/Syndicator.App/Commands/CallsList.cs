using System.CommandLine;
using Syndicator.Calls;
using Syndicator.Configuration;
using Syndicator.Configuration.Values;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator calls list</c>: calls by what is to be done.</summary>
internal static class CallsList
{
    private const string All = "all";

    private static readonly HashSet<CallState> s_everyState = [.. Enum.GetValues<CallState>()];

    private static readonly Option<string?> s_state = Among(
        "--state",
        "Only in this state, or all; without it, whatever is not over.",
        [.. CallLine.States, All]
    );

    private static readonly Option<string?> s_kind = Among("--kind", "Only of this kind.", ["project", "event"]);

    private static readonly Option<TimeSpan?> s_within = new("--closing-within")
    {
        Description = "Only those that close within this time: 7d, 36h.",
        HelpName = "TIME",
        CustomParser = result =>
        {
            var parsed = Duration.Parse(result.Tokens.Single().Value);
            if (parsed.Value is TimeSpan time)
            {
                return time;
            }

            result.AddError($"--closing-within {OneLine.Of(result.Tokens.Single().Value)} is no time. Write it as 7d or 36h.");
            return null;
        },
    };

    private static readonly Option<bool> s_json = new("--json") { Description = "One JSON object for each." };

    public static Command Create() =>
        StoreAccess.Complete(
            new Command("list", "Calls for participation, those that wait for an editor first.") { s_state, s_kind, s_within, s_json },
            ListAsync
        );

    private static async Task<int> ListAsync(
        ParseResult parse,
        Syndication syndication,
        Publication publication,
        CancellationToken cancellationToken
    )
    {
        var filter = FilterOf(parse);
        var listings = await syndication.Calls.ListAsync(publication, filter, cancellationToken);
        var length = CallLine.IdLength(listings);
        foreach (var listing in listings)
        {
            if (parse.GetValue(s_json))
            {
                Output.JsonLine(CallLine.Json(listing));
            }
            else
            {
                await Console.Out.WriteLineAsync(CallLine.Of(listing, publication.Zone, length));
            }
        }

        if (listings.Count == 0)
        {
            await Console.Error.WriteLineAsync(await WhyNoneAsync(syndication, publication, filter, cancellationToken));
        }

        return ExitCode.Done;
    }

    private static async Task<string> WhyNoneAsync(
        Syndication syndication,
        Publication publication,
        CallFilter filter,
        CancellationToken cancellationToken
    )
    {
        var all = await syndication.Calls.ListAsync(publication, new CallFilter { States = s_everyState }, cancellationToken);
        var notOver = all.Count(listing => new CallFilter().States.Contains(listing.State));
        return all.Count == 0
                ? "No call is known yet. They come out of issues that are announced (syndicator announce) or of an archive (syndicator import FOLDER)."
            : notOver == 0 && filter.States.SetEquals(new CallFilter().States)
                ? Said($"No call is open: all {all.Count} that are known are over. `syndicator calls list --state all` shows them.")
            : Said(
                $"No call is like that. Not over are {notOver} (syndicator calls list), known are {all.Count} (syndicator calls list --state all)."
            );
    }

    private static string Said(FormattableString words) => FormattableString.Invariant(words);

    private static CallFilter FilterOf(ParseResult parse)
    {
        var filter = new CallFilter
        {
            Kind = parse.GetValue(s_kind) switch
            {
                null => null,
                "project" => CallKind.Project,
                _ => CallKind.Event,
            },
            ClosingWithin = parse.GetValue(s_within),
        };
        return parse.GetValue(s_state) switch
        {
            null => filter,
            All => filter with { States = s_everyState },
            { } name => filter with { States = Enum.GetValues<CallState>().Where(state => CallLine.Name(state) == name).ToHashSet() },
        };
    }

    private static Option<string?> Among(string name, string description, string[] values)
    {
        var option = new Option<string?>(name) { Description = description };
        option.AcceptOnlyFromAmong(values);
        return option;
    }
}
