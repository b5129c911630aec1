using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace Syndicator.FakeNetworks.X;

/// <summary>Checks who asks: signatures of OAuth 1.0a as the specification has them, tokens of OAuth 2.0 with their rights and their end.</summary>
internal sealed class XGate(TimeProvider clock)
{
    private readonly Dictionary<string, (DateTimeOffset EndsAt, string Scope)> _tokens = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _refreshing = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Challenge, string Redirect, string Scope)> _codes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _nonces = new(StringComparer.Ordinal);
    private int _made;

    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromHours(2);

    /// <summary>Whether the keys of OAuth 1.0a still hold, and whether they may write.</summary>
    public bool KeysHold { get; set; } = true;
    public bool KeysMayWrite { get; set; } = true;

    /// <summary>Null: let in; else the status that says why not.</summary>
    public int? Refuse(HttpRequest request, string scope)
    {
        var header = request.Headers.Authorization.ToString();
        lock (_tokens)
        {
            if (header.StartsWith("Bearer ", StringComparison.Ordinal))
            {
                return !_tokens.TryGetValue(header[7..], out var token) || token.EndsAt <= clock.GetUtcNow() ? 401
                    : token.Scope.Split(' ').Contains(scope) ? null
                    : 403;
            }

            return !header.StartsWith("OAuth ", StringComparison.Ordinal) || !KeysHold || !IsSigned(request, header[6..]) ? 401
                : KeysMayWrite || !scope.EndsWith(".write", StringComparison.Ordinal) ? null
                : 403;
        }
    }

    public (string Access, string Refresh) NewTokens(string scope)
    {
        lock (_tokens)
        {
            var number = ++_made;
            _tokens["fake-access-" + number] = (clock.GetUtcNow() + TokenLifetime, scope);
            _refreshing["fake-refresh-" + number] = scope;
            return ("fake-access-" + number, "fake-refresh-" + number);
        }
    }

    /// <summary>Null when the token is not known, or no longer. The old one is dead from here on.</summary>
    public (string Access, string Refresh, string Scope)? Refresh(string token)
    {
        lock (_tokens)
        {
            if (!_refreshing.Remove(token, out var scope))
            {
                return null;
            }

            var (access, refresh) = NewTokens(scope);
            return (access, refresh, scope);
        }
    }

    /// <summary>Ends a token: an access token only itself, a refresh token only the renewals.</summary>
    public bool Revoke(string token)
    {
        lock (_tokens)
        {
            return _tokens.Remove(token) | _refreshing.Remove(token);
        }
    }

    public string NewCode(string challenge, string redirect, string scope)
    {
        lock (_tokens)
        {
            var code = "fake-code-" + ++_made;
            _codes[code] = (challenge, redirect, scope);
            return code;
        }
    }

    public string? Redeem(string code, string verifier, string redirect)
    {
        lock (_tokens)
        {
            return
                _codes.Remove(code, out var grant)
                && grant.Redirect == redirect
                && grant.Challenge
                    == Convert
                        .ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))
                        .TrimEnd('=')
                        .Replace('+', '-')
                        .Replace('/', '_')
                ? grant.Scope
                : null;
        }
    }

    private bool IsSigned(HttpRequest request, string header)
    {
        var given = header
            .Split(", ")
            .Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1].Trim('"')), StringComparer.Ordinal);
        var signed = given.Where(pair => pair.Key != "oauth_signature").Select(pair => (pair.Key, pair.Value)).Concat(Query(request));
        var parameters = string.Join(
            '&',
            signed.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}").Order(StringComparer.Ordinal)
        );
        var address = Uri.EscapeDataString($"http://{request.Host}{request.Path}");
        var text = $"{request.Method}&{address}&{Uri.EscapeDataString(parameters)}";
        var key = $"{Uri.EscapeDataString(FakeX.ConsumerSecret)}&{Uri.EscapeDataString(FakeX.TokenSecret)}";
#pragma warning disable CA5350 // What OAuth 1.0a has.
        var signature = Convert.ToBase64String(HMACSHA1.HashData(Encoding.ASCII.GetBytes(key), Encoding.ASCII.GetBytes(text)));
#pragma warning restore CA5350
        return given.GetValueOrDefault("oauth_consumer_key") == FakeX.ConsumerKey
            && given.GetValueOrDefault("oauth_token") == FakeX.Token
            && given.GetValueOrDefault("oauth_signature_method") == "HMAC-SHA1"
            && given.GetValueOrDefault("oauth_signature") == signature
            && long.TryParse(given.GetValueOrDefault("oauth_timestamp"), out var at)
            && Math.Abs(at - clock.GetUtcNow().ToUnixTimeSeconds()) <= 300
            && _nonces.Add(given.GetValueOrDefault("oauth_nonce") ?? "");
    }

    /// <summary>From the request line itself: what was sent is what must be signed.</summary>
    private static IEnumerable<(string Key, string Value)> Query(HttpRequest request)
    {
        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var at = target.IndexOf('?', StringComparison.Ordinal);
        return at < 0
            ? []
            : target[(at + 1)..]
                .Split('&')
                .Select(pair => pair.Split('=', 2))
                .Select(pair => (Uri.UnescapeDataString(pair[0]), Uri.UnescapeDataString(pair[1])));
    }
}
