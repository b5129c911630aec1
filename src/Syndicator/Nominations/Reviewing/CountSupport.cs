using System.Data.Common;
using Dapper;
using Syndicator.Storage;

namespace Syndicator.Nominations.Reviewing;

/// <summary>
/// Counts the support of nominations that changed since somebody looked: who nominates it, each person once on a network; who endorses it and does not
/// nominate it, likewise; and of posts whose network only gives numbers, the largest number of a kind, since one person may be in each of them.
/// </summary>
internal sealed class CountSupport(Database database)
{
    private const int MostAtOnce = 500;

    private const string Support = """
        (select count(distinct p.network || ' ' || p.nominator_id) from proposals p where p.nomination_id = n.id and p.withdrawn_at is null)
        + (select count(distinct e.network || ' ' || e.person) from endorsements e
           where e.nomination_id = n.id and e.person <> '' and not exists (
             select 1 from proposals p
             where p.nomination_id = n.id and p.network = e.network and p.nominator_id = e.person and p.withdrawn_at is null))
        + (select coalesce(sum(e.amount), 0) from endorsements e
           where e.nomination_id = n.id and e.person = '' and not exists (
             select 1 from endorsements more
             where more.nomination_id = n.id and more.person = '' and more.source = e.source and more.post_id = e.post_id
               and (more.amount > e.amount or (more.amount = e.amount and more.kind < e.kind))))
        """;

    /// <summary>Nothing is written where nothing has changed.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await IsBehindAsync(cancellationToken) && await database.WriteAsync(CountSomeAsync, cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private Task<bool> IsBehindAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            async connection => await connection.ExecuteScalarAsync<long>("select count(*) from (select 1 from recounts limit 1) r") > 0,
            cancellationToken
        );

    private static async Task<bool> CountSomeAsync(DbTransaction transaction)
    {
        // What others write while this counts is a line of its own, and counted next time.
        var changed = (
            await transaction.Connection!.QueryAsync<string>(
                """
                delete from recounts where nomination_id in (select nomination_id from recounts order by nomination_id limit @MostAtOnce)
                returning nomination_id
                """,
                new { MostAtOnce },
                transaction
            )
        ).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        foreach (var some in changed.Chunk(MostAtOnce))
        {
            var among = new Among(some);
            await transaction.Connection!.ExecuteAsync(
                $"""
                insert into nomination_support (nomination_id, publication, kind, support)
                select n.id, n.publication, n.kind, {Support} from nominations n where n.id in {among.List} order by n.id
                on conflict (nomination_id) do update set kind = excluded.kind, support = excluded.support
                """,
                among.With(new { }),
                transaction
            );
        }

        return changed.Count > 0;
    }
}
