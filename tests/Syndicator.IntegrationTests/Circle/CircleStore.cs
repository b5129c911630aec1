using Dapper;
using Syndicator.Nominations;
using Syndicator.Storage;

namespace Syndicator.IntegrationTests.Circle;

/// <summary>The program's database, looked at beside it.</summary>
internal sealed class CircleStore(string file)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Nominees, their states, in order; <c>crate jiff published in 679</c>.</summary>
    public Task<IReadOnlyList<string>> StatesAsync() =>
        ReadAsync(
            """
            select trim(kind || ' ' || case when kind = 'crate' then identity else '' end || ' ') || ' ' || state
              || case when issue_number is null then '' else ' in ' || issue_number end
            from nominations order by 1
            """
        );

    /// <summary>Everything that could change: posts, mentions, nominations, proposals, endorsements, history.</summary>
    public Task<IReadOnlyList<string>> RowsAsync() =>
        ReadAsync(
            """
            select 'post ' || idempotency_key || ' ' || state from deliveries
            union all select 'mention ' || source || ' ' || post_id || ' ' || becomes from mentions
            union all select 'nomination ' || id || ' ' || version || ' ' || state from nominations
            union all select 'proposal ' || source || ' ' || post_id || ' ' || ordinal from proposals
            union all select 'endorsement ' || nomination_id || ' ' || kind || ' ' || person from endorsements
            union all select 'act ' || nomination_id || ' ' || version || ' ' || act from nomination_history
            order by 1
            """
        );

    /// <summary>Posts that are not out yet.</summary>
    public async Task<int> CountWaitingAsync() =>
        (await ReadAsync("select idempotency_key from deliveries where state <> 'delivered'")).Count;

    /// <summary>The nominations of a kind, or of a crate by its name.</summary>
    public async Task<Nomination?> FindAsync(string crateOrKind, int nominators, int endorsements)
    {
        await using var database = await OpenAsync();
        return await database.ReadAsync(
            async connection =>
                (
                    await NominationTable.SelectAsync(
                        connection,
                        """
                        (identity = @crateOrKind or kind = @crateOrKind)
                        and @nominators = (select count(*) from proposals p where p.nomination_id = nominations.id and p.withdrawn_at is null)
                        and @endorsements = (select count(*) from endorsements e where e.nomination_id = nominations.id)
                        """,
                        new
                        {
                            crateOrKind,
                            nominators,
                            endorsements,
                        }
                    )
                ).SingleOrDefault(),
            Cancellation
        );
    }

    private async Task<IReadOnlyList<string>> ReadAsync(string sql)
    {
        await using var database = await OpenAsync();
        return await database.ReadAsync<IReadOnlyList<string>>(
            async connection => [.. await connection.QueryAsync<string>(sql)],
            Cancellation
        );
    }

    private Task<Database> OpenAsync() => Database.OpenAsync(new StorageOptions { File = file }, TimeProvider.System, Cancellation);
}
