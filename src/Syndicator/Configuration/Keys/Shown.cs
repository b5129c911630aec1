using System.Globalization;

namespace Syndicator.Configuration.Keys;

/// <summary>What a user wrote, as messages show it.</summary>
internal static class Shown
{
    private const int Longest = 60;

    /// <summary>On one line, short, and without characters that could disturb a terminal.</summary>
    public static string Briefly(string written)
    {
        var (cut, rest) = written.Length > Longest ? (written[..Longest], "…") : (written, "");
        return string.Concat(cut.Select(c => Disturbs(c) ? '?' : c)) + rest;
    }

    private static bool Disturbs(char c) =>
        c == '`'
        || CharUnicodeInfo.GetUnicodeCategory(c)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.Surrogate
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;
}
