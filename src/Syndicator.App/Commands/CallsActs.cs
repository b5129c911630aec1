using System.CommandLine;
using Syndicator.Calls;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator calls release|hold|withdraw KEY…</c>: decisions about one call after another.</summary>
internal static class CallsActs
{
    public static IEnumerable<Command> CreateAll() =>
        [
            Create(
                new Command("release", "Lets a call be told of as it is; undoes hold and withdraw."),
                new Option<string?>("--note") { Description = "Kept in its history.", HelpName = "TEXT" },
                review => review.ReleaseAsync
            ),
            Create(new Command("hold", "Keeps a call back until somebody releases it."), Reason(), review => review.HoldAsync),
            Create(
                new Command("withdraw", "Ends a call before its closing day, whatever issues print."),
                Reason(),
                review => review.WithdrawAsync
            ),
        ];

    internal static CallAction Action(CallListing listing, long? expected, string? note) =>
        new(listing.Call.Id, expected ?? listing.Call.Version, StoreAccess.Actor, note ?? "");

    private static Option<string?> Reason() =>
        new("--reason")
        {
            Description = "Why; other editors read it.",
            HelpName = "TEXT",
            Required = true,
        };

    private static Command Create(
        Command command,
        Option<string?> note,
        Func<ReviewCalls, Func<CallAction, CancellationToken, Task<CallOutcome>>> act
    )
    {
        var keys = new Argument<string[]>("KEY") { Description = CallLookup.KeyHelp, Arity = ArgumentArity.OneOrMore };
        var expect = StoreAccess.ExpectOption();
        var json = new Option<bool>("--json") { Description = "As one JSON object each." };
        command.Add(keys);
        command.Add(note);
        command.Add(expect);
        command.Add(json);
        return StoreAccess.Complete(
            command,
            async (parse, syndication, publication, stop) =>
            {
                var exitCode = ExitCode.Done;
                foreach (var key in parse.GetRequiredValue(keys))
                {
                    if (await CallLookup.FindAsync(syndication, publication, key, stop) is not { } listing)
                    {
                        exitCode = ExitCode.Findings;
                        continue;
                    }

                    var outcome = await act(syndication.ReviewCalls)(Action(listing, parse.GetValue(expect), parse.GetValue(note)), stop);
                    var one = await CallReport.WriteAsync(outcome, listing, key, syndication, publication, parse.GetValue(json), stop);
                    exitCode = Math.Max(exitCode, one);
                }

                return exitCode;
            }
        );
    }
}
