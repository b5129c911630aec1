using System.Data.Common;
using Dapper;
using Syndicator.Storage;

namespace Syndicator.Nominations.Reviewing;

/// <summary>Reads who nominates something, in which posts.</summary>
internal static class ProposalsOf
{
    private const int Most = 1000;

    private const string Columns = """
        p.nomination_id, p.source, p.post_id, p.network, p.nominator, p.url, p.at, p.why, p.is_self, p.is_quotable, p.withdrawn_at, p.came_as, p.nominee,
          c.kind, m.author, m.text, m.changed_at, m.gone_at, m.forgotten_at
        """;

    private const string Joined = """
        join nominations c on c.id = p.came_as
        left join mentions m on m.publication = p.publication and m.source = p.source and m.post_id = p.post_id
        """;

    public static async Task<IReadOnlyList<ProposalDetails>> ReadAsync(DbConnection connection, Nomination nomination) =>
        [
            .. (
                await connection.QueryAsync<Row>(
                    $"""
                    select {Columns} from proposals p {Joined}
                    where p.nomination_id = @id order by p.at, p.source, p.post_id, p.ordinal limit @Most
                    """,
                    new { id = nomination.Id.ToString(), Most }
                )
            ).Select(row => row.ToDetails(nomination)),
        ];

    /// <summary>The first ones of each that still nominate it.</summary>
    /// <param name="most">Of each nomination.</param>
    public static async Task<ILookup<NominationId, ProposalDetails>> FirstAsync(
        DbConnection connection,
        IReadOnlyList<Nomination> nominations,
        int most
    )
    {
        if (nominations.Count == 0)
        {
            return Enumerable.Empty<ProposalDetails>().ToLookup(_ => default(NominationId));
        }

        var known = nominations.ToDictionary(nomination => nomination.Id.ToString(), StringComparer.Ordinal);
        var among = new Among([.. known.Keys]);
        var rows = await connection.QueryAsync<Row>(
            $"""
            select {Columns} from (
              select q.*, row_number() over (partition by q.nomination_id order by q.at, q.source, q.post_id, q.ordinal) as place
              from proposals q where q.nomination_id in {among.List} and q.withdrawn_at is null) p {Joined}
            where p.place <= @most order by p.place
            """,
            among.With(new { most })
        );
        return rows.ToLookup(row => known[row.NominationId].Id, row => row.ToDetails(known[row.NominationId]));
    }

    private sealed class Row
    {
        public string NominationId { get; set; } = "";
        public string Source { get; set; } = "";
        public string PostId { get; set; } = "";
        public string Network { get; set; } = "";
        public string Nominator { get; set; } = "";
        public string? Url { get; set; }
        public DateTimeOffset At { get; set; }
        public string Why { get; set; } = "";
        public long IsSelf { get; set; }
        public long IsQuotable { get; set; }
        public DateTimeOffset? WithdrawnAt { get; set; }
        public string CameAs { get; set; } = "";
        public string Nominee { get; set; } = "";
        public string Kind { get; set; } = "";
        public string? Author { get; set; }
        public string? Text { get; set; }
        public DateTimeOffset? ChangedAt { get; set; }
        public DateTimeOffset? GoneAt { get; set; }
        public DateTimeOffset? ForgottenAt { get; set; }

        public ProposalDetails ToDetails(Nomination nomination)
        {
            var said = NomineeJson.Read(NomineeJson.Kind(Kind), Nominee);
            return new ProposalDetails(
                Source,
                PostId,
                Network,
                Nominator,
                string.IsNullOrEmpty(Author) ? null : Author,
                Url,
                GoneAt is null ? Text : null,
                At,
                Why,
                IsSelf == 1,
                IsQuotable == 1,
                WithdrawnAt is not null,
                ChangedAt is not null,
                GoneAt is not null && ForgottenAt is null,
                ForgottenAt is not null,
                CameAs == nomination.Id.ToString() ? null : Nominations.NominationId.Parse(CameAs),
                NomineeIdentity.Of(said) == NomineeIdentity.Of(nomination.Nominee) ? null : NomineeName.Of(said)
            );
        }
    }
}
