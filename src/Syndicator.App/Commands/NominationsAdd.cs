using System.CommandLine;
using Syndicator.Configuration;
using Syndicator.Nominations;
using Syndicator.Nominations.Reviewing;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator nominations add crate|quote|link|call</c>: enters a nomination by hand, or with <c>--from</c> makes one of a mention.</summary>
internal static class NominationsAdd
{
    private static readonly Option<string?> s_from = Of(
        "--from",
        "The mention that nominates it: as nominations list --mentions prints it, or its address.",
        "MENTION"
    );
    private static readonly Option<string?> s_by = Of("--by", "Who nominates it, as they are to be thanked.", "NAME");
    private static readonly Option<string?> s_post = Of("--post", "Where they did.", "URL");
    private static readonly Option<bool> s_self = new("--self") { Description = "It is their own." };
    private static readonly Option<string?> s_note = NominationActs.NoteOption();
    private static readonly Option<bool> s_json = new("--json") { Description = "As one JSON object." };

    /// <summary>What the command line nominates, of a mention where there is one; or what is missing.</summary>
    private delegate (Nominee? Nominee, string? Problem) Reading(ParseResult parse, KeptMention? mention);

    public static Command Create()
    {
        var command = new Command("add", "Enters a nomination by hand, or makes one of a mention.") { Crate(), Quote(), Link(), Call() };
        s_from.Recursive = true;
        command.Add(s_from);
        return command;
    }

    private static Command Crate()
    {
        var crate = new Argument<string>("CRATE") { Description = "Its name, or its address." };
        var url = Of("--url", "Its address, beside its name.", "URL");
        var description = Of("--description", "What it is: a datetime library.", "TEXT");
        return Complete(
            new Command("crate", "A crate of the week.") { crate, url, description },
            (parse, _) =>
            {
                var written = parse.GetRequiredValue(crate);
                var isUrl = written.Contains("://", StringComparison.Ordinal);
                return (
                    new Nominee.Crate(
                        isUrl ? CrateAddress.NameOf(written) : written,
                        isUrl ? written : parse.GetValue(url),
                        parse.GetValue(description)
                    ),
                    null
                );
            }
        );
    }

    private static Command Quote()
    {
        var text = Of("--text", "Its words; with --from, else the mention's.", "TEXT");
        var speaker = Of("--speaker", "Who said it; with --from, else who wrote the mention.", "NAME");
        var source = Of("--source", "Where; with --from, else the mention.", "URL");
        return Complete(
            new Command("quote", "A quote of the week.") { text, speaker, source },
            (parse, mention) =>
                (parse.GetValue(text) ?? mention?.Text) is { } words
                    ? (
                        new Nominee.Quote(
                            words,
                            parse.GetValue(speaker) ?? (parse.GetValue(text) is null ? mention?.AuthorName : null),
                            parse.GetValue(source) ?? (parse.GetValue(text) is null ? mention?.Url : null)
                        ),
                        null
                    )
                    : (null, "A quote needs --text, or --from with the mention that says it.")
        );
    }

    private static Command Link()
    {
        var url = AddressOf();
        var title = Of("--title", "What it is called.", "TEXT");
        return Complete(
            new Command("link", "A link for the issue.") { url, title },
            (parse, mention) =>
                Address(parse, url, mention) is { } address
                    ? (new Nominee.Link(address, parse.GetValue(title)), null)
                    : (null, "A link needs its address.")
        );
    }

    private static Command Call()
    {
        var url = AddressOf();
        var title = Of("--title", "What it is called: project - task, or the event's name.", "TEXT");
        var closes = Of("--closes", "Of a call for speakers, until when it can be answered.", "WHEN");
        var place = Of("--place", "Where its event is.", "PLACE");
        var on = Of("--on", "The days of its event.", "DAYS");
        return Complete(
            new Command("call", "A call for participation.") { url, title, closes, place, on },
            (parse, mention) =>
                Address(parse, url, mention) is { } address
                    ? new NomineeCorrection
                    {
                        Closes = parse.GetValue(closes),
                        Place = parse.GetValue(place),
                        On = parse.GetValue(on),
                    }.Apply(new Nominee.Call(address, parse.GetValue(title)))
                    : (null, "A call needs its address.")
        );
    }

    private static Argument<string?> AddressOf() =>
        new("URL") { Description = "Its address; with --from, else the first that the mention links to.", Arity = ArgumentArity.ZeroOrOne };

    private static string? Address(ParseResult parse, Argument<string?> url, KeptMention? mention) =>
        parse.GetValue(url) ?? (mention?.Links is [var first, ..] ? first : null);

    private static Command Complete(Command command, Reading read)
    {
        command.Add(s_by);
        command.Add(s_post);
        command.Add(s_self);
        command.Add(s_note);
        command.Add(s_json);
        return StoreAccess.Complete(
            command,
            (parse, syndication, publication, stop) =>
                parse.GetValue(s_from) is { } mention
                    ? OfMentionAsync(parse, syndication, publication, mention, read, stop)
                    : ByHandAsync(parse, syndication, publication, read, stop)
        );
    }

    private static async Task<int> ByHandAsync(
        ParseResult parse,
        Syndication syndication,
        Publication publication,
        Reading read,
        CancellationToken cancellationToken
    )
    {
        var (nominee, problem) = read(parse, null);
        if (nominee is null || parse.GetValue(s_by) is not { } by)
        {
            await Console.Error.WriteLineAsync(problem ?? "Say who nominates it: --by NAME.");
            return ExitCode.Usage;
        }

        var outcome = await syndication.Nominations.Add.ByHandAsync(
            publication,
            new HandProposal(nominee, by, parse.GetValue(s_post), parse.GetValue(s_self)),
            NominationActs.Act(parse.GetValue(s_note)),
            cancellationToken
        );
        return await NominationReport.WriteAsync(outcome, NomineeName.Of(nominee), publication, parse.GetValue(s_json));
    }

    private static async Task<int> OfMentionAsync(
        ParseResult parse,
        Syndication syndication,
        Publication publication,
        string mention,
        Reading read,
        CancellationToken cancellationToken
    )
    {
        if (parse.GetValue(s_by) is not null || parse.GetValue(s_post) is not null)
        {
            await Console.Error.WriteLineAsync("A mention says itself who nominates and where: leave --by and --post out.");
            return ExitCode.Usage;
        }

        var outcome = await syndication.Nominations.Add.OfMentionAsync(
            publication,
            mention,
            kept => read(parse, kept),
            parse.GetValue(s_self),
            NominationActs.Act(parse.GetValue(s_note)),
            cancellationToken
        );
        return await NominationReport.WriteAsync(outcome, mention, publication, parse.GetValue(s_json));
    }

    private static Option<string?> Of(string name, string description, string help) =>
        new(name) { Description = description, HelpName = help };
}
