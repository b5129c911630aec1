using Syndicator.Configuration;
using Syndicator.Networks.Wire;

namespace Syndicator.Networks.Mastodon;

/// <summary>Leads an operator through <see cref="MastodonLogin"/>.</summary>
/// <param name="website">Shown beside the program's posts.</param>
internal sealed class MastodonSignIn(Account account, string website, WireClient wire, TimeProvider clock) : ILogsIn
{
    private readonly Uri _server = account.Server ?? throw new ArgumentException($"Account {account.Name} has no server.", nameof(account));
    private readonly MastodonLogin _login = new(account.Server, wire, clock);

    public async Task<LoginOutcome> LogInAsync(LoginWay way, IOperator person, CancellationToken cancellationToken)
    {
        if (_server.Scheme != Uri.UriSchemeHttps && !_server.IsLoopback)
        {
            return new LoginOutcome.Refused($"A token is not sent to {_server} in clear. Let `server` begin with https.");
        }

        return way switch
        {
            LoginWay.Given => await TakeAsync(person, cancellationToken),
            LoginWay.Paste => await PasteAsync(person, cancellationToken),
            _ => await BrowseAsync(person, cancellationToken),
        };
    }

    public async Task<LogoutOutcome> LogOutAsync(Secret secret, CancellationToken cancellationToken)
    {
        if (MastodonGrant.Parse(secret) is not { } grant)
        {
            return new LogoutOutcome.ByHand("What is stored is no access token, so there is nothing to revoke.");
        }

        var revoked = await _login.RevokeAsync(grant, cancellationToken);
        return revoked.Match<LogoutOutcome>(
            _ => new LogoutOutcome.Revoked(),
            _ => new LogoutOutcome.Unavailable(revoked.Reason()),
            refused => new LogoutOutcome.ByHand(refused.Reason),
            unavailable => new LogoutOutcome.Unavailable(unavailable.Reason)
        );
    }

    private static async Task<LoginOutcome> TakeAsync(IOperator person, CancellationToken cancellationToken)
    {
        var text = await person.AskAsync("Access token", isSecret: true, cancellationToken);
        return text.Length > 0 && MastodonGrant.Parse(new Secret(text)) is { } grant
            ? new LoginOutcome.Granted(grant.ToSecret(), IsOurs: false)
            : new LoginOutcome.Refused(
                "That is no access token. The server shows it under Preferences, Development, in the application's own page."
            );
    }

    private async Task<LoginOutcome> PasteAsync(IOperator person, CancellationToken cancellationToken)
    {
        var app = await _login.RegisterAsync(MastodonLogin.ShowsTheCode, website, cancellationToken);
        return Outcome(
            await app.ThenAsync(async registered =>
            {
                var verifier = MastodonLogin.NewVerifier();
                Show(person, _login.AuthorizeUrl(registered, BrowserAnswer.NewState(), verifier));
                var code = await person.AskAsync("Code", isSecret: true, cancellationToken);
                return code.Length > 0 ? await _login.ExchangeAsync(registered, code, verifier, cancellationToken) : NoCode();
            })
        );
    }

    private async Task<LoginOutcome> BrowseAsync(IOperator person, CancellationToken cancellationToken)
    {
        await using var browser = await person.ExpectBrowserAsync(0, cancellationToken);
        if (browser is null)
        {
            return new LoginOutcome.Refused("The browser could not come back to this machine. Use --paste.");
        }

        var app = await _login.RegisterAsync(browser.Address.AbsoluteUri, website, cancellationToken);
        return Outcome(
            await app.ThenAsync(async registered =>
            {
                var (verifier, state) = (MastodonLogin.NewVerifier(), BrowserAnswer.NewState());
                Show(person, _login.AuthorizeUrl(registered, state, verifier));
                var answer = await browser.WaitAsync(state, cancellationToken);
                return answer?.Code is { } code
                    ? await _login.ExchangeAsync(registered, code, verifier, cancellationToken)
                    : NoCode(answer?.Refusal);
            })
        );
    }

    private static LoginOutcome Outcome(ReadOutcome<MastodonGrant> grant) =>
        grant.Match<LoginOutcome>(
            read => new LoginOutcome.Granted(read.Value.ToSecret(), IsOurs: true),
            _ => new LoginOutcome.Unavailable(grant.Reason()),
            refused => new LoginOutcome.Refused(refused.Reason),
            unavailable => new LoginOutcome.Unavailable(unavailable.Reason)
        );

    private void Show(IOperator person, Uri page)
    {
        person.Tell($"Open this page, sign in at {_server.Host} as the account {account.Name} is to be, and agree:");
        person.Tell(page.AbsoluteUri);
    }

    private ReadOutcome<MastodonGrant> NoCode(string? why = null) =>
        new ReadOutcome<MastodonGrant>.Refused(
            RefusalKind.Account,
            why is null ? "No code came. Begin anew." : $"{_server.Host} gave no code: {OneLine.Of(why)}. Begin anew."
        );
}
