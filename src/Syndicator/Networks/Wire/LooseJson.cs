using System.Globalization;
using System.Text.Json;

namespace Syndicator.Networks.Wire;

/// <summary>Reads JSON that anybody may have written: what is missing, or of another kind, is simply not there.</summary>
internal static class LooseJson
{
    /// <summary>The object that an answer holds; null when it holds something else.</summary>
    public static JsonElement? ObjectOf(WireAnswer.Received answer)
    {
        if (!answer.IsJson)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(answer.Body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;

    public static IEnumerable<JsonElement> List(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    public static string? Text(JsonElement element, string name)
    {
        try
        {
            return Member(element, name) is { ValueKind: JsonValueKind.String } member ? member.GetString() : null;
        }
        // Half a surrogate pair.
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Also of a number written as a text.</summary>
    public static long? Number(JsonElement element, string name) => Number(Member(element, name));

    public static long? Number(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetInt64(out var number) => number,
            JsonValueKind.String
                when value.GetRawText() is { Length: <= 24 } text
                    && long.TryParse(
                        text.AsSpan(1, text.Length - 2),
                        NumberStyles.AllowLeadingSign,
                        CultureInfo.InvariantCulture,
                        out var number
                    ) => number,
            _ => null,
        };

    public static bool IsTrue(JsonElement element, string name) => Member(element, name).ValueKind == JsonValueKind.True;

    /// <summary>In UTC.</summary>
    public static DateTimeOffset? Instant(JsonElement element, string name) =>
        Text(element, name) is { Length: >= 10 and <= 64 } text
        && DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var instant
        )
            ? instant
            : null;
}
