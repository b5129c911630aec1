using System.CommandLine;
using Syndicator.Nominations.Reviewing;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator nominations correct KEY</c>: says otherwise what is nominated.</summary>
internal static class NominationsCorrect
{
    public static Command Create()
    {
        var key = new Argument<string>("KEY") { Description = NominationLookup.KeyHelp };
        var correction = new CorrectionOptions();
        var note = NominationActs.NoteOption();
        var expect = StoreAccess.ExpectOption();
        var json = new Option<bool>("--json") { Description = "As one JSON object." };
        var command = new Command("correct", "Says otherwise what is nominated; an empty option takes that part away.")
        {
            key,
            note,
            expect,
            json,
        };
        correction.AddTo(command);
        return StoreAccess.Complete(
            command,
            async (parse, syndication, publication, stop) =>
            {
                if (!correction.IsGiven(parse))
                {
                    await Console.Error.WriteLineAsync(
                        "Nothing is to be corrected: give --name, --url, --description, --text, --speaker, --source, --title, --closes, --place or --on."
                    );
                    return ExitCode.Usage;
                }

                var name = parse.GetRequiredValue(key);
                if (await NominationLookup.FindAsync(syndication, publication, name, stop) is not { } nomination)
                {
                    return ExitCode.Findings;
                }

                var outcome = await syndication.Nominations.Correct.RunAsync(
                    new Seen(nomination.Id, parse.GetValue(expect) ?? nomination.Version),
                    correction.Read(parse),
                    NominationActs.Act(parse.GetValue(note)),
                    stop
                );
                return await NominationReport.WriteAsync(outcome, name, publication, parse.GetValue(json));
            }
        );
    }
}
