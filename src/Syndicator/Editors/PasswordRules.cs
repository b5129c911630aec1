using System.Text;

namespace Syndicator.Editors;

/// <summary>What a password must be. Length is what counts: no kinds of characters are demanded (NIST SP 800-63B-4, section 3.1.1.2).</summary>
internal static class PasswordRules
{
    /// <summary>In characters. A password that is alone in proving who somebody is needs this many.</summary>
    public const int Shortest = 15;

    /// <summary>In characters; what is longer is not looked at.</summary>
    public const int Longest = 256;

    /// <summary>Fewer different characters than these are a pattern.</summary>
    private const int FewestDifferent = 5;

    /// <summary>Why a new password is refused, as sentences; null when it is good.</summary>
    public static string? Refuse(string name, string password) =>
        password.Length > Longest ? FormattableString.Invariant($"It is longer than {Longest} characters.")
        : Normal(password) is not { } text ? "It holds half a character. Type it anew."
        : text.EnumerateRunes().Count() < Shortest
            ? FormattableString.Invariant(
                $"It has fewer than {Shortest} characters. Four or five words that have nothing to do with each other are good."
            )
        : text.EnumerateRunes().Distinct().Count() < FewestDifferent ? "It repeats too few characters."
        : text.Replace(name, "", StringComparison.OrdinalIgnoreCase).Length < Shortest / 2 ? "It is little more than the name."
        : null;

    /// <summary>The same text however a keyboard composed it, without spaces around it, which nobody sees; null when it is no text.</summary>
    public static string? Normal(string password)
    {
        try
        {
            return password.Length <= Longest ? password.Normalize(NormalizationForm.FormC).Trim() : null;
        }
        // Half a surrogate pair.
        catch (ArgumentException)
        {
            return null;
        }
    }
}
