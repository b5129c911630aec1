using System.Text.Json;

namespace Syndicator.Storage;

/// <summary>Looks for a part of a text by SQL's <c>like … escape '!'</c>, on both databases without regard to the case of ASCII letters.</summary>
internal static class LikePattern
{
    /// <summary>For a column put through <c>lower()</c>.</summary>
    public static string Containing(string part) => $"%{Escaped(part.ToLowerInvariant())}%";

    /// <summary>A text that stands for itself.</summary>
    public static string Escaped(string text) =>
        text.Replace("!", "!!", StringComparison.Ordinal)
            .Replace("%", "!%", StringComparison.Ordinal)
            .Replace("_", "!_", StringComparison.Ordinal);

    /// <summary>The same for a column that holds JSON, which escapes some signs.</summary>
    public static string ContainingInJson(string part) => Containing(JsonEncodedText.Encode(part).Value);
}
