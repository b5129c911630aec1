using System.Data.Common;
using Dapper;
using Syndicator.Storage;

namespace Syndicator.Publishing;

/// <summary>
/// What is to be published, and what became of it. Any number of workers and processes may use one outbox: a claim is an update of a row that is still due,
/// and one row changed means that it is mine.
/// </summary>
internal sealed partial class Outbox(Database database, TimeProvider clock)
{
    private const string OfAccount = "d.publication = @publication and d.account = @account";

    private const string NothingUnderWay = """
        not exists (
          select 1 from deliveries other
          where other.publication = d.publication and other.account = d.account and other.state = 'sending')
        """;

    private const string NotPaused = """
        not exists (
          select 1 from account_pauses pause
          where pause.publication = d.publication and pause.account = d.account
            and (pause.until_at is null or pause.until_at > @now))
        """;

    private const string TurnInThread = """
        not exists (
          select 1 from deliveries earlier
          where earlier.publication = d.publication and earlier.issue_key = d.issue_key and earlier.account = d.account
            and earlier.ordinal < d.ordinal and earlier.state not in ('delivered', 'gone', 'cancelled')
            and not exists (
              select 1 from deliveries newer
              where newer.publication = earlier.publication and newer.issue_key = earlier.issue_key and newer.account = earlier.account
                and newer.ordinal = earlier.ordinal and newer.generation > earlier.generation))
        """;

    /// <summary>Puts whole threads in, each unless the account has one for that issue already.</summary>
    /// <returns>All posts of the threads as they stand, and whether any is new.</returns>
    public async Task<Enqueued> EnqueueAsync(DbTransaction transaction, IReadOnlyList<Delivery> deliveries, string actor, string reason)
    {
        var stored = new List<Delivery>();
        var isNew = false;
        // One order for everybody: two processes that enqueue the same wait for each other instead of both waiting in a circle.
        var threads = deliveries.GroupBy(x => (x.Place.Publication, x.Place.IssueKey, x.Place.Account)).OrderBy(x => x.Key);
        foreach (var thread in threads)
        {
            var posts = thread.OrderBy(x => x.Place.Ordinal).ToList();
            if (
                (await DeliveryTable.SelectThreadAsync(transaction.Connection!, posts[0].Place, transaction)).Count == 0
                && await DeliveryTable.InsertAsync(transaction, posts[0], actor, reason)
            )
            {
                isNew = true;
                foreach (var post in posts.Skip(1))
                {
                    await DeliveryTable.InsertAsync(transaction, post, actor, reason);
                }
            }

            stored.AddRange(await DeliveryTable.SelectThreadAsync(transaction.Connection!, posts[0].Place, transaction));
        }

        return new Enqueued(stored, isNew);
    }

    /// <summary>Takes the next post of an account that may go out now; null when there is none or another worker is at this account.</summary>
    /// <param name="worker">Who takes it.</param>
    /// <param name="lease">How long it is taken for, by the database's clock.</param>
    /// <param name="ceiling">Most that the account may spend this month, in US$; a post that would pass it is held, and the account paused.</param>
    public async Task<Claim?> ClaimAsync(
        string publication,
        string account,
        string worker,
        TimeSpan lease,
        decimal? ceiling,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            var next = await FindNextAsync(publication, account, cancellationToken);
            if (next is null)
            {
                return null;
            }

            // Before the lease begins: measured from here it is never thought longer than it is.
            var (before, at) = (clock.GetTimestamp(), clock.GetUtcNow());
            try
            {
                if (await TakeAsync(next, worker, lease, ceiling, cancellationToken) is var (taken, thread) && taken is not null)
                {
                    return new Claim(taken, ThreadLinks.OutboundPost(taken, thread), before, at);
                }
            }
            catch (DbException exception) when (database.IsUniqueViolation(exception))
            {
                // Somebody else claimed another post of this account at the same moment; the index lets only one through.
                return null;
            }
        }
    }

    /// <summary>Writes what became of a claimed post, and a pause of its account where there is a reason for one.</summary>
    /// <returns>The delivery as it is now; null when the lease had ended and somebody else has dealt with it.</returns>
    public Task<Delivery?> RecordAsync(Claim claim, DeliveryState next, string actor, string reason, AccountPause? pause = null) =>
        // What a network said must be kept even when the program is stopping.
        pause is null
        && !IsGivenBack(claim, next)
            ? database.WriteAtOnceAsync(
                (connection, transaction) => WriteAsync(connection, transaction, claim, next, actor, reason),
                CancellationToken.None
            )
            : database.WriteAsync(
                async transaction =>
                {
                    if (pause is not null)
                    {
                        await AccountPauses.WriteAsync(transaction, pause);
                    }

                    var written = await WriteAsync(transaction.Connection!, transaction, claim, next, actor, reason);
                    if (written is not null && IsGivenBack(claim, next))
                    {
                        await GiveBackAsync(transaction, claim.Delivery, claim.At);
                    }

                    return written;
                },
                CancellationToken.None
            );

    /// <summary>Changes a delivery if nobody else did since it was read.</summary>
    public Task<Delivery?> ChangeAsync(
        Delivery before,
        DeliveryState next,
        string actor,
        string reason,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync(
            transaction => DeliveryTable.WriteAsync(transaction, before, before with { State = next }, clock.GetUtcNow(), actor, reason),
            cancellationToken
        );

    public Task<Delivery?> FindAsync(DeliveryId id, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => DeliveryTable.FindAsync(connection, id), cancellationToken);

    /// <summary>Lets an account be asked no more for now.</summary>
    public Task PauseAsync(AccountPause pause) =>
        database.WriteAsync(
            async transaction =>
            {
                await AccountPauses.WriteAsync(transaction, pause);
                return pause;
            },
            CancellationToken.None
        );

    /// <summary>Accounts that posts of a publication still wait for.</summary>
    public Task<IReadOnlyList<string>> ListOpenAccountsAsync(string publication, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<string>>(
            async connection =>
                [
                    .. await connection.QueryAsync<string>(
                        """
                        select distinct account from deliveries
                        where publication = @publication and state in ('held', 'due', 'sending', 'uncertain') order by account
                        """,
                        new { publication }
                    ),
                ],
            cancellationToken
        );

    private async Task<Delivery?> FindNextAsync(string publication, string account, CancellationToken cancellationToken) =>
        (
            await database.ReadAsync(
                connection =>
                    DeliveryTable.SelectAsync(
                        connection,
                        $"""
                        {OfAccount} and d.state = 'due' and d.due_at <= @now and (d.retry_at is null or d.retry_at <= @now)
                          and d.due_at + d.fresh_for >= @now
                          and {NotPaused} and {NothingUnderWay} and {TurnInThread} and {DeliveryTable.IsLatest}
                        order by d.created_at, d.issue_key, d.ordinal
                        limit 1
                        """,
                        new
                        {
                            publication,
                            account,
                            now = clock.GetUtcNow(),
                        }
                    ),
                cancellationToken
            )
        ).SingleOrDefault();

    private Task<(Delivery? Taken, IReadOnlyList<Delivery> Thread)> TakeAsync(
        Delivery next,
        string worker,
        TimeSpan lease,
        decimal? ceiling,
        CancellationToken cancellationToken
    ) =>
        next.Cost == 0
            ? database.WriteAtOnceAsync(
                (connection, transaction) => TakeAsync(connection, transaction, next, worker, lease, clock.GetUtcNow()),
                cancellationToken
            )
            : database.WriteAsync<(Delivery?, IReadOnlyList<Delivery>)>(
                async transaction =>
                {
                    var now = clock.GetUtcNow();
                    if (!await SetAsideAsync(transaction, next, ceiling, now))
                    {
                        await HoldForMoneyAsync(transaction, next, ceiling!.Value, worker, now);
                        return (null, []);
                    }

                    var (taken, thread) = await TakeAsync(transaction.Connection!, transaction, next, worker, lease, now);
                    if (taken is null)
                    {
                        await GiveBackAsync(transaction, next, now);
                    }

                    return (taken, thread);
                },
                cancellationToken
            );

    private static Task<(Delivery?, IReadOnlyList<Delivery>)> TakeAsync(
        DbConnection connection,
        DbTransaction? transaction,
        Delivery next,
        string worker,
        TimeSpan lease,
        DateTimeOffset now
    ) =>
        DeliveryTable.ClaimAsync(
            connection,
            transaction,
            next,
            next with
            {
                State = ((DeliveryState.Due)next.State).Claim(worker, now + lease, now),
            },
            lease,
            now,
            worker,
            "claimed",
            $"d.state = 'due' and {NothingUnderWay} and {TurnInThread}"
        );

    private Task<Delivery?> WriteAsync(
        DbConnection connection,
        DbTransaction? transaction,
        Claim claim,
        DeliveryState next,
        string actor,
        string reason
    ) =>
        DeliveryTable.WriteAsync(
            connection,
            transaction,
            claim.Delivery,
            claim.Delivery with
            {
                State = next,
            },
            clock.GetUtcNow(),
            actor,
            reason
        );

    /// <summary>Only what the network said to this very attempt: two look-ups that found nothing are no receipt.</summary>
    private static bool IsGivenBack(Claim claim, DeliveryState next) =>
        claim.Delivery is { Cost: > 0, State: DeliveryState.Sending }
        && next is DeliveryState.Due or DeliveryState.Failed or DeliveryState.Held;

    private static Task GiveBackAsync(DbTransaction transaction, Delivery delivery, DateTimeOffset taken) =>
        Spending.GiveBackAsync(transaction, delivery.Place.Publication, delivery.Place.Account, taken, delivery.Cost);

    private static async Task<bool> SetAsideAsync(DbTransaction transaction, Delivery next, decimal? ceiling, DateTimeOffset now) =>
        await Spending.TakeAsync(
            transaction,
            next.Place.Publication,
            next.Place.Account,
            now,
            next.Cost,
            ceiling - Spending.KeptForLookUps
        );

    private static async Task HoldForMoneyAsync(
        DbTransaction transaction,
        Delivery next,
        decimal ceiling,
        string worker,
        DateTimeOffset now
    )
    {
        var (publication, account) = (next.Place.Publication, next.Place.Account);
        var held = next with { State = ((DeliveryState.Due)next.State).Hold(HeldReason.Budget) };
        if (await DeliveryTable.WriteAsync(transaction, next, held, now, worker, "it would pass the month's ceiling") is null)
        {
            return;
        }

        var spent = await Spending.ReadAsync(transaction.Connection!, publication, account, now, transaction);
        var detail = FormattableString.Invariant(
            $"The month's ceiling is US$ {ceiling:0.00}, of which {Spending.KeptForLookUps:0.00} is kept for looking posts up; {spent:0.000} is spent, and the next post costs {next.Cost:0.000}."
        );
        await AccountPauses.WriteAsync(transaction, new AccountPause(publication, account, PauseReason.Budget, detail, now, null));
    }
}

/// <param name="Deliveries">As they stand, whoever put them in.</param>
/// <param name="IsNew">Whether this call put any in.</param>
internal sealed record Enqueued(IReadOnlyList<Delivery> Deliveries, bool IsNew);

/// <summary>A post that one worker has to itself until its lease ends.</summary>
/// <param name="Post">What goes to the network.</param>
/// <param name="Since">A monotonic timestamp from before the lease began.</param>
/// <param name="At">The same instant on the clock.</param>
internal sealed record Claim(Delivery Delivery, Networks.OutboundPost Post, long Since, DateTimeOffset At);
