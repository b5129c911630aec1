using System.CommandLine;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator calls …</c>: calls for participation, and what editors decide about them.</summary>
internal static class CallsCommand
{
    public static Command Create()
    {
        var command = new Command("calls", "Shows calls for participation, and lets editors decide about them.")
        {
            CallsList.Create(),
            CallsShow.Create(),
        };
        foreach (var act in CallsActs.CreateAll())
        {
            command.Add(act);
        }

        command.Add(CallsCorrect.Create());
        command.Add(CallsAnnounce.Create());
        command.Add(CallsExport.Create());
        return command;
    }
}
