using System.Text.RegularExpressions;

namespace Syndicator.Editors;

/// <summary>Names of local editors: lower case, so that nobody is two people.</summary>
internal static partial class EditorName
{
    public const string Rule = "A name has 1 to 40 characters: letters a to z, digits, and . _ - inside.";

    /// <summary>The name as it is stored; null when it is none.</summary>
    public static string? Parse(string? text) => text?.Trim().ToLowerInvariant() is { } name && Form().IsMatch(name) ? name : null;

    [GeneratedRegex(@"\A[a-z0-9](?:[a-z0-9._-]{0,38}[a-z0-9])?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
