using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Syndicator.Tests.Nominations;

/// <summary>A post as people see it.</summary>
/// <param name="Links">Those that are shown otherwise than in full.</param>
/// <param name="Tags">Of the post itself, outside of its text; null: those in the text.</param>
internal sealed partial record LabelledPost(
    string Author,
    string Text,
    string? Name = null,
    IReadOnlyList<LabelledLink>? Links = null,
    IReadOnlyList<string>? Tags = null,
    string Visibility = "public",
    string Language = "en",
    bool Bot = false,
    bool Ours = false,
    bool Boost = false,
    bool Muted = false,
    string? Warning = null,
    string? Topic = null,
    string? Url = null
)
{
    [JsonIgnore]
    public string DisplayName => Name ?? Author.Split('@', '.')[0];

    [JsonIgnore]
    public bool IsPublic => Visibility is "public" or "unlisted";

    /// <summary>The link of a card that has no place in the text.</summary>
    [JsonIgnore]
    public string? Card => Links?.FirstOrDefault(link => link.Shown.Length == 0)?.Url;

    /// <summary>Every link with its place in <see cref="Text"/>, in order.</summary>
    public IReadOnlyList<LinkPlace> Places()
    {
        var places = new List<LinkPlace>();
        var at = 0;
        foreach (var link in (Links ?? []).Where(link => link.Shown.Length > 0))
        {
            at = Text.IndexOf(link.Shown, at, StringComparison.Ordinal);
            places.Add(new LinkPlace(at, link.Shown, link.Url));
            at += link.Shown.Length;
        }

        var full = Address().Matches(Text).Select(match => new LinkPlace(match.Index, match.Value, match.Value));
        places.AddRange(full.Where(place => !places.Exists(place.Overlaps)).ToList());
        return [.. places.OrderBy(place => place.Start)];
    }

    /// <summary>The text with each part between links and each link made of by somebody.</summary>
    public string Rewrite(Func<string, string> words, Func<LinkPlace, string> link)
    {
        var written = new System.Text.StringBuilder();
        var at = 0;
        foreach (var place in Places())
        {
            written.Append(words(Text[at..place.Start])).Append(link(place));
            at = place.End;
        }

        return written.Append(words(Text[at..])).ToString();
    }

    [GeneratedRegex(
        @"https?://[^\s<>""“”]*[^\s<>""“”.,;:!?)\]]/?",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking
    )]
    private static partial Regex Address();
}

internal sealed record LabelledLink(string Shown, string Url);

internal sealed record LinkPlace(int Start, string Shown, string Url)
{
    public int End => Start + Shown.Length;

    public bool IsFull => Shown == Url;

    public bool Overlaps(LinkPlace other) => Start < other.End && other.Start < End;
}
