using System.Data.Common;
using Dapper;
using Syndicator.Crates;
using Syndicator.Storage;

namespace Syndicator.Nominations.Collecting;

/// <summary>What editors should know of a nomination before they decide.</summary>
/// <param name="IsByBots">Whether everybody who nominates it is a bot by its own word.</param>
/// <param name="IsByNewAccounts">Whether every account that nominates it was new then, and had hardly written anything.</param>
/// <param name="IsSelfSuggestion">Whether somebody nominates their own: they say so, or own the crate.</param>
/// <param name="IsNotQuotable">Whether nothing that nominates it is public: it can neither be exported nor quoted.</param>
/// <param name="HasChanged">Whether a post that nominates it was edited after it was read.</param>
/// <param name="IsByNobody">Whether every post that nominated it is gone or names something else.</param>
/// <param name="IsUnknownToCratesIo">Null where nobody has asked.</param>
/// <param name="Earlier">Issues that had it, the latest first.</param>
internal sealed record NominationMarks(
    bool IsByBots,
    bool IsByNewAccounts,
    bool IsSelfSuggestion,
    bool IsNotQuotable,
    bool HasChanged,
    bool IsByNobody,
    bool? IsUnknownToCratesIo,
    IReadOnlyList<(string IssueKey, long? Number, string? On)> Earlier
)
{
    /// <summary>An account is new for so long.</summary>
    private static readonly TimeSpan s_new = TimeSpan.FromDays(30);

    /// <summary>Whoever has written more is no stranger.</summary>
    private const int FewPosts = 20;

    /// <summary>Of some nominations, by id.</summary>
    public static async Task<IReadOnlyDictionary<NominationId, NominationMarks>> ReadAsync(
        DbConnection connection,
        IReadOnlyList<Nomination> nominations
    )
    {
        var marks = new Dictionary<NominationId, NominationMarks>();
        foreach (var some in nominations.Chunk(500))
        {
            var proposals = await ReadProposalsAsync(connection, some);
            var facts = await ReadFactsAsync(connection, some);
            var earlier = await ReadEarlierAsync(connection, some);
            foreach (var nomination in some)
            {
                var identity = NomineeIdentity.Of(nomination.Nominee);
                marks[nomination.Id] = Of(
                    [.. proposals[nomination.Id.ToString()]],
                    nomination.Nominee is Nominee.Crate ? facts.GetValueOrDefault(identity) : null,
                    [.. earlier[(nomination.Publication, NomineeJson.Name(nomination.Nominee.Kind), identity)]]
                );
            }
        }

        return marks;
    }

    private static NominationMarks Of(
        IReadOnlyList<ProposalFact> proposals,
        string? facts,
        IReadOnlyList<(string IssueKey, long? Number, string? On)> earlier
    )
    {
        var owners = facts is null
            ? []
            : CrateFacts.FromJson(facts)?.Owners.Select(owner => owner.Login).ToHashSet(StringComparer.OrdinalIgnoreCase) ?? [];
        return new NominationMarks(
            proposals.Count > 0 && proposals.All(proposal => proposal.Author?.IsBot == true),
            proposals.Count > 0 && proposals.All(proposal => proposal.IsByNewAccount),
            proposals.Any(proposal => proposal.IsSelf == 1 || owners.Contains((proposal.Handle ?? "").Split('@', '.')[0])),
            proposals.Count > 0 && proposals.All(proposal => proposal.IsQuotable == 0),
            proposals.Any(proposal => proposal.ChangedAt is not null),
            proposals.Count == 0,
            facts is null ? null : facts == AskCratesIo.Unknown,
            earlier
        );
    }

    private static async Task<ILookup<string, ProposalFact>> ReadProposalsAsync(
        DbConnection connection,
        IReadOnlyList<Nomination> nominations
    )
    {
        var among = new Among([.. nominations.Select(nomination => nomination.Id.ToString())]);
        return (
            await connection.QueryAsync<ProposalFact>(
                $"""
                select p.nomination_id, p.is_self, p.is_quotable, p.at, m.author as handle, m.details, m.changed_at
                from proposals p left join mentions m on m.publication = p.publication and m.source = p.source and m.post_id = p.post_id
                where p.nomination_id in {among.List} and p.withdrawn_at is null
                """,
                among.With(new { })
            )
        ).ToLookup(proposal => proposal.NominationId, StringComparer.Ordinal);
    }

    private static async Task<Dictionary<string, string>> ReadFactsAsync(DbConnection connection, IReadOnlyList<Nomination> nominations)
    {
        var among = new Among([
            .. nominations.Select(nomination => NomineeIdentity.Of(nomination.Nominee)).Distinct(StringComparer.Ordinal),
        ]);
        return (
            await connection.QueryAsync<(string Name, string Facts)>(
                $"select name, facts from crate_facts where name in {among.List}",
                among.With(new { })
            )
        ).ToDictionary(fact => fact.Name, fact => fact.Facts, StringComparer.Ordinal);
    }

    private static async Task<ILookup<(string, string, string), (string IssueKey, long? Number, string? On)>> ReadEarlierAsync(
        DbConnection connection,
        IReadOnlyList<Nomination> nominations
    )
    {
        var among = new Among([
            .. nominations.Select(nomination => NomineeIdentity.Of(nomination.Nominee)).Distinct(StringComparer.Ordinal),
        ]);
        return (
            await connection.QueryAsync<(string Publication, string Kind, string Identity, string IssueKey, long? Number, string? On)>(
                $"""
                select publication, kind, identity, issue_key, issue_number, published_on from published where identity in {among.List}
                order by published_on desc, issue_key desc
                """,
                among.With(new { })
            )
        ).ToLookup(row => (row.Publication, row.Kind, row.Identity), row => (row.IssueKey, row.Number, row.On));
    }

    private sealed class ProposalFact
    {
        public string NominationId { get; set; } = "";
        public long IsSelf { get; set; }
        public long IsQuotable { get; set; }
        public DateTimeOffset At { get; set; }
        public string? Handle { get; set; }
        public string? Details { get; set; }
        public DateTimeOffset? ChangedAt { get; set; }

        /// <summary>Null for what was entered by hand.</summary>
        public MentionDetails? Author => Details is null ? null : MentionDetails.Read(Details);

        public bool IsByNewAccount =>
            Author is { AuthorSince: { } since } author && At - since < s_new && !(author.AuthorPosts >= FewPosts);
    }
}
