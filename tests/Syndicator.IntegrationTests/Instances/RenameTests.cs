using Syndicator.Publishing;
using Syndicator.Storage;

namespace Syndicator.IntegrationTests.Instances;

/// <summary>The real program, stopped, its publication's folder renamed, and started again: nothing of that folder's new name is in the store.</summary>
public sealed class RenameTests
{
    private const string Renamed = "letter-weekly";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_folder_that_was_renamed_between_two_starts_posts_nothing_again()
    {
        using var program = new RealProgram();
        await program.OnSqliteAsync(async storage =>
        {
            Directory.CreateDirectory(program.Data);
            await using var database = await Database.OpenAsync(storage, TimeProvider.System, Cancellation);
            await using var letters = await Newsletters.StartAsync(program, publications: 1, seed: 20261123);
            await EnqueueAsync(database, letters.All);
            await RunAsync(program, "letter-0", posts => posts.All(post => post.State is DeliveryState.Delivered), database);

            Directory.Move(Path.Combine(program.Configuration, "letter-0"), Path.Combine(program.Configuration, Renamed));
            await EnqueueAsync(database, [.. letters.All.Select(one => one with { Publication = Renamed })]);
            await RunAsync(program, Renamed, posts => posts.All(post => post.State is DeliveryState.Held), database);

            foreach (var one in letters.All)
            {
                one.Server.Ledger.Count.ShouldBe(1, one.Account);
            }

            (await new AccountPauses(database, TimeProvider.System).ListAsync(Renamed, Cancellation))
                .Select(pause => (pause.Reason, pause.Detail))
                .Distinct()
                .ShouldBe([(PauseReason.Owner, "its credentials are those of an account of letter-0")]);
        });
    }

    private static Task EnqueueAsync(Database database, IReadOnlyList<NewsletterAccount> accounts)
    {
        var now = TimeProvider.System.GetUtcNow();
        List<Delivery> posts = [.. accounts.Select(one => DuePost.Of(one, 1, now, now))];
        var outbox = new Outbox(database, TimeProvider.System);
        return database.WriteAsync(transaction => outbox.EnqueueAsync(transaction, posts, "test", "due"), Cancellation);
    }

    /// <summary>Starts the program, and stops it when the publication's posts are so.</summary>
    private static async Task RunAsync(RealProgram program, string publication, Func<IReadOnlyList<Delivery>, bool> isSo, Database database)
    {
        using var instance = Instance.Start(program);
        await instance.ReadyAsync(Cancellation);
        for (var look = 0; !isSo(await new DeliveryQueries(database).ListAsync(publication, cancellationToken: Cancellation)); look++)
        {
            look.ShouldBeLessThan(600, string.Join('\n', instance.Log));
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancellation);
        }

        await instance.StopAsync();
    }
}
