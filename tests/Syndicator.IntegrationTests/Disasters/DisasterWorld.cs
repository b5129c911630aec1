using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Syndicator.FakeNetworks;
using Syndicator.IntegrationTests.Instances;
using Syndicator.IntegrationTests.Torture;
using Syndicator.Publishing;
using Syndicator.Storage;

namespace Syndicator.IntegrationTests.Disasters;

/// <summary>
/// The real program on one store, with posts that become due one after another on three networks while something happens to the store; in the end the
/// networks' own ledgers are counted.
/// </summary>
internal sealed partial class DisasterWorld : IAsyncDisposable
{
    private static readonly TimeSpan s_apart = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan s_longestEnd = TimeSpan.FromSeconds(90);

    private static readonly (string Network, string Path)[] s_posting =
    [
        ("x", "/2/tweets"),
        ("mastodon", "/api/v1/statuses"),
        ("bluesky", "/xrpc/com.atproto.repo"),
    ];

    private readonly RealProgram _program;
    private readonly Newsletters _letters;
    private readonly List<Instance> _all = [];
    private readonly HttpClient _http = new(new SocketsHttpHandler()) { Timeout = TimeSpan.FromSeconds(20) };
    private int _posts;

    private DisasterWorld(RealProgram program, StorageOptions storage, Newsletters letters) =>
        (_program, Storage, _letters) = (program, storage, letters);

    public StorageOptions Storage { get; }

    /// <summary>What was not delivered at the last count, for messages.</summary>
    public string Open { get; private set; } = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<DisasterWorld> StartAsync(RealProgram program, StorageOptions storage)
    {
        Directory.CreateDirectory(program.Data);
        return new DisasterWorld(program, storage, await Newsletters.StartAsync(program, publications: 1, seed: 1));
    }

    /// <summary>Posts for every account, due one after another from now on.</summary>
    public async Task PlanAsync(int posts)
    {
        await using var database = await Database.OpenAsync(Storage, TimeProvider.System, Cancellation);
        var outbox = new Outbox(database, TimeProvider.System);
        var now = TimeProvider.System.GetUtcNow();
        for (var post = 0; post < posts; post++)
        {
            _posts++;
            var due = _letters.All.Select(account => Post(account, now, now + (s_apart * post))).ToList();
            await database.WriteAsync(transaction => outbox.EnqueueAsync(transaction, due, "test", "due"), Cancellation);
        }
    }

    /// <summary>Runs the service, until its desk answers.</summary>
    public async Task<Instance> RunAsync()
    {
        var instance = Instance.Start(_program);
        _all.Add(instance);
        await instance.ReadyAsync(Cancellation);
        return instance;
    }

    /// <summary>Runs it where it must not start.</summary>
    public async Task<(int ExitCode, IReadOnlyList<string> Log)> FailAsync()
    {
        var instance = Instance.Start(_program);
        _all.Add(instance);
        return (await instance.EndAsync(), instance.Log);
    }

    /// <summary>Until the networks have so many posts.</summary>
    public async Task ArriveAsync(int posts)
    {
        var waited = Stopwatch.StartNew();
        while (_letters.All.Sum(one => one.Server.Ledger.Count) < posts)
        {
            waited.Elapsed.ShouldBeLessThan(s_longestEnd, $"{posts} posts arrive");
            await Task.Delay(50, Cancellation);
        }
    }

    /// <summary>The next post to every account is made, and nobody learns of it.</summary>
    public void LoseAnswers()
    {
        foreach (var (network, path) in s_posting)
        {
            var server = _letters.All.Single(one => one.Account == network).Server;
            server.Plan(new Fault(FaultKind.Drop, After: true, Method: "POST", Path: path));
        }
    }

    public async Task<string> HealthAsync(Instance instance)
    {
        using var answer = await _http.GetAsync(new Uri(await instance.ReadyAsync(Cancellation), "health/ready"), Cancellation);
        return $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(Cancellation)}";
    }

    /// <summary>Until all is delivered, with an editor's help where one is asked, and what the networks have of it.</summary>
    public async Task<LedgerCount> FinishAsync()
    {
        var waited = Stopwatch.StartNew();
        var posts = await PostsAsync();
        while (posts.Any(post => post.State is not DeliveryState.Delivered) && waited.Elapsed < s_longestEnd)
        {
            await Task.Delay(200, Cancellation);
            posts = await PostsAsync();
            await ActAsync(posts);
        }

        Open = string.Join(
            '\n',
            posts.Where(post => post.State is not DeliveryState.Delivered).Select(post => $"{post.IdempotencyKey} {post.State}")
        );
        return _letters
            .All.Select(one => LedgerCount.Of([.. posts.Where(post => post.Place.Account == one.Account)], one.Server.Ledger))
            .Aggregate((one, other) => one + other);
    }

    /// <summary>What the service says of its trouble, in words: nobody is shown where in the program it was met.</summary>
    public static string Words(IReadOnlyList<string> log)
    {
        var text = string.Join('\n', log);
        Stack().IsMatch(text).ShouldBeFalse(text);
        return text;
    }

    public async ValueTask DisposeAsync()
    {
        Tell();
        _all.ForEach(instance => instance.Dispose());
        _http.Dispose();
        await _letters.DisposeAsync();
        SqliteConnection.ClearAllPools();
    }

    private async Task ActAsync(IReadOnlyList<Delivery> posts)
    {
        await using var database = await Database.OpenAsync(Storage, TimeProvider.System, Cancellation);
        await new TortureEditor(database, _letters.All[0].Publication).ActAsync(posts, Cancellation);
    }

    private async Task<IReadOnlyList<Delivery>> PostsAsync()
    {
        await using var database = await Database.OpenAsync(Storage, TimeProvider.System, Cancellation);
        return await new DeliveryQueries(database).ListAsync(_letters.All[0].Publication, limit: 1000, cancellationToken: Cancellation);
    }

    private Delivery Post(NewsletterAccount account, DateTimeOffset now, DateTimeOffset due) => DuePost.Of(account, _posts, now, due);

    /// <summary>For who reads it as an operator would.</summary>
    private void Tell()
    {
        if (Environment.GetEnvironmentVariable("SYNDICATOR_TEST_TORTURE_TABLES") is { Length: > 0 } folder)
        {
            var name = TestContext.Current.TestMethod?.MethodName ?? "disaster";
            File.WriteAllLines(Path.Combine(folder, name + ".log"), _all.SelectMany(instance => instance.Log.Append("----")));
        }
    }

    [GeneratedRegex(
        @"(Sqlite|Npgsql|Storage|JobPersistence)Exception\b[^\n]*\\n\s+at \w",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        5000
    )]
    private static partial Regex Stack();
}
