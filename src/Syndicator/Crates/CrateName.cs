namespace Syndicator.Crates;

/// <summary>What can be a crate's name, and when two are the same. https://doc.rust-lang.org/cargo/reference/manifest.html#the-name-field</summary>
internal static class CrateName
{
    public const int Longest = 64;

    /// <summary>Whether crates.io could have a crate of this name.</summary>
    public static bool IsPossible(string name) =>
        name.Length is > 0 and <= Longest && char.IsAsciiLetter(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    /// <summary>crates.io takes capitals for small letters, and hyphens for underscores.</summary>
    public static bool AreSame(string one, string other) => Plain(one) == Plain(other);

    private static string Plain(string name) => name.Replace('-', '_').ToLowerInvariant();
}
