using Syndicator.Configuration;

namespace Syndicator.Nominations.Reviewing;

/// <summary>How a round stands: for the editors' webhook and the desk. Holds no word of a private post.</summary>
/// <param name="Closes">By which it is named.</param>
/// <param name="IssueNumber">The issue it is for; null where that is not known.</param>
/// <param name="Kinds">Those of which something is nominated.</param>
/// <param name="UnreadCount">Mentions that are nothing yet, and that nobody has read.</param>
/// <param name="CollectedAt">When a source was last read; null before the first time.</param>
/// <param name="Troubles">Sources that cannot be read.</param>
internal sealed record RoundDigest(
    DateTimeOffset Closes,
    int? IssueNumber,
    IReadOnlyList<KindDigest> Kinds,
    int UnreadCount,
    DateTimeOffset? CollectedAt,
    IReadOnlyList<SourceInTrouble> Troubles
);

/// <param name="Leaders">The most wanted first, at most 5.</param>
/// <param name="TiedCount">How many share the first place; 1 where one leads.</param>
internal sealed record KindDigest(NomineeKind Kind, IReadOnlyList<Leader> Leaders, int TiedCount)
{
    public bool IsTie => TiedCount > 1;
}

/// <param name="Name">Short and safe; says only the kind where every post is private.</param>
/// <param name="IsTied">Whether it shares the first place.</param>
internal sealed record Leader(
    NominationId Id,
    string Name,
    Support Support,
    IReadOnlyList<Mark> Marks,
    int Age,
    bool IsTied,
    bool IsChosen
);

/// <param name="Text">Why, on a line.</param>
internal sealed record SourceInTrouble(string Source, string Text, DateTimeOffset Since);
