using Dapper;
using Syndicator.Configuration;
using Syndicator.Publishing;
using Syndicator.Storage;

namespace Syndicator.Nominations.Reviewing;

/// <summary>What an editor enters.</summary>
/// <param name="By">Who nominates it, as they are to be thanked.</param>
/// <param name="Url">The post or page where they did; null where there is none.</param>
/// <param name="IsSelf">Whether it is their own.</param>
internal sealed record HandProposal(Nominee Nominee, string By, string? Url = null, bool IsSelf = false);

/// <summary>Nominations that editors enter: by hand, or of a mention. They are merged with others of the same thing as collected ones are.</summary>
internal sealed class AddNomination(Database database, TimeProvider clock)
{
    /// <summary>What the source and the network of nominations by hand are called.</summary>
    public const string ByHand = "hand";

    private const int LongestName = 200;

    private readonly MakeDecisions _decisions = new(database, clock);

    public Task<ReviewOutcome> ByHandAsync(
        Publication publication,
        HandProposal proposal,
        EditorAct act,
        CancellationToken cancellationToken
    ) =>
        Problem(proposal) is { } problem
            ? Task.FromResult<ReviewOutcome>(Wrong(problem))
            : _decisions.RunAsync(act, decision => AddAsync(decision, publication, proposal), cancellationToken);

    /// <param name="mention">Its address, its id, or <c>source/id</c>.</param>
    /// <param name="nominee">What it nominates, of the mention, or why it is none, as a sentence.</param>
    public Task<ReviewOutcome> OfMentionAsync(
        Publication publication,
        string mention,
        Func<KeptMention, (Nominee? Nominee, string? Problem)> nominee,
        bool isSelf,
        EditorAct act,
        CancellationToken cancellationToken
    ) =>
        _decisions.RunAsync(
            act,
            async decision =>
                await KeptMention.FindAsync(decision.Transaction, publication.Id, mention) switch
                {
                    null => Wrong($"There is no mention {OneLine.Of(mention)}."),
                    { IsGone: true } => new ReviewOutcome.NotPossible(
                        "That post is gone.",
                        "Whoever deletes a post does not nominate with it."
                    ),
                    { } kept => await AddAsync(decision, publication, kept, nominee(kept), isSelf),
                },
            cancellationToken
        );

    private static async Task<ReviewOutcome> AddAsync(Decision decision, Publication publication, HandProposal proposal)
    {
        var place = await decision.FindPlaceAsync(publication.Id, proposal.Nominee);
        if (place is var (same, _) && proposal.Url is { } url && await IsKnownAsync(decision, same.Id, url))
        {
            return new ReviewOutcome.NotPossible("That post nominates it already.", "Nothing is to be done.", same.Id);
        }

        var row = new ProposalRow
        {
            Publication = publication.Id,
            Source = ByHand,
            PostId = Guid.CreateVersion7(decision.Now).ToString(),
            Network = ByHand,
            // The same name twice is the same person.
            NominatorId = proposal.By.Trim().ToUpperInvariant(),
            Nominator = proposal.By.Trim(),
            Url = proposal.Url,
            IsSelf = proposal.IsSelf ? 1 : 0,
            IsQuotable = 1,
            Why = "entered by hand",
        };
        return await PlaceAsync(decision, publication, place, proposal.Nominee, row, new Moves());
    }

    private static async Task<ReviewOutcome> AddAsync(
        Decision decision,
        Publication publication,
        KeptMention mention,
        (Nominee? Nominee, string? Problem) what,
        bool isSelf
    )
    {
        if (what.Nominee is not { } nominee || NomineeCorrection.Problem(nominee) is not null)
        {
            return Wrong(what.Problem ?? NomineeCorrection.Problem(what.Nominee!)!);
        }

        var place = await decision.FindPlaceAsync(publication.Id, nominee);
        if (place is var (same, _) && await IsKnownAsync(decision, same.Id, mention.Url))
        {
            return new ReviewOutcome.NotPossible("That post nominates it already.", "Nothing is to be done.", same.Id);
        }

        var row = new ProposalRow
        {
            Publication = publication.Id,
            Source = mention.Source,
            PostId = mention.PostId,
            Ordinal = await mention.NextOrdinalAsync(decision.Transaction),
            Network = mention.Network,
            NominatorId = mention.AuthorId,
            Nominator = mention.AuthorName,
            Url = mention.Url,
            IsSelf = isSelf ? 1 : 0,
            IsQuotable = mention.IsPublic ? 1 : 0,
            Why = "made of the mention by an editor",
        };
        await mention.BecomeAsync(decision.Transaction, "nominates", row.Why, decision.Now);
        return await PlaceAsync(decision, publication, place, nominee, row, new Moves(Became: mention.Becomes, BecameWhy: mention.Why));
    }

    private static async Task<ReviewOutcome> PlaceAsync(
        Decision decision,
        Publication publication,
        (Nomination Nomination, NominationId CameAs)? place,
        Nominee nominee,
        ProposalRow row,
        Moves moves
    )
    {
        var round = publication.Nominations.Closings.RoundAt(decision.Now);
        var note = $"by {OneLine.Of(row.Nominator)}, {row.Why}";
        var id = NominationId.At(decision.Now);
        var cameAs = place?.CameAs ?? id;
        var part = moves with { Added = new MovedPost(publication.Id, row.Source, row.PostId, row.Ordinal, cameAs.ToString()) };
        var nomination = place is var (known, _)
            ? await decision.WriteAsync(known, Widened(known, round), "added", part.ToJson(), note)
            : await MakeAsync(decision, publication, id, nominee, round, part, note);
        await row.InsertAsync(decision, nomination.Id, cameAs, nominee);
        return new ReviewOutcome.Done(nomination, Remark(nomination));
    }

    private static async Task<Nomination> MakeAsync(
        Decision decision,
        Publication publication,
        NominationId id,
        Nominee nominee,
        DateTimeOffset round,
        Moves moves,
        string note
    )
    {
        var made = new Nomination
        {
            Id = id,
            Publication = publication.Id,
            Nominee = nominee,
            FirstRound = round,
            Round = round,
            CreatedAt = decision.Now,
            State = new NominationState.Pending(),
        };
        await NominationTable.InsertAsync(
            decision.Transaction,
            made,
            decision.Act.Editor,
            note,
            new DecisionPart(decision.Id, moves.ToJson())
        );
        return made;
    }

    private static Nomination Widened(Nomination nomination, DateTimeOffset round) =>
        nomination with
        {
            Round = nomination.Round < round ? round : nomination.Round,
        };

    private static string? Remark(Nomination nomination) =>
        nomination.State is NominationState.Rejected rejected
            ? $"It is rejected, by {Actors.NameOf(rejected.Review.Editor)}: {OneLine.Of(rejected.Review.Note)}. Reopen it if that is not so any more."
            : null;

    private static async Task<bool> IsKnownAsync(Decision decision, NominationId id, string url) =>
        await decision.Transaction.Connection!.ExecuteScalarAsync<long>(
            "select count(*) from proposals where nomination_id = @id and url = @url and withdrawn_at is null",
            new { id = id.ToString(), url },
            decision.Transaction
        ) > 0;

    private static string? Problem(HandProposal proposal) =>
        string.IsNullOrWhiteSpace(proposal.By) || proposal.By.Length > LongestName || !NomineeCorrection.IsText(proposal.By, "")
            ? "Who nominates it is a name of at most 200 characters."
        : NomineeCorrection.Problem(proposal.Nominee) is { } problem ? problem
        : proposal.Url is { } url ? NomineeCorrection.Problem(new Nominee.Link(url, null))
        : null;

    private static ReviewOutcome.NotPossible Wrong(string problem) => new(problem, "Nothing was entered; say it otherwise.");
}
