using System.Text.Json;

namespace Syndicator.Networks.Mastodon;

/// <summary>What a server says of itself (https://docs.joinmastodon.org/entities/Instance/). What is missing has Mastodon's own value.</summary>
/// <param name="Domain">Of the handles of its accounts; not always the host that is asked.</param>
/// <param name="ApiVersion">Null on other software and before 4.3.</param>
/// <param name="LargestImage">In bytes.</param>
internal sealed record MastodonInstance(
    string Domain,
    string Version,
    int? ApiVersion,
    MastodonLimits Limits,
    int MaxImages,
    int LongestAltText,
    long LargestImage
)
{
    private const int DefaultMaxImages = 4;
    private const int DefaultLongestAltText = 1500;
    private const long DefaultLargestImage = 16 * 1024 * 1024;

    /// <summary>No image of a newsletter is larger, in bytes; what a server allows beyond it stays unused.</summary>
    private const long LargestUpload = 64 * 1024 * 1024;

    public static MastodonInstance Unknown(string host) =>
        new(host, "", null, MastodonLimits.Default, DefaultMaxImages, DefaultLongestAltText, DefaultLargestImage);

    /// <summary>From version 2 or 1 of the answer. Null when it is no object.</summary>
    public static MastodonInstance? From(JsonElement answer, string host)
    {
        if (answer.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var configuration = Member(answer, "configuration");
        var media = Member(configuration, "media_attachments");
        return new MastodonInstance(
            Host(Text(answer, "account_domain") ?? Text(answer, "domain") ?? Text(answer, "uri")) ?? host,
            Text(answer, "version") ?? "",
            (int?)Number(Member(answer, "api_versions"), "mastodon"),
            MastodonLimits.FromInstance(answer),
            (int)(Number(Member(configuration, "statuses"), "max_media_attachments") ?? DefaultMaxImages),
            (int)(Number(media, "description_limit") ?? DefaultLongestAltText),
            Math.Min(Number(media, "image_size_limit") ?? DefaultLargestImage, LargestUpload)
        );
    }

    /// <summary>Version 1 gives a name on some software, an address on other.</summary>
    private static string? Host(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Host.Length > 0 ? uri.Authority
        : text is { Length: > 0 and < 300 } && !text.Contains('/') && !text.Any(char.IsWhiteSpace) ? text
        : null;

    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;

    private static string? Text(JsonElement element, string name)
    {
        var member = Member(element, name);
        try
        {
            return member.ValueKind == JsonValueKind.String ? member.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static long? Number(JsonElement element, string name)
    {
        var member = Member(element, name);
        return member.ValueKind == JsonValueKind.Number && member.TryGetInt64(out var number) && number is > 0 and <= int.MaxValue
            ? number
            : null;
    }
}
