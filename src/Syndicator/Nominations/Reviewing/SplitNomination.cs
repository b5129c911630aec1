using Dapper;
using Syndicator.Storage;

namespace Syndicator.Nominations.Reviewing;

/// <summary>Gives posts that are counted with others a nomination of their own.</summary>
internal sealed class SplitNomination(Database database, TimeProvider clock)
{
    private readonly MakeDecisions _decisions = new(database, clock);

    /// <param name="posts">By address, by id, or by <c>source/id</c>.</param>
    /// <param name="nominee">What they mean; null: what they say.</param>
    public Task<ReviewOutcome> RunAsync(
        Seen seen,
        IReadOnlyList<string> posts,
        Nominee? nominee,
        EditorAct act,
        CancellationToken cancellationToken
    ) =>
        _decisions.RunAsync(
            act,
            decision => decision.OfAsync(seen, nomination => SplitAsync(decision, nomination, posts, nominee)),
            cancellationToken
        );

    private static async Task<ReviewOutcome> SplitAsync(
        Decision decision,
        Nomination nomination,
        IReadOnlyList<string> posts,
        Nominee? nominee
    )
    {
        var all = await ReadAsync(decision, nomination);
        var chosen = Meant(all.Where(proposal => posts.Any(proposal.IsCalled)), NomineeIdentity.Of(nomination.Nominee), nominee);
        if (Obstacle(nomination, all, chosen, posts) is { } obstacle)
        {
            return obstacle;
        }

        nominee ??= chosen[0].Nominee;
        if (nominee.Kind != nomination.Nominee.Kind)
        {
            return new ReviewOutcome.NotPossible("That is of another kind.", "Add it by hand instead.");
        }

        if (NomineeIdentity.Of(nominee) == NomineeIdentity.Of(nomination.Nominee))
        {
            return new ReviewOutcome.NotPossible("These posts name the very same.", "Say what else they mean, if they do.");
        }

        return await CameAsAsync(decision, nomination, all, chosen, nominee) is { } own
            ? await ReleaseAsync(decision, nomination, own)
            : await MakeAsync(decision, nomination, chosen, nominee);
    }

    /// <summary>Of a post that names several: the one that is asked for, or else those that are not what the nomination is of.</summary>
    private static List<SplitProposal> Meant(IEnumerable<SplitProposal> chosen, string identity, Nominee? nominee)
    {
        var wanted = nominee is null ? null : NomineeIdentity.Of(nominee);
        return
        [
            .. chosen
                .GroupBy(proposal => (proposal.Source, proposal.Post))
                .SelectMany(post =>
                    post.Count() > 1
                    && post.Where(proposal =>
                            NomineeIdentity.Of(proposal.Nominee) is var own && (wanted is null ? own != identity : own == wanted)
                        )
                        .ToList()
                        is { Count: > 0 } meant
                        ? meant
                        : [.. post]
                ),
        ];
    }

    private static ReviewOutcome.NotPossible? Obstacle(
        Nomination nomination,
        IReadOnlyList<SplitProposal> all,
        IReadOnlyList<SplitProposal> chosen,
        IReadOnlyList<string> posts
    ) =>
        nomination.State.Match<ReviewOutcome.NotPossible?>(
            _ => null,
            _ => null,
            _ => new("It is rejected.", "Reopen it first."),
            _ => Refusals.IsChosen(),
            published => Refusals.IsPublished(published),
            merged => Refusals.IsMerged(merged),
            _ => Refusals.IsWithdrawn()
        )
        ?? (
            posts.FirstOrDefault(post => !all.Any(proposal => proposal.IsCalled(post))) is { } unknown
                ? new(
                    $"No post that nominates it is {OneLine.Of(unknown)}.",
                    "Show the nomination: each of its posts is there with its address."
                )
            : chosen.Count == 0 ? new("No post was named.", "Name the posts that mean something else.")
            : chosen.Count == all.Count ? new("Nothing would be left of it.", "Correct it instead, or take a merger back with undo.")
            : chosen.Select(proposal => NomineeIdentity.Of(proposal.Nominee)).Distinct(StringComparer.Ordinal).Count() > 1
                ? new("These posts name different things.", "Split them off one after another.")
            : null
        );

    /// <summary>The merged nomination that these posts, and no others, came as; null when there is none such.</summary>
    private static async Task<Nomination?> CameAsAsync(
        Decision decision,
        Nomination nomination,
        IReadOnlyList<SplitProposal> all,
        IReadOnlyList<SplitProposal> chosen,
        Nominee nominee
    )
    {
        var cameAs = chosen[0].CameAs;
        return
            chosen.All(proposal => proposal.CameAs == cameAs)
            && all.Count(proposal => proposal.CameAs == cameAs) == chosen.Count
            && await NominationTable.FindAsync(decision.Transaction, NominationId.Parse(cameAs)) is { } own
            && own.State is NominationState.MergedInto merged
            && merged.Target == nomination.Id
            && NomineeIdentity.Of(own.Nominee) == NomineeIdentity.Of(nominee)
            ? own
            : null;
    }

    private static async Task<ReviewOutcome> ReleaseAsync(Decision decision, Nomination nomination, Nomination own)
    {
        if (await decision.FindOpenAsync(own.Publication, own.Nominee) is { } same)
        {
            return Refusals.IsTaken(same);
        }

        await decision.LockAsync([own.Id, nomination.Id]);
        var released = await decision.WriteAsync(own, own with { State = new NominationState.Pending() }, "split off");
        await ProposalPlaces.GiveBackAsync(decision.Transaction, nomination.Id, own.Id);
        await decision.WriteAsync(nomination, nomination, "split", note: NomineeName.Of(own.Nominee));
        return new ReviewOutcome.Done(released);
    }

    private static async Task<ReviewOutcome> MakeAsync(
        Decision decision,
        Nomination nomination,
        IReadOnlyList<SplitProposal> chosen,
        Nominee nominee
    )
    {
        if (await decision.FindOpenAsync(nomination.Publication, nominee) is { } same)
        {
            return Refusals.IsTaken(same);
        }

        var made = new Nomination
        {
            Id = NominationId.At(decision.Now),
            Publication = nomination.Publication,
            Nominee = nominee,
            FirstRound = nomination.FirstRound,
            Round = nomination.Round,
            CreatedAt = decision.Now,
            State = new NominationState.Pending(),
        };
        var posts = chosen.Select(proposal => proposal.ToMoved(nomination.Publication)).ToList();
        var part = new DecisionPart(decision.Id, new Moves(Split: posts).ToJson());
        await NominationTable.InsertAsync(
            decision.Transaction,
            made,
            decision.Act.Editor,
            "split off " + NomineeName.Of(nomination.Nominee),
            part
        );
        await ProposalPlaces.MovePostsAsync(decision.Transaction, posts, made.Id);
        await decision.WriteAsync(nomination, nomination, "split", note: NomineeName.Of(nominee));
        return new ReviewOutcome.Done(made);
    }

    private static async Task<IReadOnlyList<SplitProposal>> ReadAsync(Decision decision, Nomination nomination) =>
        [
            .. (
                await decision.Transaction.Connection!.QueryAsync<(string, string, long, string?, string, string, string)>(
                    """
                    select p.source, p.post_id, p.ordinal, p.url, p.came_as, p.nominee, n.kind from proposals p join nominations n on n.id = p.came_as
                    where p.nomination_id = @id and p.withdrawn_at is null order by p.at, p.source, p.post_id, p.ordinal
                    """,
                    new { id = nomination.Id.ToString() },
                    decision.Transaction
                )
            ).Select(row => new SplitProposal(
                row.Item1,
                row.Item2,
                row.Item3,
                row.Item4,
                row.Item5,
                NomineeJson.Read(NomineeJson.Kind(row.Item7), row.Item6)
            )),
        ];

    private sealed record SplitProposal(string Source, string Post, long Ordinal, string? Url, string CameAs, Nominee Nominee)
    {
        public bool IsCalled(string name) => name == Post || name == Url || name == $"{Source}/{Post}";

        public MovedPost ToMoved(string publication) => new(publication, Source, Post, Ordinal, CameAs);
    }
}
