using System.Diagnostics;
using Syndicator.FakeNetworks;
using Syndicator.IntegrationTests.Torture;
using Syndicator.Publishing;
using Syndicator.Storage;

namespace Syndicator.IntegrationTests.Instances;

/// <summary>
/// Several instances on one store, with posts due all the time; one after another is killed, or frozen for longer than its lease. In the end all are well, and
/// the servers' ledgers are counted.
/// </summary>
internal sealed class InstanceWorld(RealProgram program, Database database, Newsletters letters, int instances, int seed) : IDisposable
{
    /// <summary>Between two posts of an account: a look-up on Mastodon reads 200 posts of the last half hour, and after more of them could not tell.</summary>
    private static readonly TimeSpan s_pace = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan s_longestEnd = TimeSpan.FromMinutes(10);

    private readonly List<Instance> _instances = [];
    private readonly List<Striker> _strikers = [];
    private readonly List<TortureEditor> _editors = [];
    private int _posts;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public async Task<InstancesOutcome> RunAsync(int events)
    {
        var wall = Stopwatch.StartNew();
        _editors.AddRange(letters.All.Select(one => one.Publication).Distinct().Select(name => new TortureEditor(database, name)));
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        _instances.AddRange(Enumerable.Range(0, instances).Select(_ => Instance.Start(program)));
        var posting = PostAsync(enough.Token);
        await Task.WhenAll(_instances.Select(instance => instance.ReadyAsync(Cancellation)));
        // Of every two one is left alone at any moment.
        _strikers.AddRange(
            Enumerable.Range(0, instances / 2).Select(at => new Striker(program, database, letters, _instances, first: 2 * at, seed + at))
        );
        await Task.WhenAll(_strikers.Select(striker => striker.RunAsync(events / _strikers.Count)));
        await enough.CancelAsync();
        await posting;
        await EndAsync();
        foreach (var instance in _instances)
        {
            await instance.StopAsync();
        }

        return await CountAsync(wall.Elapsed);
    }

    public void Dispose() => _instances.ForEach(instance => instance.Dispose());

    /// <summary>A post for one account after another, without end; each says its number.</summary>
    private async Task PostAsync(CancellationToken enough)
    {
        var outbox = new Outbox(database, TimeProvider.System);
        while (!enough.IsCancellationRequested)
        {
            foreach (var post in letters.All.Select(Post).ToList())
            {
                await database.WriteAsync(transaction => outbox.EnqueueAsync(transaction, [post], "test", "due"), CancellationToken.None);
                await Task.Delay(s_pace / letters.All.Count, TimeProvider.System, enough)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private Delivery Post(NewsletterAccount account) => DuePost.Of(account, ++_posts, Now, Now);

    /// <summary>Until everything is out, with an editor's help where one is needed.</summary>
    private async Task EndAsync()
    {
        // A look-up on Mastodon reads page after page, all of them within the time of one request.
        foreach (var one in letters.All)
        {
            one.Server.Weather = null;
        }

        var waited = Stopwatch.StartNew();
        while (!await IsQuietAsync() && waited.Elapsed < s_longestEnd)
        {
            await DelayAsync(TimeSpan.FromMilliseconds(200));
        }

        string.Join(
                '\n',
                (await PostsAsync())
                    .Where(post => post.State is not DeliveryState.Delivered)
                    .Select(post => $"{post.IdempotencyKey} {post.State}")
            )
            .ShouldBe("");
    }

    private async Task<bool> IsQuietAsync()
    {
        var open = (await PostsAsync()).Where(post => post.State is not DeliveryState.Delivered).ToList();
        foreach (var (editor, name) in _editors.Zip(letters.All.Select(one => one.Publication).Distinct()))
        {
            await editor.ActAsync([.. open.Where(post => post.Place.Publication == name)], Cancellation);
        }

        return open.Count == 0;
    }

    private async Task<IReadOnlyList<Delivery>> PostsAsync()
    {
        var posts = new List<Delivery>();
        foreach (var name in letters.All.Select(one => one.Publication).Distinct())
        {
            posts.AddRange(await new DeliveryQueries(database).ListAsync(name, limit: 1_000_000, cancellationToken: Cancellation));
        }

        return posts;
    }

    private async Task<InstancesOutcome> CountAsync(TimeSpan wall)
    {
        var posts = await PostsAsync();
        var counts = letters
            .All.Select(one => (one, LedgerCount.Of([.. posts.Where(post => IsOf(post, one))], one.Server.Ledger)))
            .ToList();
        return new InstancesOutcome(
            counts.Select(pair => pair.Item2).Aggregate((one, other) => one + other),
            letters.All.Sum(one => InWindow(one.Server.Ledger)),
            _strikers.Sum(striker => striker.Kills),
            _strikers.Sum(striker => striker.Freezes),
            _editors.Sum(editor => editor.UnsettledCount),
            [.. _strikers.SelectMany(striker => striker.TakeOvers).Order()],
            posts.Select(post => post.State).OfType<DeliveryState.Delivered>().Count(),
            wall
        );
    }

    private static bool IsOf(Delivery post, NewsletterAccount account) =>
        post.Place.Publication == account.Publication && post.Place.Account == account.Account;

    /// <summary>
    /// Posts that are there once more because a process was frozen between its last look at the lease and the socket: the one window that is known. Such a
    /// request arrives at the moment of a thaw.
    /// </summary>
    private int InWindow(IReadOnlyList<FakePost> ledger) =>
        ledger
            .GroupBy(post => post.Text)
            .SelectMany(same => same.OrderBy(post => post.At).Skip(1))
            .Count(post =>
                _strikers
                    .SelectMany(striker => striker.Thaws)
                    .Any(thaw => post.At >= thaw && post.At < thaw + TimeSpan.FromMilliseconds(300))
            );

    private static Task DelayAsync(TimeSpan time) =>
        time > TimeSpan.Zero ? Task.Delay(time, TimeProvider.System, Cancellation) : Task.CompletedTask;
}
