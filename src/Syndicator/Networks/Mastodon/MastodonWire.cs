using System.Text.Json;
using System.Text.Json.Serialization;

namespace Syndicator.Networks.Mastodon;

/// <summary>A post as servers tell it (https://docs.joinmastodon.org/entities/Status/). Anything may be missing; a member of a wrong kind counts as missing.</summary>
internal sealed record MastodonStatus
{
    public string? Id { get; init; }
    public string? Url { get; init; }
    public string? Uri { get; init; }
    public string? Content { get; init; }
    public string? SpoilerText { get; init; }
    public string? Visibility { get; init; }
    public string? InReplyToId { get; init; }
    public string? Language { get; init; }
    public DateTimeOffset? CreatedAt { get; init; }
    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>GoToSocial: not sent to other servers.</summary>
    public bool? LocalOnly { get; init; }
    public MastodonAccount? Account { get; init; }
    public IReadOnlyList<MastodonAttachment>? MediaAttachments { get; init; }
    public IReadOnlyList<MastodonTag>? Tags { get; init; }
    public MastodonQuote? Quote { get; init; }
    public int? FavouritesCount { get; init; }
    public int? ReblogsCount { get; init; }
    public int? RepliesCount { get; init; }
    public int? QuotesCount { get; init; }
}

internal sealed record MastodonAccount
{
    public string? Id { get; init; }
    public string? Username { get; init; }

    /// <summary>Without the server for accounts of this one.</summary>
    public string? Acct { get; init; }
    public string? DisplayName { get; init; }
    public string? Url { get; init; }
    public bool? Bot { get; init; }
    public bool? Limited { get; init; }
    public bool? Suspended { get; init; }
    public DateTimeOffset? CreatedAt { get; init; }
    public int? StatusesCount { get; init; }
}

/// <param name="Url">Null while the server works on it.</param>
internal sealed record MastodonAttachment(string? Id, string? Url, string? Description);

internal sealed record MastodonTag(string? Name);

/// <param name="State"><c>accepted</c>, or why the quoted post is not shown.</param>
internal sealed record MastodonQuote(string? State, MastodonStatus? QuotedStatus, string? QuotedStatusId);

internal sealed record MastodonNotification(string? Id, string? Type, MastodonStatus? Status);

internal sealed record MastodonContext(IReadOnlyList<JsonElement>? Descendants);

/// <summary>What was typed, before the server made HTML of it.</summary>
internal sealed record MastodonSource(string? Text, string? SpoilerText);

/// <param name="Error">In the server's or the account's language, save for OAuth, where it is a code.</param>
internal sealed record MastodonError(string? Error, string? ErrorDescription);

/// <summary>Who is let through, held back or lost among those who write to us (4.3 and later).</summary>
internal sealed record MastodonPolicy(
    string? ForNotFollowing,
    string? ForNotFollowers,
    string? ForNewAccounts,
    string? ForPrivateMentions,
    string? ForLimitedAccounts
);

/// <summary>A post as it is sent. What is null is left out.</summary>
internal sealed record MastodonNewStatus(
    string Status,
    string Language,
    string? Visibility = null,
    string? InReplyToId = null,
    string? SpoilerText = null,
    bool? Sensitive = null,
    IReadOnlyList<string>? MediaIds = null
);

/// <summary>Our own program as the server knows it. Kept for as long as its tokens.</summary>
internal sealed record MastodonApp(string ClientId, string ClientSecret, string RedirectUri, string Scopes)
{
    /// <summary>Never the secret: records show their members.</summary>
    public override string ToString() => $"(program {ClientId})";
}

internal sealed record MastodonAppAnswer(string? ClientId, string? ClientSecret)
{
    public override string ToString() => $"(program {ClientId})";
}

internal sealed record MastodonTokenAnswer(string? AccessToken, string? Scope)
{
    public override string ToString() => $"(token for {Scope})";
}

internal sealed record MastodonMetadata(IReadOnlyList<string>? ScopesSupported);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(LenientText), typeof(LenientTime), typeof(LenientNumber), typeof(LenientFlag)]
)]
[JsonSerializable(typeof(JsonDocument))]
[JsonSerializable(typeof(IReadOnlyList<JsonElement>))]
[JsonSerializable(typeof(IReadOnlyList<MastodonStatus>))]
[JsonSerializable(typeof(MastodonStatus))]
[JsonSerializable(typeof(MastodonNotification))]
[JsonSerializable(typeof(MastodonAccount))]
[JsonSerializable(typeof(MastodonAttachment))]
[JsonSerializable(typeof(MastodonContext))]
[JsonSerializable(typeof(MastodonSource))]
[JsonSerializable(typeof(MastodonError))]
[JsonSerializable(typeof(MastodonPolicy))]
[JsonSerializable(typeof(MastodonNewStatus))]
[JsonSerializable(typeof(MastodonAppAnswer))]
[JsonSerializable(typeof(MastodonTokenAnswer))]
[JsonSerializable(typeof(MastodonMetadata))]
[JsonSerializable(typeof(MastodonGrant))]
internal sealed partial class MastodonJson : JsonSerializerContext;
