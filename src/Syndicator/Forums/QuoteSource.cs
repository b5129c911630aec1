using System.Globalization;

namespace Syndicator.Forums;

/// <summary>Whose words a passage is.</summary>
/// <param name="Username">Empty where nobody is named.</param>
/// <param name="Post">Its number within the topic.</param>
/// <param name="Topic">Null: not told.</param>
internal sealed record QuoteSource(string Username, int? Post, long? Topic)
{
    public static QuoteSource Nobody { get; } = new("", null, null);

    /// <summary>Of what stands behind <c>[quote=</c>: <c>"name, post:2, topic:328"</c>; where people show other names, with <c>username:name</c>.</summary>
    public static QuoteSource Parse(string attribute)
    {
        var parts = attribute.Trim().Trim('"', '“', '”', '\'').Split(',', StringSplitOptions.TrimEntries);
        return new QuoteSource(Value(parts, "username:") ?? parts[0], Count(Value(parts, "post:")), Id(Value(parts, "topic:")));
    }

    public static int? Count(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static long? Id(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? Value(string[] parts, string key) =>
        parts.Skip(1).FirstOrDefault(part => part.StartsWith(key, StringComparison.OrdinalIgnoreCase))?[key.Length..].Trim();
}

/// <summary>What a post quotes of another, without what is quoted in there in turn.</summary>
internal sealed record Passage(string Text, QuoteSource Source);
