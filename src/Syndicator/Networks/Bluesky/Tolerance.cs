using System.Globalization;
using System.Text.Json;
using Syndicator.Networks.Wire;

namespace Syndicator.Networks.Bluesky;

/// <summary>Reading JSON that anybody may have written: what is missing or of another type is simply not there.</summary>
internal static class Tolerance
{
    /// <summary>Far deeper than any post; posts carry whatever their authors put into them, and one must not hide the page it is on.</summary>
    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = 100_000 };

    /// <summary>The object that an answer holds; null when it is something else.</summary>
    public static JsonElement? Object(this WireAnswer.Received answer)
    {
        if (!answer.IsJson)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(answer.Body, s_options);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static JsonElement Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;

    public static string? Text(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.String } member ? member.GetString() : null;

    public static bool IsTrue(this JsonElement element, string name) => element.Member(name).ValueKind == JsonValueKind.True;

    public static int? Number(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Number } member && member.TryGetInt32(out var number) ? number : null;

    public static IEnumerable<JsonElement> List(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Array } member ? member.EnumerateArray() : [];

    public static DateTimeOffset? Instant(this JsonElement element, string name) => Instant(element.Text(name));

    public static DateTimeOffset? Instant(string? text) =>
        text is { Length: > 10 and <= 64 }
        && text[10] is 'T' or 't'
        && DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var instant
        )
            ? instant
            : null;
}
