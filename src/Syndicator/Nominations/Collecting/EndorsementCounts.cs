using System.Data.Common;
using Dapper;
using Syndicator.Storage;

namespace Syndicator.Nominations.Collecting;

/// <summary>Who supports a nomination, each person once for a network, under the strongest kind; likes and boosts that nobody names are numbers beside.</summary>
internal sealed record EndorsementCounts(long Replies, long Quotes, long Boosts, long Likes)
{
    public static EndorsementCounts None { get; } = new(0, 0, 0, 0);

    public long Total => Replies + Quotes + Boosts + Likes;

    /// <summary>Of some nominations, by id; without support it is missing. Nobody supports what they nominate themselves.</summary>
    public static async Task<IReadOnlyDictionary<string, EndorsementCounts>> ReadAsync(
        DbConnection connection,
        IReadOnlyList<NominationId> ids
    )
    {
        var counts = new Dictionary<string, EndorsementCounts>(StringComparer.Ordinal);
        foreach (var some in ids.Chunk(500))
        {
            var among = new Among([.. some.Select(id => id.ToString())]);
            foreach (
                var (nomination, kind, count) in await connection.QueryAsync<(string, long, long)>(
                    $"""
                    select nomination_id, strength, sum(amount) from (
                      select nomination_id, network, person, max(case kind when 'reply' then 4 when 'quote' then 3 when 'boost' then 2 else 1 end) as strength,
                        1 as amount
                      from endorsements e
                      where nomination_id in {among.List} and person <> '' and not exists (
                        select 1 from proposals p where p.nomination_id = e.nomination_id and p.network = e.network and p.nominator_id = e.person
                          and p.withdrawn_at is null)
                      group by nomination_id, network, person
                      union all
                      select nomination_id, network, person, case kind when 'boost' then 2 else 1 end as strength, amount
                      from endorsements where nomination_id in {among.List} and person = '') each_once
                    group by nomination_id, strength
                    """,
                    among.With(new { })
                )
            )
            {
                counts[nomination] = counts.GetValueOrDefault(nomination, None).With(kind, count);
            }
        }

        return counts;
    }

    private EndorsementCounts With(long strength, long count) =>
        strength switch
        {
            4 => this with { Replies = count },
            3 => this with { Quotes = count },
            2 => this with { Boosts = count },
            _ => this with { Likes = count },
        };
}
