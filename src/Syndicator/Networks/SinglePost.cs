namespace Syndicator.Networks;

/// <summary>One post as a network's programming interface gives it, read by itself. Closed: <see cref="Match{T}"/> names every case.</summary>
internal abstract record SinglePost
{
    private SinglePost() { }

    /// <param name="Parent">The post it answers, where the same text carries it.</param>
    /// <param name="Quoted">The post it quotes, as above.</param>
    public sealed record Read(Mention Post, Mention? Parent = null, Mention? Quoted = null) : SinglePost;

    /// <summary>Nothing that anybody said to us: a boost, a like, a post by somebody who is muted.</summary>
    public sealed record NoMention(string Reason) : SinglePost;

    public sealed record NotUnderstood(string Reason) : SinglePost;

    public Mention? PostOrDefault => (this as Read)?.Post;

    public T Match<T>(Func<Read, T> read, Func<NoMention, T> noMention, Func<NotUnderstood, T> notUnderstood) =>
        this switch
        {
            Read x => read(x),
            NoMention x => noMention(x),
            NotUnderstood x => notUnderstood(x),
            _ => throw new InvalidOperationException($"unknown case {GetType()}"),
        };
}
