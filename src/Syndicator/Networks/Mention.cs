namespace Syndicator.Networks;

/// <summary>A post by somebody else that is addressed to one of our accounts, or that one such refers to.</summary>
internal sealed record Mention
{
    /// <summary>On this account's server; opaque.</summary>
    public required string Id { get; init; }

    /// <summary>For people.</summary>
    public required string Url { get; init; }

    public required MentionAuthor Author { get; init; }

    /// <summary>Exactly what the author wrote, as plain text: links in full, no markup, line breaks kept.</summary>
    public required string Text { get; init; }

    /// <summary>Targets of its links in full, http and https only, in order.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    /// <summary>Tags without their sign, in order, as the network gives them.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    public required DateTimeOffset PostedAt { get; init; }
    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>The post it answers; null when it answers none.</summary>
    public string? ParentId { get; init; }

    /// <summary>The post it quotes; null when it quotes none.</summary>
    public string? QuotedId { get; init; }

    /// <summary>The first post of the conversation, where the network tells.</summary>
    public string? ConversationId { get; init; }

    /// <summary>Passages of other posts that it shows by the network's own means, in order; they are no part of <see cref="Text"/>.</summary>
    public IReadOnlyList<Quotation> Quotations { get; init; } = [];

    /// <summary>Whether everybody may see it. Others are shown to editors and go nowhere else.</summary>
    public required bool IsPublic { get; init; }

    /// <summary>BCP 47; null when not told.</summary>
    public string? Language { get; init; }
}

/// <summary>A passage of somebody else's post, as a forum lets people quote it.</summary>
/// <param name="Text">Plain text, line breaks kept.</param>
/// <param name="Author">Handle, as the quotation names it.</param>
/// <param name="PostId">The post it is from, where the network tells; null for one of another topic that is not known.</param>
/// <param name="Url">Of that post.</param>
internal sealed record Quotation(string Text, string Author, string? PostId, string? Url);

/// <param name="Id">Stable, also when the handle changes; opaque.</param>
/// <param name="Handle">With the server where the network has servers, without the leading @.</param>
/// <param name="IsOurs">Whether it is the account that reads.</param>
/// <param name="IsBot">Whether it says so of itself.</param>
internal sealed record MentionAuthor(
    string Id,
    string Handle,
    string DisplayName,
    string Url,
    bool IsOurs = false,
    bool IsBot = false,
    DateTimeOffset? CreatedAt = null,
    int? PostCount = null
);

/// <param name="Mentions">Oldest first.</param>
/// <param name="Cursor">For the next page, to be stored together with the mentions; null only when there was no cursor and nothing to read.</param>
/// <param name="HasMore">Whether another page can be read at once.</param>
/// <param name="Unread">Why single mentions could not be understood: id and reason.</param>
internal sealed record MentionPage(
    IReadOnlyList<Mention> Mentions,
    string? Cursor,
    bool HasMore,
    IReadOnlyList<(string Id, string Reason)> Unread
);
