using Syndicator.Configuration;
using Syndicator.FakeNetworks;
using Syndicator.FakeNetworks.X;
using Syndicator.Networks;
using Syndicator.Networks.X;
using Syndicator.Tests.Networks.X;
using Syndicator.Tests.Publishing;

namespace Syndicator.Tests.Networks.Faults;

internal sealed class XFaults(TestClock clock) : FaultStand("x", clock)
{
    private const string Timeline = "/2/users/2300000042/tweets";
    private const string Duplicate =
        """{"title":"Forbidden","detail":"You are not allowed to create a Tweet with duplicate content.","type":"about:blank","status":403}""";

    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);

    private readonly FakeX _server = new(clock);

    public override FakeServer Server => _server;
    public FakeX Fake => _server;
    public override string ShownHost => "api.x.example";
    public override IReadOnlyList<string> Secrets =>
        [FakeX.ConsumerSecret, FakeX.Token, FakeX.TokenSecret, FakeX.ClientSecret, "fake-access-", "fake-refresh-", "noToken"];
    protected override string CreatingPath => "/2/tweets";

    public override IReadOnlyList<FaultRow> Rows =>
        [
            Throttled("429, `x-rate-limit-reset`", "x-rate-limit-reset", Unix(420)),
            Limited("429, the limit of 24 hours for the app is used up", "x-app-limit-24hour", 50_000),
            Limited("429, the limit of 24 hours for the account is used up", "x-user-limit-24hour", 60_000),
            Throttled("429, `retry-after: 77`", "retry-after", "77"),
            Throttled("429, a time that is past", "x-rate-limit-reset", Unix(-30)),
            Throttled("429, a time in ten years", "x-rate-limit-reset", Unix(315_360_000)),
            Throttled("429, no time", "x-other", "1"),
            Row("429, code 88", 429, """{"errors":[{"code":88,"message":"Rate limit exceeded"}]}"""),
            Row(
                "429, the day's cap",
                429,
                Problem("UsageCapExceeded", "Usage cap exceeded: Daily product cap", "usage-capped", ",\"period\":\"Daily\"")
            ),
            Row(
                "429, the month's cap",
                429,
                Problem("UsageCapExceeded", "Usage cap exceeded: Monthly product cap", "usage-capped", ",\"period\":\"Monthly\"")
            ),
            Row("400", 400, Problem("Invalid Request", "One or more parameters to your request was invalid.", "invalid-request")),
            Row("401", 401, Problem("Unauthorized", "Unauthorized")),
            Row("401, HTML", 401, Html),
            Row(
                "402, credit used up",
                402,
                Problem("CreditsDepleted", "Your enrolled account [19] does not have any credits to fulfill this request.", "credits")
            ),
            Row("403, duplicate content, at the first attempt", 403, Duplicate),
            new(
                "504, and the repeated post is refused as duplicate content, and found",
                Answer(504, Html),
                Answer(403, Duplicate, after: true)
            ),
            new(
                "504, the post was taken, X does not list it for ten minutes, and refuses it as duplicate content",
                Answer(504, Html, after: true)
            )
            {
                Lasts = TimeSpan.FromMinutes(4),
                Begin = stand => ((XFaults)stand).Fake.TimelineLag = TimeSpan.FromMinutes(10),
                End = stand => ((XFaults)stand).Fake.TimelineLag = TimeSpan.Zero,
            },
            new(
                "504, and then duplicate content at every attempt, and X never lists the post",
                Answer(504, Html),
                Answer(403, Duplicate, times: 100)
            )
            {
                Lasts = TimeSpan.FromHours(6),
            },
            Forbidden("no reason given", "You are not permitted to perform this action."),
            Forbidden(
                "an answer to somebody who does not mention us",
                "You can only reply to or quote posts where you are mentioned or are the author.",
                "not-authorized-for-resource"
            ),
            new(
                "403, the post answered is deleted or not visible",
                Answer(403, Problem("Forbidden", "You attempted to reply to a Tweet that is deleted or not visible to you."))
            )
            {
                IsOfReply = true,
            },
            Forbidden("a link is wrong", "The Tweet contains an invalid URL."),
            Row(
                "403, the app is in no project",
                403,
                Problem(
                    "Client Forbidden",
                    "This request must be made using an approved developer account.",
                    "client-forbidden",
                    ",\"reason\":\"client-not-enrolled\""
                )
            ),
            Forbidden(
                "the app may only read",
                "Your client app is not configured with the appropriate oauth1 app permissions for this endpoint.",
                "oauth1-permissions"
            ),
            Forbidden(
                "another kind of token is wanted",
                "Authenticating with OAuth 2.0 Application-Only is forbidden for this endpoint.",
                "unsupported-authentication"
            ),
            Row(
                "403, spending limit reached",
                403,
                Problem("SpendCapReached", "Your account has reached its spend cap.", "spend-cap-reached", ",\"reset_date\":\"2026-08-29\"")
            ),
            Forbidden("account suspended", "User has been suspended.", "user-suspended"),
            Row(
                "403, code 64 (suspended)",
                403,
                """{"errors":[{"code":64,"message":"Your account is suspended and is not permitted to access this feature."}]}"""
            ),
            Row(
                "403, code 326 (locked)",
                403,
                """{"errors":[{"code":326,"message":"To protect our users from spam, this account is temporarily locked."}]}"""
            ),
            Row(
                "403, code 185 (the account's limit of posts)",
                403,
                """{"errors":[{"code":185,"message":"User is over daily status update limit."}]}"""
            ),
            Row("403, HTML", 403, Html),
            Row("404", 404, Problem("Not Found Error", "Could not find the requested resource.", "resource-not-found")),
            Row("404, HTML", 404, Html),
            Row("405", 405),
            Row("408", 408, Html),
            Row("413", 413, Html),
            Row("422", 422, Problem("Unprocessable", "The media is not valid.")),
            Moved(301),
            Moved(302),
            Moved(307),
            Moved(308),
            Row("200, HTML, and the post was taken", 200, Html, after: true),
            Row("200, HTML, and the post was not taken", 200, Html),
            Row("201 without an id, and the post was taken", 201, "{}", after: true),
            Row("201, other types than promised, and the post was taken", 201, """{"data":{"id":[1]},"meta":7}""", after: true),
            .. InDoubt(Problem("Internal Error", "Something is broken.", "internal-error")),
            new(
                "504, the post was taken; the look-up is answered 429",
                Answer(504, Html, after: true),
                LookUp(429, "{}", ("x-rate-limit-reset", Unix(420)))
            ),
            new(
                "504, the post was taken; the look-up is answered 401",
                Answer(504, Html, after: true),
                LookUp(401, Problem("Unauthorized", "Unauthorized"))
            ),
            new(
                "504, the post was taken; the look-up is answered 402",
                Answer(504, Html, after: true),
                LookUp(402, Problem("CreditsDepleted", "No credits.", "credits"))
            ),
            new("504, the post was taken; the look-up is answered in HTML", Answer(504, Html, after: true), LookUp(200, Html)),
            .. OfTheWire("""{"data":{"id":"20925"""),
        ];

    public override IReadOnlyList<TokenRow> Tokens =>
        [
            TokenRow.Stored(
                "OAuth 1.0a: wrong keys",
                _ => new HeldSecret(FakeX.OAuth1Secret.Replace("fakeToken", "noToken", StringComparison.Ordinal))
            ),
            new("OAuth 1.0a: revoked keys", _ => _server.KeysHold = false, _ => _server.KeysHold = true),
            new("OAuth 1.0a: keys that may only read", _ => _server.KeysMayWrite = false, _ => _server.KeysMayWrite = true),
            TokenRow.Stored("OAuth 1.0a: a key is missing", _ => new HeldSecret("""{"kind":"oauth1","consumerKey":"fake"}""")),
            TokenRow.Stored("OAuth 2.0: expired token", _ => Granted(TimeSpan.Zero)),
            new("OAuth 2.0: token revoked, not its renewal", _ => _server.Revoke("fake-access-1"), static _ => { })
            {
                Secret = _ => Granted(s_hour),
            },
            new("OAuth 2.0: everything revoked", _ => RevokeAll(), static _ => { }) { Secret = _ => Granted(s_hour) },
            TokenRow.Stored(
                "OAuth 2.0: expired token that cannot be renewed",
                _ => new HeldSecret(Text(TimeSpan.Zero, FakeX.Scope, refreshes: false))
            ),
            TokenRow.Stored(
                "OAuth 2.0: expired token in a file",
                _ => new HeldSecret(Text(TimeSpan.Zero, FakeX.Scope)) { CanRenew = false }
            ),
            TokenRow.Stored(
                "OAuth 2.0: token that may only read",
                _ => new HeldSecret(Text(s_hour, "tweet.read users.read offline.access"))
            ),
            TokenRow.Stored("something that is no token", _ => new HeldSecret("two words")),
            TokenRow.Stored("nothing", _ => Unset),
            new("account suspended", _ => _server.IsSuspended = true, _ => _server.IsSuspended = false),
        ];

    public override IReadOnlyList<FaultRow> Readings =>
        [
            Throttled("429", "x-rate-limit-reset", Unix(420)),
            Row("401", 401, Problem("Unauthorized", "Unauthorized")),
            Row("402", 402, Problem("CreditsDepleted", "No credits.", "credits")),
            Forbidden("account suspended", "User has been suspended.", "user-suspended"),
            Row("404", 404, Problem("Not Found Error", "Could not find the requested resource.", "resource-not-found")),
            Row("422", 422, Problem("Unprocessable", "Unprocessable")),
            .. OfReading("""{"data":[{"""),
        ];

    public override string MentionUs(string text) => _server.Say("@ThisWeekInRust " + text);

    protected override string ReadingPath => "/2/users/2300000042/mentions";

    protected override IAccountSecret Good => new HeldSecret(FakeX.OAuth1Secret);

    protected override INetwork Open(Account account, IAccountSecret secret) => new XNetwork(account, secret, Wire, Clock, XStand.Quick);

    private void RevokeAll()
    {
        _server.Revoke("fake-access-1");
        _server.Revoke("fake-refresh-1");
    }

    private HeldSecret Granted(TimeSpan lifetime) => new(Text(lifetime, FakeX.Scope));

    private string Text(TimeSpan lifetime, string scope, bool refreshes = true)
    {
        var (access, refresh) = _server.NewTokens(scope);
        return XStand.Text(access, refreshes ? refresh : null, Clock.GetUtcNow() + lifetime, scope);
    }

    private FaultRow Limited(string name, string limit, int seconds) =>
        new(
            name,
            new Fault(
                FaultKind.Status,
                Status: 429,
                Headers: new Dictionary<string, string>
                {
                    ["x-rate-limit-remaining"] = "61",
                    ["x-rate-limit-reset"] = Unix(420),
                    [limit + "-remaining"] = "0",
                    [limit + "-reset"] = Unix(seconds),
                }
            )
        );

    private static FaultRow Forbidden(string name, string detail, string type = "about:blank") =>
        Row("403, " + name, 403, Problem("Forbidden", detail, type));

    private static Fault LookUp(int status, string body, (string Name, string Value)? header = null) =>
        Answer(status, body, path: Timeline) with
        {
            Headers = header is { } one ? new Dictionary<string, string> { [one.Name] = one.Value } : null,
        };

    private static string Problem(string title, string detail, string type = "about:blank", string more = "") =>
        $$"""{"title":"{{title}}","detail":"{{detail}}","type":"{{(type == "about:blank" ? type : "https://api.twitter.com/2/problems/" + type)}}"{{more}}}""";

    private string Unix(int seconds) => FormattableString.Invariant($"{Clock.GetUtcNow().ToUnixTimeSeconds() + seconds}");
}
