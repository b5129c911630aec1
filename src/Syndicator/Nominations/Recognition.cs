using Syndicator.Configuration;
using Syndicator.Networks;

namespace Syndicator.Nominations;

/// <summary>A post addressed to us, with what is known around it.</summary>
/// <param name="Post">As its network gave it.</param>
internal sealed record Arrival(Mention Post)
{
    /// <summary>The post it answers; null when it answers none, or when that is not known yet.</summary>
    public Mention? Parent { get; init; }

    /// <summary>The post it quotes by the network's own means; null as above.</summary>
    public Mention? Quoted { get; init; }

    /// <summary>Whether it stands anywhere below one of our invitations.</summary>
    public bool IsBelowInvitation { get; init; }

    /// <summary>What the forum topic it stands in collects; null elsewhere.</summary>
    public NomineeKind? Topic { get; init; }
}

/// <summary>What a post is taken for, and why. Closed: <see cref="Match{T}"/> names every case.</summary>
/// <param name="Why">For editors: <c>tag in reply to invitation, crate from docs.rs link</c>.</param>
internal abstract record Recognition(string Why)
{
    /// <summary>Its author nominates; never empty, one of each kind and identity.</summary>
    public sealed record Nominates(IReadOnlyList<Proposal> Proposals, string Why) : Recognition(Why);

    /// <summary>Its author agrees with what another post nominates.</summary>
    /// <param name="PostId">That post.</param>
    public sealed record Endorses(string PostId, string Why) : Recognition(Why);

    /// <summary>Addressed to us, and none of these: an editor may make a nomination of it.</summary>
    public sealed record Unsorted(string Why) : Recognition(Why);

    /// <summary>Our own, a boost, a negation, an announcement of a winner.</summary>
    public sealed record Nothing(string Why) : Recognition(Why);

    public T Match<T>(Func<Nominates, T> nominates, Func<Endorses, T> endorses, Func<Unsorted, T> unsorted, Func<Nothing, T> nothing) =>
        this switch
        {
            Nominates x => nominates(x),
            Endorses x => endorses(x),
            Unsorted x => unsorted(x),
            Nothing x => nothing(x),
            _ => throw new InvalidOperationException($"unknown case {GetType()}"),
        };
}

/// <summary>One nominee of a post.</summary>
/// <param name="IsSelfSuggestion">Whether the nominator says, or the link shows, that it is their own.</param>
/// <param name="IsQuotable">Whether the post, and the post its words come from, are public: others are shown to editors and go nowhere.</param>
/// <param name="Why">What it was recognised by.</param>
/// <param name="FromPostId">The parent or quoted post that the nominee was taken from; null when it stands in the post itself.</param>
internal sealed record Proposal(Nominee Nominee, bool IsSelfSuggestion, bool IsQuotable, string Why, string? FromPostId = null);
