using System.Diagnostics;
using System.Globalization;
using Dapper;
using Syndicator.Publishing;
using Syndicator.Storage;

namespace Syndicator.Benchmarks;

/// <summary>
/// Four workers, each with connections of its own, that take due posts of the same three hundred accounts from one outbox and record each as delivered: how
/// many a second, and whether each post was taken once. Beside it as many plain commits of one changed row, because machines and disks differ.
/// </summary>
internal static class OutboxClaims
{
    private const int Workers = 4;
    private const int Publications = 100;

    private static readonly TimeSpan s_lease = TimeSpan.FromMinutes(2);

    /// <param name="postgreSql">Of an empty database.</param>
    public static async Task<int> RunAsync(string postgreSql, int posts)
    {
        var storage = new StorageOptions { PostgreSql = postgreSql };
        await using var database = await Database.OpenAsync(storage, TimeProvider.System);
        await ManyPosts.FillAsync(database, Publications, posts);
        // As the server does by itself, some time after so many rows came.
        await database.ReadAsync(connection => connection.ExecuteAsync("analyze deliveries;"), CancellationToken.None);
        var commits = await CountCommitsAsync(database);
        var started = Stopwatch.GetTimestamp();
        var taken = await Task.WhenAll(
            Enumerable
                .Range(0, Workers)
                .Select(number => Task.Run(() => WorkAsync(storage, string.Create(CultureInfo.InvariantCulture, $"worker-{number}"))))
        );
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var (delivered, sendings) = await database.ReadAsync(
            connection =>
                connection.QuerySingleAsync<(int, int)>(
                    """
                    select (select count(*) from deliveries where state = 'delivered'), (select count(*) from delivery_history where to_state = 'sending')
                    """
                ),
            CancellationToken.None
        );
        var rate = taken.Sum() / seconds;
        Print(
            $"{taken.Sum()} claims by {Workers} workers ({string.Join(", ", taken)}) in {seconds:0.0} s: {rate:0} a second, each with its record"
        );
        Print($"{delivered} of {posts} posts delivered, {sendings - delivered} taken more than once");
        Print($"beside it {commits:0} commits a second of one row each; a claim and its record are {commits / rate:0.0} of them");
        return delivered == posts && sendings == posts ? 0 : 1;
    }

    private static async Task<int> WorkAsync(StorageOptions storage, string worker)
    {
        await using var database = await Database.OpenAsync(storage, TimeProvider.System);
        var outbox = new Outbox(database, TimeProvider.System);
        // Each begins somewhere else, as instances do.
        var accounts = (
            from number in Enumerable.Range(0, Publications)
            from account in ManyFolders.Accounts
            select (Publication: ManyFolders.IdOf(number), Account: account)
        ).ToList();
        var offset = worker[^1] % Workers * accounts.Count / Workers;
        var count = 0;
        for (var taken = -1; taken != count; )
        {
            taken = count;
            foreach (var (publication, account) in accounts.Skip(offset).Concat(accounts.Take(offset)))
            {
                count += await TakeAsync(outbox, publication, account, worker) ? 1 : 0;
            }
        }

        return count;
    }

    private static async Task<bool> TakeAsync(Outbox outbox, string publication, string account, string worker)
    {
        if (await outbox.ClaimAsync(publication, account, worker, s_lease, null, CancellationToken.None) is not { } claim)
        {
            return false;
        }

        var id = claim.Delivery.Id.ToString();
        var delivered = ((DeliveryState.Sending)claim.Delivery.State).Deliver(
            id,
            "https://social.example/" + id,
            TimeProvider.System.GetUtcNow()
        );
        return await outbox.RecordAsync(claim, delivered, worker, "sent") is not null;
    }

    private static async Task<double> CountCommitsAsync(Database database)
    {
        const int Commits = 500;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(
            Enumerable
                .Range(0, Workers)
                .Select(number =>
                    Task.Run(async () =>
                    {
                        for (var i = 0; i < Commits; i++)
                        {
                            await database.WriteAsync(
                                transaction =>
                                    transaction.Connection!.ExecuteAsync(
                                        "update deliveries set version = version where id = @id",
                                        new { id = string.Create(CultureInfo.InvariantCulture, $"post-{number}") },
                                        transaction
                                    ),
                                CancellationToken.None
                            );
                        }
                    })
                )
        );
        return Workers * Commits / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
