namespace Syndicator.Publishing;

/// <summary>How an editor's act on a post ended. Closed: <see cref="Match{T}"/> names every case.</summary>
internal abstract record ChangeOutcome
{
    private ChangeOutcome() { }

    /// <param name="Delivery">As it is now; after a resend, the new one.</param>
    public sealed record Done(Delivery Delivery) : ChangeOutcome;

    /// <summary>Somebody else decided about it, or it says something else, since the editor looked; nothing was done.</summary>
    /// <param name="What">As the history has it: <c>stopped</c>.</param>
    public sealed record Changed(string By, DateTimeOffset At, string What) : ChangeOutcome;

    public sealed record NotFound : ChangeOutcome;

    /// <param name="Reason">Why not, and what would help, as a sentence.</param>
    public sealed record NotPermitted(string Reason) : ChangeOutcome;

    public T Match<T>(Func<Done, T> done, Func<Changed, T> changed, Func<NotFound, T> notFound, Func<NotPermitted, T> notPermitted) =>
        this switch
        {
            Done x => done(x),
            Changed x => changed(x),
            NotFound x => notFound(x),
            NotPermitted x => notPermitted(x),
            _ => throw new InvalidOperationException($"unknown case {GetType()}"),
        };
}
