using System.Data.Common;
using System.Globalization;
using Dapper;
using Syndicator.Storage;

namespace Syndicator.Publishing;

/// <summary>
/// What accounts have spent, by calendar month in UTC. Money is set aside before a request leaves and given back only when it surely cost nothing: what is
/// recorded is never less than what was spent.
/// </summary>
internal sealed class Spending(Database database, TimeProvider clock)
{
    /// <summary>Of a ceiling, in US$: posts leave it, so that a post of unknown outcome can still be looked for.</summary>
    public const decimal KeptForLookUps = 0.10m;

    private const decimal Millionths = 1_000_000m;

    /// <summary>This month's, in US$.</summary>
    public Task<decimal> ReadAsync(string publication, string account, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => ReadAsync(connection, publication, account, clock.GetUtcNow()), cancellationToken);

    /// <summary>Of every account, by month, from a month (<c>2026-07</c>) on, the oldest first.</summary>
    public Task<IReadOnlyList<MonthSpent>> ListAsync(string publication, string since, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<MonthSpent>>(
            async connection =>
                [
                    .. (
                        await connection.QueryAsync<(string Account, string Month, long Amount)>(
                            """
                            select account, month, amount from spending where publication = @publication and month >= @since
                            order by month, account
                            """,
                            new { publication, since }
                        )
                    ).Select(row => new MonthSpent(row.Account, row.Month, row.Amount / Millionths)),
                ],
            cancellationToken
        );

    /// <summary>Sets money aside for reading; false when the ceiling leaves no room for it.</summary>
    public Task<bool> TakeAsync(
        string publication,
        string account,
        decimal amount,
        decimal? ceiling,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync(
            transaction => TakeAsync(transaction, publication, account, clock.GetUtcNow(), amount, ceiling),
            cancellationToken
        );

    /// <summary>Gives back what was set aside at an instant and not spent.</summary>
    public Task GiveBackAsync(string publication, string account, DateTimeOffset taken, decimal amount) =>
        database.WriteAsync(
            async transaction =>
            {
                await GiveBackAsync(transaction, publication, account, taken, amount);
                return 0;
            },
            CancellationToken.None
        );

    public static async Task<decimal> ReadAsync(
        DbConnection connection,
        string publication,
        string account,
        DateTimeOffset at,
        DbTransaction? transaction = null
    ) =>
        await connection.ExecuteScalarAsync<long>(
            "select coalesce(sum(amount), 0) from spending where publication = @publication and account = @account and month = @month",
            new
            {
                publication,
                account,
                month = Month(at),
            },
            transaction
        ) / Millionths;

    public static async Task<bool> TakeAsync(
        DbTransaction transaction,
        string publication,
        string account,
        DateTimeOffset at,
        decimal amount,
        decimal? ceiling
    ) =>
        (ceiling is null || amount <= ceiling)
        && await transaction.Connection!.ExecuteAsync(
            """
            insert into spending (publication, account, month, amount) values (@publication, @account, @month, @amount)
            on conflict (publication, account, month) do update set amount = spending.amount + excluded.amount
            where spending.amount + excluded.amount <= @ceiling
            """,
            new
            {
                publication,
                account,
                month = Month(at),
                amount = ToMillionths(amount),
                ceiling = ceiling is { } limit ? ToMillionths(limit) : long.MaxValue,
            },
            transaction
        ) == 1;

    /// <param name="taken">When it was set aside: another month's money is not given back to this one.</param>
    public static Task GiveBackAsync(DbTransaction transaction, string publication, string account, DateTimeOffset taken, decimal amount) =>
        transaction.Connection!.ExecuteAsync(
            """
            update spending set amount = case when amount > @amount then amount - @amount else 0 end
            where publication = @publication and account = @account and month = @month
            """,
            new
            {
                publication,
                account,
                month = Month(taken),
                amount = ToMillionths(amount),
            },
            transaction
        );

    /// <summary>As months are stored: <c>2026-07</c>, in UTC.</summary>
    public static string Month(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static long ToMillionths(decimal amount) => (long)decimal.Ceiling(amount * Millionths);
}

/// <param name="Month"><c>2026-07</c>, in UTC.</param>
/// <param name="Amount">In US$, what was set aside included.</param>
internal sealed record MonthSpent(string Account, string Month, decimal Amount);
