using Syndicator.Networks;

namespace Syndicator.Tests.Engagement;

/// <summary>A network whose readers do what a test says.</summary>
internal sealed class ScriptedCounter : ICountsReactions
{
    private Reactions? _everywhere;

    /// <summary>Of single posts.</summary>
    public Dictionary<string, Reactions?> Counts { get; } = new(StringComparer.Ordinal);

    /// <summary>What was asked, call by call.</summary>
    public List<IReadOnlyList<RemotePost>> Asked { get; } = [];

    /// <summary>Instead of an answer.</summary>
    public ReadOutcome<IReadOnlyDictionary<string, Reactions>>? Trouble { get; set; }

    /// <summary>Before an answer.</summary>
    public Func<CancellationToken, Task> Meanwhile { get; set; } = _ => Task.CompletedTask;

    /// <param name="likes">Of every post that has no counts of its own; null: it is not there.</param>
    public void Everywhere(int? likes) => _everywhere = likes is { } number ? new Reactions(number, number / 2, 1, 0) : null;

    public async Task<ReadOutcome<IReadOnlyDictionary<string, Reactions>>> CountAsync(
        IReadOnlyList<RemotePost> posts,
        CancellationToken cancellationToken
    )
    {
        Asked.Add(posts);
        await Meanwhile(cancellationToken);
        return Trouble
            ?? new ReadOutcome<IReadOnlyDictionary<string, Reactions>>.Read(
                posts
                    .Select(post => (post.Id, Counts: Counts.TryGetValue(post.Id, out var own) ? own : _everywhere))
                    .Where(pair => pair.Counts is not null)
                    .ToDictionary(pair => pair.Id, pair => pair.Counts!, StringComparer.Ordinal)
            );
    }
}
