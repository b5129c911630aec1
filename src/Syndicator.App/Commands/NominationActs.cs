using System.CommandLine;
using Syndicator.Configuration;
using Syndicator.Nominations;
using Syndicator.Nominations.Reviewing;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator nominations accept|reject|reopen|choose|unchoose|defer|withdraw|undo KEY…</c>: decisions about one nomination after another.</summary>
internal static class NominationActs
{
    /// <summary>An act on one nomination.</summary>
    private delegate Task<ReviewOutcome> Decide(NominationDesk desk, Nomination nomination, Seen seen, CancellationToken cancellationToken);

    /// <summary>What the command line asks for; null when it cannot be carried out, which was said.</summary>
    private delegate Task<Decide?> Prepare(
        ParseResult parse,
        Syndication syndication,
        Publication publication,
        CancellationToken cancellationToken
    );

    public static IEnumerable<Command> CreateAll() =>
        [
            Noted("accept", "Good enough to be chosen.", (desk, act) => (_, seen, stop) => desk.Review.AcceptAsync(seen, act, stop)),
            Reject(),
            Noted("reopen", "As if nobody had decided.", (desk, act) => (_, seen, stop) => desk.Review.ReopenAsync(seen, act, stop)),
            Choose(),
            Noted(
                "unchoose",
                "No winner any more, and still accepted.",
                (desk, act) => (_, seen, stop) => desk.Review.UnchooseAsync(seen, act, stop)
            ),
            Defer(),
            Noted(
                "withdraw",
                "Entered by mistake, or taken back by who nominated it.",
                (desk, act) => (_, seen, stop) => desk.Review.WithdrawAsync(seen, act, stop)
            ),
            Noted(
                "undo",
                "Takes the last decision about it back, with all that it did to others.",
                (desk, act) => (_, seen, stop) => desk.Undo.RunAsync(seen, act, stop)
            ),
        ];

    private static Command Noted(
        string name,
        string description,
        Func<NominationDesk, EditorAct, Func<Nomination, Seen, CancellationToken, Task<ReviewOutcome>>> decide
    )
    {
        var note = NoteOption();
        return Complete(
            new Command(name, description) { note },
            (parse, syndication, _, _) =>
            {
                var act = decide(syndication.Nominations, Act(parse.GetValue(note)));
                return Task.FromResult<Decide?>((_, nomination, seen, stop) => act(nomination, seen, stop));
            }
        );
    }

    private static Command Reject()
    {
        var reason = new Option<string>("--reason")
        {
            Description = "Why; other editors read it.",
            HelpName = "TEXT",
            Required = true,
        };
        return Complete(
            new Command("reject", "Not for the newsletter.") { reason },
            (parse, _, _, _) =>
                Task.FromResult<Decide?>((desk, _, seen, stop) => desk.Review.RejectAsync(seen, Act(parse.GetRequiredValue(reason)), stop))
        );
    }

    private static Command Choose()
    {
        var round = RoundOption("The round it wins in; without it, the one whose issue is being made.");
        var note = NoteOption();
        return Complete(
            new Command("choose", "The winner of a round, or one of them; accepts it as well.") { round, note },
            async (parse, syndication, publication, stop) =>
            {
                var act = Act(parse.GetValue(note));
                var rounds = await syndication.Nominations.Queries.RoundsAsync(publication, stop);
                if (parse.GetValue(round) is not { } name)
                {
                    return async (desk, nomination, seen, cancel) =>
                        await MarkedAsync(
                            await desk.Review.ChooseAsync(seen, rounds.WinsIn(nomination), act, cancel),
                            desk,
                            publication,
                            cancel
                        );
                }

                return await NominationLookup.RoundAsync(syndication, publication, name, stop) is { } wanted
                    ? async (desk, _, seen, cancel) =>
                        await MarkedAsync(await desk.Review.ChooseAsync(seen, wanted, act, cancel), desk, publication, cancel)
                    : null;
            }
        );
    }

    private static Command Defer()
    {
        var round = RoundOption("Which round; without it, the one after the open one.");
        var note = NoteOption();
        return Complete(
            new Command("defer", "Moves it to another round.") { round, note },
            async (parse, syndication, publication, stop) =>
            {
                var act = Act(parse.GetValue(note));
                var rounds = await syndication.Nominations.Queries.RoundsAsync(publication, stop);
                var wanted = parse.GetValue(round) is { } name
                    ? await NominationLookup.RoundAsync(syndication, publication, name, stop)
                    : publication.Nominations.Closings.RoundAt(rounds.Open);
                return wanted is { } found
                    ? async (desk, _, seen, cancel) =>
                        Told(await desk.Review.DeferAsync(seen, found, act, cancel), DeliveryLine.At(found, publication.Zone))
                    : null;
            }
        );
    }

    /// <summary>Whoever chooses is told what is marked: that it won before, or is the nominator's own.</summary>
    private static async Task<ReviewOutcome> MarkedAsync(
        ReviewOutcome outcome,
        NominationDesk desk,
        Publication publication,
        CancellationToken cancellationToken
    )
    {
        if (
            outcome is not ReviewOutcome.Done done
            || await desk.Queries.ShowAsync(publication, done.Nomination.Id, cancellationToken)
                is not { Listing.Marks: { Count: > 0 } marks }
        )
        {
            return outcome;
        }

        var words = $"Mind: {string.Join("; ", marks.Select(mark => mark.Text))}.";
        return done with { Remark = done.Remark is { } remark ? $"{remark} {words}" : words };
    }

    private static ReviewOutcome Told(ReviewOutcome outcome, string closing) =>
        outcome is ReviewOutcome.Done done ? done with { Remark = $"It is in the round that closes at {closing}." } : outcome;

    private static Command Complete(Command command, Prepare prepare)
    {
        var keys = new Argument<string[]>("KEY") { Description = NominationLookup.KeyHelp, Arity = ArgumentArity.OneOrMore };
        var expect = StoreAccess.ExpectOption();
        var json = new Option<bool>("--json") { Description = "As one JSON object each." };
        command.Add(keys);
        command.Add(expect);
        command.Add(json);
        return StoreAccess.Complete(
            command,
            async (parse, syndication, publication, stop) =>
            {
                if (await prepare(parse, syndication, publication, stop) is not { } decide)
                {
                    return ExitCode.Usage;
                }

                var exitCode = ExitCode.Done;
                foreach (var key in parse.GetRequiredValue(keys))
                {
                    var one = await DecideAsync(syndication, publication, key, parse.GetValue(expect), parse.GetValue(json), decide, stop);
                    exitCode = Math.Max(exitCode, one);
                }

                return exitCode;
            }
        );
    }

    private static async Task<int> DecideAsync(
        Syndication syndication,
        Publication publication,
        string key,
        long? expected,
        bool isJson,
        Decide decide,
        CancellationToken cancellationToken
    )
    {
        if (await NominationLookup.FindAsync(syndication, publication, key, cancellationToken) is not { } nomination)
        {
            return ExitCode.Findings;
        }

        var seen = new Seen(nomination.Id, expected ?? nomination.Version);
        var outcome = await decide(syndication.Nominations, nomination, seen, cancellationToken);
        return await NominationReport.WriteAsync(outcome, key, publication, isJson);
    }

    internal static EditorAct Act(string? note) => new(StoreAccess.Actor, note ?? "");

    internal static Option<string?> NoteOption() => new("--note") { Description = "Kept in its history.", HelpName = "TEXT" };

    private static Option<string?> RoundOption(string description) =>
        new("--round", "--to") { Description = description, HelpName = "ROUND" };
}
