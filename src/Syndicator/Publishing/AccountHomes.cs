using System.Data.Common;
using Dapper;
using Syndicator.Configuration;
using Syndicator.Storage;

namespace Syndicator.Publishing;

/// <summary>
/// Notices that an account moved: to another server, or from a dry run to the network. A thread that began elsewhere cannot be continued here, and what is
/// uncertain there cannot be looked up here; both wait for an editor. Notices as well that it is another publication's.
/// </summary>
internal sealed class AccountHomes(Database database, TimeProvider clock)
{
    /// <summary>As it is stored and shown. A move on Bluesky keeps the account and all addresses, so its server does not count.</summary>
    public static string Of(Account account) =>
        account.Mode == AccountMode.DryRun ? "a dry run"
        : account.Network == "mastodon" ? account.Server!.Authority
        : account.Network;

    /// <summary>
    /// False while a request to the old place may still be under way: nothing is sent until its lease ends. False as well for an account of another publication:
    /// it is paused.
    /// </summary>
    public async Task<bool> ArriveAsync(string publication, Account account, string worker)
    {
        var home = Of(account);
        return await database.ReadAsync(connection => FindAsync(connection, publication, account, home), CancellationToken.None)
            ?? await database.WriteAsync(
                async transaction =>
                    (
                        !AccountOwners.Counts(account)
                        || await AccountOwners.ClaimAsync(transaction, publication, account, home, clock.GetUtcNow())
                    ) && await MoveAsync(transaction, publication, account.Name, home, worker),
                CancellationToken.None
            );
    }

    /// <summary>
    /// Accounts that posted before it was kept whose they are belong to their publications, before anybody else comes. One question where there is nothing of
    /// the kind.
    /// </summary>
    public async Task ClaimKnownAsync(IReadOnlyList<Publication> publications, CancellationToken cancellationToken)
    {
        var live = publications
            .SelectMany(publication => publication.Accounts.Where(AccountOwners.Counts).Select(account => (publication.Id, account)))
            .ToDictionary(one => (one.Id, one.account.Name, Of(one.account)), one => one.account);
        if (live.Count == 0)
        {
            return;
        }

        var unowned = await database.ReadAsync(
            connection =>
                connection.QueryAsync<(string Publication, string Account, string Home)>(
                    """
                    select h.publication, h.account, h.home from account_homes h
                    where not exists (select 1 from account_owners o where o.publication = h.publication and o.home = h.home)
                    """
                ),
            cancellationToken
        );
        var known = unowned.Where(live.ContainsKey).ToList();
        if (known.Count > 0)
        {
            await database.WriteAsync(
                async transaction =>
                {
                    foreach (var one in known)
                    {
                        await AccountOwners.InsertAsync(transaction, one.Publication, live[one], one.Home, clock.GetUtcNow());
                    }

                    return true;
                },
                cancellationToken
            );
        }
    }

    /// <summary>As <see cref="ArriveAsync"/>; null: something is to be written first.</summary>
    private static async Task<bool?> FindAsync(DbConnection connection, string publication, Account account, string home)
    {
        var isOwn = !AccountOwners.Counts(account) ? true : await AccountOwners.FindAsync(connection, publication, account, home);
        return isOwn is not true ? isOwn
            : await ReadAsync(connection, publication, account.Name) == home ? true
            : null;
    }

    private async Task<bool> MoveAsync(DbTransaction transaction, string publication, string account, string home, string worker)
    {
        // Read again: another instance may have moved meanwhile.
        var before = await ReadAsync(transaction.Connection!, publication, account, transaction);
        if (before is not null && before != home)
        {
            var open = await ListOpenAsync(transaction, publication, account);
            if (open.Any(delivery => delivery.State is DeliveryState.Sending))
            {
                return false;
            }

            await HoldAsync(transaction, open, worker, $"the account moved from {before} to {home}");
        }

        await WriteAsync(transaction, publication, account, home);
        return true;
    }

    private static Task<string?> ReadAsync(
        DbConnection connection,
        string publication,
        string account,
        DbTransaction? transaction = null
    ) =>
        connection.QuerySingleOrDefaultAsync<string?>(
            "select home from account_homes where publication = @publication and account = @account",
            new { publication, account },
            transaction
        );

    private Task WriteAsync(DbTransaction transaction, string publication, string account, string home) =>
        transaction.Connection!.ExecuteAsync(
            """
            insert into account_homes (publication, account, home, since) values (@publication, @account, @home, @now)
            on conflict (publication, account) do update set home = excluded.home, since = excluded.since
            """,
            new
            {
                publication,
                account,
                home,
                now = clock.GetUtcNow(),
            },
            transaction
        );

    /// <summary>What is not settled, of threads that have begun.</summary>
    private static Task<IReadOnlyList<Delivery>> ListOpenAsync(DbTransaction transaction, string publication, string account) =>
        DeliveryTable.SelectAsync(
            transaction.Connection!,
            """
            d.publication = @publication and d.account = @account and (
              d.state in ('sending', 'uncertain')
              or d.state in ('held', 'due') and exists (
                select 1 from deliveries begun
                where begun.publication = d.publication and begun.issue_key = d.issue_key and begun.account = d.account
                  and begun.state in ('sending', 'delivered', 'uncertain', 'gone')))
            order by d.id
            """,
            new { publication, account },
            transaction
        );

    private async Task HoldAsync(DbTransaction transaction, IReadOnlyList<Delivery> open, string worker, string reason)
    {
        foreach (var delivery in open)
        {
            DeliveryState held = delivery.State switch
            {
                DeliveryState.Uncertain uncertain => uncertain.Hold(),
                DeliveryState.Due due => due.Hold(HeldReason.Account),
                DeliveryState.Held { Reason: HeldReason.Unsettled } unsettled => unsettled,
                DeliveryState.Held other => other.Hold(HeldReason.Account),
                var other => other,
            };
            await DeliveryTable.WriteAsync(transaction, delivery, delivery with { State = held }, clock.GetUtcNow(), worker, reason);
        }
    }
}
