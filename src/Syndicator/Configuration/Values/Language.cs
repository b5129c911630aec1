using System.Globalization;
using System.Text.RegularExpressions;
using Syndicator.Configuration.Keys;

namespace Syndicator.Configuration.Values;

/// <summary>Language tags (BCP 47): language, script and region: <c>en</c>, <c>pt-BR</c>, <c>zh-Hant</c>.</summary>
internal static partial class Language
{
    private static readonly Lazy<IReadOnlySet<string>> Known = new(() =>
        CultureInfo
            .GetCultures(CultureTypes.NeutralCultures)
            .Select(culture => culture.Name.Split('-')[0])
            .Where(name => name.Length > 0)
            .ToHashSet()
    );

    public static ScalarShape Shape { get; } = new("a language tag", "en", Parse) { Pattern = Pattern };

    private const string Pattern = "^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$";

    public static Parsed Parse(string text)
    {
        if (Form().IsMatch(text) && !text.EndsWith('\n') && Known.Value.Contains(text.Split('-')[0]))
        {
            return Parsed.Good(text);
        }

        return Parsed.Bad("bad-language", $"{{0}} is no language tag: `{Shown.Briefly(text)}`.", Remedy(text));
    }

    private static string Remedy(string text)
    {
        var repaired = Repaired(text) ?? ByEnglishName(text);
        return repaired is null ? "Write a tag of BCP 47 such as `en`, `pt-BR` or `zh-Hant`." : $"Did you mean `{repaired}`?";
    }

    /// <summary><c>en_US</c>, <c>EN</c>, <c>en-us</c>.</summary>
    private static string? Repaired(string text)
    {
        if (text.Length > 12)
        {
            return null;
        }

        var parts = text.Replace('_', '-').ToLowerInvariant().Split('-');
        var tag = string.Join(
            '-',
            parts.Select(
                (part, i) =>
                    (i, part.Length) switch
                    {
                        (> 0, 2) => part.ToUpperInvariant(),
                        (> 0, 4) => char.ToUpperInvariant(part[0]) + part[1..],
                        _ => part,
                    }
            )
        );
        return Form().IsMatch(tag) && Known.Value.Contains(parts[0]) ? tag : null;
    }

    private static string? ByEnglishName(string text) =>
        CultureInfo
            .GetCultures(CultureTypes.NeutralCultures)
            .FirstOrDefault(culture => culture.EnglishName.Equals(text, StringComparison.OrdinalIgnoreCase))
            ?.Name;

    [GeneratedRegex(Pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
