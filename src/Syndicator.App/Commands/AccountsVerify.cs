using System.CommandLine;
using Syndicator.Configuration;
using Syndicator.Networks;
using Syndicator.Publishing;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator accounts verify [NAME]</c>: whether each account can do its work, as its network tells.</summary>
internal static class AccountsVerify
{
    public static Command Create()
    {
        var name = new Argument<string?>("NAME") { Description = "One account; without it, all.", Arity = ArgumentArity.ZeroOrOne };
        var json = new Option<bool>("--json") { Description = "One JSON object a line." };
        return StoreAccess.Complete(
            new Command("verify", "Asks the networks: reachable, whose account, which rights, what limits.") { name, json },
            (parse, syndication, publication, stop) => RunAsync(syndication, publication, parse.GetValue(name), parse.GetValue(json), stop)
        );
    }

    /// <summary><c>newsletter@example.social (The Newsletter, https://example.social/@newsletter)</c>.</summary>
    public static string Who(AccountStanding who) => $"{OneLine.Of(who.Handle)} ({OneLine.Of(who.DisplayName)}, {OneLine.Of(who.Url)})";

    /// <summary>A line for each right that is missing and each note; servers have a word in them.</summary>
    public static IEnumerable<string> Details(AccountStanding who) =>
        who.Missing.Select(missing => "missing: " + missing).Concat(who.Notes).Select(line => "  " + OneLine.Of(line, longest: 1000));

    private static async Task<int> RunAsync(
        Syndication syndication,
        Publication publication,
        string? name,
        bool isJson,
        CancellationToken cancellationToken
    )
    {
        var accounts = publication.Accounts.Where(account => name is null || account.Name == name).ToList();
        if (accounts.Count == 0)
        {
            await Console.Error.WriteLineAsync(AccountsCommand.Unknown(publication, name!));
            return ExitCode.Usage;
        }

        var pauses = (await syndication.Pauses.ListAsync(publication.Id, cancellationToken)).ToDictionary(pause => pause.Account);
        var exitCode = ExitCode.Done;
        foreach (var (account, standing) in await syndication.Verify.RunAsync(publication, accounts, cancellationToken))
        {
            var pause = pauses.GetValueOrDefault(account.Name);
            if (isJson)
            {
                Output.JsonLine(Json(account, standing, pause));
            }
            else
            {
                await ShowAsync(publication, account, standing, pause);
            }

            exitCode = Math.Max(exitCode, ExitCodeOf(account, standing, pause));
        }

        return exitCode;
    }

    private static async Task ShowAsync(
        Publication publication,
        Account account,
        ReadOutcome<AccountStanding>? standing,
        AccountPause? pause
    )
    {
        var line = standing switch
        {
            null => "a dry run: it posts nowhere, and nothing is asked",
            ReadOutcome<AccountStanding>.Read read => Who(read.Value),
            _ => Problem(account, standing)!,
        };
        await Console.Out.WriteLineAsync($"{account.Name}  {account.Network}  {line}");
        var problem = standing is ReadOutcome<AccountStanding>.Read ? Problem(account, standing) : null;
        string?[] details =
        [
            problem is null ? null : "  " + problem,
            .. standing is ReadOutcome<AccountStanding>.Read { Value: var who } ? Details(who) : [],
            pause is null ? null : "  " + AccountsCommand.Words(pause, publication.Zone),
        ];
        foreach (var detail in details.OfType<string>())
        {
            await Console.Out.WriteLineAsync(detail);
        }
    }

    /// <summary>4 where asking again can help, 1 where somebody has to do something.</summary>
    private static int ExitCodeOf(Account account, ReadOutcome<AccountStanding>? standing, AccountPause? pause) =>
        standing is ReadOutcome<AccountStanding>.Unavailable or ReadOutcome<AccountStanding>.Throttled ? ExitCode.Unreachable
        : Problem(account, standing) is not null
        || standing is ReadOutcome<AccountStanding>.Read { Value.Missing.Count: > 0 }
        || pause is { Reason: not PauseReason.Throttled }
            ? ExitCode.Findings
        : ExitCode.Done;

    /// <summary>What somebody has to do something about; null when the account is the one that is configured.</summary>
    public static string? Problem(Account account, ReadOutcome<AccountStanding>? standing) =>
        standing switch
        {
            null => null,
            ReadOutcome<AccountStanding>.Read read => VerifyAccounts.OtherHandle(account, read.Value),
            _ => OneLine.Of(standing.Reason(), longest: 1000),
        };

    private static object Json(Account account, ReadOutcome<AccountStanding>? standing, AccountPause? pause)
    {
        var who = (standing as ReadOutcome<AccountStanding>.Read)?.Value;
        return new
        {
            account.Name,
            account.Network,
            Mode = AccountsCommand.ModeName(account),
            Reachable = standing is null ? (bool?)null : who is not null,
            who?.Id,
            who?.Handle,
            who?.DisplayName,
            who?.Url,
            Missing = who?.Missing ?? [],
            Notes = who?.Notes ?? [],
            Problem = Problem(account, standing),
            Paused = AccountsCommand.Json(pause),
        };
    }
}
