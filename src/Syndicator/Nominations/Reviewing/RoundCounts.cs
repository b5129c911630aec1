using Dapper;
using Syndicator.Storage;

namespace Syndicator.Nominations.Reviewing;

/// <summary>How much came in while rounds were open, and from how many people.</summary>
internal sealed class RoundCounts(Database database)
{
    /// <param name="closings">In order; the first only says when the round after it began.</param>
    /// <returns>One for each closing but the first, also where nothing came in.</returns>
    public Task<IReadOnlyList<RoundCount>> ListAsync(
        string publication,
        IReadOnlyList<DateTimeOffset> closings,
        CancellationToken cancellationToken
    ) =>
        database.ReadAsync<IReadOnlyList<RoundCount>>(
            async connection =>
            {
                var counts = new List<RoundCount>();
                foreach (var (after, round) in closings.Zip(closings.Skip(1)))
                {
                    var (nominations, people) = await connection.QuerySingleAsync<(long, long)>(
                        """
                        select
                          (select count(*) from nominations
                            where publication = @publication and first_round > @after and first_round <= @round
                              and state not in ('merged', 'withdrawn')),
                          (select count(*) from (
                            select distinct network, nominator_id from proposals
                            where publication = @publication and at > @after and at <= @round and withdrawn_at is null) people)
                        """,
                        new
                        {
                            publication,
                            after,
                            round,
                        }
                    );
                    counts.Add(new RoundCount(round, (int)nominations, (int)people));
                }

                return counts;
            },
            cancellationToken
        );
}

/// <param name="Round">When it closed or closes.</param>
/// <param name="NominationCount">Those that came in first while it was open.</param>
/// <param name="NominatorCount">Whoever nominated while it was open; a person counts once on each network.</param>
internal sealed record RoundCount(DateTimeOffset Round, int NominationCount, int NominatorCount);
