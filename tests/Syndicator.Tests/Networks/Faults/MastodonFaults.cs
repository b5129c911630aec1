using System.Globalization;
using Syndicator.Configuration;
using Syndicator.FakeNetworks;
using Syndicator.FakeNetworks.Mastodon;
using Syndicator.Networks;
using Syndicator.Networks.Mastodon;
using Syndicator.Tests.Networks.Mastodon;
using Syndicator.Tests.Publishing;

namespace Syndicator.Tests.Networks.Faults;

internal sealed class MastodonFaults(TestClock clock) : FaultStand("mastodon", clock)
{
    private readonly FakeMastodon _server = new(clock) { RequestsInFiveMinutes = 100_000, PostsInThreeHours = 100_000 };

    public override FakeServer Server => _server;
    public FakeMastodon Fake => _server;
    public override string ShownHost => "mastodon.example";
    public override IReadOnlyList<string> Secrets => [FakeMastodon.Token];
    protected override string CreatingPath => "/api/v1/statuses";

    public override IReadOnlyList<FaultRow> Rows =>
        [
            Throttled("429, `X-RateLimit-Reset` as Mastodon writes it", "X-RateLimit-Reset", At(7 * 60)),
            Throttled("429, `X-RateLimit-Reset` in Unix seconds", "X-RateLimit-Reset", Unix(420)),
            Throttled("429, `Retry-After: 90`", "Retry-After", "90"),
            Throttled(
                "429, `Retry-After` as a date",
                "Retry-After",
                Clock.GetUtcNow().AddMinutes(12).ToString("r", CultureInfo.InvariantCulture)
            ),
            Throttled("429, a time that is past", "X-RateLimit-Reset", At(-600)),
            Throttled("429, a time in ten years", "X-RateLimit-Reset", At(315_360_000)),
            Throttled("429, no time", "X-Other", "1", Said("Too many requests")),
            Row("400", 400, Said("Bad request")),
            Row("401, token wrong", 401, Said("The access token is invalid")),
            Row("401, token revoked", 401, Said("The access token was revoked")),
            Row("401, token expired", 401, Said("The access token expired")),
            Row("401, GoToSocial", 401, Said("Unauthorized: token was not recognized")),
            Row("401, HTML", 401, Html),
            Row("402", 402, Said("Payment required")),
            Row("403, a right is missing", 403, Said("This action is outside the authorized scopes")),
            Row("403, account disabled or suspended", 403, Said("Your login is currently disabled")),
            Row("403, e-mail not confirmed", 403, Said("Your login is missing a confirmed e-mail address")),
            Row("403, not approved yet", 403, Said("Your login is currently pending approval")),
            Row("403, second factor demanded", 403, Said("Your account requires two-factor authentication")),
            Row("403, the server's policy", 403, Said("This action is not allowed")),
            Row("403, HTML", 403, Html),
            new("404, the post answered is gone", Answer(404, Said("The post you are trying to reply to does not appear to exist.")))
            {
                IsOfReply = true,
            },
            Row("404", 404, Said("Record not found")),
            Row("404, HTML", 404, Html),
            Row("408", 408, Html),
            Row("410", 410, Said("Gone")),
            Row("413, HTML", 413, Html),
            Row("422, text too long", 422, Said("Validation failed: Text character limit of 500 exceeded")),
            Row("422, hashtag not allowed", 422, Said("Validation failed: Text contained a disallowed hashtag: x")),
            Row("422, GoToSocial", 422, Said("Unprocessable Entity: status text too long: 6000 characters provided but limit is 5000")),
            Row("422, the token belongs to nobody", 422, Said("This method requires an authenticated user")),
            Row("422, empty page (snac: token wrong)", 422),
            Row("422, other types than promised", 422, """{"error":["many","kinds"]}"""),
            Moved(301),
            Moved(302),
            Moved(307),
            Moved(308),
            Row("200, HTML, and the post was taken", 200, Html, after: true),
            Row("200, HTML, and the post was not taken", 200, Html),
            Row("200 without an id, and the post was taken", 200, "{}", after: true),
            Row("200, other types than promised, and the post was taken", 200, """{"id":{"a":1},"url":7}""", after: true),
            Row("200, a post for another day", 200, """{"scheduled_at":"2026-08-26T12:00:00.000Z","params":{}}"""),
            Row("202, empty, and the post was taken", 202, "", after: true),
            .. InDoubt("""{"status":500,"error":"Internal Server Error"}"""),
            new(
                "504, the post was taken, two look-ups do not show it yet, and the repeated key gives it again",
                Answer(504, Html, after: true),
                Answer(200, "[]", path: Timeline, times: 2)
            ),
            new(
                "the same, and the repeated key gives 500 (Mastodon 4.6)",
                Answer(504, Html, after: true),
                Answer(200, "[]", path: Timeline, times: 2),
                Answer(500, """{"status":500,"error":"Internal Server Error"}""")
            ),
            new("504, the post was taken; the look-up is answered 429", Answer(504, Html, after: true), LookUp429()),
            new(
                "504, the post was taken; the look-up is answered 401",
                Answer(504, Html, after: true),
                LookUp(401, Said("The access token was revoked"))
            ),
            new("504, the post was taken; the look-up is answered in HTML", Answer(504, Html, after: true), LookUp(200, Html)),
            new("taken and dropped without a word (anti-spam)")
            {
                Begin = stand => ((MastodonFaults)stand).Fake.DropsSilently = "naïve",
                End = stand => ((MastodonFaults)stand).Fake.DropsSilently = null,
            },
            .. OfTheWire("""{"id":"1","url":"""),
        ];

    public override IReadOnlyList<TokenRow> Tokens =>
        [
            TokenRow.Stored("wrong token", _ => new HeldSecret("no-token-of-this-server")),
            TokenRow.Stored("something that is no token", _ => new HeldSecret("two words")),
            TokenRow.Stored("nothing", _ => Unset),
            new("expired token", _ => _server.End(FakeMastodon.Token, "expired"), Granted),
            new("revoked token", _ => _server.End(FakeMastodon.Token, "was revoked"), Granted),
            new("revoked token, while the program runs", _ => _server.End(FakeMastodon.Token, "was revoked"), Granted) { IsInUse = true },
            new("token that may only read", _ => _server.Grant(FakeMastodon.Token, "profile read:statuses read:notifications"), Granted),
            new("account suspended", _ => _server.IsSuspended = true, _ => _server.IsSuspended = false),
        ];

    public override IReadOnlyList<FaultRow> Readings =>
        [
            Throttled("429", "X-RateLimit-Reset", At(7 * 60)),
            Row("401", 401, Said("The access token was revoked")),
            Row("403, a right is missing", 403, Said("This action is outside the authorized scopes")),
            Row("404", 404, Said("Record not found")),
            Row("422", 422, Said("Unprocessable")),
            .. OfReading("[{"),
        ];

    public override string MentionUs(string text) => _server.Write("@newsletter " + text).Id;

    protected override string ReadingPath => "/api/v1/notifications";

    protected override IAccountSecret Good => new HeldSecret(FakeMastodon.Token);

    protected override INetwork Open(Account account, IAccountSecret secret) => new MastodonNetwork(account, secret, Wire, Clock);

    private static void Granted(FaultStand stand) => ((MastodonFaults)stand)._server.Grant(FakeMastodon.Token, FakeMastodon.AllRights);

    private string Timeline => $"/api/v1/accounts/{_server.Us.Id}/statuses";

    private Fault LookUp(int status, string body) => Answer(status, body, path: Timeline);

    private Fault LookUp429() =>
        LookUp(429, Said("Too many requests")) with
        {
            Headers = new Dictionary<string, string> { ["X-RateLimit-Reset"] = At(7 * 60) },
        };

    private static string Said(string error) => $$"""{"error":"{{error}}"}""";

    private string At(int seconds) =>
        Clock.GetUtcNow().AddSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private string Unix(int seconds) => FormattableString.Invariant($"{Clock.GetUtcNow().ToUnixTimeSeconds() + seconds}");
}
