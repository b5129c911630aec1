using System.Globalization;
using System.Text.Json;
using Syndicator.Networks.Wire;

namespace Syndicator.Networks.Bluesky;

/// <summary>Decides what an answer means: by its status first, then by the error's name (https://docs.bsky.app/docs/advanced-guides/api-directory).</summary>
/// <param name="account">The account's name, for sentences.</param>
internal sealed class XrpcJudge(string account, TimeProvider clock)
{
    private const int LongestMessage = 300;

    /// <summary>Names of errors that are the account's, not the post's, whatever the status.</summary>
    private static readonly string[] s_ofTheAccount =
    [
        "AccountTakedown",
        "AccountSuspended",
        "AccountDeactivated",
        "RepoTakendown",
        "RepoSuspended",
        "RepoDeactivated",
        "RepoNotFound",
        "AuthMissing",
        "AuthenticationRequired",
        "AuthFactorTokenRequired",
        "ExpiredToken",
        "InvalidToken",
    ];

    /// <param name="secrets">What must not be seen, should a server send it back.</param>
    public XrpcAnswer Judge(WireAnswer answer, IReadOnlyList<string> secrets) =>
        answer.Match(
            received => Judge(received, secrets),
            notSent => new XrpcAnswer.Unavailable(notSent.Reason),
            lost => new XrpcAnswer.Uncertain(lost.Reason)
        );

    private XrpcAnswer Judge(WireAnswer.Received answer, IReadOnlyList<string> secrets)
    {
        var body = answer.Object();
        return answer.Status switch
        {
            >= 200 and < 300 when body is { } done => new XrpcAnswer.Done(done, answer.Headers),
            >= 200 and < 300 => new XrpcAnswer.Uncertain(
                $"the server said yes, but its answer cannot be read ({answer.BodyProblem ?? "it is no JSON"})"
            ),
            429 => new XrpcAnswer.Throttled(RateLimit.Until(answer.Headers, clock.GetUtcNow())),
            501 => Refuse(answer.Status, body, secrets),
            >= 500 => new XrpcAnswer.Uncertain($"the server failed ({Said(answer.Status, body, secrets)})"),
            >= 300 and < 400 => new XrpcAnswer.Unavailable($"the server sends elsewhere ({answer.Status}); see `server` of the account"),
            408 or 425 => new XrpcAnswer.Unavailable($"the server did not wait for the request ({answer.Status})"),
            _ => Refuse(answer.Status, body, secrets),
        };
    }

    private XrpcAnswer.Refused Refuse(int status, JsonElement? body, IReadOnlyList<string> secrets)
    {
        var error = Word(body, "error", secrets);
        var said = Said(status, body, secrets);
        return (status, error) switch
        {
            (_, "AuthFactorTokenRequired") => Account(
                error,
                $"Bluesky asks account {account} for a code sent by e-mail, as it does for the main password. Use an app password: run `syndicator accounts login {account}`."
            ),
            (_, "AuthenticationRequired" or "AuthMissing" or "ExpiredToken" or "InvalidToken") => Account(
                error,
                $"Bluesky does not take the credentials of account {account} ({said}). Make a new app password in Bluesky's settings and run `syndicator accounts login {account}`."
            ),
            (_, "RepoNotFound") => Account(
                error,
                $"The server does not have account {account} ({said}). If it has moved, change `server` in accounts.yaml and run `syndicator accounts login {account}`."
            ),
            (_, var name) when s_ofTheAccount.Contains(name) => Account(
                error,
                $"Bluesky has closed, suspended or switched off account {account} ({said}). Sign in with the app to see why, then resume it."
            ),
            (401, _) or (403, _) => Account(
                error,
                $"Bluesky does not let account {account} do this ({said}). Make a new app password in Bluesky's settings and run `syndicator accounts login {account}`."
            ),
            (402, _) => new(RefusalKind.Budget, error, $"The server wants to be paid before account {account} may do this ({said})."),
            (404 or 405 or 501, "" or "MethodNotImplemented" or "XRPCNotSupported") => Account(
                error,
                $"There is no Bluesky server where account {account} looks for it ({said}). See `server` in accounts.yaml."
            ),
            (413, _) => new(RefusalKind.Post, error, $"Bluesky finds this too large ({said}). Make the text shorter or the image smaller."),
            _ => new(RefusalKind.Post, error, $"Bluesky refuses this: {said}."),
        };
    }

    private static XrpcAnswer.Refused Account(string error, string reason) => new(RefusalKind.Account, error, reason);

    private static string Said(int status, JsonElement? body, IReadOnlyList<string> secrets)
    {
        var words = string.Join(
            ": ",
            new[] { Word(body, "error", secrets), Word(body, "message", secrets) }.Where(word => word.Length > 0)
        );
        return status.ToString(CultureInfo.InvariantCulture) + (words.Length > 0 ? " " + words.TrimEnd('.') : "");
    }

    /// <summary>What a server says, fit for a log: no control characters, no novel, no secret.</summary>
    private static string Word(JsonElement? body, string name, IReadOnlyList<string> secrets)
    {
        string text;
        try
        {
            text = body?.Text(name) ?? "";
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair.
            return "";
        }

        text = secrets
            .Where(secret => secret.Length > 0)
            .Aggregate(text, (rest, secret) => rest.Replace(secret, "(secret)", StringComparison.Ordinal));
        text = string.Concat(text.Where(character => !char.IsControl(character) && !char.IsSurrogate(character)));
        return text.Length <= LongestMessage ? text : text[..LongestMessage] + "…";
    }
}
