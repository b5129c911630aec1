using System.CommandLine;
using Syndicator.Nominations.Reviewing;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator nominations merge KEY… --into KEY</c>.</summary>
internal static class NominationsMerge
{
    public static Command Create()
    {
        var keys = new Argument<string[]>("KEY") { Description = NominationLookup.KeyHelp, Arity = ArgumentArity.OneOrMore };
        var into = new Option<string>("--into")
        {
            Description = "What they are counted with.",
            HelpName = "KEY",
            Required = true,
        };
        var note = NominationActs.NoteOption();
        var expect = new Option<long?>("--expect")
        {
            Description = "Only if the target still has this version; for scripts.",
            HelpName = "VERSION",
        };
        var json = new Option<bool>("--json") { Description = "The target as one JSON object." };
        return StoreAccess.Complete(
            new Command("merge", "Counts nominations of the same thing as one; what comes later for them leads there too.")
            {
                keys,
                into,
                note,
                expect,
                json,
            },
            async (parse, syndication, publication, stop) =>
            {
                string[] names = [.. parse.GetRequiredValue(keys), parse.GetRequiredValue(into)];
                if (await NominationLookup.FindAllAsync(syndication, publication, names, stop) is not { } all)
                {
                    return ExitCode.Findings;
                }

                var target = new Seen(all[^1].Id, parse.GetValue(expect) ?? all[^1].Version);
                var act = NominationActs.Act(parse.GetValue(note));
                var outcome = await syndication.Nominations.Merge.RunAsync([.. all.SkipLast(1).Select(Seen.Of)], target, act, stop);
                return await NominationReport.WriteAsync(outcome, parse.GetRequiredValue(into), publication, parse.GetValue(json));
            }
        );
    }
}
