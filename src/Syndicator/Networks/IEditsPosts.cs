namespace Syndicator.Networks;

/// <summary>A network on which a post can be changed after it is out.</summary>
internal interface IEditsPosts
{
    /// <summary>
    /// Makes a post say this and nothing else; once more changes nothing, so it may be asked again after any outcome. Who sees the post stays as it is. Never
    /// throws for what a server or a wire did: that is an outcome.
    /// </summary>
    Task<EditOutcome> EditAsync(RemotePost post, PostContent content, CancellationToken cancellationToken);
}

/// <summary>How an attempt to change a post ended. Closed: <see cref="Match{T}"/> names every case.</summary>
internal abstract record EditOutcome
{
    private EditOutcome() { }

    /// <summary>The post says it now.</summary>
    public sealed record Edited : EditOutcome;

    /// <summary>The network said no, and would say so again.</summary>
    /// <param name="Reason">What it said, as a sentence.</param>
    public sealed record Refused(string Reason) : EditOutcome;

    /// <summary>There is no such post any more.</summary>
    public sealed record Gone : EditOutcome;

    /// <summary>No definite answer: it may have been changed. Ask again.</summary>
    /// <param name="Reason">As part of a sentence.</param>
    public sealed record Unavailable(string Reason) : EditOutcome;

    public T Match<T>(Func<Edited, T> edited, Func<Refused, T> refused, Func<Gone, T> gone, Func<Unavailable, T> unavailable) =>
        this switch
        {
            Edited x => edited(x),
            Refused x => refused(x),
            Gone x => gone(x),
            Unavailable x => unavailable(x),
            _ => throw new InvalidOperationException($"unknown case {GetType()}"),
        };
}
