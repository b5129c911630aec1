using System.Data.Common;
using Dapper;
using Syndicator.Storage;

namespace Syndicator.Publishing;

internal enum PauseReason
{
    /// <summary>The network named a time; ends by itself.</summary>
    Throttled,

    /// <summary>Credentials refused, no rights, suspended.</summary>
    Account,

    /// <summary>Credit or ceiling used up.</summary>
    Budget,
}

/// <summary>An account that is not asked for now.</summary>
/// <param name="Detail">What the network said.</param>
/// <param name="Until">Set exactly for <see cref="PauseReason.Throttled"/>; the others end when somebody resumes the account.</param>
internal sealed record AccountPause(
    string Publication,
    string Account,
    PauseReason Reason,
    string Detail,
    DateTimeOffset Since,
    DateTimeOffset? Until
);

/// <summary>Which accounts are paused, and their resumption.</summary>
internal sealed class AccountPauses(Database database, TimeProvider clock)
{
    /// <summary>How long after a pause the next request is made at the latest, by any sensible schedule.</summary>
    private static readonly TimeSpan s_samePause = TimeSpan.FromMinutes(15);

    /// <summary>The pauses in force now.</summary>
    public Task<IReadOnlyList<AccountPause>> ListAsync(string publication, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<AccountPause>>(
            async connection =>
                [
                    .. (
                        await connection.QueryAsync<PauseRow>(
                            """
                            select publication, account, reason, detail, since, until_at from account_pauses
                            where publication = @publication and (until_at is null or until_at > @now) order by account
                            """,
                            new { publication, now = clock.GetUtcNow() }
                        )
                    ).Select(row => row.ToPause()),
                ],
            cancellationToken
        );

    /// <summary>Ends a pause, and makes due what waited for it. Nothing changes when the account is not paused.</summary>
    /// <returns>How many posts became due.</returns>
    public Task<int> ResumeAsync(string publication, string account, string actor, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction =>
            {
                var connection = transaction.Connection!;
                var parameters = new { publication, account };
                await connection.ExecuteAsync(
                    "delete from account_pauses where publication = @publication and account = @account",
                    parameters,
                    transaction
                );
                var waiting = await DeliveryTable.SelectAsync(
                    connection,
                    "d.publication = @publication and d.account = @account and d.state = 'held' and d.held_reason in ('account', 'budget')",
                    parameters,
                    transaction
                );
                var now = clock.GetUtcNow();
                var released = 0;
                foreach (var delivery in waiting)
                {
                    var due = delivery with { State = ((DeliveryState.Held)delivery.State).Release(now) };
                    var written = await DeliveryTable.WriteAsync(transaction, delivery, due, now, actor, "the account is resumed");
                    released += written is null ? 0 : 1;
                }

                return released;
            },
            cancellationToken
        );

    /// <summary>
    /// A pause that only a person ends is not shortened by one that ends by itself. A network that asks to wait again as soon as it is asked again has one long
    /// pause: since then.
    /// </summary>
    public static Task WriteAsync(DbTransaction transaction, AccountPause pause) =>
        transaction.Connection!.ExecuteAsync(
            """
            insert into account_pauses (publication, account, reason, detail, since, until_at)
            values (@Publication, @Account, @Reason, @Detail, @Since, @UntilAt)
            on conflict (publication, account) do update
            set reason = excluded.reason, detail = excluded.detail, until_at = excluded.until_at,
              since = case when excluded.reason = 'throttled' and account_pauses.until_at >= excluded.since - @SamePause
                then account_pauses.since else excluded.since end
            where account_pauses.reason = 'throttled'
            """,
            new
            {
                pause.Publication,
                pause.Account,
                Reason = pause.Reason.ToString().ToLowerInvariant(),
                pause.Detail,
                pause.Since,
                UntilAt = pause.Until,
                SamePause = (long)s_samePause.TotalMilliseconds,
            },
            transaction
        );

    private sealed class PauseRow
    {
        public string Publication { get; set; } = "";
        public string Account { get; set; } = "";
        public string Reason { get; set; } = "";
        public string Detail { get; set; } = "";
        public DateTimeOffset Since { get; set; }
        public DateTimeOffset? UntilAt { get; set; }

        public AccountPause ToPause() =>
            new(Publication, Account, Enum.Parse<PauseReason>(Reason, ignoreCase: true), Detail, Since, UntilAt);
    }
}
