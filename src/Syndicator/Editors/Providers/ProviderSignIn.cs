using Syndicator.Configuration;
using Syndicator.Networks.Wire;

namespace Syndicator.Editors.Providers;

/// <summary>
/// Signs in at one provider: the authorization code flow of OAuth 2.0 with PKCE, then its user information asked over TLS with the token. Whatever a provider
/// answers becomes a <see cref="ProviderOutcome"/>.
/// </summary>
internal sealed class ProviderSignIn : IDisposable
{
    private readonly ProviderCalls _calls;
    private readonly ProviderDiscovery _discovery;
    private readonly TimeProvider _clock;

    public ProviderSignIn(SignInProvider provider, WireClient wire, SecretResolver secrets, TimeProvider clock)
    {
        Provider = provider;
        _clock = clock;
        _calls = new ProviderCalls(provider, wire, secrets, clock);
        _discovery = new ProviderDiscovery(provider, _calls, clock);
    }

    public SignInProvider Provider { get; }

    /// <summary>Where to send the browser.</summary>
    /// <param name="returnTo">Where it comes back.</param>
    public async Task<(Uri? Address, ProviderOutcome? Trouble)> BeginAsync(
        PendingSignIn pending,
        Uri returnTo,
        CancellationToken cancellationToken
    )
    {
        var (endpoints, trouble) = await _discovery.FindAsync(cancellationToken);
        return endpoints is null ? (null, trouble) : (AddressOf(endpoints, pending, returnTo), null);
    }

    /// <summary>When the browser is back.</summary>
    /// <param name="pending">What this browser began; null: nothing, or it is used up.</param>
    public async Task<ProviderOutcome> FinishAsync(
        PendingSignIn? pending,
        ProviderReturn back,
        Uri returnTo,
        CancellationToken cancellationToken
    )
    {
        if (Refuse(pending, back) is { } refusal)
        {
            return refusal;
        }

        var (endpoints, trouble) = await _discovery.FindAsync(cancellationToken);
        if (endpoints is null)
        {
            return trouble!;
        }

        if (back.Issuer is { } issuer && endpoints.Issuer is { } known && issuer != known)
        {
            return new ProviderOutcome.Stale("The answer came from another provider than the one that was asked.");
        }

        var (token, noToken) = await ExchangeAsync(endpoints, pending!, back.Code!, returnTo, cancellationToken);
        return token is null ? noToken! : await AskWhoAsync(endpoints, token, cancellationToken);
    }

    public void Dispose() => _calls.Dispose();

    private ProviderOutcome? Refuse(PendingSignIn? pending, ProviderReturn back) =>
        pending is null || pending.Provider != Provider.Name || !pending.Began(back.State)
            ? new ProviderOutcome.Stale("This return belongs to no sign-in that this browser has begun, or to one that is done.")
        : _clock.GetUtcNow() - pending.StartedAt > PendingSignIn.Longest ? new ProviderOutcome.Stale("The sign-in took too long.")
        : back.Error is { } error ? Declined(error, back.Description)
        : string.IsNullOrEmpty(back.Code) ? new ProviderOutcome.Unusable($"{Provider.Title} sent the browser back without a code.")
        : null;

    private ProviderOutcome Declined(string error, string? description)
    {
        var said = OneLine.Of(string.IsNullOrWhiteSpace(description) ? error : $"{error}: {description}", 200);
        return error switch
        {
            "access_denied" => new ProviderOutcome.Declined($"{Provider.Title} did not let the sign-in happen ({said})."),
            "server_error" or "temporarily_unavailable" => new ProviderOutcome.Unavailable($"{Provider.Title} has trouble ({said})."),
            _ => new ProviderOutcome.Unusable($"{Provider.Title} refused the request ({said})."),
        };
    }

    private Uri AddressOf(ProviderEndpoints endpoints, PendingSignIn pending, Uri returnTo)
    {
        var query = new List<(string Name, string Value)>
        {
            ("response_type", "code"),
            ("client_id", Provider.ClientId),
            ("redirect_uri", returnTo.AbsoluteUri),
            ("state", pending.State),
            ("code_challenge", pending.Challenge),
            ("code_challenge_method", "S256"),
        };
        if (Provider.Scopes.Length > 0)
        {
            query.Add(("scope", Provider.Scopes));
        }

        var address = new UriBuilder(endpoints.Authorization);
        address.Query = string.Join(
            '&',
            query
                .Select(each => $"{each.Name}={Uri.EscapeDataString(each.Value)}")
                .Prepend(address.Query.TrimStart('?'))
                .Where(each => each.Length > 0)
        );
        return address.Uri;
    }

    private async Task<(string? Token, ProviderOutcome? Trouble)> ExchangeAsync(
        ProviderEndpoints endpoints,
        PendingSignIn pending,
        string code,
        Uri returnTo,
        CancellationToken cancellationToken
    )
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = returnTo.AbsoluteUri,
            ["code_verifier"] = pending.Verifier,
        };
        var answer = await _calls.ExchangeAsync(endpoints.Token, form, cancellationToken);
        if (answer.Trouble is not null)
        {
            return (null, answer.Trouble);
        }

        return
            LooseJson.Text(answer.Json, "access_token") is { Length: > 0 and <= 16384 } token && answer.Status == 200 && IsHeaderText(token)
            ? (token, null)
            : (null, NoToken(answer));
    }

    private ProviderOutcome NoToken(ProviderAnswer answer)
    {
        var error = OneLine.Of(LooseJson.Text(answer.Json, "error") ?? "no token in the answer", 100);
        return ProviderCalls.IsUnknownClient(answer)
                ? new ProviderOutcome.Unusable(
                    $"{Provider.Title} does not accept this program's client id and secret ({error}). Compare them with the settings there."
                )
            : error is "invalid_grant" or "bad_verification_code"
                ? new ProviderOutcome.Stale(
                    $"{Provider.Title} does not accept the code of this sign-in: it was used, or is too old ({error})."
                )
            : new ProviderOutcome.Unusable(
                FormattableString.Invariant($"{Provider.Title} gave no access token, but status {answer.Status} ({error}).")
            );
    }

    private async Task<ProviderOutcome> AskWhoAsync(ProviderEndpoints endpoints, string token, CancellationToken cancellationToken)
    {
        var answer = await _calls.ReadAsync(endpoints.UserInformation, token, cancellationToken);
        return answer.Trouble is not null ? answer.Trouble
            : answer.Status != 200
                ? new ProviderOutcome.Unusable(
                    FormattableString.Invariant($"{Provider.Title} did not say whose account it is, but answered {answer.Status}.")
                )
            : ProviderClaims.Read(Provider, answer.Json) is { } person ? new ProviderOutcome.Vouched(person)
            : new ProviderOutcome.Unusable(
                $"{Provider.Title} did not say whose account it is: its answer has no usable `{Provider.IdClaim}`."
            );
    }

    private static bool IsHeaderText(string token) => token.All(c => c is > ' ' and < (char)127);
}
