using Microsoft.Extensions.Logging;
using Syndicator.Configuration;
using Syndicator.Networks;

namespace Syndicator.Publishing;

/// <summary>The network that an account posts to; the same for the same account.</summary>
internal delegate INetwork NetworkResolver(Publication publication, Account account);

/// <summary>Sends what is due. Safe to run at any time, in any number of processes; may be killed at any instruction.</summary>
/// <param name="worker">Who this is, among all workers on the database: for leases and history.</param>
internal sealed class DeliverDue(
    Outbox outbox,
    AccountHomes homes,
    NetworkResolver networks,
    DeliveryOptions options,
    TimeProvider clock,
    ILogger<DeliverDue> logger,
    string worker
)
{
    /// <summary>A post that is not older than this may be for an account that this process has not read of yet, and another has.</summary>
    private static readonly TimeSpan s_newAccount = TimeSpan.FromMinutes(10);

    /// <summary>One look: every account's posts in order, the accounts beside one another.</summary>
    /// <param name="stop">Finishes the request under way and starts no new one; what happened so far is returned.</param>
    /// <exception cref="Storage.StorageException">The database failed; other accounts were finished first.</exception>
    /// <param name="handled">Told of every post as soon as its network has answered; from several threads.</param>
    public async Task<DeliverySummary> RunAsync(Publication publication, CancellationToken stop, Action<Delivery>? handled = null)
    {
        var lanes = publication.Accounts.Select(account => RunAccountAsync(publication, account, handled, stop)).ToList();
        lanes.Add(HoldUnconfiguredAsync(publication, stop));
        return DeliverySummary.Sum(await Task.WhenAll(lanes));
    }

    private async Task<DeliverySummary> RunAccountAsync(
        Publication publication,
        Account account,
        Action<Delivery>? handled,
        CancellationToken stop
    )
    {
        // The driver of SQLite never yields: without this the accounts would go one after another.
        await Task.Yield();
        if (!await homes.ArriveAsync(publication.Id, account, worker))
        {
            return new DeliverySummary([], await outbox.SettleAsync(publication.Id, account.Name, worker, stop));
        }

        var lane = new DeliveryLane(
            outbox,
            networks(publication, account),
            account.NetworkAsked,
            options,
            clock,
            logger,
            worker,
            account.Ceiling,
            handled
        );
        return await lane.RunAsync(publication.Id, account.Name, stop);
    }

    /// <summary>Posts to an account that the configuration no longer has would wait for ever without a word.</summary>
    private async Task<DeliverySummary> HoldUnconfiguredAsync(Publication publication, CancellationToken stop)
    {
        await Task.Yield();
        var settled = 0;
        try
        {
            var configured = publication.Accounts.Select(account => account.Name).ToHashSet(StringComparer.Ordinal);
            foreach (var account in (await outbox.ListOpenAccountsAsync(publication.Id, stop)).Where(name => !configured.Contains(name)))
            {
                settled += await outbox.SettleAsync(publication.Id, account, worker, stop);
                settled += await outbox.HoldAllAsync(
                    publication.Id,
                    account,
                    clock.GetUtcNow() - s_newAccount,
                    worker,
                    "the account is not in the configuration",
                    stop
                );
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Asked to stop between two posts: what was done is done.
        }

        return new DeliverySummary([], settled);
    }
}
