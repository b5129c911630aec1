using Syndicator.Configuration.Keys;

namespace Syndicator.Configuration.Values;

/// <summary>Hashtags, written without their sign.</summary>
internal static class Tags
{
    /// <summary>One that stands in posts: in CamelCase, so that screen readers can read it: <c>RustLang</c>.</summary>
    public static ScalarShape InPosts { get; } =
        new("a hashtag in CamelCase", "RustLang", text => IsCamelCase(text) ? Parsed.Good(text) : Refuse(text))
        {
            Pattern = "^[A-Z][A-Za-z0-9]{0,49}$",
        };

    /// <summary>One that people nominate with: <c>cotw</c>.</summary>
    public static ScalarShape InMentions(string sample) =>
        new("a hashtag", sample, text => IsTag(text) ? Parsed.Good(text) : Refuse(text)) { Pattern = "^[A-Za-z][A-Za-z0-9_]{0,49}$" };

    private static bool IsCamelCase(string text) => IsTag(text) && char.IsAsciiLetterUpper(text[0]) && !text.Contains('_');

    private static bool IsTag(string text) =>
        text.Length is > 0 and <= 50 && char.IsAsciiLetter(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private static Parsed Refuse(string text)
    {
        if (text.StartsWith('#') && IsTag(text[1..]))
        {
            return Parsed.Bad("bad-hashtag", "{0} is written with its sign.", $"Write it without: `{text[1..]}`.");
        }

        return IsTag(text)
            ? Parsed.Bad(
                "bad-hashtag",
                $"{{0}} is not in CamelCase: `{text}`.",
                "Begin every word with a capital, without underscores: `RustLang`."
            )
            : Parsed.Bad(
                "bad-hashtag",
                $"{{0}} is no hashtag: `{Shown.Briefly(text)}`.",
                "Write letters and digits only, e.g. `RustLang`."
            );
    }
}
