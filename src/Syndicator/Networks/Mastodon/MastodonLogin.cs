using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using Syndicator.Networks.Wire;

namespace Syndicator.Networks.Mastodon;

/// <summary>
/// How an operator gives the program an account: it registers itself at the server, sends the operator to a page there, and gets a token for the code that
/// the page ends with (https://docs.joinmastodon.org/spec/oauth/). The token has the least rights that everything here needs, and no end.
/// </summary>
internal sealed class MastodonLogin(Uri server, WireClient wire, TimeProvider clock)
{
    /// <summary>For operators whose browser is on another machine: the server shows the code instead of sending the browser back.</summary>
    public const string ShowsTheCode = "urn:ietf:wg:oauth:2.0:oob";

    private const string Rights = "read:statuses read:notifications write:statuses write:media";

    private readonly MastodonClient _client = new(server, null, wire, clock);

    /// <summary>Once for each sign-in; servers forget programs that nobody used.</summary>
    /// <param name="redirectUri">Where the browser goes with the code, or <see cref="ShowsTheCode"/>.</param>
    /// <param name="website">Shown beside the program's posts; null: none.</param>
    public async Task<ReadOutcome<MastodonApp>> RegisterAsync(string redirectUri, string? website, CancellationToken cancellationToken)
    {
        var scopes = $"{await WhoIsItAsync(cancellationToken)} {Rights}";
        List<KeyValuePair<string, string>> form =
        [
            new("client_name", "Syndicator"),
            new("redirect_uris", redirectUri),
            new("scopes", scopes),
            .. website is null ? Array.Empty<KeyValuePair<string, string>>() : [new("website", website)],
        ];
        var answer = await PostAsync("api/v1/apps", form, MastodonJson.Default.MastodonAppAnswer, cancellationToken);
        return answer.Then<MastodonAppAnswer, MastodonApp>(app =>
            app is { ClientId.Length: > 0, ClientSecret.Length: > 0 }
                ? new ReadOutcome<MastodonApp>.Read(new MastodonApp(app.ClientId, app.ClientSecret, redirectUri, scopes))
                : new ReadOutcome<MastodonApp>.Unavailable($"{server.Host} registered the program without giving it an id.")
        );
    }

    /// <summary>A secret of this sign-in that only the program knows (RFC 7636). Letters, digits, hyphen and underscore.</summary>
    public static string NewVerifier() => Base64Url(RandomNumberGenerator.GetBytes(32));

    /// <summary>The page for the operator's browser.</summary>
    /// <param name="state">Comes back with the code; a code that comes with another one is somebody else's.</param>
    public Uri AuthorizeUrl(MastodonApp app, string state, string verifier)
    {
        (string Name, string Value)[] parameters =
        [
            ("response_type", "code"),
            ("client_id", app.ClientId),
            ("redirect_uri", app.RedirectUri),
            ("scope", app.Scopes),
            ("state", state),
            ("code_challenge", Base64Url(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))),
            ("code_challenge_method", "S256"),
            ("force_login", "true"),
        ];
        var query = string.Join('&', parameters.Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value)}"));
        return new Uri(_client.Server, "oauth/authorize?" + query);
    }

    /// <summary>The token for a code, which counts once and for ten minutes.</summary>
    public async Task<ReadOutcome<MastodonGrant>> ExchangeAsync(
        MastodonApp app,
        string code,
        string verifier,
        CancellationToken cancellationToken
    )
    {
        var answer = await PostAsync(
            "oauth/token",
            [
                new("grant_type", "authorization_code"),
                new("code", code.Trim()),
                new("client_id", app.ClientId),
                new("client_secret", app.ClientSecret),
                new("redirect_uri", app.RedirectUri),
                new("code_verifier", verifier),
            ],
            MastodonJson.Default.MastodonTokenAnswer,
            cancellationToken
        );
        return answer.Then<MastodonTokenAnswer, MastodonGrant>(token =>
            token.AccessToken is { Length: > 0 } text
                ? new ReadOutcome<MastodonGrant>.Read(new MastodonGrant(text, app.ClientId, app.ClientSecret, token.Scope ?? app.Scopes))
                : new ReadOutcome<MastodonGrant>.Unavailable($"{server.Host} took the code and gave no token.")
        );
    }

    /// <summary>Makes a token worthless; one that is already, stays so. A pasted token can only be revoked on the server's own pages.</summary>
    public async Task<ReadOutcome<MastodonGrant>> RevokeAsync(MastodonGrant grant, CancellationToken cancellationToken)
    {
        if (grant is not { ClientId: { } id, ClientSecret: { } secret })
        {
            return new ReadOutcome<MastodonGrant>.Refused(
                RefusalKind.Account,
                $"This token was not given to the program by itself. Revoke it on {server.Host} under Preferences, Account."
            );
        }

        var answer = await PostAsync(
            "oauth/revoke",
            [new("client_id", id), new("client_secret", secret), new("token", grant.AccessToken)],
            MastodonJson.Default.JsonDocument,
            cancellationToken
        );
        return answer.Then<System.Text.Json.JsonDocument, MastodonGrant>(body =>
        {
            body.Dispose();
            return new ReadOutcome<MastodonGrant>.Read(grant);
        });
    }

    /// <summary>The narrowest right to ask whose account it is: 4.3 and later have one for just that.</summary>
    private async Task<string> WhoIsItAsync(CancellationToken cancellationToken)
    {
        var metadata = await _client.GetAsync(
            ".well-known/oauth-authorization-server",
            MastodonJson.Default.MastodonMetadata,
            cancellationToken
        );
        return metadata.ValueOrDefault()?.ScopesSupported?.Contains("profile") == true ? "profile" : "read:accounts";
    }

    private async Task<ReadOutcome<T>> PostAsync<T>(
        string path,
        IReadOnlyList<KeyValuePair<string, string>> form,
        JsonTypeInfo<T> type,
        CancellationToken cancellationToken
    )
        where T : class
    {
        using var content = new FormUrlEncodedContent(form);
        var answer = await _client.WriteAsync(HttpMethod.Post, path, content, static () => true, cancellationToken);
        return answer is WireAnswer.Received { Status: 400 or 401 or 403 or 422 } refused
            ? new ReadOutcome<T>.Refused(
                RefusalKind.Account,
                $"{server.Host} refused to sign in: {Hide(_client.Said(refused), form)}. Begin anew."
            )
            : _client.Understand(answer, type);
    }

    /// <summary>A server may repeat what it was sent.</summary>
    private static string Hide(string words, IReadOnlyList<KeyValuePair<string, string>> form) =>
        form.Where(field => field is { Key: "code" or "code_verifier" or "client_secret" or "token", Value.Length: > 0 })
            .Aggregate(words, (rest, field) => rest.Replace(field.Value, "(secret)", StringComparison.Ordinal));

    private static string Base64Url(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
