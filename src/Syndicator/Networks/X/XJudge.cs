using Syndicator.Networks.Wire;

namespace Syndicator.Networks.X;

/// <summary>What an answer means, by its status first. Its words only tell refusals with the same status apart.</summary>
/// <param name="account">Its name in accounts.yaml, for sentences.</param>
internal sealed class XJudge(XThrottle throttle, TimeProvider clock, string account)
{
    private static readonly string[] s_suspended = ["64", "63"];

    /// <param name="hide">Takes our secrets out of X's words: a server may repeat what it was sent.</param>
    public XAnswer Judge(WireAnswer answer, Func<string, string> hide) =>
        answer.Match<XAnswer>(
            received => OfStatus(received, hide),
            notSent => new XAnswer.Unavailable($"X could not be reached: {notSent.Reason}."),
            lost => new XAnswer.Unknown($"X gave no clear answer: {lost.Reason}.")
        );

    public XAnswer.Refused LacksRight(string right) =>
        new(
            RefusalKind.Account,
            XTrouble.Other,
            $"The access token of the account {account} does not include the right `{right}`: it may only read. {SignIn}"
        );

    private XAnswer OfStatus(WireAnswer.Received received, Func<string, string> hide)
    {
        if (received.Status is >= 200 and < 300)
        {
            throttle.Clear();
            return new XAnswer.Good(received);
        }

        var problem = XProblem.Of(received, hide);
        return received.Status switch
        {
            400 => BadRequest(problem),
            401 => Account(
                XTrouble.Credentials,
                $"X does not accept the credentials of the account {account} (401{Said(problem)}): they are wrong, expired or revoked, or this machine's clock is wrong. {SignIn}"
            ),
            402 => NoCredit(problem, "credit", "is used up", 402),
            403 => Forbidden(problem),
            404 => new XAnswer.Refused(
                RefusalKind.Account,
                XTrouble.NotFound,
                $"X knows no such address (404{Said(problem)}). Correct `server` of the account {account} in accounts.yaml, {Resume}"
            ),
            408 => new XAnswer.Unknown($"X gave up waiting for the request (408{Said(problem)})."),
            429 => TooMany(received, problem),
            301 or 307 or 308 => Account(
                XTrouble.Other,
                $"X has another address ({received.Status}). Correct `server` of the account {account} in accounts.yaml, {Resume}"
            ),
            413 => Unfit($"X finds this too large (413{Said(problem)})."),
            >= 400 and < 500 => Unfit($"X refuses this ({received.Status}{Said(problem)})."),
            _ => new XAnswer.Unknown($"X did not say whether it did it ({received.Status}{Said(problem)})."),
        };
    }

    private XAnswer BadRequest(XProblem? problem) =>
        problem switch
        {
            { } tired when tired.Codes.Contains("88") => new XAnswer.Throttled(clock.GetUtcNow().AddMinutes(15)),
            { } words when words.Says("tweet.fields") || words.Says("post.fields") || words.Says("expansions") => new XAnswer.Refused(
                RefusalKind.Post,
                XTrouble.Vocabulary,
                $"X does not know a name that was asked for (400{Said(problem)})."
            ),
            { } words when words.Says("since_id") => new XAnswer.Refused(
                RefusalKind.Post,
                XTrouble.TooOld,
                $"What is asked for lies too far back for X (400{Said(problem)})."
            ),
            _ => Unfit($"X does not understand the request (400{Said(problem)})."),
        };

    private XAnswer Forbidden(XProblem? problem) =>
        problem switch
        {
            null => Account(
                XTrouble.Other,
                $"Something before X refuses the requests of the account {account} (403, no words of X). See whether this machine may reach X, {Resume}"
            ),
            { } x when x.Codes.Contains("187") || x.Says("duplicate content") => new XAnswer.Refused(
                RefusalKind.Post,
                XTrouble.Duplicate,
                "X says that an equal post exists. If that is this one, stop it here (`syndicator posts stop KEY`); if not, change its text (`syndicator posts edit KEY`) and release it."
            ),
            { } x when x.Codes.Contains("385") || x.Says("deleted or not visible") => new XAnswer.Refused(
                RefusalKind.Post,
                XTrouble.ParentNotVisible,
                "The post that this one answers is deleted or cannot be seen. Look at the thread on X."
            ),
            { } x when x.Kind.StartsWith("spend-cap", StringComparison.Ordinal) || x.Says("SpendCap") || x.Says("spend cap") => NoCredit(
                x,
                "spending limit",
                "is reached",
                403
            ),
            { Kind: "usage-capped" } => NoCredit(problem, "usage cap", "is reached", 403),
            { } x when x.Kind == "credits" || x.Says("credits") => NoCredit(x, "credit", "is used up", 403),
            { } x when x.Codes.Contains("185") => new XAnswer.Throttled(clock.GetUtcNow().AddMinutes(30)),
            { Kind: "oauth1-permissions" } => Account(
                XTrouble.Other,
                $"The app of the account {account} may only read (403). Set it to read and write in X's console and make new tokens there. {SignIn}"
            ),
            { Kind: "client-forbidden" } => Account(
                XTrouble.Other,
                $"The app of the account {account} is in no project or plan that may do this (403{Said(problem)}). Enrol it in X's console, {Resume}"
            ),
            { Kind: "unsupported-authentication" } => Account(
                XTrouble.Other,
                $"X wants another kind of credentials for the account {account} (403{Said(problem)}). {SignIn}"
            ),
            { } x when x.Codes.Contains("326") || x.Says("locked") => Account(
                XTrouble.Other,
                $"X has locked the account {account} for now (403{Said(problem)}). Sign in on x.com and do what X asks, {Resume}"
            ),
            { } x when x.Kind == "user-suspended" || x.Codes.Any(s_suspended.Contains) || x.Says("account is suspended") => Account(
                XTrouble.Other,
                $"X has suspended the account {account} (403{Said(problem)}). Sign in on x.com and appeal, {Resume}"
            ),
            { Kind: "not-authorized-for-resource" } => Post(
                $"X lets this app answer only posts that mention or quote the account, and its own (403{Said(problem)}). Stop this post."
            ),
            { } x when x.Says("not permitted to perform") => Post(
                "X does not permit this post and does not say why (403): too long, its spam filter, an attachment, or a locked account. Look at the account on x.com, then change, release or stop the post."
            ),
            _ => Unfit($"X refuses this (403{Said(problem)})."),
        };

    private XAnswer TooMany(WireAnswer.Received received, XProblem? problem)
    {
        var now = clock.GetUtcNow();
        if (problem is not { Kind: "usage-capped" })
        {
            return new XAnswer.Throttled(throttle.Until(received.Headers, now));
        }

        return "daily".Equals(problem.Period, StringComparison.OrdinalIgnoreCase)
            ? new XAnswer.Throttled(new DateTimeOffset(now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero))
            : NoCredit(problem, "usage cap", "is reached", 429);
    }

    private XAnswer NoCredit(XProblem? problem, string what, string isSo, int status) =>
        new XAnswer.Refused(
            RefusalKind.Budget,
            XTrouble.Other,
            $"The {what} of the account {account} at X {isSo} ({status}{Said(problem)}). Buy credit or raise the limit in X's console"
                + (problem?.ResetDate is { } date ? $", or wait until {date}" : "")
                + $", {Resume}"
        );

    private string SignIn => AccountRemedy.SignIn(account);

    private string Resume => AccountRemedy.Resume(account);

    private static XAnswer Account(XTrouble trouble, string reason) => new XAnswer.Refused(RefusalKind.Account, trouble, reason);

    private static XAnswer Unfit(string reason) => new XAnswer.Refused(RefusalKind.Post, XTrouble.Unfit, reason);

    private static XAnswer Post(string reason) => new XAnswer.Refused(RefusalKind.Post, XTrouble.Other, reason);

    private static string Said(XProblem? problem) => problem is { Words.Length: > 0 } ? $": “{problem.Words.TrimEnd('.')}”" : "";
}
