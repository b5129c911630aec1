using System.Globalization;

namespace Syndicator.Forums;

/// <summary>Where a topic is.</summary>
/// <param name="Forum">With a final slash; a forum may live below a path of its host.</param>
internal sealed record TopicAddress(Uri Forum, long TopicId)
{
    /// <summary><c>/t/slug/id</c>, <c>/t/slug/id/number</c>, <c>/t/id</c> and <c>/t/id/number</c>, with or without <c>.json</c>; null for everything else.</summary>
    public static TopicAddress? Parse(Uri address)
    {
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp))
        {
            return null;
        }

        var parts = address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var mark = Array.IndexOf(parts, "t");
        var rest = mark < 0 ? [] : parts[(mark + 1)..];
        return IdIn(rest) is { } id
            ? new TopicAddress(new Uri(address, "/" + string.Concat(parts[..mark].Select(part => part + "/"))), id)
            : null;
    }

    /// <summary>By which a mention of this topic is known.</summary>
    public string PostId(int number) => FormattableString.Invariant($"{TopicId}/{number}");

    /// <summary>The number in such an id; null when it is of another topic or none.</summary>
    public int? Number(string postId) =>
        postId.Split('/') is [var topic, var number]
        && topic == TopicId.ToString(CultureInfo.InvariantCulture)
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;

    // A first part of digits is the topic's number, as the forum's own routes have it; else it is a slug, which does not matter.
    private static long? IdIn(string[] parts) =>
        parts.Length is 1 or 2 && Digits(parts[0]) is { } first ? first
        : parts.Length is 2 or 3 ? Digits(parts[1])
        : null;

    private static long? Digits(string part) =>
        long.TryParse(part.Replace(".json", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        && id > 0
            ? id
            : null;
}
