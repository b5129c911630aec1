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

    /// <summary>Somebody wants nothing to go out for now.</summary>
    Editor,

    /// <summary>Another publication has posted as this account.</summary>
    Owner,
}

/// <summary>An account that is not asked for now.</summary>
/// <param name="Detail">What the network or the editor said.</param>
/// <param name="Until">Set exactly for <see cref="PauseReason.Throttled"/>; the others end when somebody resumes the account.</param>
/// <param name="By">Set exactly for <see cref="PauseReason.Editor"/>: <c>desk:eve</c>.</param>
internal sealed record AccountPause(
    string Publication,
    string Account,
    PauseReason Reason,
    string Detail,
    DateTimeOffset Since,
    DateTimeOffset? Until,
    string? By = null
);

/// <summary>Which accounts are paused; editors pause them, and resume whatever was paused.</summary>
internal sealed class AccountPauses(Database database, TimeProvider clock)
{
    public const int LongestReason = 300;

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
                            select publication, account, reason, detail, since, until_at, paused_by from account_pauses
                            where publication = @publication and (until_at is null or until_at > @now) order by account
                            """,
                            new { publication, now = clock.GetUtcNow() }
                        )
                    ).Select(row => row.ToPause()),
                ],
            cancellationToken
        );

    /// <summary>Nothing more goes out to an account until somebody resumes it. A request that is under way ends as it ends.</summary>
    /// <param name="reason">For other editors; one line.</param>
    /// <returns>False when the account is paused already, by whomever, until somebody resumes it.</returns>
    public Task<bool> PauseAsync(string publication, string account, string reason, string actor, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction =>
            {
                var (now, detail) = (clock.GetUtcNow(), OneLine.Of(reason, LongestReason));
                var pause = new AccountPause(publication, account, PauseReason.Editor, detail, now, null, actor);
                var isWritten = await WriteAsync(transaction, pause);
                if (isWritten)
                {
                    await AccountHistory.InsertAsync(transaction, publication, account, now, actor, AccountHistory.Paused, detail);
                }

                return isWritten;
            },
            cancellationToken
        );

    /// <summary>Ends a pause, and makes due what waited for it. Nothing changes when the account is not paused.</summary>
    /// <param name="seen">Since when whoever ends it saw it paused: another pause is left alone; null: whatever it is.</param>
    /// <returns>How many posts became due; null when the pause that was seen is over.</returns>
    public Task<int?> ResumeAsync(
        string publication,
        string account,
        string actor,
        CancellationToken cancellationToken,
        DateTimeOffset? seen = null
    ) =>
        database.WriteAsync<int?>(
            async transaction =>
            {
                var connection = transaction.Connection!;
                var parameters = new
                {
                    publication,
                    account,
                    seen,
                };
                await AccountOwners.GrantAsync(transaction, publication, account, seen);
                var ended = await connection.ExecuteAsync(
                    $"delete from account_pauses where publication = @publication and account = @account{(seen is null ? "" : " and since = @seen")}",
                    parameters,
                    transaction
                );
                if (ended == 0 && seen is not null)
                {
                    return null;
                }

                var waiting = await DeliveryTable.SelectAsync(
                    connection,
                    "d.publication = @publication and d.account = @account and d.state = 'held' and d.held_reason in ('account', 'budget')",
                    parameters,
                    transaction
                );
                var now = clock.GetUtcNow();
                if (ended > 0)
                {
                    await AccountHistory.InsertAsync(transaction, publication, account, now, actor, AccountHistory.Resumed, "");
                }

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
    /// <returns>Whether it is in force.</returns>
    public static async Task<bool> WriteAsync(DbTransaction transaction, AccountPause pause) =>
        await transaction.Connection!.ExecuteAsync(
            """
            insert into account_pauses (publication, account, reason, detail, since, until_at, paused_by)
            values (@Publication, @Account, @Reason, @Detail, @Since, @UntilAt, @By)
            on conflict (publication, account) do update
            set reason = excluded.reason, detail = excluded.detail, until_at = excluded.until_at, paused_by = excluded.paused_by,
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
                pause.By,
                SamePause = (long)s_samePause.TotalMilliseconds,
            },
            transaction
        ) == 1;

    private sealed class PauseRow
    {
        public string Publication { get; set; } = "";
        public string Account { get; set; } = "";
        public string Reason { get; set; } = "";
        public string Detail { get; set; } = "";
        public DateTimeOffset Since { get; set; }
        public DateTimeOffset? UntilAt { get; set; }
        public string? PausedBy { get; set; }

        public AccountPause ToPause() =>
            new(Publication, Account, Enum.Parse<PauseReason>(Reason, ignoreCase: true), Detail, Since, UntilAt, PausedBy);
    }
}
