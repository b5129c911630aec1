using System.CommandLine;
using Syndicator.Nominations;
using Syndicator.Nominations.Reviewing;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator nominations split KEY --post URL…</c>.</summary>
internal static class NominationsSplit
{
    public static Command Create()
    {
        var key = new Argument<string>("KEY") { Description = NominationLookup.KeyHelp };
        var posts = new Option<string[]>("--post")
        {
            Description = "A post that means something else: its address, or as nominations show prints it.",
            HelpName = "POST",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        var correction = new CorrectionOptions();
        var note = NominationActs.NoteOption();
        var expect = StoreAccess.ExpectOption();
        var json = new Option<bool>("--json") { Description = "What was split off, as one JSON object." };
        var command = new Command("split", "Gives posts that are counted with others a nomination of their own.")
        {
            key,
            posts,
            note,
            expect,
            json,
        };
        correction.AddTo(command);
        return StoreAccess.Complete(
            command,
            async (parse, syndication, publication, stop) =>
            {
                var name = parse.GetRequiredValue(key);
                if (await NominationLookup.FindAsync(syndication, publication, name, stop) is not { } nomination)
                {
                    return ExitCode.Findings;
                }

                Nominee? nominee = null;
                if (correction.IsGiven(parse))
                {
                    (nominee, var problem) = correction.Read(parse).Apply(nomination.Nominee);
                    if (nominee is null)
                    {
                        await Console.Error.WriteLineAsync(problem);
                        return ExitCode.Usage;
                    }
                }

                var outcome = await syndication.Nominations.Split.RunAsync(
                    new Seen(nomination.Id, parse.GetValue(expect) ?? nomination.Version),
                    parse.GetRequiredValue(posts),
                    nominee,
                    NominationActs.Act(parse.GetValue(note)),
                    stop
                );
                return await NominationReport.WriteAsync(outcome, name, publication, parse.GetValue(json));
            }
        );
    }
}
