using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Syndicator.FakeNetworks.Bluesky;

/// <summary>Somebody who has an account.</summary>
internal sealed class BlueskyAccount(string did, string handle, DateTimeOffset createdAt)
{
    public string Did => did;
    public string Handle => handle;
    public DateTimeOffset CreatedAt => createdAt;

    /// <summary>Null: it has been taken back.</summary>
    public string? AppPassword { get; set; }
    public bool IsActive { get; set; } = true;
    public bool IsTakenDown { get; set; }

    /// <summary>Whether its app password is good for writing.</summary>
    public bool MayWrite { get; set; } = true;

    /// <summary>What it says of itself: <c>bot</c>, <c>!no-unauthenticated</c>.</summary>
    public List<string> Labels { get; } = [];
}

/// <summary>Accounts and their sessions: access for two hours, each refresh token good once.</summary>
internal sealed class BlueskyAccounts(TimeProvider clock)
{
    private static readonly TimeSpan s_accessLasts = TimeSpan.FromHours(2);
    private static readonly TimeSpan s_refreshLasts = TimeSpan.FromDays(90);
    private static readonly TimeSpan s_loginWindow = TimeSpan.FromMinutes(5);
    private readonly List<BlueskyAccount> _accounts = [];
    private readonly Dictionary<string, (BlueskyAccount Account, DateTimeOffset Until)> _access = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (BlueskyAccount Account, DateTimeOffset Until)> _refresh = new(StringComparer.Ordinal);
    private readonly List<DateTimeOffset> _logins = [];

    /// <summary>In five minutes.</summary>
    public int LogIns { get; set; } = 30;

    public BlueskyAccount Add(string handle, string? appPassword)
    {
        var did = "did:plc:" + Base32.Of(SHA256.HashData(Encoding.UTF8.GetBytes(handle)))[..24];
        var account = new BlueskyAccount(did, handle, clock.GetUtcNow().AddYears(-2)) { AppPassword = appPassword };
        _accounts.Add(account);
        return account;
    }

    public BlueskyAccount? Find(string? identifier) => _accounts.Find(account => account.Handle == identifier || account.Did == identifier);

    /// <summary>By the identifier and app password of a body.</summary>
    public JsonObject LogIn(JsonElement body, Uri server)
    {
        var now = clock.GetUtcNow();
        _logins.RemoveAll(at => at <= now - s_loginWindow);
        if (_logins.Count >= LogIns)
        {
            throw new XrpcError(429, "RateLimitExceeded", "Rate Limit Exceeded");
        }

        _logins.Add(now);
        var account = Find(Text(body, "identifier"));
        if (account?.AppPassword is not { } password || password != Text(body, "password"))
        {
            throw new XrpcError(401, "AuthenticationRequired", "Invalid identifier or password");
        }

        return account.IsTakenDown ? throw new XrpcError(401, "AccountTakedown", "Account has been taken down") : Session(account, server);
    }

    public JsonObject Refresh(string? token, Uri server)
    {
        if (token is null || !_refresh.Remove(token, out var kept))
        {
            throw new XrpcError(400, "ExpiredToken", "Token has been revoked");
        }

        return kept.Until > clock.GetUtcNow() && kept.Account.AppPassword is not null
            ? Session(kept.Account, server)
            : throw new XrpcError(400, "ExpiredToken", "Token has expired");
    }

    /// <summary>Whose token it is.</summary>
    public BlueskyAccount Who(string? token)
    {
        if (token is null)
        {
            throw new XrpcError(401, "AuthMissing", "Authentication Required");
        }

        if (!_access.TryGetValue(token, out var kept))
        {
            throw new XrpcError(400, "InvalidToken", "Token could not be verified");
        }

        return kept.Until > clock.GetUtcNow() ? kept.Account : throw new XrpcError(400, "ExpiredToken", "Token has expired");
    }

    public IReadOnlyList<string> Tokens => [.. _access.Keys, .. _refresh.Keys];

    /// <summary>All access tokens are over; what refreshes them is not.</summary>
    public void EndAccess()
    {
        foreach (var (token, kept) in _access.ToList())
        {
            _access[token] = kept with { Until = DateTimeOffset.UnixEpoch };
        }
    }

    /// <summary>Nobody's tokens are known any more, as after a server has changed its key.</summary>
    public void ForgetTokens()
    {
        _access.Clear();
        _refresh.Clear();
    }

    private JsonObject Session(BlueskyAccount account, Uri server)
    {
        var (access, refresh) = (Token(account, "com.atproto.appPass"), Token(account, "com.atproto.refresh"));
        _access[access] = (account, clock.GetUtcNow() + s_accessLasts);
        _refresh[refresh] = (account, clock.GetUtcNow() + s_refreshLasts);
        return new JsonObject
        {
            ["did"] = account.Did,
            ["didDoc"] = new JsonObject
            {
                ["id"] = account.Did,
                ["service"] = new JsonArray(
                    new JsonObject
                    {
                        ["id"] = "#atproto_pds",
                        ["type"] = "AtprotoPersonalDataServer",
                        ["serviceEndpoint"] = server.ToString().TrimEnd('/'),
                    }
                ),
            },
            ["handle"] = account.Handle,
            ["accessJwt"] = access,
            ["refreshJwt"] = refresh,
            ["active"] = account.IsActive,
        };
    }

    /// <summary>Three parts with a dot between them, the middle one readable.</summary>
    private static string Token(BlueskyAccount account, string scope) =>
        string.Join(
            '.',
            System.Buffers.Text.Base64Url.EncodeToString("""{"alg":"none"}"""u8),
            System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"scope":"{{scope}}","sub":"{{account.Did}}"}""")),
            System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24))
        );

    private static string? Text(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String
            ? member.GetString()
            : null;
}

/// <summary>The alphabet of RFC 4648 in small letters, without padding.</summary>
internal static class Base32
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    public static string Of(byte[] bytes)
    {
        var text = new StringBuilder();
        var (buffer, bits) = (0, 0);
        foreach (var value in bytes)
        {
            buffer = ((buffer << 8) | value) & 0xFFFF;
            for (bits += 8; bits >= 5; bits -= 5)
            {
                text.Append(Alphabet[(buffer >> (bits - 5)) & 31]);
            }
        }

        return text.ToString();
    }
}
