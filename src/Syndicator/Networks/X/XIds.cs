namespace Syndicator.Networks.X;

/// <summary>X's ids: decimal texts of up to 19 digits, newer ones greater.</summary>
internal static class XIds
{
    public static IComparer<string> Order { get; } = Comparer<string>.Create(Compare);

    public static bool IsId(string? text) => text is { Length: > 0 and <= 19 } && text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;

    public static string? Newer(string? one, string? other) =>
        one is null ? other
        : other is null || Compare(one, other) >= 0 ? one
        : other;

    /// <summary>By number, without making one.</summary>
    private static int Compare(string one, string other) =>
        one.Length == other.Length ? string.CompareOrdinal(one, other) : one.Length.CompareTo(other.Length);
}
