using System.Data.Common;
using Dapper;
using Syndicator.Storage;

namespace Syndicator.Publishing;

/// <summary>The table <c>account_history</c>: what people did with accounts.</summary>
internal sealed class AccountHistory(Database database)
{
    public const string Paused = "paused";
    public const string Resumed = "resumed";

    /// <summary>Of a publication's accounts, the latest first.</summary>
    public Task<IReadOnlyList<HistoryLine<string>>> ReadAsync(
        string publication,
        HistorySlice slice,
        CancellationToken cancellationToken
    ) =>
        slice.ReadAsync<Row, string>(
            database,
            $"""
            select h.account, h.version, h.at, h.actor, h.act, h.note,
              case when h.act = 'paused' and exists (
                select 1 from account_history later
                where later.publication = h.publication and later.account = h.account and later.version > h.version
                  and later.act = 'resumed') then 1 else 0 end as is_undone
            from account_history h where h.publication = @publication
            {slice.Sql("h.account")}
            """,
            publication,
            row => row.ToLine(),
            cancellationToken
        );

    /// <summary>What was done with an account last; null: nothing.</summary>
    public async Task<HistoryLine<string>?> LastAsync(string publication, string account, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            connection =>
                connection.QuerySingleOrDefaultAsync<Row>(
                    """
                    select account, version, at, actor, act, note, 0 as is_undone from account_history
                    where publication = @publication and account = @account order by version desc limit 1
                    """,
                    new { publication, account }
                ),
            cancellationToken
        )
            is { } row
            ? row.ToLine()
            : null;

    public static Task InsertAsync(
        DbTransaction transaction,
        string publication,
        string account,
        DateTimeOffset at,
        string actor,
        string act,
        string note
    ) =>
        transaction.Connection!.ExecuteAsync(
            """
            insert into account_history (publication, account, version, at, actor, act, note)
            select @publication, @account, coalesce(max(version), 0) + 1, @at, @actor, @act, @note from account_history
            where publication = @publication and account = @account
            """,
            new
            {
                publication,
                account,
                at,
                actor,
                act,
                note,
            },
            transaction
        );

    private sealed class Row
    {
        public string Account { get; set; } = "";
        public long Version { get; set; }
        public DateTimeOffset At { get; set; }
        public string Actor { get; set; } = "";
        public string Act { get; set; } = "";
        public string Note { get; set; } = "";
        public long IsUndone { get; set; }

        public HistoryLine<string> ToLine() => new(new HistoryPlace(Account, Version), Account, At, Actor, Act, Note, IsUndone != 0);
    }
}
