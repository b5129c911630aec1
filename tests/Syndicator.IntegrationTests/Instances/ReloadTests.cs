using System.Diagnostics;
using Syndicator.IntegrationTests.Torture;
using Syndicator.Publishing;
using Syndicator.Storage;

namespace Syndicator.IntegrationTests.Instances;

/// <summary>The real program, whose configuration is written to again and again while it posts to networks with keys and without.</summary>
public sealed class ReloadTests
{
    /// <summary>Posts go out meanwhile.</summary>
    private static readonly TimeSpan s_atLeast = TimeSpan.FromMilliseconds(400);

    private const int PostsOfEach = 10;

    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(5);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_configuration_that_changes_while_posts_go_out_posts_nothing_twice_and_loses_nothing()
    {
        using var program = new RealProgram();
        await program.OnSqliteAsync(async storage =>
        {
            Directory.CreateDirectory(program.Data);
            await using var database = await Database.OpenAsync(storage, TimeProvider.System, Cancellation);
            await using var letters = await Newsletters.StartAsync(program, publications: 3, seed: 20261123);
            var late = Path.Combine(program.Configuration, "letter-2");
            Directory.Move(late, Path.Combine(program.Folder, "later"));
            var outbox = new Outbox(database, TimeProvider.System);
            List<Delivery> posts = [.. letters.All.SelectMany(one => Enumerable.Range(1, PostsOfEach).Select(number => Post(one, number)))];
            await database.WriteAsync(transaction => outbox.EnqueueAsync(transaction, posts, "test", "due"), Cancellation);

            using var instance = Instance.Start(program);
            await instance.ReadyAsync(Cancellation);
            Directory.Move(Path.Combine(program.Folder, "later"), late);
            await ChangeAsync(program, instance, () => IsQuietAsync(database));
            await ChangeSettingsAsync(program, instance);
            await instance.StopAsync();

            foreach (var one in letters.All)
            {
                var count = LedgerCount.Of([.. posts.Where(post => IsOf(post, one))], one.Server.Ledger);
                (count.There, count.Twice, count.Lost).ShouldBe((PostsOfEach, 0, 0), $"{one.Publication}/{one.Account}");
            }
        });
    }

    /// <summary>Every account becomes another one each time; in between one publication's files are half written.</summary>
    private static async Task ChangeAsync(RealProgram program, Instance instance, Func<Task<bool>> isQuiet)
    {
        using var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = await instance.ReadyAsync(Cancellation) };
        var wall = Stopwatch.StartNew();
        var broken = Path.Combine(program.Configuration, "letter-0", "publication.yaml");
        var whole = await File.ReadAllTextAsync(broken, Cancellation);
        for (var round = 0; round < 8 || !await isQuiet(); round++)
        {
            wall.Elapsed.ShouldBeLessThan(s_longest);
            foreach (var file in Directory.GetFiles(program.Configuration, "accounts.yaml", SearchOption.AllDirectories))
            {
                var text = (await File.ReadAllTextAsync(file, Cancellation)).Replace("    thread: true\n", "", StringComparison.Ordinal);
                await File.WriteAllTextAsync(
                    file + "~",
                    round % 2 == 0
                        ? text.Replace("    mode: live\n", "    mode: live\n    thread: true\n", StringComparison.Ordinal)
                        : text,
                    Cancellation
                );
                File.Move(file + "~", file, overwrite: true);
            }

            await File.WriteAllTextAsync(broken, round % 3 == 1 ? whole[..(whole.Length / 2)] + "\n  nonsense" : whole, Cancellation);
            await instance.ReloadAsync();
            await UntilAsync(async () =>
                (await HealthAsync(client)).Contains("letter-0: configuration-broken: ", StringComparison.Ordinal) == (round % 3 == 1)
            );
        }
    }

    private static async Task ChangeSettingsAsync(RealProgram program, Instance instance)
    {
        await File.WriteAllTextAsync(
            Path.Combine(program.Folder, "appsettings.json"),
            """{ "Urls": "http://127.0.0.1:1", "SignIn": { "Local": true } }""",
            Cancellation
        );
        await instance.ReloadAsync();
        await UntilAsync(() =>
            Task.FromResult(instance.Log.Any(line => line.Contains("hold from the next start", StringComparison.Ordinal)))
        );
        var log = string.Join('\n', instance.Log);
        log.ShouldContain("hold from the next start: SignIn:Local, Urls");
        log.ShouldContain("letter-0: its configuration has mistakes; it goes on as it was before");
        log.ShouldContain("letter-2: its configuration is new and taken up");
    }

    private static async Task<string> HealthAsync(HttpClient client) =>
        await (await client.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancellation)).Content.ReadAsStringAsync(Cancellation);

    /// <summary>A signal is heard at some time after it was sent.</summary>
    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        await Task.Delay(s_atLeast, TimeProvider.System, Cancellation);
        for (var look = 0; !await isSo(); look++)
        {
            look.ShouldBeLessThan(600, "it did not become so within a minute");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancellation);
        }
    }

    private static async Task<bool> IsQuietAsync(Database database)
    {
        var posts = await new DeliveryQueries(database).ListAsync("letter-0", limit: 1000, cancellationToken: Cancellation);
        var others = await new DeliveryQueries(database).ListAsync("letter-1", limit: 1000, cancellationToken: Cancellation);
        var late = await new DeliveryQueries(database).ListAsync("letter-2", limit: 1000, cancellationToken: Cancellation);
        return posts.Concat(others).Concat(late).All(post => post.State is DeliveryState.Delivered);
    }

    private static Delivery Post(NewsletterAccount account, int number)
    {
        var now = TimeProvider.System.GetUtcNow();
        return DuePost.Of(account, number, now, now);
    }

    private static bool IsOf(Delivery post, NewsletterAccount account) =>
        post.Place.Publication == account.Publication && post.Place.Account == account.Account;
}
