namespace Syndicator.FakeNetworks.Discourse;

/// <summary>A post of a forum as it stands.</summary>
public sealed record FakeForumPost
{
    /// <summary>Of the whole forum.</summary>
    public required long Id { get; init; }

    /// <summary>Within its topic.</summary>
    public required int Number { get; init; }
    public required string Username { get; init; }

    /// <summary>Shown beside the user's name; may be null or empty.</summary>
    public string? Name { get; init; }
    public required long UserId { get; init; }
    public required string Raw { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>1 a post, 2 a moderator's note, 3 something that happened, 4 a whisper.</summary>
    public int Type { get; init; } = 1;
    public int Version { get; init; } = 1;
    public int? ReplyTo { get; init; }
    public int Likes { get; init; }
    public int TrustLevel { get; init; } = 2;
    public bool IsHidden { get; init; }

    /// <summary>Its author took it back: shown as such for a day.</summary>
    public bool IsTakenBack { get; init; }
    public bool IsDeleted { get; init; }
}
