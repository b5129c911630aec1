using Syndicator.Networks;

namespace Syndicator.Composing;

/// <summary>What one account will say about one issue: a lead and, where the account has threads, its parts in order.</summary>
/// <param name="Account">The account's name in the configuration.</param>
/// <param name="Posts">The lead first; none when the issue has no title or no page to lead to.</param>
internal sealed record PostThread(string Account, IReadOnlyList<ComposedPost> Posts);

/// <summary>One post, with everything an editor needs to judge it.</summary>
/// <param name="Part">Which part of the thread: <c>lead</c>, <c>crate</c>, <c>quote</c>, <c>news</c>, <c>testing</c>, <c>projects</c>, <c>speakers</c>, <c>fcp</c>, <c>events</c>, <c>invitation</c>.</param>
/// <param name="Content">What is posted.</param>
/// <param name="Length">In the network's unit.</param>
/// <param name="Limit">In the network's unit.</param>
/// <param name="Cost">Estimated list price in US$; 0 where posting is free.</param>
/// <param name="Sources">The lines of the issue its statements come from.</param>
internal sealed record ComposedPost(
    string Part,
    PostContent Content,
    int Length,
    int Limit,
    decimal Cost,
    IReadOnlyList<PostSource> Sources
)
{
    /// <summary>Where it has a list, which of the list's items stand: their places from 0.</summary>
    public IReadOnlyList<int> Items { get; init; } = [];
}

/// <param name="Line">Of the file, from 1.</param>
/// <param name="Text">The value taken from there, as plain text.</param>
internal sealed record PostSource(int Line, string Text);
