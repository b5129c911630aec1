using System.Data.Common;
using Dapper;
using Syndicator.Configuration;

namespace Syndicator.Publishing;

/// <summary>
/// The table <c>account_owners</c>: which publication posts as an account of a network. A folder that was renamed is another publication, which knows nothing of what
/// was posted under its former name and would announce the issue of these days once more.
/// </summary>
/// <remarks>Whoever writes here and to <c>account_pauses</c> writes here first: two that wait for each other would wait in a circle.</remarks>
internal static class AccountOwners
{
    /// <summary>Whether the account is anybody's: a dry run harms nobody.</summary>
    public static bool Counts(Account account) => account is { Mode: AccountMode.Live, Credentials: not null };

    /// <param name="home">As <see cref="AccountHomes.Of"/> says it.</param>
    /// <returns>Whether it is the publication's and nobody else wants it; false when it is paused for being another's; null: it is yet to be claimed.</returns>
    public static async Task<bool?> FindAsync(DbConnection connection, string publication, Account account, string home) =>
        await connection.QuerySingleOrDefaultAsync<string?>(
            """
            select case
              when o.publication = @publication and o.wanted_by is null and o.granted_to is null then 'own'
              when o.publication <> @publication and o.wanted_by = @publication and o.wanted_as = @Name and o.granted_to is null
                and exists (select 1 from account_pauses p where p.publication = @publication and p.account = @Name and p.until_at is null)
                then 'paused'
              end
            from account_owners o where o.home = @home and o.credentials = @Credentials
            """,
            new
            {
                publication,
                account.Name,
                home,
                account.Credentials,
            }
        ) switch
        {
            "own" => true,
            "paused" => false,
            _ => null,
        };

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
        var connection = transaction.Connection!;
        var parameters = new
        {
            publication,
            account.Name,
            home,
            account.Credentials,
            now,
        };
        await InsertAsync(transaction, publication, account, home, now);
        var isAnothers =
            await connection.ExecuteAsync(
                """
                update account_owners set wanted_by = @publication, wanted_as = @Name
                where home = @home and credentials = @Credentials and publication <> @publication and coalesce(granted_to, '') <> @publication
                """,
                parameters,
                transaction
            ) > 0;
        if (isAnothers)
        {
            var owner = await connection.QuerySingleAsync<string>(
                "select publication from account_owners where home = @home and credentials = @Credentials",
                parameters,
                transaction
            );
            await AccountPauses.WriteAsync(
                transaction,
                new AccountPause(
                    publication,
                    account.Name,
                    PauseReason.Owner,
                    $"its credentials are those of an account of {owner}",
                    now,
                    null
                )
            );
            return false;
        }

        await connection.ExecuteAsync(
            """
            update account_owners set since = case when publication = @publication then since else @now end, publication = @publication,
              wanted_by = null, wanted_as = null, granted_to = null
            where home = @home and credentials = @Credentials
            """,
            parameters,
            transaction
        );
        // It was another's under other credentials, or under a name that was given back. What waited then goes on waiting for an editor.
        await connection.ExecuteAsync(
            "delete from account_pauses where publication = @publication and account = @Name and reason = 'owner'",
            parameters,
            transaction
        );
        return true;
    }

    /// <summary>Makes an account that is nobody's the publication's.</summary>
    public static Task InsertAsync(DbTransaction transaction, string publication, Account account, string home, DateTimeOffset now) =>
        transaction.Connection!.ExecuteAsync(
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

    /// <summary>
    /// An editor is about to let an account go on. Where it was paused for being another's, its publication may have it: it takes it when it next posts with these
    /// credentials.
    /// </summary>
    /// <param name="seen">Since when it is paused; null: whenever.</param>
    public static Task GrantAsync(DbTransaction transaction, string publication, string account, DateTimeOffset? seen) =>
        transaction.Connection!.ExecuteAsync(
            $"""
            update account_owners set granted_to = @publication
            where wanted_by = @publication and wanted_as = @account and exists (
              select 1 from account_pauses p
              where p.publication = @publication and p.account = @account and p.reason = 'owner'{(
                seen is null ? "" : " and p.since = @seen"
            )})
            """,
            new
            {
                publication,
                account,
                seen,
            },
            transaction
        );
}
