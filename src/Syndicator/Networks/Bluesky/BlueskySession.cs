using System.Text.Json;

namespace Syndicator.Networks.Bluesky;

/// <summary>What a log-in gave. Kept in memory only.</summary>
/// <param name="Did">The account's id, which it keeps for ever.</param>
/// <param name="Handle">As it is now.</param>
/// <param name="Access">The token of every call, for two hours.</param>
/// <param name="Refresh">The token that gets new ones, once.</param>
/// <param name="Server">The account's own server.</param>
/// <param name="Password">What it was made with; only so that it is recognised where it must not be seen.</param>
internal sealed record BlueskySession(string Did, string Handle, string Access, string Refresh, Uri Server, string Password)
{
    /// <summary>Null when something needed is missing.</summary>
    /// <param name="asked">The server that answered: the account's own where the answer names none.</param>
    public static BlueskySession? Of(JsonElement answer, Uri asked, string password) =>
        answer.Text("did") is { } did
        && PostRef.IsDid(did)
        && answer.Text("accessJwt") is { Length: > 0 } access
        && answer.Text("refreshJwt") is { Length: > 0 } refresh
            ? new BlueskySession(did, answer.Text("handle") ?? did, access, refresh, ServerOf(answer, asked) ?? asked, password)
            : null;

    public IReadOnlyList<string> Secrets => [Access, Refresh, Password];

    /// <summary>Never shows itself.</summary>
    public override string ToString() => $"(session of {Did})";

    /// <summary>Tokens go over TLS, or stay on this machine.</summary>
    private static Uri? ServerOf(JsonElement answer, Uri asked) =>
        answer
            .Member("didDoc")
            .List("service")
            .Where(service => service.Text("id")?.EndsWith("#atproto_pds", StringComparison.Ordinal) == true)
            .Select(service => Uri.TryCreate(service.Text("serviceEndpoint"), UriKind.Absolute, out var server) ? server : null)
            .FirstOrDefault(server => server is { Scheme: "https" } || server is { Scheme: "http", IsLoopback: true } && asked.IsLoopback);
}
