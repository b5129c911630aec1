using System.CommandLine;
using Syndicator.Configuration;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator accounts pause|resume NAME</c>: nothing more goes out to an account, until it goes on.</summary>
internal static class AccountsPause
{
    public static Command CreatePause()
    {
        var name = Name();
        var reason = new Option<string>("--reason")
        {
            Description = "Why; other editors read it.",
            HelpName = "TEXT",
            Required = true,
        };
        return StoreAccess.Complete(
            new Command("pause", "Lets nothing more go out to an account until somebody resumes it; its posts wait.") { name, reason },
            (parse, syndication, publication, stop) =>
                PauseAsync(syndication, publication, parse.GetRequiredValue(name), parse.GetRequiredValue(reason).Trim(), stop)
        );
    }

    public static Command CreateResume()
    {
        var name = Name();
        return StoreAccess.Complete(
            new Command("resume", "Ends an account's pause; the posts that waited for it go out at the next delivery.") { name },
            (parse, syndication, publication, stop) => ResumeAsync(syndication, publication, parse.GetRequiredValue(name), stop)
        );
    }

    private static async Task<int> PauseAsync(
        Syndication syndication,
        Publication publication,
        string name,
        string reason,
        CancellationToken cancellationToken
    )
    {
        if (reason.Length == 0 || !IsKnown(publication, name))
        {
            await Console.Error.WriteLineAsync(
                reason.Length == 0 ? "--reason is empty: say in a few words why." : AccountsCommand.Unknown(publication, name)
            );
            return ExitCode.Usage;
        }

        if (await syndication.Pauses.PauseAsync(publication.Id, name, reason, StoreAccess.Actor, cancellationToken))
        {
            await Console.Out.WriteLineAsync($"{name} is paused. To let it go on: syndicator accounts resume {name}");
            return ExitCode.Done;
        }

        var pause = (await syndication.Pauses.ListAsync(publication.Id, cancellationToken)).FirstOrDefault(each => each.Account == name);
        await Console.Error.WriteLineAsync(
            pause is null
                ? $"{name} was resumed by somebody else at the same moment. Look at it again: syndicator accounts list"
                : $"{name} is already {AccountsCommand.Words(pause, publication.Zone)}"
        );
        return ExitCode.Findings;
    }

    private static async Task<int> ResumeAsync(
        Syndication syndication,
        Publication publication,
        string name,
        CancellationToken cancellationToken
    )
    {
        if (!IsKnown(publication, name))
        {
            await Console.Error.WriteLineAsync(AccountsCommand.Unknown(publication, name));
            return ExitCode.Usage;
        }

        var pauses = await syndication.Pauses.ListAsync(publication.Id, cancellationToken);
        if (pauses.All(pause => pause.Account != name))
        {
            await Console.Out.WriteLineAsync($"{name} is not paused.");
            return ExitCode.Done;
        }

        var released = await syndication.Pauses.ResumeAsync(publication.Id, name, StoreAccess.Actor, cancellationToken);
        await Console.Out.WriteLineAsync($"{name} goes on; {released ?? 0} of its posts are due.");
        return ExitCode.Done;
    }

    private static bool IsKnown(Publication publication, string name) => publication.Accounts.Any(account => account.Name == name);

    private static Argument<string> Name() => new("NAME") { Description = "The account's name in accounts.yaml." };
}
