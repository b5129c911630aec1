using System.CommandLine;
using Syndicator.Configuration;
using Syndicator.Networks;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator accounts login|logout NAME</c>: the program is given an account by a person, and the account is taken back.</summary>
internal static class AccountsLogin
{
    /// <summary>For the whole conversation; codes of networks hold for less.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(15);

    private static Argument<string> Name { get; } = new("NAME") { Description = "The account's name in accounts.yaml." };

    public static Command CreateLogin()
    {
        var paste = new Option<bool>("--paste") { Description = "The browser is on another machine: you bring the code from there." };
        var token = new Option<bool>("--token")
        {
            Description = "The network has given you what is needed: a token (Mastodon), four keys (X). Typed or on standard input.",
        };
        var port = new Option<int?>("--port") { Description = "Where the browser comes back on this machine. Default: any; on X 7531." };
        port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1 or > 65535)
            {
                result.AddError("--port is a number from 1 to 65535.");
            }
        });
        var login = new Command("login", "Gives the program an account, in the network's own way, and stores its credentials encrypted.")
        {
            Name,
            paste,
            token,
            port,
        };
        return StoreAccess.Complete(
            login,
            (parse, syndication, publication, stop) =>
                WithSecretAsync(
                    publication,
                    parse.GetRequiredValue(Name),
                    (account, name) =>
                        LogInAsync(
                            syndication,
                            publication,
                            account,
                            name,
                            parse.GetValue(token) ? LoginWay.Given
                                : parse.GetValue(paste) ? LoginWay.Paste
                                : LoginWay.Browser,
                            parse.GetValue(port),
                            stop
                        )
                )
        );
    }

    public static Command CreateLogout() =>
        StoreAccess.Complete(
            new Command("logout", "Makes an account's credentials worthless at the network, and removes them from the store.") { Name },
            (parse, syndication, publication, stop) =>
                WithSecretAsync(
                    publication,
                    parse.GetRequiredValue(Name),
                    (account, name) => LogOutAsync(syndication, publication, account, name, stop)
                )
        );

    /// <summary>The account and the name of its secret, or why there is none that the program keeps.</summary>
    private static async Task<int> WithSecretAsync(Publication publication, string name, Func<Account, string, Task<int>> work)
    {
        if (publication.Accounts.FirstOrDefault(each => each.Name == name) is not { } account)
        {
            return await RefuseAsync(AccountsCommand.Unknown(publication, name), ExitCode.Usage);
        }

        if (account.Network == "dry-run")
        {
            return await RefuseAsync($"{name} is on no network, so there is nothing to log in to.", ExitCode.Configuration);
        }

        return account.Credentials is { } text && SecretReference.Parse(text) is { } reference
            ? reference.Place == SecretPlace.Store
                ? await work(account, reference.Name)
                : await RefuseAsync(NotOurs(account, reference), ExitCode.Configuration)
            : await RefuseAsync($"{name} has no credentials. Add `credentials: secret:{name}` to accounts.yaml.", ExitCode.Configuration);
    }

    private static string NotOurs(Account account, SecretReference reference) =>
        $"The credentials of {account.Name} are in {reference}, which is yours to write, not the program's. "
        + $"Change what is there, and `syndicator accounts verify {account.Name}` looks at it; or write `credentials: secret:{account.Name}` in accounts.yaml and log in again.";

    private static async Task<int> LogInAsync(
        Syndication syndication,
        Publication publication,
        Account account,
        string name,
        LoginWay way,
        int? port,
        CancellationToken cancellationToken
    )
    {
        using var limit = new CancellationTokenSource(s_patience, TimeProvider.System);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var person = new ConsoleOperator(port, way == LoginWay.Paste);
            var report = await syndication.LogIn.RunAsync(publication, account, name, way, person, StoreAccess.Actor, both.Token);
            return await report.Match(done => ReportAsync(account, name, done), FailAsync);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return await RefuseAsync("Nobody answered for 15 minutes. Nothing was stored; begin anew.", ExitCode.Findings);
        }
    }

    private static async Task<int> ReportAsync(Account account, string name, LoginReport.Done done)
    {
        await Console.Out.WriteLineAsync($"{account.Name} is {AccountsVerify.Who(done.Who)}; its credentials are stored as secret:{name}.");
        foreach (var line in AccountsVerify.Details(done.Who))
        {
            await Console.Out.WriteLineAsync(line);
        }

        if (done.Released is { } released)
        {
            await Console.Out.WriteLineAsync($"{account.Name} goes on; {released} of its posts are due.");
        }

        return done.Who.Missing.Count == 0 ? ExitCode.Done : ExitCode.Findings;
    }

    private static Task<int> FailAsync(LoginReport.Failed failed) =>
        RefuseAsync($"{failed.Reason} Nothing was stored.", failed.MayRepeat ? ExitCode.Unreachable : ExitCode.Findings);

    private static async Task<int> LogOutAsync(
        Syndication syndication,
        Publication publication,
        Account account,
        string name,
        CancellationToken cancellationToken
    )
    {
        var (outcome, problem) = await syndication.LogOut.RunAsync(publication, account, name, cancellationToken);
        if (outcome is null)
        {
            return await RefuseAsync($"{problem!.Message} {problem.Remedy}".Trim(), ExitCode.Findings);
        }

        if (outcome is LogoutOutcome.Unavailable unavailable)
        {
            return await RefuseAsync(
                $"The credentials could not be revoked: {unavailable.Reason} They are still stored. Try again, or remove them as they are: `syndicator secrets remove {name}`.",
                ExitCode.Unreachable
            );
        }

        await Console.Out.WriteLineAsync(
            $"secret:{name} is removed.{(outcome is LogoutOutcome.ByHand byHand ? " " + byHand.Where : " The network has revoked it.")}"
        );
        return ExitCode.Done;
    }

    private static async Task<int> RefuseAsync(string message, int exitCode)
    {
        await Console.Error.WriteLineAsync(message);
        return exitCode;
    }
}
