namespace Syndicator.Publishing.Edits;

/// <summary>How an editor's decision on a proposed edit ended. Closed: <see cref="Match{T}"/> names every case.</summary>
internal abstract record EditDecision
{
    private EditDecision() { }

    /// <param name="Edit">As it is now.</param>
    /// <param name="Post">As it is now; null where there is none.</param>
    public sealed record Done(ProposedEdit Edit, Delivery? Post) : EditDecision;

    public sealed record NotFound : EditDecision;

    /// <param name="Reason">Why not, and what would help, as sentences.</param>
    public sealed record NotPermitted(string Reason) : EditDecision;

    /// <summary>The network gave no definite answer. Deciding again can help, and never does anything twice.</summary>
    /// <param name="Reason">As sentences.</param>
    public sealed record Unavailable(string Reason) : EditDecision;

    public T Match<T>(
        Func<Done, T> done,
        Func<NotFound, T> notFound,
        Func<NotPermitted, T> notPermitted,
        Func<Unavailable, T> unavailable
    ) =>
        this switch
        {
            Done x => done(x),
            NotFound x => notFound(x),
            NotPermitted x => notPermitted(x),
            Unavailable x => unavailable(x),
            _ => throw new InvalidOperationException($"unknown case {GetType()}"),
        };
}
