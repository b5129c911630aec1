using Syndicator.Networks;

namespace Syndicator.Nominations.Collecting;

/// <summary>What a mention was taken for, as the store calls it.</summary>
internal static class Becomes
{
    public const string Nominates = "nominates";
    public const string Endorses = "endorses";
    public const string Unsorted = "unsorted";
    public const string Nothing = "nothing";

    /// <summary>A post that a mention refers to, and that was not addressed to us itself.</summary>
    public const string Context = "context";
}

/// <summary>A post as it is kept.</summary>
/// <param name="Post">Without words, where it is gone.</param>
/// <param name="Becomes">One of <see cref="Collecting.Becomes"/>.</param>
/// <param name="IsLacking">Whether it is to be recognised again.</param>
internal sealed record StoredMention(
    Mention Post,
    string Becomes,
    string Why,
    bool IsBelowInvitation,
    bool IsLacking,
    DateTimeOffset SeenAt,
    DateTimeOffset CheckedAt,
    DateTimeOffset? ChangedAt,
    DateTimeOffset? GoneAt,
    DateTimeOffset? ReadAt
)
{
    /// <summary>When its words were thrown away because they were old, since when it is kept as gone; null: they were not.</summary>
    public DateTimeOffset? ForgottenAt { get; init; }

    /// <summary>Whether the network tells something else by now. What is gone stays gone here.</summary>
    public bool DiffersFrom(Mention now) =>
        GoneAt is null && (Post.Text != StorableText.Of(now.Text) || Post.IsPublic != now.IsPublic || !Post.Links.SequenceEqual(now.Links));
}
