using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Syndicator.FakeNetworks.Bluesky;

/// <summary>What a post record must be, as far as the schema of <c>app.bsky.feed.post</c> says it.</summary>
internal static partial class PostRules
{
    public static void Check(JsonElement record, IEnumerable<string> blobs)
    {
        Need(Text(record, "$type") == BlueskyRepository.Collection, "Record/$type must be app.bsky.feed.post");
        var text = Text(record, "text") ?? throw Broken("Record must have the property \"text\"");
        Need(Encoding.UTF8.GetByteCount(text) <= 3000, "Record/text must not be longer than 3000 characters");
        Need(new StringInfo(text).LengthInTextElements <= 300, "Record/text must not be longer than 300 graphemes");
        Need(Text(record, "createdAt") is { } at && Instant().IsMatch(at), "Record/createdAt must be an valid atproto datetime");
        Need(
            !record.TryGetProperty("langs", out var langs) || langs.GetArrayLength() <= 3,
            "Record/langs must not have more than 3 elements"
        );
        CheckReply(record);
        CheckFacets(record, Encoding.UTF8.GetByteCount(text));
        CheckEmbed(record, blobs);
    }

    private static void CheckReply(JsonElement record)
    {
        if (!record.TryGetProperty("reply", out var reply))
        {
            return;
        }

        foreach (var member in (string[])["root", "parent"])
        {
            Need(
                reply.TryGetProperty(member, out var reference)
                    && Text(reference, "uri")?.StartsWith("at://", StringComparison.Ordinal) == true
                    && Text(reference, "cid")?.StartsWith("baf", StringComparison.Ordinal) == true,
                $"Record/reply/{member} must have uri and cid"
            );
        }
    }

    private static void CheckFacets(JsonElement record, int bytes)
    {
        if (!record.TryGetProperty("facets", out var facets))
        {
            return;
        }

        var last = 0;
        foreach (var facet in facets.EnumerateArray())
        {
            var index = facet.GetProperty("index");
            var (start, end) = (index.GetProperty("byteStart").GetInt32(), index.GetProperty("byteEnd").GetInt32());
            Need(start >= last && start < end && end <= bytes, "Record/facets must lie within the text and not overlap");
            last = end;
            foreach (var feature in facet.GetProperty("features").EnumerateArray())
            {
                Need(
                    Text(feature, "$type") switch
                    {
                        "app.bsky.richtext.facet#link" => Uri.TryCreate(Text(feature, "uri"), UriKind.Absolute, out _),
                        "app.bsky.richtext.facet#mention" => Text(feature, "did")?.StartsWith("did:", StringComparison.Ordinal) == true,
                        "app.bsky.richtext.facet#tag" => Text(feature, "tag") is { Length: > 0 and <= 640 },
                        _ => false,
                    },
                    "Record/facets/features is not understood"
                );
            }
        }
    }

    private static void CheckEmbed(JsonElement record, IEnumerable<string> blobs)
    {
        if (!record.TryGetProperty("embed", out var embed))
        {
            return;
        }

        if (embed.TryGetProperty("images", out var images))
        {
            Need(images.GetArrayLength() <= 4, "Record/embed/images must not have more than 4 elements");
            foreach (var image in images.EnumerateArray())
            {
                Need(Text(image, "alt") is not null, "Record/embed/images/alt must be there");
                var link = image.GetProperty("image").GetProperty("ref").GetProperty("$link").GetString()!;
                if (!blobs.Contains(link, StringComparer.Ordinal))
                {
                    throw new XrpcError(400, "BlobNotFound", $"Could not find blob: {link}");
                }
            }
        }

        Need(
            !embed.TryGetProperty("external", out var card)
                || (
                    Uri.TryCreate(Text(card, "uri"), UriKind.Absolute, out _)
                    && Text(card, "title") is not null
                    && Text(card, "description") is not null
                ),
            "Record/embed/external must have uri, title and description"
        );
    }

    private static void Need(bool condition, string message)
    {
        if (!condition)
        {
            throw Broken(message);
        }
    }

    private static XrpcError Broken(string message) => XrpcError.Invalid($"Invalid app.bsky.feed.post record: {message}");

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(name, out var member)
        && member.ValueKind == JsonValueKind.String
            ? member.GetString()
            : null;

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,20})?(?:Z|[+-]\d\d:\d\d)$", RegexOptions.CultureInvariant)]
    private static partial Regex Instant();
}
