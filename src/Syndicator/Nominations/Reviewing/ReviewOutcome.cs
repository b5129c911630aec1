namespace Syndicator.Nominations.Reviewing;

/// <summary>How an editor's act on a nomination ended. Closed: <see cref="Match{T}"/> names every case.</summary>
internal abstract record ReviewOutcome
{
    private ReviewOutcome() { }

    /// <param name="Nomination">As it is now; of a merger the target, of a split what was split off.</param>
    /// <param name="Remark">What there is to know besides, as a sentence; null: nothing.</param>
    public sealed record Done(Nomination Nomination, string? Remark = null) : ReviewOutcome;

    /// <summary>Somebody was first since the editor looked; nothing was done.</summary>
    /// <param name="What">What became of it: <c>rejected: not maintained</c>.</param>
    public sealed record Changed(NominationId Id, string By, DateTimeOffset At, string What) : ReviewOutcome;

    /// <param name="Why">As a sentence.</param>
    /// <param name="Remedy">What to do instead, as a sentence.</param>
    /// <param name="Same">The nomination that is in the way, to be merged with perhaps; null: none is.</param>
    public sealed record NotPossible(string Why, string Remedy, NominationId? Same = null) : ReviewOutcome;

    public sealed record NotFound : ReviewOutcome;

    public T Match<T>(Func<Done, T> done, Func<Changed, T> changed, Func<NotPossible, T> notPossible, Func<NotFound, T> notFound) =>
        this switch
        {
            Done x => done(x),
            Changed x => changed(x),
            NotPossible x => notPossible(x),
            NotFound x => notFound(x),
            _ => throw new InvalidOperationException($"unknown case {GetType()}"),
        };
}

/// <summary>Who acts, and what they say to it.</summary>
/// <param name="Editor"><c>cli:eve</c>.</param>
/// <param name="Note">A rejection's reason; may be empty otherwise.</param>
internal sealed record EditorAct(string Editor, string Note = "");

/// <summary>A nomination as an editor saw it.</summary>
/// <param name="Version">Null: as it is now.</param>
internal sealed record Seen(NominationId Id, long? Version = null)
{
    public static Seen Of(Nomination nomination) => new(nomination.Id, nomination.Version);
}
