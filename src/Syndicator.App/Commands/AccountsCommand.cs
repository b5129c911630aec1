using System.CommandLine;
using System.Globalization;
using Syndicator.Configuration;
using Syndicator.Publishing;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator accounts list|login|logout|verify|pause|resume</c>: which accounts there are, how they post, and which are paused and why.</summary>
internal static class AccountsCommand
{
    public static Command Create() =>
        new("accounts", "Shows the accounts, gives them to the program and takes them back, asks their networks, pauses and resumes one.")
        {
            CreateList(),
            AccountsLogin.CreateLogin(),
            AccountsLogin.CreateLogout(),
            AccountsVerify.Create(),
            AccountsPause.CreatePause(),
            AccountsPause.CreateResume(),
        };

    public static string Unknown(Publication publication, string name) =>
        $"There is no account {name}. {Nearest.Remedy(name, [.. publication.Accounts.Select(account => account.Name)])}";

    public static string ModeName(Account account) => account.Mode == AccountMode.DryRun ? "dry-run" : "live";

    public static string Words(AccountPause pause, TimeZoneInfo zone) =>
        pause.Until is { } until
            ? $"the network asks to wait until {DeliveryLine.At(until, zone)}"
            : $"paused{(pause.By is null ? "" : $" by {pause.By}")} since {DeliveryLine.At(pause.Since, zone)}: {pause.Detail}";

    public static object? Json(AccountPause? pause) =>
        pause is null
            ? null
            : new
            {
                Reason = pause.Reason.ToString().ToLowerInvariant(),
                pause.Detail,
                pause.Since,
                pause.Until,
                pause.By,
            };

    private static Command CreateList()
    {
        var json = new Option<bool>("--json") { Description = "One JSON object a line." };
        return StoreAccess.Complete(
            new Command("list", "Shows the accounts, how they post, and whether one is paused.") { json },
            (parse, syndication, publication, stop) => ListAsync(syndication, publication, parse.GetValue(json), stop)
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
        var isWanting = false;
        foreach (var account in publication.Accounts)
        {
            var pause = pauses.GetValueOrDefault(account.Name);
            var missing = await MissingAsync(syndication, account, cancellationToken);
            var spent = await syndication.Spending.ReadAsync(publication.Id, account.Name, cancellationToken);
            isWanting |= missing is not null && account.Mode == AccountMode.Live;
            if (isJson)
            {
                Output.JsonLine(Json(account, missing, pause, spent));
            }
            else
            {
                await Console.Out.WriteLineAsync(
                    string.Join("  ", Line(account, missing, pause, spent, publication.Zone).Where(part => part.Length > 0))
                );
            }
        }

        return isWanting || pauses.Values.Any(pause => pause.Reason != PauseReason.Throttled) ? ExitCode.Findings : ExitCode.Done;
    }

    /// <summary>Why the credentials that an account names are not to be had; null when they are there, or none are named.</summary>
    public static async Task<string?> MissingAsync(Syndication syndication, Account account, CancellationToken cancellationToken)
    {
        if (account.Credentials is null)
        {
            return null;
        }

        var (secret, problem) = await syndication.Secrets.Of(account).ReadAsync(cancellationToken);
        return secret is null ? $"{problem?.Message} {problem?.Remedy}".Trim() : null;
    }

    private static IEnumerable<string> Line(Account account, string? missing, AccountPause? pause, decimal spent, TimeZoneInfo zone) =>
        [
            account.Name,
            account.Network,
            Words(account),
            account.Credentials is { } credentials ? $"credentials in {credentials}" : "",
            missing ?? "",
            account.Prices == PostPrices.Free ? "" : Money(account, spent),
            pause is null ? "" : Words(pause, zone),
        ];

    private static string Money(Account account, decimal spent) =>
        account.Ceiling is { } ceiling
            ? string.Create(CultureInfo.InvariantCulture, $"US$ {spent:0.000} of {ceiling:0.00} spent this month")
            : string.Create(CultureInfo.InvariantCulture, $"US$ {spent:0.000} spent this month");

    private static string Words(Account account) =>
        string.Join(
            ", ",
            account.Mode == AccountMode.DryRun ? "dry run" : "live",
            account.Thread ? "threads" : "single posts",
            account.Approval == Approval.Required ? "each post is released by an editor" : "posts go out by themselves"
        );

    private static object Json(Account account, string? missing, AccountPause? pause, decimal spent) =>
        new
        {
            account.Name,
            account.Network,
            Mode = ModeName(account),
            account.Thread,
            Approval = account.Approval == Approval.Required ? "required" : "automatic",
            Credentials = account.Credentials is null ? null : new { Reference = account.Credentials, Problem = missing },
            Spent = account.Prices == PostPrices.Free ? (decimal?)null : spent,
            account.Ceiling,
            Paused = Json(pause),
        };
}
