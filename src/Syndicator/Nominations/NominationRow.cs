namespace Syndicator.Nominations;

/// <summary>A row of the table <c>nominations</c>: the one place that flattens a nomination and builds it again.</summary>
internal sealed class NominationRow
{
    public string Id { get; set; } = "";
    public string Publication { get; set; } = "";
    public string Kind { get; set; } = "";
    public string Identity { get; set; } = "";
    public string Nominee { get; set; } = "";
    public DateTimeOffset FirstRound { get; set; }
    public DateTimeOffset Round { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
    public long Version { get; set; }
    public string State { get; set; } = "";
    public string? Editor { get; set; }
    public DateTimeOffset? ReviewedAt { get; set; }
    public string? Note { get; set; }
    public string? MergedInto { get; set; }
    public long? IssueNumber { get; set; }
    public string? IssueKey { get; set; }
    public DateTimeOffset? SettledAt { get; set; }

    /// <param name="updatedAt">When it came to be so.</param>
    public static NominationRow From(Nomination nomination, DateTimeOffset updatedAt)
    {
        var row = new NominationRow
        {
            Id = nomination.Id.ToString(),
            Publication = nomination.Publication,
            Kind = NomineeJson.Name(nomination.Nominee.Kind),
            Identity = NomineeIdentity.Of(nomination.Nominee),
            Nominee = NomineeJson.Write(nomination.Nominee),
            FirstRound = nomination.FirstRound,
            Round = nomination.Round,
            CreatedAt = nomination.CreatedAt,
            UpdatedAt = updatedAt,
            Version = nomination.Version,
        };
        return row.With(nomination.State);
    }

    public Nomination ToNomination() =>
        new()
        {
            Id = NominationId.Parse(Id),
            Publication = Publication,
            Nominee = NomineeJson.Read(NomineeJson.Kind(Kind), Nominee),
            FirstRound = FirstRound,
            Round = Round,
            CreatedAt = CreatedAt,
            State = ToState(),
            Version = Version,
        };

    private NominationRow With(NominationState state)
    {
        (State, Editor, ReviewedAt, Note) = state.Match<(string, string?, DateTimeOffset?, string?)>(
            _ => ("pending", null, null, null),
            accepted => Reviewed("accepted", accepted.Review),
            rejected => Reviewed("rejected", rejected.Review),
            chosen => Reviewed("chosen", chosen.Review),
            _ => ("published", null, null, null),
            _ => ("merged", null, null, null),
            _ => ("withdrawn", null, null, null)
        );
        MergedInto = (state as NominationState.MergedInto)?.Target.ToString();
        (IssueNumber, IssueKey, SettledAt) = state switch
        {
            NominationState.Published published => (published.IssueNumber, published.IssueKey, published.At),
            NominationState.Withdrawn withdrawn => (null, null, withdrawn.At),
            _ => ((long?)null, (string?)null, (DateTimeOffset?)null),
        };
        return this;
    }

    private static (string, string?, DateTimeOffset?, string?) Reviewed(string state, Review review) =>
        (state, review.Editor, review.At, review.Note);

    private NominationState ToState() =>
        State switch
        {
            "pending" => new NominationState.Pending(),
            "accepted" => new NominationState.Accepted(ToReview()),
            "rejected" => new NominationState.Rejected(ToReview()),
            "chosen" => new NominationState.Chosen(ToReview()),
            "published" => new NominationState.Published((int?)IssueNumber, IssueKey!, SettledAt!.Value),
            "merged" => new NominationState.MergedInto(NominationId.Parse(MergedInto!)),
            "withdrawn" => new NominationState.Withdrawn(SettledAt!.Value),
            _ => throw new InvalidOperationException($"unknown state {State} of nomination {Id}"),
        };

    private Review ToReview() => new(Editor!, ReviewedAt!.Value, Note!);
}
