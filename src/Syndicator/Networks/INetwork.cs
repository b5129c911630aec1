using System.Collections.Frozen;
using System.Text.Json.Serialization;
using Syndicator.Configuration;

namespace Syndicator.Networks;

/// <summary>One account on one network. Every network has these; what only some can do is a small interface beside this one.</summary>
internal interface INetwork
{
    /// <summary>The network's rules of text, with the numbers its server gave or the configuration states.</summary>
    ValueTask<TextRules> GetTextRulesAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Publishes one post. Never throws for what a server or a wire did: that is an outcome. Throws <see cref="OperationCanceledException"/> only when
    /// it is certain that no request left.
    /// </summary>
    Task<PublishOutcome> PublishAsync(OutboundPost post, CancellationToken cancellationToken);

    /// <summary>Looks whether a post whose outcome is not known is there. Only posts made since <paramref name="firstAttemptAt"/> count.</summary>
    Task<FindOutcome> FindAsync(OutboundPost post, DateTimeOffset firstAttemptAt, CancellationToken cancellationToken);
}

/// <summary>A post as it leaves the outbox.</summary>
/// <param name="IdempotencyKey">Stable over retries, unique among posts: <c>twir/issue-666/mastodon/crate/g1</c>.</param>
/// <param name="Content">What is posted.</param>
/// <param name="ReplyTo">The post it answers; null for the first of a thread.</param>
/// <param name="ThreadRoot">The first post of its thread; null for the first itself.</param>
internal sealed record OutboundPost(string IdempotencyKey, PostContent Content, RemotePost? ReplyTo = null, RemotePost? ThreadRoot = null)
{
    /// <summary>When this post was first claimed; the same at every attempt. Networks whose clients choose the key and time of a post make them of it.</summary>
    public DateTimeOffset FirstAttemptAt { get; init; }

    /// <summary>Whether it was tried before: a network that calls it a duplicate then says that an earlier attempt may have arrived.</summary>
    public bool IsRepeat { get; init; }

    /// <summary>Ids of posts of the same account that are known to be others, of late: a look-up need not read what they say.</summary>
    public IReadOnlySet<string> Others { get; init; } = FrozenSet<string>.Empty;

    /// <summary>
    /// Whether the request may still leave: the worker's lease covers it, by a clock that nobody can set. Asked by the innermost handler, right before the
    /// first byte; once it is false nothing may be sent.
    /// </summary>
    public Func<bool> MayLeave { get; init; } = static () => true;
}

/// <summary>A post that a network has.</summary>
/// <param name="Id">Opaque; never a number.</param>
/// <param name="Url">For people.</param>
internal sealed record RemotePost(string Id, string Url);

/// <summary>What a post says, without where it goes. Stored with the delivery, so that every attempt sends the same.</summary>
internal sealed record PostContent
{
    public required string Text { get; init; }

    /// <summary>Links, mentions and hashtags the author meant, by place in <see cref="Text"/>; in order, not overlapping.</summary>
    public IReadOnlyList<TextEntity> Entities { get; init; } = [];

    /// <summary>BCP 47: <c>en</c>.</summary>
    public string Language { get; init; } = "en";
    public PostVisibility Visibility { get; init; } = PostVisibility.Public;

    /// <summary>Where the network does not make its own card from a link (Bluesky).</summary>
    public LinkCard? Card { get; init; }

    /// <summary>Shown before the text until the reader asks for it, where the network knows such warnings; null: none.</summary>
    public string? Warning { get; init; }

    /// <summary>At most four; a network that takes fewer refuses.</summary>
    public IReadOnlyList<PostImage> Images { get; init; } = [];

    [JsonIgnore]
    public bool HasLink => Entities.Any(entity => entity.Kind == TextEntityKind.Link);

    /// <summary>The same words, links and card. Language and audience are the publication's business, no statement.</summary>
    public bool SaysTheSameAs(PostContent other) => Text == other.Text && Card == other.Card && Entities.SequenceEqual(other.Entities);
}

/// <summary>An image from the publication's folder.</summary>
/// <param name="File">Absolute path; PNG, JPEG or WebP.</param>
/// <param name="AltText">Never empty: what somebody who does not see it is told.</param>
internal sealed record PostImage(string File, string AltText);

/// <summary>A link preview carried by the post itself.</summary>
internal sealed record LinkCard(string Url, string Title, string Description);

internal enum TextEntityKind
{
    Link,
    Mention,
    Hashtag,
    Cashtag,
}

/// <summary>A part of a text that a network makes clickable.</summary>
/// <param name="Start">In UTF-16 code units.</param>
/// <param name="Length">In UTF-16 code units.</param>
/// <param name="Target">The URL, the handle without the leading @, the tag without the leading sign.</param>
internal sealed record TextEntity(TextEntityKind Kind, int Start, int Length, string Target);
