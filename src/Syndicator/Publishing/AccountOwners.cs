using System.Data.Common;
using Dapper;
using Syndicator.Configuration;

namespace Syndicator.Publishing;

/// <summary>
/// The table <c>account_owners</c>: which publication posts as an account of a network. A folder that was renamed is another publication, which knows nothing of what
/// was posted under its former name and would announce the issue of these days once more.
/// </summary>
internal static class AccountOwners
{
    /// <summary>Whether the account is anybody's: a dry run harms nobody.</summary>
    public static bool Counts(Account account) => account is { Mode: AccountMode.Live, Credentials: not null };

    /// <param name="home">As <see cref="AccountHomes.Of"/> says it.</param>
    /// <returns>The publication that posts as it; null: none has yet.</returns>
    public static Task<string?> ReadAsync(DbConnection connection, Account account, string home, DbTransaction? transaction = null) =>
        connection.QuerySingleOrDefaultAsync<string?>(
            "select publication from account_owners where home = @home and credentials = @Credentials",
            new { home, account.Credentials },
            transaction
        );

    /// <summary>Makes it the publication's, unless it is another's: then the account is paused until an editor has decided.</summary>
    /// <returns>Whether it is the publication's.</returns>
    public static async Task<bool> ClaimAsync(
        DbTransaction transaction,
        string publication,
        Account account,
        string home,
        DateTimeOffset now
    )
    {
        await transaction.Connection!.ExecuteAsync(
            """
            insert into account_owners (home, credentials, publication, since) values (@home, @Credentials, @publication, @now)
            on conflict (home, credentials) do nothing
            """,
            new
            {
                home,
                account.Credentials,
                publication,
                now,
            },
            transaction
        );
        if (await ReadAsync(transaction.Connection!, account, home, transaction) is not { } owner || owner == publication)
        {
            return true;
        }

        await transaction.Connection!.ExecuteAsync(
            "update account_owners set wanted_by = @publication, wanted_as = @Name where home = @home and credentials = @Credentials",
            new
            {
                publication,
                account.Name,
                home,
                account.Credentials,
            },
            transaction
        );
        await AccountPauses.WriteAsync(
            transaction,
            new AccountPause(publication, account.Name, PauseReason.Owner, $"{owner} has posted with its credentials", now, null)
        );
        return false;
    }

    /// <summary>An editor lets the account go on that was paused for being another's: from now on it is its publication's.</summary>
    public static Task TakeAsync(DbTransaction transaction, string publication, string account, DateTimeOffset now) =>
        transaction.Connection!.ExecuteAsync(
            """
            update account_owners set publication = @publication, since = @now, wanted_by = null, wanted_as = null
            where wanted_by = @publication and wanted_as = @account
            """,
            new
            {
                publication,
                account,
                now,
            },
            transaction
        );
}
