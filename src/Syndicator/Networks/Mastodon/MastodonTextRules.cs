using Syndicator.Networks.Text;

namespace Syndicator.Networks.Mastodon;

/// <summary>Mastodon: grapheme clusters, URLs with a scheme count the same whatever their length, mentions count without their host.</summary>
/// <param name="maxCharacters">The instance's <c>max_characters</c>.</param>
/// <param name="charactersPerUrl">The instance's <c>characters_reserved_per_url</c>.</param>
/// <param name="warning">A content warning that posts may have: it counts too.</param>
internal sealed class MastodonTextRules(
    int maxCharacters = MastodonLimits.DefaultMaxCharacters,
    int charactersPerUrl = MastodonLimits.DefaultCharactersPerUrl,
    string? warning = null
) : TextRules
{
    public override string Network => "mastodon";

    public override int Limit { get; } = maxCharacters - Graphemes.Count(warning ?? "");

    public override int Measure(string text) => FediverseEntities.Count(text, charactersPerUrl);

    public override IReadOnlyList<TextEntity> FindEntities(string text) => FediverseEntities.Find(text);

    public override string Guard(string text) => EntityGuard.Break(text, FediverseEntities.Find);
}
