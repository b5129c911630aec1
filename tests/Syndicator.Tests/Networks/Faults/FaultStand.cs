using Syndicator.Configuration;
using Syndicator.FakeNetworks;
using Syndicator.Networks;
using Syndicator.Networks.Wire;
using Syndicator.Secrets;
using Syndicator.Tests.Publishing;

namespace Syndicator.Tests.Networks.Faults;

/// <summary>One network for the tables of faults: its fake, an account on it, and what can go wrong there.</summary>
internal abstract class FaultStand(string name, TestClock clock) : IAsyncDisposable
{
    /// <summary>Also the account's.</summary>
    public string Name => name;

    public abstract FakeServer Server { get; }

    /// <summary>What stands in the tables where the fake's address stood.</summary>
    public abstract string ShownHost { get; }

    /// <summary>Of publishing, in the order of the table.</summary>
    public abstract IReadOnlyList<FaultRow> Rows { get; }

    /// <summary>Of the credentials.</summary>
    public abstract IReadOnlyList<TokenRow> Tokens { get; }

    /// <summary>Of the request that reads mentions.</summary>
    public abstract IReadOnlyList<FaultRow> Readings { get; }

    /// <summary>Tokens, keys and passwords: they may stand nowhere.</summary>
    public abstract IReadOnlyList<string> Secrets { get; }

    protected TestClock Clock => clock;
    protected WireClient Wire { get; } = new();

    public static FaultStand Of(string network, TestClock clock) =>
        network switch
        {
            "mastodon" => new MastodonFaults(clock),
            "x" => new XFaults(clock),
            "bluesky" => new BlueskyFaults(clock),
            _ => throw new ArgumentOutOfRangeException(nameof(network), network, "no such network"),
        };

    public Account Account(Uri? elsewhere = null) =>
        Samples.Account(Name) with
        {
            Network = Name,
            Mode = AccountMode.Live,
            Server = elsewhere ?? Server.Address,
            Handle = Name == "x" ? "@ThisWeekInRust" : null,
        };

    /// <summary>As after a start of the program: nothing is remembered.</summary>
    public INetwork Open(Uri? elsewhere = null, IAccountSecret? secret = null) => Open(Account(elsewhere), secret ?? Good);

    /// <summary>Somebody mentions the account; gives the id by which the network tells of it.</summary>
    public abstract string MentionUs(string text);

    /// <summary>The fault of the requests that read mentions, unless it names another.</summary>
    public Fault OnReading(Fault fault) => fault.Path is null ? fault with { Method = "GET", Path = ReadingPath } : fault;

    /// <summary>The fault of the one request that makes a post, unless it names another.</summary>
    public Fault OnCreating(Fault fault) => fault.Path is null ? fault with { Method = "POST", Path = CreatingPath } : fault;

    public int CreatingCount() =>
        Server.Seen.Count(request => request.Method == "POST" && request.Path.StartsWith(CreatingPath, StringComparison.Ordinal));

    public string Shown(string text) =>
        text.Replace($"127.0.0.1:{Server.Address.Port}", ShownHost, StringComparison.Ordinal)
            .Replace("127.0.0.1", ShownHost, StringComparison.Ordinal);

    public async ValueTask DisposeAsync()
    {
        Wire.Dispose();
        await Server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract string CreatingPath { get; }

    protected abstract string ReadingPath { get; }

    /// <summary>The credentials that the server takes.</summary>
    protected abstract IAccountSecret Good { get; }

    protected abstract INetwork Open(Account account, IAccountSecret secret);

    protected const string Html = "<html><head><title>502 Bad Gateway</title></head><body><h1>Sorry</h1></body></html>";

    protected static Fault Answer(int status, string body = "", bool after = false, string? path = null, int times = 1) =>
        new(FaultKind.Status, after, Status: status, Body: body, Path: path, Times: times);

    protected static FaultRow Row(string name, int status, string body = "", bool after = false) => new(name, Answer(status, body, after));

    protected static FaultRow Throttled(string name, string header, string value, string body = "") =>
        new(name, new Fault(FaultKind.Status, Status: 429, Body: body, Headers: new Dictionary<string, string> { [header] = value }));

    protected static FaultRow Moved(int status) =>
        new(
            $"{status}, to another address",
            new Fault(
                FaultKind.Status,
                Status: status,
                Body: Html,
                Headers: new Dictionary<string, string> { ["location"] = "https://elsewhere.example/" }
            )
        );

    /// <summary>Statuses that leave a post in doubt, before and after it was taken.</summary>
    protected static IEnumerable<FaultRow> InDoubt(string body) =>
        new[] { 500, 502, 503, 504 }.SelectMany(status =>
            new[]
            {
                Row($"{status}, and the post was not taken", status, status == 500 ? body : Html),
                Row($"{status}, and the post was taken", status, status == 500 ? body : Html, after: true),
            }
        );

    /// <summary>Credentials that should be in an environment variable and are not.</summary>
    protected static IAccountSecret Unset =>
        new GivenSecret(new SecretResolver(static _ => null), SecretReference.Parse("env:NEWSLETTER_SECRET")!);

    /// <summary>What can happen to any connection.</summary>
    /// <param name="half">The beginning of an answer.</param>
    protected IEnumerable<FaultRow> OfTheWire(string half) =>
        [
            new("connection refused") { Elsewhere = new Uri("http://127.0.0.1:1/") },
            new("the server's name is unknown") { Elsewhere = new Uri("https://nobody.invalid/") },
            new("no secure connection") { Elsewhere = new Uri($"https://127.0.0.1:{Server.Address.Port}/") },
            new("connection cut, and the post was not taken", new Fault(FaultKind.Drop)),
            new("connection cut, and the post was taken", new Fault(FaultKind.Drop, After: true)),
            new("no answer, and the post was not taken", new Fault(FaultKind.Hang)),
            new("no answer, and the post was taken", new Fault(FaultKind.Hang, After: true)),
            new("half an answer, and the post was taken", new Fault(FaultKind.Truncate, After: true, Status: 200, Body: half)),
            new("an answer of 100 MB, and the post was taken", new Fault(FaultKind.Huge, After: true, Status: 200)),
            new("an answer without end, and the post was taken", new Fault(FaultKind.Endless, After: true, Status: 200)),
            Outage("taken", after: true),
            Outage("not taken", after: false),
        ];

    /// <summary>What can happen to any answer to a question.</summary>
    /// <param name="half">The beginning of an answer.</param>
    protected static IEnumerable<FaultRow> OfReading(string half) =>
        [
            Row("200, HTML", 200, Html),
            Row("200, `{}`", 200, "{}"),
            Row("200, `[1]`", 200, "[1]"),
            Row("200, empty", 200),
            Moved(301),
            Moved(302),
            Row("408", 408, Html),
            Row("500", 500, Html),
            Row("503", 503, Html),
            // Reading is asked again at once where a connection broke off: twice is trouble.
            new("connection cut", new Fault(FaultKind.Drop, Times: 2)),
            new("no answer", new Fault(FaultKind.Hang)),
            new("half an answer", new Fault(FaultKind.Truncate, Status: 200, Body: half, Times: 2)),
            new("an answer of 100 MB", new Fault(FaultKind.Huge, Status: 200)),
            new("an answer without end", new Fault(FaultKind.Endless, Status: 200)),
        ];

    private static FaultRow Outage(string what, bool after) =>
        new($"503 to everything for ten minutes, and the post was {what}", Answer(503, Html, after))
        {
            Afterwards = Answer(503, Html, path: "/", times: 10_000),
            Lasts = TimeSpan.FromMinutes(10),
        };
}
