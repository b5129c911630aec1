using Syndicator.Configuration;
using Syndicator.Networks.Wire;

namespace Syndicator.Networks.X;

/// <summary>Leads an operator through <see cref="XLogin"/>, or takes four keys of OAuth 1.0a.</summary>
/// <param name="server">X's API.</param>
internal sealed class XSignIn(Account account, Uri server, WireClient wire, TimeProvider clock) : ILogsIn
{
    /// <summary>Where the browser comes back unless the operator says otherwise: X wants the whole address registered with the app.</summary>
    public const int Port = 7531;

    private readonly XLogin _login = new(server, wire, clock);

    public Task<LoginOutcome> LogInAsync(LoginWay way, IOperator person, CancellationToken cancellationToken) =>
        way == LoginWay.Given ? TakeAsync(person, cancellationToken) : BrowseAsync(person, cancellationToken);

    public async Task<LogoutOutcome> LogOutAsync(Secret secret, CancellationToken cancellationToken) =>
        XSecret.Parse(secret).Secret switch
        {
            XSecret.OAuth2 two => await _login.RevokeAsync(two) is { } problem
                ? new LogoutOutcome.Unavailable($"{two.Hide(problem)}.")
                : new LogoutOutcome.Revoked(),
            XSecret.OAuth1 => new LogoutOutcome.ByHand("Keys of OAuth 1.0a end in X's console only: revoke the access token there."),
            _ => new LogoutOutcome.ByHand("What is stored are no credentials for X, so there is nothing to revoke."),
        };

    private static async Task<LoginOutcome> TakeAsync(IOperator person, CancellationToken cancellationToken)
    {
        person.Tell(
            "The four keys of OAuth 1.0a, as X's console shows them under Keys and tokens (the app needs the right to read and write):"
        );
        var keys = new List<string>();
        foreach (var key in (string[])["API key", "API key secret", "Access token", "Access token secret"])
        {
            keys.Add(await person.AskAsync(key, isSecret: true, cancellationToken));
            if (keys[^1].Length == 0)
            {
                return new LoginOutcome.Refused($"{key} is missing. All four keys are needed.");
            }
        }

        return new LoginOutcome.Granted(new XSecret.OAuth1(keys[0], keys[1], keys[2], keys[3]).ToSecret(), IsOurs: false);
    }

    private async Task<LoginOutcome> BrowseAsync(IOperator person, CancellationToken cancellationToken)
    {
        await using var browser = await person.ExpectBrowserAsync(Port, cancellationToken);
        if (browser is null)
        {
            return new LoginOutcome.Refused("The browser could not come back to this machine. Use another --port, or --paste.");
        }

        person.Tell($"In X's console the app needs OAuth 2.0 and this callback address, letter by letter: {browser.Address.AbsoluteUri}");
        var clientId = await person.AskAsync("Client ID", isSecret: false, cancellationToken);
        if (clientId.Length == 0)
        {
            return new LoginOutcome.Refused("The client ID is missing. X's console shows it under Keys and tokens, OAuth 2.0.");
        }

        var clientSecret = await person.AskAsync("Client secret (empty: the app is a public client)", isSecret: true, cancellationToken);
        return await AgreeAsync(person, browser, clientId, clientSecret.Length == 0 ? null : clientSecret, cancellationToken);
    }

    private async Task<LoginOutcome> AgreeAsync(
        IOperator person,
        IBrowserReturn browser,
        string clientId,
        string? clientSecret,
        CancellationToken cancellationToken
    )
    {
        var (verifier, challenge) = XLogin.NewProof();
        var state = BrowserAnswer.NewState();
        person.Tell($"Open this page, signed in at X as the account {account.Name} is to be, and agree:");
        person.Tell(_login.AuthorizeUrl(clientId, browser.Address, state, challenge).AbsoluteUri);
        var answer = await browser.WaitAsync(state, cancellationToken);
        if (answer?.Code is not { } code)
        {
            return new LoginOutcome.Refused(
                answer?.Refusal is { } why ? $"X gave no code: {OneLine.Of(why)}. Begin anew." : "No code came. Begin anew."
            );
        }

        return (await _login.ExchangeAsync(clientId, clientSecret, browser.Address, code, verifier)).Match<LoginOutcome>(
            granted => new LoginOutcome.Granted(granted.Secret.ToSecret(), IsOurs: true),
            denied => new LoginOutcome.Refused(
                $"X gave no token for the code ({denied.Reason}). See that client ID, client secret and callback address are the app's, and begin anew: a code is good for half a minute."
            ),
            busy => new LoginOutcome.Unavailable($"X gave no token for the code ({busy.Reason}). Begin anew."),
            lost => new LoginOutcome.Unavailable($"X's answer to the code is lost ({lost.Reason}). Begin anew.")
        );
    }
}
