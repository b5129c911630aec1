using System.Data.Common;
using System.Globalization;
using Dapper;
using Syndicator.Crates;
using Syndicator.Issues;
using Syndicator.Issues.Writing;
using Syndicator.Storage;

namespace Syndicator.Nominations.Export;

/// <summary>
/// Reads what goes into the issue: chosen crates and quotes, chosen and accepted calls and links that no issue has named yet. What nobody may see who nominated it, because every
/// post that did was not public, is withheld.
/// </summary>
/// <param name="clock">A call that has closed by now is withheld: an issue that prints it sends people to a closed door.</param>
/// <param name="roundInMaking">Whose issue is being written, by its closing: a winner of an earlier round is withheld. Null: none is.</param>
internal sealed class ChosenNominations(
    Database database,
    TimeProvider clock,
    Func<string, CancellationToken, Task<DateTimeOffset>>? roundInMaking = null
)
{
    private static readonly DateTimeOffset s_everything = DateTimeOffset.FromUnixTimeMilliseconds(253_402_300_799_000);

    /// <param name="round">Only what was nominated in this round or before it, by its closing; null: all of it.</param>
    public async Task<ChosenForIssue> FindAsync(string publication, DateTimeOffset? round, CancellationToken cancellationToken)
    {
        var since =
            round is null && roundInMaking is not null ? await roundInMaking(publication, cancellationToken) : DateTimeOffset.MinValue;
        return await ReadAsync(publication, round, since, cancellationToken);
    }

    private Task<ChosenForIssue> ReadAsync(
        string publication,
        DateTimeOffset? round,
        DateTimeOffset since,
        CancellationToken cancellationToken
    ) =>
        database.ReadSnapshotAsync(
            async snapshot =>
            {
                var nominations = await NominationTable.SelectAsync(
                    snapshot.Connection!,
                    """
                    publication = @publication and (state = 'chosen' or (state = 'accepted' and kind in ('link', 'call'))) and round <= @until
                    order by reviewed_at, id
                    """,
                    new { publication, until = round ?? s_everything },
                    snapshot
                );
                var (chosen, withheld) = (new List<ChosenNomination>(), new List<string>());
                foreach (var nomination in nominations)
                {
                    if (nomination.State is NominationState.Chosen && nomination.Round < since)
                    {
                        withheld.Add(Stale(nomination));
                        continue;
                    }

                    var all = await ProposalsAsync(snapshot, nomination.Id);
                    var standing = all.Where(proposal => proposal.WithdrawnAt is null).ToList();
                    var quotable = standing.Where(proposal => proposal.IsQuotable == 1).ToList();
                    var kind = nomination.Nominee.Kind;
                    var shown =
                        quotable.Count == 0
                            ? null
                            : PublicWords.Of(
                                nomination.Nominee,
                                [.. quotable.Select(proposal => NomineeJson.Read(kind, proposal.Nominee))],
                                [
                                    .. all.Where(proposal => proposal.IsQuotable == 0)
                                        .Select(proposal => NomineeJson.Read(kind, proposal.Nominee)),
                                ]
                            );
                    if (shown is null)
                    {
                        withheld.Add(Withheld(nomination.Nominee, standing.Count, quotable.Count));
                        continue;
                    }

                    if (Closed(shown) is { } closed)
                    {
                        withheld.Add(closed);
                        continue;
                    }

                    chosen.Add(
                        new ChosenNomination(nomination with { Nominee = shown }, Thanks(quotable), await FactsAsync(snapshot, shown))
                    );
                }

                return new ChosenForIssue(chosen, withheld);
            },
            cancellationToken
        );

    /// <summary>Those of nominations merged into it count as its own, whether they were moved or not.</summary>
    private static async Task<IReadOnlyList<ProposalRow>> ProposalsAsync(DbTransaction snapshot, NominationId id) =>
        [
            .. await snapshot.Connection!.QueryAsync<ProposalRow>(
                """
                select nominator_id, nominator, network, url, nominee, is_self, is_quotable, withdrawn_at from proposals
                where (nomination_id = @id or nomination_id in (select id from nominations where merged_into = @id))
                order by at, source, post_id, ordinal
                """,
                new { id = id.ToString() },
                snapshot
            ),
        ];

    /// <summary>Each person once, with their first post. A name that came by two networks is one person's, as far as a reader can tell.</summary>
    private static IReadOnlyList<ThanksEntry> Thanks(IEnumerable<ProposalRow> proposals) =>
        [
            .. proposals
                .GroupBy(proposal => (proposal.Network, proposal.NominatorId))
                .Select(person => new ThanksEntry(
                    person.First().Nominator,
                    person.First().Url,
                    person.Any(proposal => proposal.IsSelf == 1)
                ))
                .DistinctBy(thanks => (thanks.Name, thanks.IsSelf)),
        ];

    private static async Task<string?> FactsAsync(DbTransaction snapshot, Nominee nominee)
    {
        if (nominee is not Nominee.Crate { Name: { } name })
        {
            return null;
        }

        var facts = await snapshot.Connection!.ExecuteScalarAsync<string?>(
            "select facts from crate_facts where name = @identity or name = @name order by asked_at desc limit 1",
            new { identity = NomineeIdentity.OfCrate(name), name },
            snapshot
        );
        return facts is null ? null : CrateFacts.FromJson(facts)?.Description;
    }

    private static string Stale(Nomination nomination) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"The {NomineeJson.Name(nomination.Nominee.Kind)} {OneLine.Of(NomineeWords.Of(nomination.Nominee), 80)} is left out: it won the round that closed on {nomination.Round.UtcDateTime:yyyy-MM-dd}, and no issue has had it. Take the choice back, and choose it anew if it is to be in this one."
        );

    /// <summary>Null for what is open, or does not say until when.</summary>
    private string? Closed(Nominee nominee) =>
        nominee is Nominee.Call call
        && SpeakersRow.Of(call.Title) is { Closing: Closing.At closing } row
        && closing.Instant <= clock.GetUtcNow()
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"The call {OneLine.Of(row.Name, 80)} is left out: it closed on {closing.Day:yyyy-MM-dd}{(closing.Time is null ? ", anywhere on Earth" : "")}. If that is not so any more, correct its closing day."
            )
            : null;

    private static string Withheld(Nominee nominee, int proposals, int quotable)
    {
        var reason =
            quotable > 0 ? "only private posts say so; correct it to what a public one says"
            : proposals > 0 ? "every post that nominates it is private"
            : "every post that nominated it is gone or names something else";
        return $"The {NomineeJson.Name(nominee.Kind)} {OneLine.Of(NomineeWords.Of(nominee), 80)} is left out: {reason}.";
    }

    private sealed class ProposalRow
    {
        public string NominatorId { get; set; } = "";
        public string Nominator { get; set; } = "";
        public string Network { get; set; } = "";
        public string? Url { get; set; }
        public string Nominee { get; set; } = "";
        public long IsSelf { get; set; }
        public long IsQuotable { get; set; }
        public DateTimeOffset? WithdrawnAt { get; set; }
    }
}
