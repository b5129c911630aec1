using System.CommandLine;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator nominations read MENTION…</c>: nothing is to be made of these mentions.</summary>
internal static class NominationsRead
{
    public static Command Create()
    {
        var mentions = new Argument<string[]>("MENTION")
        {
            Description = "As nominations list --mentions prints it, or its address.",
            Arity = ArgumentArity.OneOrMore,
        };
        return StoreAccess.Complete(
            new Command("read", "Marks mentions as read: nothing is to be made of them.") { mentions },
            async (parse, syndication, publication, stop) =>
            {
                var exitCode = ExitCode.Done;
                foreach (var mention in parse.GetRequiredValue(mentions))
                {
                    if (await syndication.Nominations.ReadMentions.RunAsync(publication.Id, mention, stop) is { } found)
                    {
                        await Console.Out.WriteLineAsync($"{OneLine.Of($"{found.Source}/{found.PostId}")}  read");
                    }
                    else
                    {
                        await Console.Error.WriteLineAsync(
                            $"There is no mention {OneLine.Of(mention)}. `syndicator nominations list --mentions` shows them."
                        );
                        exitCode = ExitCode.Findings;
                    }
                }

                return exitCode;
            }
        );
    }
}
