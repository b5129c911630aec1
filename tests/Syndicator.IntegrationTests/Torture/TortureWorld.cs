using System.Diagnostics;
using Syndicator.Publishing;
using Syndicator.Storage;

namespace Syndicator.IntegrationTests.Torture;

/// <summary>
/// One store, its accounts and their servers. Issues are announced and delivered by the real program, which is killed again and again; in the end the
/// servers are well again, the program may finish, and the ledgers are counted.
/// </summary>
internal sealed class TortureWorld(RealProgram program, Database database, TortureServers servers, TorturePlan plan, bool inPairs)
{
    public const string Publication = "this-week-in-rust";

    private const int FirstIssue = 600;
    private static readonly TimeSpan s_longestEnd = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_shortestStride = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_longestStride = TimeSpan.FromSeconds(4);

    private readonly Random _random = new(plan.Seed);
    private readonly TortureEditor _editor = new(database, Publication);
    private readonly Strikes _strikes = new(program, servers, new Random(plan.Seed + 1), inPairs);
    private int _issues;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<TortureOutcome> RunAsync(RealProgram program, StorageOptions storage, TorturePlan plan)
    {
        await using var servers = await TortureServers.StartAsync(plan.Seed, plan.IsShort);
        TortureAccounts.Write(program, servers.All, plan.IsShort);
        Directory.CreateDirectory(program.Data);
        await using var database = await Database.OpenAsync(storage, TimeProvider.System, Cancellation);
        return await new TortureWorld(program, database, servers, plan, storage.PostgreSql is not null).RunAsync();
    }

    private async Task<TortureOutcome> RunAsync()
    {
        var stride = TimeSpan.FromMilliseconds(500);
        for (var open = await OpenAsync(); !IsEnough(open.Count); open = await OpenAsync())
        {
            await _editor.ActAsync(open, Cancellation);
            if (open.Count < 2 * PostsOfIssue && (_issues < plan.Issues || open.Count < PostsOfIssue / 4))
            {
                await AnnounceAsync();
            }

            await _strikes.StrikeAsync(stride);
            stride = Adapt(stride, open.Count);
        }

        servers.Clear();
        await FinishAsync();
        return await CountAsync();
    }

    private bool IsEnough(int open) => _strikes.Count >= plan.Kills && _issues >= plan.Issues && open <= PostsOfIssue;

    /// <summary>Lets the program live longer where kills are ahead of posts, so that both come to their end together.</summary>
    private TimeSpan Adapt(TimeSpan stride, int open)
    {
        var kills = (double)_strikes.Count / plan.Kills;
        var posts = ((_issues * PostsOfIssue) - open) / (double)(plan.Issues * PostsOfIssue);
        return kills > posts ? Min(stride * 1.25, s_longestStride) : Max(stride / 1.25, s_shortestStride);
    }

    private int PostsOfIssue => servers.All.Count * (plan.IsShort ? 4 : 10);

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    /// <summary>Now and then the announcement itself is killed; then it is made again.</summary>
    private async Task AnnounceAsync()
    {
        var number = FirstIssue + ++_issues;
        var file = Path.Combine(program.Folder, $"{number}.md");
        var date = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-1);
        await File.WriteAllTextAsync(file, TortureIssue.Text(number, date, plan.IsShort), Cancellation);
        string[] announce = ["announce", file, "--anyway", "a test"];
        if (_random.Next(3) == 0)
        {
            await _strikes.StrikeAsync(announce);
        }

        var (exitCode, _, error) = await program.RunAsync(Cancellation, announce);
        exitCode.ShouldBe(0, error);
    }

    /// <summary>Everything goes out now, with an editor's help where one is needed.</summary>
    private async Task FinishAsync()
    {
        var started = Stopwatch.StartNew();
        while (started.Elapsed < s_longestEnd && await OpenAsync() is { Count: > 0 } open)
        {
            await _editor.ActAsync(open, Cancellation);
            await program.RunAsync(Cancellation, "deliver");
        }
    }

    private async Task<TortureOutcome> CountAsync()
    {
        var posts = await PostsAsync();
        posts
            .GroupBy(post => (post.Place.IssueKey, post.Place.Account))
            .Select(thread => thread.Count())
            .ShouldBe(
                Enumerable.Repeat(PostsOfIssue / servers.All.Count, _issues * servers.All.Count),
                "every part of every thread is due"
            );
        var ledgers = servers.All.ToDictionary(
            server => server.Account,
            server => LedgerCount.Of([.. posts.Where(post => post.Place.Account == server.Account)], server.Server.Ledger)
        );
        return new TortureOutcome(
            ledgers,
            [.. await DescribeAsync(posts, ledgers).ToListAsync(Cancellation)],
            servers.Faults,
            _strikes.Count,
            _strikes.WithRequest,
            _strikes.WithPost,
            _editor.UnsettledCount,
            _editor.FailedCount,
            _editor.PauseCount,
            servers.All.Sum(server => server.Server.Seen.Count)
        );
    }

    /// <summary>What is known of every thread with something wrong in it.</summary>
    private async IAsyncEnumerable<string> DescribeAsync(IReadOnlyList<Delivery> posts, Dictionary<string, LedgerCount> ledgers)
    {
        foreach (var server in servers.All.Where(server => !ledgers[server.Account].IsRight))
        {
            var ledger = server.Server.Ledger;
            var due = posts.Where(post => post.Place.Account == server.Account).ToList();
            foreach (
                var thread in due.GroupBy(post => post.Place.IssueKey).Where(thread => !LedgerCount.OfThread([.. thread], ledger).IsRight)
            )
            {
                foreach (var post in thread.OrderBy(post => post.Place.Ordinal))
                {
                    var history = (await new DeliveryQueries(database).ShowAsync(post.Id, Cancellation))!.Value.History;
                    var there = ledger.Where(entry => entry.Text.Trim() == post.Content.Text.Trim());
                    yield return string.Join(
                        "\n  ",
                        [
                            $"{post.IdempotencyKey} {post.State}",
                            .. there.Select(entry => $"ledger: {entry.Id} answers {entry.ParentId} at {entry.At:HH:mm:ss.fff}"),
                            .. history.Select(line => $"{line.At:HH:mm:ss.fff} {line.Actor} {line.From} > {line.To}: {line.Reason}"),
                        ]
                    );
                }
            }
        }
    }

    private async Task<IReadOnlyList<Delivery>> OpenAsync() =>
        [.. (await PostsAsync()).Where(post => post.State is not DeliveryState.Delivered)];

    private Task<IReadOnlyList<Delivery>> PostsAsync() =>
        new DeliveryQueries(database).ListAsync(Publication, limit: 100_000, cancellationToken: Cancellation);
}
