using Syndicator.Configuration;
using Syndicator.FakeNetworks;
using Syndicator.Networks;
using Syndicator.Networks.Wire;
using Syndicator.Tests.Publishing;

namespace Syndicator.Tests.Networks.Faults;

/// <summary>One network for the tables of faults: its fake, an account on it, and what can go wrong there.</summary>
internal abstract class FaultStand(string name, TestClock clock) : IAsyncDisposable
{
    /// <summary>Also the account's.</summary>
    public string Name => name;

    /// <summary>As the tables call it.</summary>
    public abstract string Title { get; }
    public abstract FakeServer Server { get; }

    /// <summary>What stands in the tables where the fake's address stood.</summary>
    public abstract string ShownHost { get; }

    /// <summary>Of publishing, in the order of the table.</summary>
    public abstract IReadOnlyList<FaultRow> Rows { get; }

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
    public INetwork Open(Uri? elsewhere = null, string? secret = null) => Open(Account(elsewhere), secret);

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
    }

    protected abstract string CreatingPath { get; }

    protected abstract INetwork Open(Account account, string? secret);

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
            new("everything answers 503 for ten minutes, and the post was taken", Answer(503, Html, after: true)) { IsOutage = true },
            new("everything answers 503 for ten minutes, and the post was not taken", Answer(503, Html)) { IsOutage = true },
        ];
}
