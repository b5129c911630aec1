namespace Syndicator.Calls;

/// <summary>How an editor's act on a call ended. Closed: <see cref="Match{T}"/> names every case.</summary>
internal abstract record CallOutcome
{
    private CallOutcome() { }

    /// <param name="Call">As it is now.</param>
    public sealed record Done(Call Call) : CallOutcome;

    /// <summary>Somebody was first since the editor looked; nothing was done.</summary>
    /// <param name="Call">As it is now.</param>
    /// <param name="By">Who changed it last.</param>
    /// <param name="Act">What they did: <c>held</c>.</param>
    public sealed record Changed(Call Call, string By, DateTimeOffset At, string Act) : CallOutcome;

    /// <param name="Why">As a sentence.</param>
    /// <param name="Remedy">What to do instead, as a sentence.</param>
    public sealed record NotPossible(string Why, string Remedy) : CallOutcome;

    public sealed record NotFound : CallOutcome;

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

/// <summary>Which call an editor acts on, and who acts.</summary>
/// <param name="Version">The one they saw; null: as it is now.</param>
/// <param name="Editor"><c>cli:eve</c>.</param>
/// <param name="Note">Why.</param>
internal sealed record CallAction(CallId Id, long? Version, string Editor, string Note = "");
