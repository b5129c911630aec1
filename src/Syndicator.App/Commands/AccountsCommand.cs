using System.CommandLine;
using Syndicator.Configuration;
using Syndicator.Publishing;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator accounts list|resume</c>: which accounts there are, which are paused and why, and the end of a pause.</summary>
internal static class AccountsCommand
{
    public static Command Create() => new("accounts", "Shows the accounts and resumes a paused one.") { CreateList(), CreateResume() };

    private static Command CreateList()
    {
        var json = new Option<bool>("--json") { Description = "One JSON object a line." };
        return StoreAccess.Complete(
            new Command("list", "Shows the accounts, how they post, and whether one is paused.") { json },
            (parse, syndication, publication, stop) => ListAsync(syndication, publication, parse.GetValue(json), stop)
        );
    }

    private static Command CreateResume()
    {
        var name = new Argument<string>("NAME") { Description = "The account's name in accounts.yaml." };
        return StoreAccess.Complete(
            new Command("resume", "Ends an account's pause; the posts that waited for it go out at the next delivery.") { name },
            (parse, syndication, publication, stop) => ResumeAsync(syndication, publication, parse.GetRequiredValue(name), stop)
        );
    }

    private static async Task<int> ListAsync(
        Syndication syndication,
        Publication publication,
        bool isJson,
        CancellationToken cancellationToken
    )
    {
        var pauses = (await syndication.Pauses.ListAsync(publication.Id, cancellationToken)).ToDictionary(pause => pause.Account);
        foreach (var account in publication.Accounts)
        {
            var pause = pauses.GetValueOrDefault(account.Name);
            if (isJson)
            {
                Output.JsonLine(Json(account, pause));
            }
            else
            {
                await Console.Out.WriteLineAsync(
                    $"{account.Name}  {account.Network}  {Words(account)}{(pause is null ? "" : "  " + Words(pause, publication.Zone))}"
                );
            }
        }

        return pauses.Values.Any(pause => pause.Reason != PauseReason.Throttled) ? ExitCode.Findings : ExitCode.Done;
    }

    private static async Task<int> ResumeAsync(
        Syndication syndication,
        Publication publication,
        string name,
        CancellationToken cancellationToken
    )
    {
        if (publication.Accounts.All(account => account.Name != name))
        {
            await Console.Error.WriteLineAsync(
                $"There is no account {name}. {Nearest.Remedy(name, [.. publication.Accounts.Select(account => account.Name)])}"
            );
            return ExitCode.Usage;
        }

        var pauses = await syndication.Pauses.ListAsync(publication.Id, cancellationToken);
        if (pauses.All(pause => pause.Account != name))
        {
            await Console.Out.WriteLineAsync($"{name} is not paused.");
            return ExitCode.Done;
        }

        var released = await syndication.Pauses.ResumeAsync(publication.Id, name, StoreAccess.Actor, cancellationToken);
        await Console.Out.WriteLineAsync($"{name} goes on; {released} of its posts are due.");
        return ExitCode.Done;
    }

    private static string Words(Account account) =>
        string.Join(
            ", ",
            account.Mode == AccountMode.DryRun ? "dry run" : "live",
            account.Thread ? "threads" : "single posts",
            account.Approval == Approval.Required ? "each post is released by an editor" : "posts go out by themselves"
        );

    private static string Words(AccountPause pause, TimeZoneInfo zone) =>
        pause.Until is { } until
            ? $"the network asks to wait until {DeliveryLine.At(until, zone)}"
            : $"paused since {DeliveryLine.At(pause.Since, zone)}: {pause.Detail}";

    private static object Json(Account account, AccountPause? pause) =>
        new
        {
            account.Name,
            account.Network,
            Mode = account.Mode == AccountMode.DryRun ? "dry-run" : "live",
            account.Thread,
            Approval = account.Approval == Approval.Required ? "required" : "automatic",
            Paused = pause is null
                ? null
                : new
                {
                    Reason = pause.Reason.ToString().ToLowerInvariant(),
                    pause.Detail,
                    pause.Since,
                    pause.Until,
                },
        };
}
