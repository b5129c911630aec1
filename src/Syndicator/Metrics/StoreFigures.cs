using System.Data.Common;
using Dapper;
using Syndicator.Configuration;
using Syndicator.Storage;

namespace Syndicator.Metrics;

/// <summary>What the store shows at a moment: the same from every instance. However many ask, it is read no more often than every 15 seconds.</summary>
internal sealed class StoreFigures(Database database, Func<IReadOnlyList<Publication>> publications, TimeProvider clock) : IDisposable
{
    private const double Millionths = 1_000_000;

    private static readonly TimeSpan s_between = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _one = new(1);
    private IReadOnlyList<MetricFamily>? _last;
    private long _lastAt;

    /// <summary>When the database does not answer in time, only that.</summary>
    public async Task<IReadOnlyList<MetricFamily>> ReadAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_last is null || clock.GetElapsedTime(_lastAt) >= s_between)
            {
                _last = await LookAsync(cancellationToken);
                _lastAt = clock.GetTimestamp();
            }

            return _last;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<IReadOnlyList<MetricFamily>> LookAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_patience);
        try
        {
            return
            [
                .. await database.ReadAsync(connection => ReadAsync(connection, clock.GetUtcNow()), limit.Token).WaitAsync(limit.Token),
                Answers(1),
            ];
        }
        catch (StorageException)
        {
            return [Answers(0)];
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return [Answers(0)];
        }
    }

    private async Task<IReadOnlyList<MetricFamily>> ReadAsync(DbConnection connection, DateTimeOffset now)
    {
        var posts = (
            await connection.QueryAsync<(string Publication, string Account, string State, long Count, long? DueAt)>(
                """
                select publication, account, state, count(*), min(coalesce(retry_at, due_at)) from deliveries
                where state in ('held', 'due', 'sending', 'uncertain') group by publication, account, state order by 1, 2, 3
                """
            )
        ).ToList();
        return
        [
            MetricFamily.GaugeOf(
                "syndicator_posts_open",
                "Posts that have not come to an end, by state.",
                [.. posts.Select(row => (Labels(row.Publication, ("account", row.Account), ("state", row.State)), (double)row.Count))],
                Enumerable.Sum
            ),
            MetricFamily.GaugeOf(
                "syndicator_posts_due_oldest_seconds",
                "How long the post has been due that has been due longest.",
                [
                    .. posts
                        .Where(row => row.State == "due")
                        .GroupBy(row => row.Publication)
                        .Select(group => (Labels(group.Key), Math.Max(0, Age(group.Min(row => row.DueAt), now)))),
                ],
                Enumerable.Max
            ),
            await CountAsync(connection, "syndicator_nominations", "Nominations by state.", "state", "nominations", "1 = 1"),
            await CountAsync(connection, "syndicator_alarms_open", "Alarms that are not over.", "code", "alarms", "cleared_at is null"),
            await SpendingAsync(connection, now),
            MetricFamily.GaugeOf(
                "syndicator_spending_ceiling_usd",
                "The most that may be spent in a calendar month (UTC), in US$.",
                [
                    .. from publication in publications()
                    from account in publication.Accounts
                    where account.Ceiling is not null
                    select (Labels(publication.Id, ("account", account.Name)), (double)account.Ceiling!.Value),
                ],
                Enumerable.Sum
            ),
        ];
    }

    private static async Task<MetricFamily> CountAsync(
        DbConnection connection,
        string name,
        string help,
        string label,
        string table,
        string which
    ) =>
        MetricFamily.GaugeOf(
            name,
            help,
            [
                .. (
                    await connection.QueryAsync<(string Publication, string Value, long Count)>(
                        $"select publication, {label}, count(*) from {table} where {which} group by publication, {label} order by 1, 2"
                    )
                ).Select(row => (Labels(row.Publication, (label, row.Value)), (double)row.Count)),
            ],
            Enumerable.Sum
        );

    private static async Task<MetricFamily> SpendingAsync(DbConnection connection, DateTimeOffset now) =>
        MetricFamily.GaugeOf(
            "syndicator_spending_month_usd",
            "What was spent or set aside in this calendar month (UTC), in US$.",
            [
                .. (
                    await connection.QueryAsync<(string Publication, string Account, long Amount)>(
                        "select publication, account, amount from spending where month = @month order by 1, 2",
                        new { month = FormattableString.Invariant($"{now.UtcDateTime:yyyy-MM}") }
                    )
                ).Select(row => (Labels(row.Publication, ("account", row.Account)), row.Amount / Millionths)),
            ],
            Enumerable.Sum
        );

    private static MetricFamily Answers(double value) =>
        MetricFamily.GaugeOf("syndicator_store_up", "Whether the database answered.", [([], value)], Enumerable.Max);

    private static double Age(long? at, DateTimeOffset now) => at is { } since ? (now.ToUnixTimeMilliseconds() - since) / 1000.0 : 0;

    private static KeyValuePair<string, object?>[] Labels(string publication, params ReadOnlySpan<(string Name, string Value)> others)
    {
        var labels = new List<KeyValuePair<string, object?>> { new("publication", publication) };
        foreach (var (name, value) in others)
        {
            labels.Add(new(name, value));
        }

        return [.. labels];
    }
}
