using Dapper;
using Syndicator.Storage;

namespace Syndicator.Nominations.Reviewing;

/// <summary>How much was nominated, and by how many, in the rounds in which it came in.</summary>
internal sealed class RoundCounts(Database database)
{
    /// <summary>Rounds that closed or close after an instant and have a nomination, the oldest first.</summary>
    public Task<IReadOnlyList<RoundCount>> ListAsync(string publication, DateTimeOffset after, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<RoundCount>>(
            async connection =>
            {
                var nominations = await connection.QueryAsync<Row>(
                    """
                    select first_round as round, count(*) as amount from nominations
                    where publication = @publication and first_round > @after and state not in ('merged', 'withdrawn')
                    group by first_round order by first_round
                    """,
                    new { publication, after }
                );
                var nominators = (
                    await connection.QueryAsync<Row>(
                        """
                        select n.first_round as round, count(distinct p.network || ' ' || p.nominator_id) as amount
                        from nominations n join proposals p on p.nomination_id = n.id
                        where n.publication = @publication and n.first_round > @after and n.state not in ('merged', 'withdrawn')
                          and p.withdrawn_at is null
                        group by n.first_round
                        """,
                        new { publication, after }
                    )
                ).ToDictionary(row => row.Round, row => (int)row.Amount);
                return [.. nominations.Select(row => new RoundCount(row.Round, (int)row.Amount, nominators.GetValueOrDefault(row.Round)))];
            },
            cancellationToken
        );

    private sealed class Row
    {
        public DateTimeOffset Round { get; set; }
        public long Amount { get; set; }
    }
}

/// <param name="Round">When it closed or closes.</param>
/// <param name="NominatorCount">A person counts once on each network.</param>
internal sealed record RoundCount(DateTimeOffset Round, int NominationCount, int NominatorCount);
