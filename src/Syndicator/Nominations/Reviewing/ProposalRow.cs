using Dapper;

namespace Syndicator.Nominations.Reviewing;

/// <summary>A row of the table <c>proposals</c> that an editor makes.</summary>
internal sealed class ProposalRow
{
    public required string Publication { get; init; }
    public required string Source { get; init; }
    public required string PostId { get; init; }
    public long Ordinal { get; init; }
    public required string Network { get; init; }
    public required string NominatorId { get; init; }
    public required string Nominator { get; init; }
    public string? Url { get; init; }
    public long IsSelf { get; init; }
    public long IsQuotable { get; init; }
    public required string Why { get; init; }

    public async Task InsertAsync(Decision decision, NominationId nomination, NominationId cameAs, Nominee nominee)
    {
        await decision.Transaction.Connection!.ExecuteAsync(
            """
            insert into proposals (publication, source, post_id, ordinal, network, nomination_id, came_as, nominator_id, nominator, url, nominee, is_self,
              is_quotable, why, made_by, at)
            values (@Publication, @Source, @PostId, @Ordinal, @Network, @nomination, @cameAs, @NominatorId, @Nominator, @Url, @nominee, @IsSelf,
              @IsQuotable, @Why, @madeBy, @at)
            """,
            new
            {
                Publication,
                Source,
                PostId,
                Ordinal,
                Network,
                nomination = nomination.ToString(),
                cameAs = cameAs.ToString(),
                NominatorId,
                Nominator,
                Url,
                nominee = NomineeJson.Write(nominee),
                IsSelf,
                IsQuotable,
                Why,
                madeBy = decision.Act.Editor,
                at = decision.Now,
            },
            decision.Transaction
        );
        await Recount.OfAsync(decision.Transaction, nomination);
    }
}
