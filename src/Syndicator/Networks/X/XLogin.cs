using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Syndicator.Networks.Wire;

namespace Syndicator.Networks.X;

/// <summary>OAuth 2.0 with PKCE (https://docs.x.com/fundamentals/authentication/oauth-2-0/authorization-code).</summary>
/// <param name="server">X's API: <c>https://api.x.com</c>.</param>
/// <param name="patience">How long a token is waited for; null: half a minute.</param>
internal sealed class XLogin(Uri server, WireClient wire, TimeProvider clock, TimeSpan? patience = null)
{
    /// <summary>The right to post.</summary>
    public const string Posting = "tweet.write";

    public const string Scopes = "tweet.read tweet.write users.read media.write offline.access";

    private static readonly Uri s_people = new("https://x.com/");

    /// <summary>A verifier to keep until the code comes, and the challenge that goes with the person.</summary>
    public static (string Verifier, string Challenge) NewProof()
    {
        var verifier = Url(RandomNumberGenerator.GetBytes(32));
        return (verifier, Url(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))));
    }

    /// <summary>Where a person says yes; the answer comes to <paramref name="redirect"/> with a code that is good for half a minute.</summary>
    public Uri AuthorizeUrl(string clientId, Uri redirect, string state, string challenge)
    {
        var call = XCall.Get(
            "i/oauth2/authorize",
            ("response_type", "code"),
            ("client_id", clientId),
            ("redirect_uri", redirect.AbsoluteUri),
            ("scope", Scopes),
            ("state", state),
            ("code_challenge", challenge),
            ("code_challenge_method", "S256")
        );
        return call.AddressOn(server.IsLoopback ? server : s_people);
    }

    /// <param name="clientSecret">Null: a public client.</param>
    public Task<XGrant> ExchangeAsync(string clientId, string? clientSecret, Uri redirect, string code, string verifier) =>
        AskAsync(
            clientId,
            clientSecret,
            old: null,
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", redirect.AbsoluteUri),
            ("code_verifier", verifier)
        );

    /// <summary>The next token. The old refresh token is dead once this was carried out, whether or not its answer came.</summary>
    public Task<XGrant> RefreshAsync(XSecret.OAuth2 old) =>
        old.RefreshToken is { } token
            ? AskAsync(old.ClientId, old.ClientSecret, old, ("grant_type", "refresh_token"), ("refresh_token", token))
            : Task.FromResult<XGrant>(new XGrant.Denied("it was granted without `offline.access`"));

    /// <summary>Gives a token back. Null when it is gone, else what went wrong.</summary>
    public async Task<string?> RevokeAsync(XSecret.OAuth2 secret)
    {
        var (token, hint) = secret.RefreshToken is { } refresh ? (refresh, "refresh_token") : (secret.AccessToken, "access_token");
        using var limit = Limit();
        using var request = Form("2/oauth2/revoke", secret.ClientId, secret.ClientSecret, ("token", token), ("token_type_hint", hint));
        var answer = await wire.WriteAsync(request, static () => true, limit.Token);
        return answer.Match(
            received => received.Status is >= 200 and < 300 ? null : FormattableString.Invariant($"X answered {received.Status}"),
            notSent => notSent.Reason,
            lost => lost.Reason
        );
    }

    /// <summary>Not with a caller's patience: a renewal that is torn in the middle loses the account.</summary>
    private async Task<XGrant> AskAsync(
        string clientId,
        string? clientSecret,
        XSecret.OAuth2? old,
        params (string Key, string Value)[] form
    )
    {
        using var limit = Limit();
        using var request = Form("2/oauth2/token", clientId, clientSecret, form);
        var answer = await wire.WriteAsync(request, static () => true, limit.Token);
        return answer.Match<XGrant>(
            received =>
                Granted(
                    received,
                    clientId,
                    clientSecret,
                    old,
                    [.. form.Where(field => field.Key is "code" or "code_verifier" or "refresh_token").Select(field => field.Value)]
                ),
            notSent => new XGrant.Busy(notSent.Reason),
            lost => new XGrant.Lost(lost.Reason)
        );
    }

    /// <param name="sent">Not for anybody's eyes: a server may repeat what it was sent.</param>
    private XGrant Granted(
        WireAnswer.Received received,
        string clientId,
        string? clientSecret,
        XSecret.OAuth2? old,
        IReadOnlyList<string> sent
    )
    {
        var (body, problem) = new XAnswer.Good(received).Read(XJson.Default.XToken);
        return received.Status switch
        {
            >= 200 and < 300 => body is { AccessToken.Length: > 0 }
                ? new XGrant.Granted(
                    new XSecret.OAuth2(
                        clientId,
                        clientSecret,
                        body.AccessToken,
                        body.RefreshToken is { Length: > 0 } next ? next : old?.RefreshToken,
                        clock.GetUtcNow().AddSeconds(Math.Clamp(body.ExpiresIn ?? 7200, 0, 366 * 86400)),
                        body.Scope
                    )
                )
                : new XGrant.Lost(problem ?? "the answer holds no token"),
            429 or >= 500 => new XGrant.Busy(FormattableString.Invariant($"X answered {received.Status}")),
            _ => new XGrant.Denied(
                FormattableString.Invariant($"X answered {received.Status}")
                    + (
                        body?.Error is { } error
                            ? $": “{Words(error, body.ErrorDescription, [.. sent, clientSecret ?? "", old?.AccessToken ?? ""]).TrimEnd('.')}”"
                            : ""
                    )
            ),
        };
    }

    private static string Words(string error, string? description, IEnumerable<string> secrets) =>
        XProblem.OneLine(
            secrets
                .Where(secret => secret.Length > 0)
                .Aggregate(
                    description is null ? error : $"{error}: {description}",
                    (words, secret) => words.Replace(secret, "(secret)", StringComparison.Ordinal)
                )
        );

    private CancellationTokenSource Limit() => new(patience ?? TimeSpan.FromSeconds(30), clock);

    private HttpRequestMessage Form(string path, string clientId, string? clientSecret, params (string Key, string Value)[] form)
    {
        var fields = form.Select(pair => KeyValuePair.Create(pair.Key, pair.Value));
        if (clientSecret is null)
        {
            fields = fields.Append(KeyValuePair.Create("client_id", clientId));
        }

        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, path)) { Content = new FormUrlEncodedContent(fields) };
        if (clientSecret is not null)
        {
            var pair = $"{XSignature.Encode(clientId)}:{XSignature.Encode(clientSecret)}";
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(pair)));
        }

        return request;
    }

    private static string Url(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
