using System.Buffers.Text;
using System.Text.Json;

namespace Syndicator.Networks.Bluesky;

/// <summary>Tells who the account is and what it may do.</summary>
internal sealed class BlueskyStanding(BlueskySessions sessions, Xrpc xrpc)
{
    public async Task<ReadOutcome<AccountStanding>> ReadAsync(CancellationToken cancellationToken)
    {
        var answer = await xrpc.ReadAsync("com.atproto.server.getSession", "", cancellationToken);
        if (answer is not XrpcAnswer.Done { Body: var body, Headers: var headers })
        {
            return answer.ToRead<AccountStanding>(_ => throw new InvalidOperationException("it is read after all"));
        }

        if (body.Text("did") is not { } did || !PostRef.IsDid(did))
        {
            return new ReadOutcome<AccountStanding>.Unavailable("the server does not say whose session it is");
        }

        // The name is a courtesy of the app view; the account works without.
        var profile = await xrpc.ReadAsync("app.bsky.actor.getProfile", "actor=" + Uri.EscapeDataString(did), cancellationToken)
            is XrpcAnswer.Done { Body: var view }
            ? view
            : default;
        var handle = body.Text("handle") ?? did;
        var (session, _) = await sessions.GetAsync(cancellationToken);
        return new ReadOutcome<AccountStanding>.Read(
            new AccountStanding(
                did,
                handle,
                profile.Text("displayName") is { Length: > 0 } name ? name : handle,
                PostRef.ProfileUrl(did, handle),
                Missing(body),
                [.. Notes(profile, session), .. RateLimit.Note(headers) is { } left ? (string[])[left] : []]
            )
        );
    }

    private static IReadOnlyList<string> Missing(JsonElement session) =>
        session.Member("active").ValueKind == JsonValueKind.False
            ? [$"The account may not post: it is {session.Text("status") ?? "switched off"}."]
            : [];

    private static IEnumerable<string> Notes(JsonElement profile, BlueskySession? session)
    {
        yield return "Posts have at most 300 characters; 5000 points an hour and 35,000 a day may be spent, a post costs 2.";
        if (session is not null && Scope(session.Access) == "com.atproto.access")
        {
            yield return "The main password is stored. Use an app password instead: it can be taken back and may do less.";
        }

        if (profile.ValueKind == JsonValueKind.Object && !profile.List("labels").Any(label => label.Text("val") == "bot"))
        {
            yield return "The profile does not say that posts are automatic; Bluesky asks such accounts to label themselves `bot`.";
        }
    }

    /// <summary>What the token is for, as its readable middle says; null when it cannot be read.</summary>
    private static string? Scope(string token)
    {
        try
        {
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(token.Split('.') is [_, var middle, _] ? middle : ""));
            return claims.RootElement.Text("scope");
        }
        catch (Exception unreadable) when (unreadable is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
