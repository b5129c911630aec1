using System.Globalization;
using System.Text.Json;
using Syndicator.Networks.Wire;

namespace Syndicator.Networks.Bluesky;

/// <summary>Decides what an answer means: by its status first, then by the error's name (https://docs.bsky.app/docs/advanced-guides/api-directory).</summary>
/// <param name="account">The account's name, for sentences.</param>
internal sealed class XrpcJudge(string account, TimeProvider clock)
{
    private const int LongestMessage = 300;

    /// <param name="secrets">What must not be seen, should a server send it back.</param>
    public XrpcAnswer Judge(WireAnswer answer, IReadOnlyList<string> secrets) =>
        answer.Match(
            received => Judge(received, secrets),
            notSent => new XrpcAnswer.Unavailable($"The server of account {account} could not be reached: {notSent.Reason}."),
            lost => new XrpcAnswer.Uncertain($"The server of account {account} gave no clear answer: {lost.Reason}.")
        );

    private XrpcAnswer Judge(WireAnswer.Received answer, IReadOnlyList<string> secrets)
    {
        var body = answer.Object();
        return answer.Status switch
        {
            >= 200 and < 300 when body is { } done => new XrpcAnswer.Done(done, answer.Headers),
            >= 200 and < 300 => new XrpcAnswer.Uncertain(
                $"The server of account {account} gave an answer that cannot be read: {answer.BodyProblem ?? "it is no JSON"}."
            ),
            429 => new XrpcAnswer.Throttled(RateLimit.Until(answer.Headers, clock.GetUtcNow())),
            501 => Refuse(answer.Status, body, secrets),
            >= 500 => new XrpcAnswer.Uncertain($"The server of account {account} failed ({Said(answer.Status, body, secrets)})."),
            301 or 308 => Account(
                "",
                $"The server of account {account} has another address ({answer.Status}). Correct `server` in accounts.yaml, {Resume}"
            ),
            >= 300 and < 400 => new XrpcAnswer.Unavailable(
                $"The server of account {account} points elsewhere ({answer.Status}); if this goes on, correct `server` in accounts.yaml."
            ),
            408 or 425 => new XrpcAnswer.Unavailable($"The server of account {account} did not wait for the request ({answer.Status})."),
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
                $"Bluesky asks account {account} for a code sent by e-mail, as it does for the main password. Make an app password in Bluesky's settings. {SignIn}"
            ),
            (_, "AuthenticationRequired" or "AuthMissing" or "ExpiredToken" or "InvalidToken") => Account(
                error,
                $"Bluesky does not take the credentials of account {account} ({said}). Make a new app password in Bluesky's settings. {SignIn}"
            ),
            (_, "RepoNotFound") => Account(
                error,
                $"The server does not have account {account} ({said}). If it has moved, change `server` in accounts.yaml. {SignIn}"
            ),
            (_, "AccountDeactivated" or "RepoDeactivated") => Account(
                error,
                $"Account {account} is switched off ({said}). Sign in with Bluesky's app and switch it on again, {Resume}"
            ),
            (_, "AccountSuspended" or "RepoSuspended") => Account(
                error,
                $"Bluesky has suspended account {account} ({said}). Sign in with the app to see why and for how long, {Resume}"
            ),
            (_, "AccountTakedown" or "RepoTakendown") => Account(
                error,
                $"Bluesky has taken account {account} down ({said}). Sign in with the app to see why and to appeal, {Resume}"
            ),
            (401, _) or (403, _) => Account(
                error,
                $"Bluesky does not let account {account} do this ({said}). Make a new app password in Bluesky's settings. {SignIn}"
            ),
            (402, _) => new(
                RefusalKind.Budget,
                error,
                $"The server wants to be paid before account {account} may do this ({said}). Settle it there, {Resume}"
            ),
            (404 or 405 or 501, "" or "MethodNotImplemented" or "XRPCNotSupported") => Account(
                error,
                $"There is no Bluesky server where account {account} looks for it ({said}). Correct `server` in accounts.yaml, {Resume}"
            ),
            (413, _) => new(RefusalKind.Post, error, $"Bluesky finds this too large ({said})."),
            _ => new(RefusalKind.Post, error, $"Bluesky refuses this ({said})."),
        };
    }

    private string SignIn => AccountRemedy.SignIn(account);

    private string Resume => AccountRemedy.Resume(account);

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
