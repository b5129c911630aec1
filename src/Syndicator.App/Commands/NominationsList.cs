using System.CommandLine;
using Syndicator.App.Shapes;
using Syndicator.Configuration;
using Syndicator.Nominations;
using Syndicator.Nominations.Reviewing;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator nominations list</c>: what is nominated, or with <c>--mentions</c> what is nothing yet.</summary>
internal static class NominationsList
{
    private const string All = "all";

    /// <summary>What the store calls those that are open.</summary>
    private const string Pending = "pending";

    private static readonly Option<string?> s_round = new("--round")
    {
        Description = "Only of this round, or all; without it, the open round with what is carried over. " + NominationLookup.RoundHelp,
        HelpName = "ROUND",
    };

    private static readonly Option<string?> s_kind = Among("--kind", "Only of this kind.", ["crate", "quote", "link", "call"]);

    private static readonly Option<string?> s_state = Among(
        "--state",
        "Only in this state, or all; without it, what is open, accepted or chosen.",
        [NominationLine.Open, .. NominationFilter.AllStates.Where(state => state != Pending), All]
    );

    private static readonly Option<string?> s_search = new("--search")
    {
        Description = "Only where what is nominated, or by whom, has this in it.",
        HelpName = "TEXT",
    };
    private static readonly Option<string?> s_sort = Among("--sort", "By support (usual), age or name.", ["support", "age", "name"]);
    private static readonly Option<int> s_limit = new Option<int>("--limit")
    {
        Description = "At most so many, up to 200.",
        DefaultValueFactory = _ => 50,
    }.Within(1, int.MaxValue);
    private static readonly Option<int> s_skip = new Option<int>("--skip") { Description = "Without the first so many." }.Within(
        0,
        int.MaxValue
    );
    private static readonly Option<string?> s_draft = new("--draft")
    {
        Description = "Marks what this draft has already.",
        HelpName = "FILE",
    };
    private static readonly Option<bool> s_mentions = new("--mentions") { Description = "Instead, the mentions that are nothing yet." };
    private static readonly Option<bool> s_unread = new("--unread") { Description = "Of these, those that nobody has read." };

    /// <summary>What leaves nominations out of the list.</summary>
    private static readonly Option[] s_filters = [s_round, s_kind, s_state, s_search, s_skip];

    private static readonly Option<bool> s_json = new("--json") { Description = "One JSON object for each." };

    public static Command Create() =>
        StoreAccess.Complete(
            new Command("list", "What is nominated, the most wanted first.")
            {
                s_round,
                s_kind,
                s_state,
                s_search,
                s_sort,
                s_limit,
                s_skip,
                s_draft,
                s_mentions,
                s_unread,
                s_json,
            },
            (parse, syndication, publication, stop) =>
                parse.GetValue(s_mentions) || parse.GetValue(s_unread)
                    ? ListMentionsAsync(parse, syndication, publication, stop)
                    : ListAsync(parse, syndication, publication, stop)
        );

    private static async Task<int> ListAsync(
        ParseResult parse,
        Syndication syndication,
        Publication publication,
        CancellationToken cancellationToken
    )
    {
        if (await FilterAsync(parse, syndication, publication, cancellationToken) is not { } filter)
        {
            return ExitCode.Usage;
        }

        var draft = await NominationLookup.DraftAsync(publication, parse.GetValue(s_draft), cancellationToken);
        var page = await syndication.Nominations.Queries.ListAsync(publication, filter, cancellationToken, draft);
        var length = NominationLine.IdLength(page.Items);
        foreach (var item in page.Items)
        {
            if (parse.GetValue(s_json))
            {
                Output.JsonLine(NominationLine.Json(item));
            }
            else
            {
                await Console.Out.WriteLineAsync(NominationLine.Of(item, length));
            }
        }

        if (page.HasMore)
        {
            await Console.Error.WriteLineAsync("There are more: --skip leaves the first ones out, --limit shows up to 200.");
        }
        else if (page.Items.Count == 0)
        {
            await Console.Error.WriteLineAsync(
                s_filters.All(option => parse.GetResult(option) is null or { Implicit: true })
                    ? "Nothing is nominated. `syndicator collect` reads what people wrote, `syndicator nominations add` enters it."
                    : "Nothing is like that. `syndicator nominations list --round all --state all` shows everything."
            );
        }

        return ExitCode.Done;
    }

    private static async Task<NominationFilter?> FilterAsync(
        ParseResult parse,
        Syndication syndication,
        Publication publication,
        CancellationToken cancellationToken
    )
    {
        var usual = NominationFilter.Usual(await syndication.Nominations.Queries.RoundsAsync(publication, cancellationToken));
        var filter = usual with
        {
            Kind = parse.GetValue(s_kind) is { } kind ? NomineeJson.Kind(kind) : null,
            States = parse.GetValue(s_state) switch
            {
                null => NominationFilter.UsualStates,
                All => NominationFilter.AllStates,
                NominationLine.Open => [Pending],
                { } state => [state],
            },
            Search = parse.GetValue(s_search),
            Order = parse.GetValue(s_sort) switch
            {
                "age" => NominationOrder.Age,
                "name" => NominationOrder.Name,
                _ => NominationOrder.Support,
            },
            Take = parse.GetValue(s_limit),
            Skip = parse.GetValue(s_skip),
        };
        switch (parse.GetValue(s_round))
        {
            case null:
                return filter;
            case All:
                return filter with { After = null, Until = null };
            case { } name when await NominationLookup.RoundAsync(syndication, publication, name, cancellationToken) is { } round:
                return filter with { After = round.AddMilliseconds(-1), Until = round };
            default:
                return null;
        }
    }

    private static async Task<int> ListMentionsAsync(
        ParseResult parse,
        Syndication syndication,
        Publication publication,
        CancellationToken cancellationToken
    )
    {
        var mentions = await syndication.Nominations.Queries.ListMentionsAsync(
            publication.Id,
            parse.GetValue(s_unread),
            parse.GetValue(s_skip),
            parse.GetValue(s_limit),
            cancellationToken
        );
        foreach (var mention in mentions)
        {
            if (parse.GetValue(s_json))
            {
                Output.JsonLine(MentionShape.Of(mention));
            }
            else
            {
                var marks = (mention.IsRead ? ", read" : "") + (mention.IsPublic ? "" : ", private");
                await Console.Out.WriteLineAsync(
                    $"{OneLine.Of($"{mention.Source}/{mention.PostId}")}  {DeliveryLine.At(mention.PostedAt, publication.Zone)} {OneLine.Of(mention.Handle, 80)}{marks}: {OneLine.Of(mention.Text)}  {OneLine.Of(mention.Url)}"
                );
            }
        }

        if (mentions.Count > 0 && !parse.GetValue(s_json))
        {
            await Console.Error.WriteLineAsync(
                "next: syndicator nominations add --from MENTION crate NAME (or quote, link, call), or syndicator nominations read MENTION"
            );
        }

        return ExitCode.Done;
    }

    private static Option<string?> Among(string name, string description, string[] values)
    {
        var option = new Option<string?>(name) { Description = description };
        option.AcceptOnlyFromAmong(values);
        return option;
    }
}
