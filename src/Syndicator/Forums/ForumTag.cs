using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace Syndicator.Forums;

/// <summary>An opening tag as forums write them.</summary>
internal static class ForumTag
{
    private const int LongestAddress = 8000;

    /// <summary>Whether it names a person, a group or a tag.</summary>
    public static bool IsName(HtmlTagToken tag) =>
        HasClass(tag, "mention") || HasClass(tag, "mention-group") || HasClass(tag, "hashtag") || HasClass(tag, "hashtag-cooked");

    public static string? Hashtag(HtmlTagToken tag) => HasClass(tag, "hashtag-cooked") ? Attribute(tag, "data-slug") : null;

    public static bool HasClass(HtmlTagToken tag, string name) => Attribute(tag, "class")?.Split(' ', '\n', '\t').Contains(name) == true;

    /// <summary>An address of the web in full; null for everything else.</summary>
    /// <param name="page">Where it stands.</param>
    public static string? Address(HtmlTagToken tag, string name, Uri page) =>
        Attribute(tag, name)?.Trim() is { Length: > 0 and <= LongestAddress } address
        && address[0] != '#'
        && !address.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
        && Uri.TryCreate(page, address, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
            ? address.Contains("://", StringComparison.Ordinal)
                ? address
                : uri.AbsoluteUri
            : null;

    public static string? Attribute(HtmlTagToken tag, string name)
    {
        foreach (var attribute in tag.Attributes)
        {
            if (attribute.Name.Is(name))
            {
                return attribute.Value.ToString();
            }
        }

        return null;
    }
}
