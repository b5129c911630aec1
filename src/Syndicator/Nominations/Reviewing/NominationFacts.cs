using System.Data.Common;
using Dapper;
using Syndicator.Configuration;
using Syndicator.Storage;

namespace Syndicator.Nominations.Reviewing;

/// <summary>Counts and marks of some nominations, a page of them at once.</summary>
/// <param name="draft">What the issue being written has already; null: nothing.</param>
internal sealed class NominationFacts(DbConnection connection, Publication publication, DateTimeOffset now, IssueContents? draft)
{
    private const int ShownNominators = 5;
    private const string Strength = "case kind when 'reply' then 4 when 'quote' then 3 when 'boost' then 2 else 1 end";

    private readonly DateTimeOffset _open = publication.Nominations.Closings.RoundAt(now);
    private readonly Dictionary<DateTimeOffset, int> _ages = [];

    public async Task<IReadOnlyList<NominationListing>> OfAsync(IReadOnlyList<Nomination> nominations)
    {
        if (nominations.Count == 0)
        {
            return [];
        }

        var ids = nominations.Select(nomination => nomination.Id.ToString()).ToList();
        var among = new Among(ids);
        var support = (await SumsAsync(among)).ToDictionary(row => row.Id, row => (int)row.Support, StringComparer.Ordinal);
        var persons = (await PersonsAsync(among)).ToLookup(row => row.Id, StringComparer.Ordinal);
        var endorsements = (await EndorsementsAsync(among)).ToLookup(row => row.Id, row => row.ToCount(), StringComparer.Ordinal);
        var marks = await new NominationMarks(connection, publication.Id, now, draft).OfAsync(nominations);
        return
        [
            .. nominations.Select(nomination =>
            {
                var id = nomination.Id.ToString();
                var count = persons[id].Select(person => (person.Network, person.NominatorId)).Distinct().Count();
                return new NominationListing(
                    nomination,
                    // Counted since, where a proposal arrived this instant.
                    new Support(Math.Max(support.GetValueOrDefault(id), count), count, [.. endorsements[id]]),
                    marks[nomination.Id],
                    AgeOf(nomination),
                    [
                        .. persons[id]
                            .Select(person => OneLine.Of(person.Nominator, 60))
                            .Distinct(StringComparer.Ordinal)
                            .Take(ShownNominators),
                    ]
                );
            }),
        ];
    }

    private int AgeOf(Nomination nomination)
    {
        if (!_ages.TryGetValue(nomination.FirstRound, out var age))
        {
            age = nomination.FirstRound >= _open ? 0 : publication.Nominations.Closings.Between(nomination.FirstRound, _open).Count;
            _ages[nomination.FirstRound] = age;
        }

        return age;
    }

    private Task<IEnumerable<SumRow>> SumsAsync(Among ids) =>
        connection.QueryAsync<SumRow>(
            $"select nomination_id as id, support from nomination_support where nomination_id in {ids.List}",
            ids.With(new { })
        );

    private Task<IEnumerable<PersonRow>> PersonsAsync(Among ids) =>
        connection.QueryAsync<PersonRow>(
            $"""
            select nomination_id as id, network, nominator_id, min(nominator) as nominator from proposals
            where nomination_id in {ids.List} and withdrawn_at is null group by nomination_id, network, nominator_id order by min(at)
            """,
            ids.With(new { })
        );

    /// <summary>Each person once on a network, under the strongest kind, and nobody for what they nominate themselves; what nobody is named for as its number.</summary>
    private Task<IEnumerable<EndorsementRow>> EndorsementsAsync(Among ids) =>
        connection.QueryAsync<EndorsementRow>(
            $"""
            select id, case strength when 4 then 'reply' when 3 then 'quote' when 2 then 'boost' else 'like' end as kind, network, cast(sum(amount) as bigint) as amount
            from (
              select e.nomination_id as id, e.network, max({Strength}) as strength, 1 as amount from endorsements e
              where e.nomination_id in {ids.List} and e.person <> '' and not exists (
                select 1 from proposals p where p.nomination_id = e.nomination_id and p.network = e.network and p.nominator_id = e.person
                  and p.withdrawn_at is null)
              group by e.nomination_id, e.network, e.person
              union all
              select nomination_id as id, network, {Strength} as strength, amount from endorsements where nomination_id in {ids.List} and person = '') each_once
            group by id, network, strength order by kind, network
            """,
            ids.With(new { })
        );

    private sealed class SumRow
    {
        public string Id { get; set; } = "";
        public long Support { get; set; }
    }

    private sealed class PersonRow
    {
        public string Id { get; set; } = "";
        public string Network { get; set; } = "";
        public string NominatorId { get; set; } = "";
        public string Nominator { get; set; } = "";
    }

    private sealed class EndorsementRow
    {
        public string Id { get; set; } = "";
        public string Kind { get; set; } = "";
        public string Network { get; set; } = "";
        public long Amount { get; set; }

        public EndorsementCount ToCount() => new(Kind, Network, (int)Math.Min(Amount, int.MaxValue));
    }
}
