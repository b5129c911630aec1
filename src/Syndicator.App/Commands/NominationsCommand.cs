using System.CommandLine;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator nominations …</c>: what people nominated, and what editors decide about it.</summary>
internal static class NominationsCommand
{
    public static Command Create()
    {
        var command = new Command("nominations", "Shows what people nominated, and lets editors decide about it.")
        {
            NominationsList.Create(),
            NominationsShow.Create(),
            NominationsAdd.Create(),
        };
        foreach (var act in NominationActs.CreateAll())
        {
            command.Add(act);
        }

        command.Add(NominationsMerge.Create());
        command.Add(NominationsSplit.Create());
        command.Add(NominationsCorrect.Create());
        command.Add(NominationsRead.Create());
        command.Add(NominationsInvite.Create());
        command.Add(NominationsExport.Create());
        return command;
    }
}
