using Syndicator.Networks;

namespace Syndicator.Nominations.Collecting;

/// <summary>Posts that are stored together, with what is known around them.</summary>
/// <param name="posts">Oldest first, each once.</param>
/// <param name="kept">Those of them, and of the posts they refer to, that the store has.</param>
/// <param name="invitations">The ids of our own posts that invite nominations.</param>
internal sealed class MentionBatch(
    MentionSource source,
    IReadOnlyList<Mention> posts,
    IReadOnlyDictionary<string, StoredMention> kept,
    IReadOnlySet<string> invitations
)
{
    private readonly Dictionary<string, Mention> _posts = posts.ToDictionary(post => post.Id, StringComparer.Ordinal);
    private readonly Dictionary<string, Mention> _context = new(StringComparer.Ordinal);
    private readonly HashSet<string> _missing = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _below = new(StringComparer.Ordinal);

    public IReadOnlyList<Mention> Posts => posts;

    /// <summary>Whether all of them stand below an invitation, as they were read there.</summary>
    public bool IsBelowInvitation { get; init; }

    /// <summary>What was fetched for them.</summary>
    public IReadOnlyCollection<Mention> Context => _context.Values;

    /// <summary>Null when the store does not have it.</summary>
    public StoredMention? Kept(string id) => kept.GetValueOrDefault(id);

    /// <param name="asked">Ids that were fetched.</param>
    /// <param name="found">Those of them that are there.</param>
    public void Learn(IEnumerable<string> asked, IReadOnlyDictionary<string, Mention> found)
    {
        // What stands below an invitation may be known now.
        _below.Clear();
        foreach (var id in asked)
        {
            if (found.TryGetValue(id, out var post))
            {
                _context[id] = StorableText.Of(post) with { Id = id };
            }
            else
            {
                _missing.Add(id);
            }
        }
    }

    /// <summary>Whether it is not known, and it may be there.</summary>
    public bool IsToFetch(string id) =>
        Find(id) is null && !_missing.Contains(id) && kept.GetValueOrDefault(id) is not { GoneAt: not null, ForgottenAt: null };

    public Arrival Arrive(Mention post) =>
        new(post)
        {
            Parent = Find(post.ParentId),
            Quoted = Find(post.QuotedId),
            IsBelowInvitation = IsBelow(post),
            Topic = source.Topic,
        };

    public bool IsBelow(Mention post) => IsBelow(post, depth: 0);

    /// <summary>By its conversation where the network tells, else up from parent to parent, as far as they are known.</summary>
    private bool IsBelow(Mention post, int depth)
    {
        if (_below.TryGetValue(post.Id, out var known))
        {
            return known;
        }

        var isBelow =
            (IsBelowInvitation && _posts.ContainsKey(post.Id))
            || IsInvitation(post.ParentId)
            || IsInvitation(post.ConversationId)
            || kept.GetValueOrDefault(post.Id) is { IsBelowInvitation: true }
            || (post.ParentId is { } id && kept.GetValueOrDefault(id) is { IsBelowInvitation: true })
            || (depth < posts.Count + _context.Count && depth < 500 && Find(post.ParentId) is { } parent && IsBelow(parent, depth + 1));
        return _below[post.Id] = isBelow;
    }

    private bool IsInvitation(string? id) => id is not null && invitations.Contains(id);

    /// <summary>What the network has just told comes before what is kept; what is gone is not shown to anybody.</summary>
    private Mention? Find(string? id) =>
        id is null ? null
        : _posts.TryGetValue(id, out var post) ? post
        : _context.TryGetValue(id, out var fetched) ? fetched
        : kept.TryGetValue(id, out var stored) && stored.GoneAt is null ? stored.Post
        : null;
}
