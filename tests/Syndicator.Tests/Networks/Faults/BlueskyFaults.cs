using Syndicator.Configuration;
using Syndicator.FakeNetworks;
using Syndicator.FakeNetworks.Bluesky;
using Syndicator.Networks;
using Syndicator.Networks.Bluesky;
using Syndicator.Tests.Networks.Bluesky;
using Syndicator.Tests.Publishing;

namespace Syndicator.Tests.Networks.Faults;

internal sealed class BlueskyFaults(TestClock clock) : FaultStand("bluesky", clock)
{
    private const string Credentials = $$"""{"identifier":"{{FakeBluesky.Handle}}","appPassword":"{{FakeBluesky.AppPassword}}"}""";

    private readonly FakeBluesky _server = new(clock);

    public override FakeServer Server => _server;
    public override string ShownHost => "bluesky.example";
    public override IReadOnlyList<string> Secrets => [FakeBluesky.AppPassword, "nope-nope", .. _server.Tokens];
    protected override string CreatingPath => BlueskyWorld.Put;

    public override IReadOnlyList<FaultRow> Rows =>
        [
            Throttled("429, `RateLimit-Reset` in Unix seconds", "RateLimit-Reset", Unix(720)),
            Throttled("429, `RateLimit-Reset` in seconds from now", "RateLimit-Reset", "90"),
            Throttled("429, `Retry-After: 17`", "Retry-After", "17"),
            Throttled("429, a time that is past", "RateLimit-Reset", Unix(-300)),
            Throttled("429, a time in ten years", "RateLimit-Reset", Unix(315_360_000)),
            Throttled("429, no time", "RateLimit-Policy", "3000;w=300", Said("RateLimitExceeded", "Rate Limit Exceeded")),
            Row(
                "400 InvalidRequest",
                400,
                Said("InvalidRequest", "Invalid app.bsky.feed.post record: Record/text must not be longer than 3000 bytes")
            ),
            Row("400 InvalidSwap", 400, Said("InvalidSwap", "Record was at bafyfake")),
            Row("400 ExpiredToken once", 400, Said("ExpiredToken", "Token has expired")),
            Row("400 InvalidToken once", 400, Said("InvalidToken", "Token could not be verified")),
            new("400 ExpiredToken again and again", Answer(400, Said("ExpiredToken", "Token has expired"), times: 2)),
            Row("400 BlobNotFound", 400, Said("BlobNotFound", "Could not find blob")),
            Row("400 AccountTakedown", 400, Said("AccountTakedown", "Account has been taken down")),
            Row("400 AccountSuspended", 400, Said("AccountSuspended", "Account has been suspended")),
            Row("400 AccountDeactivated", 400, Said("AccountDeactivated", "Account is deactivated")),
            Row("400 RepoNotFound", 400, Said("RepoNotFound", "Could not find repo")),
            Row("400, a word nobody knows", 400, Said("SomethingNew", "It is new")),
            Row("400, HTML", 400, Html),
            Row("400, other types than promised", 400, """{"error":5,"message":["x"]}"""),
            Row("401 AuthMissing", 401, Said("AuthMissing", "Authentication Required")),
            Row("401, HTML", 401, Html),
            new("at the sign-in: 401, password wrong", SignIn(401, Said("AuthenticationRequired", "Invalid identifier or password"))),
            new(
                "at the sign-in: 401, a code is asked for",
                SignIn(401, Said("AuthFactorTokenRequired", "A sign in code has been sent to your email address"))
            ),
            new("at the sign-in: 401 AccountTakedown", SignIn(401, Said("AccountTakedown", "Account has been taken down"))),
            new(
                "at the sign-in: 429",
                SignIn(429, Said("RateLimitExceeded", "Rate Limit Exceeded")) with
                {
                    Headers = new Dictionary<string, string> { ["RateLimit-Reset"] = Unix(240) },
                }
            ),
            new("at the sign-in: 502", SignIn(502, Html)),
            new("at the sign-in: 200 without a session", SignIn(200, "{}")),
            new("at the sign-in: connection cut", SignIn(200, "") with { Kind = FaultKind.Drop }),
            Row("402", 402),
            Row("403, the token may not", 403, Said("Forbidden", "Bad token scope")),
            Row("403, HTML", 403, Html),
            Row("404 MethodNotImplemented", 404, Said("MethodNotImplemented", "Method Not Implemented")),
            Row("404, HTML", 404, Html),
            Row("408", 408, Html),
            Row("413 PayloadTooLarge", 413, Said("PayloadTooLarge", "request entity too large")),
            Row("422", 422),
            Moved(301),
            Moved(302),
            Moved(307),
            Moved(308),
            Row("200, HTML, and the post was taken", 200, Html, after: true),
            Row("200, HTML, and the post was not taken", 200, Html),
            Row("200 without an id, and the post was taken", 200, "{}", after: true),
            Row("200, other types than promised, and the post was taken", 200, """{"uri":5,"cid":{}}""", after: true),
            .. InDoubt(Said("InternalServerError", "Internal Server Error")),
            Row("501", 501, Said("MethodNotImplemented", "Method Not Implemented")),
            new(
                "504, the post was taken; the look-up is answered 429",
                Answer(504, Html, after: true),
                LookUp(429, "") with
                {
                    Headers = new Dictionary<string, string> { ["RateLimit-Reset"] = Unix(420) },
                }
            ),
            new(
                "504, the post was taken; the look-up is answered 400 AccountTakedown",
                Answer(504, Html, after: true),
                LookUp(400, Said("AccountTakedown", "Account has been taken down"))
            ),
            new("504, the post was taken; the look-up is answered in HTML", Answer(504, Html, after: true), LookUp(200, Html)),
            .. OfTheWire("""{"uri":"at://"""),
        ];

    public override IReadOnlyList<TokenRow> Tokens =>
        [
            TokenRow.Stored("wrong app password", _ => Holding(Credentials.Replace("fake-fake", "nope-nope", StringComparison.Ordinal))),
            TokenRow.Stored("something that is none", _ => Holding("two words")),
            TokenRow.Stored("nothing", _ => Unset),
            new("app password taken back", _ => _server.Revoke(), _ => _server.Grant()),
            new("app password taken back, while the program runs", _ => _server.Revoke(), _ => _server.Grant()) { IsInUse = true },
            new("session expired", _ => _server.EndAccess(), static _ => { }) { IsInUse = true },
            new("session forgotten by the server", _ => _server.ForgetTokens(), static _ => { }) { IsInUse = true },
            new("app password that may only read", _ => _server.MayWrite = false, _ => _server.MayWrite = true),
            new("account taken down", _ => _server.IsTakenDown = true, _ => _server.IsTakenDown = false),
            new("account taken down, while the program runs", _ => _server.IsTakenDown = true, _ => _server.IsTakenDown = false)
            {
                IsInUse = true,
            },
            new("account switched off", _ => _server.SwitchOff(), _ => _server.SwitchOn()),
        ];

    public override IReadOnlyList<FaultRow> Readings =>
        [
            Throttled("429", "RateLimit-Reset", Unix(420)),
            Row("400 ExpiredToken once", 400, Said("ExpiredToken", "Token has expired")),
            new("400 ExpiredToken again and again", Answer(400, Said("ExpiredToken", "Token has expired"), times: 2)),
            Row("400 AccountTakedown", 400, Said("AccountTakedown", "Account has been taken down")),
            Row("400 InvalidRequest", 400, Said("InvalidRequest", "Error: cursor must be a string")),
            Row("401 AuthMissing", 401, Said("AuthMissing", "Authentication Required")),
            Row("404 MethodNotImplemented", 404, Said("MethodNotImplemented", "Method Not Implemented")),
            Row("502 UpstreamFailure", 502, Said("UpstreamFailure", "pipethrough network error")),
            .. OfReading("""{"notifications":[{"""),
        ];

    public override string MentionUs(string text) => _server.Say("ben.test", $"@{FakeBluesky.Handle} {text}");

    protected override string ReadingPath => BlueskyWorld.Notifications;

    protected override IAccountSecret Good => Holding(Credentials);

    protected override INetwork Open(Account account, IAccountSecret secret) => new BlueskyNetwork(account, secret, Wire, Clock);

    private static BlueskyWorld.HeldSecret Holding(string text) => new(text);

    private static Fault SignIn(int status, string body) => Answer(status, body, path: BlueskyWorld.LogIn);

    private static Fault LookUp(int status, string body) => Answer(status, body, path: BlueskyWorld.GetRecord);

    private static string Said(string error, string message) => $$"""{"error":"{{error}}","message":"{{message}}"}""";

    private string Unix(int seconds) => FormattableString.Invariant($"{Clock.GetUtcNow().ToUnixTimeSeconds() + seconds}");
}
