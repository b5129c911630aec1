using System.Text.RegularExpressions;
using Syndicator.Configuration.Keys;

namespace Syndicator.Configuration.Values;

/// <summary>Names of publications and accounts. Both are parts of idempotency keys, so they hold no slash, blank or capital that could be written two ways.</summary>
internal static partial class Names
{
    private const string Pattern = "^[a-z0-9]([a-z0-9-]{0,48}[a-z0-9])?$";
    private const string Rule = "Use 1 to 50 small letters, digits and inner hyphens, e.g. ";

    public static ScalarShape Account { get; } = Shape("an account", "mastodon");

    public static ScalarShape Topic { get; } = Shape("a topic", "forum-crates");

    /// <summary>What is wrong with a publication's folder name, or null.</summary>
    public static Problem? OfPublication(string folder) =>
        IsName(folder)
            ? null
            : new Problem(
                "bad-publication-name",
                $"The folder's name is the publication's name, and `{Shown.Briefly(folder)}` cannot be one.",
                Rule + "`this-week-in-rust`."
            );

    private static ScalarShape Shape(string whose, string sample) =>
        new(
            $"{whose}'s name",
            sample,
            text =>
                IsName(text)
                    ? Parsed.Good(text)
                    : Parsed.Bad("bad-name", $"{{0}} is no name for {whose}: `{Shown.Briefly(text)}`.", $"{Rule}`{sample}`.")
        )
        {
            Pattern = Pattern,
        };

    private static bool IsName(string text) => Name().IsMatch(text);

    [GeneratedRegex(@"\A[a-z0-9](?:[a-z0-9-]{0,48}[a-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
