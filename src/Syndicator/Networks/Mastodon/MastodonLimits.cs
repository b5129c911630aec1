using System.Text.Json;

namespace Syndicator.Networks.Mastodon;

/// <summary>What an instance says about the length of posts.</summary>
/// <param name="MaxCharacters">Of one post.</param>
/// <param name="CharactersPerUrl">Counted for any URL.</param>
internal sealed record MastodonLimits(int MaxCharacters, int CharactersPerUrl)
{
    public const int DefaultMaxCharacters = 500;
    public const int DefaultCharactersPerUrl = 23;

    public static MastodonLimits Default { get; } = new(DefaultMaxCharacters, DefaultCharactersPerUrl);

    /// <summary>
    /// Reads the answer of <c>GET /api/v2/instance</c> or <c>/api/v1/instance</c> (https://docs.joinmastodon.org/entities/Instance/), also of other servers,
    /// which say <c>max_toot_chars</c> or nothing. What is missing or makes no sense has Mastodon's own value.
    /// </summary>
    public static MastodonLimits FromInstance(JsonElement instance)
    {
        var statuses = Member(Member(instance, "configuration"), "statuses");
        return new MastodonLimits(
            Number(statuses, "max_characters") ?? Number(instance, "max_toot_chars") ?? DefaultMaxCharacters,
            Number(statuses, "characters_reserved_per_url") ?? DefaultCharactersPerUrl
        );
    }

    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;

    private static int? Number(JsonElement element, string name)
    {
        var member = Member(element, name);
        return member.ValueKind == JsonValueKind.Number && member.TryGetInt32(out var number) && number > 0 ? number : null;
    }
}
