using System.Globalization;
using System.Text;
using Syndicator.Issues;

namespace Syndicator.Composing;

/// <summary>
/// Where a section is on an issue's page: the id that Python-Markdown's toc extension gives its heading (https://python-markdown.github.io/extensions/toc/), as
/// This Week in Rust's page has them.
/// </summary>
internal static class HeadingIds
{
    /// <param name="sections">All of the issue, in order: a heading that comes twice gets a number the second time.</param>
    /// <returns>Null when the section is none of them.</returns>
    public static string? Of(IReadOnlyList<Section> sections, Section wanted)
    {
        var (taken, numbers) = (new HashSet<string>(StringComparer.Ordinal), new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var section in sections)
        {
            var id = Unique(Slug(section.Title), taken, numbers);
            if (ReferenceEquals(section, wanted))
            {
                return id;
            }
        }

        return null;
    }

    /// <summary>Letters without accents, digits and <c>_</c> of ASCII; blanks and hyphens become one hyphen, all else goes.</summary>
    private static string Slug(string title)
    {
        var kept = title.Normalize(NormalizationForm.FormKD).Where(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or ' ');
        var slug = new StringBuilder();
        foreach (var c in string.Concat(kept).Trim(' ').Select(c => c == ' ' ? '-' : char.ToLowerInvariant(c)))
        {
            if (c != '-' || slug.Length == 0 || slug[^1] != '-')
            {
                slug.Append(c);
            }
        }

        return slug.ToString();
    }

    /// <param name="numbers">The last number that was given to an id: thousands of one name need no thousands of tries each.</param>
    private static string Unique(string slug, HashSet<string> taken, Dictionary<string, int> numbers)
    {
        if (slug.Length > 0 && taken.Add(slug))
        {
            return slug;
        }

        var bar = slug.LastIndexOf('_');
        var isNumbered = int.TryParse(slug.AsSpan(bar + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var own) && bar >= 0;
        var name = isNumbered ? slug[..bar] : slug;
        for (var number = Math.Max(isNumbered ? own : 0, numbers.GetValueOrDefault(slug)) + 1; ; number++)
        {
            var id = FormattableString.Invariant($"{name}_{number}");
            if (taken.Add(id))
            {
                numbers[slug] = number;
                return id;
            }
        }
    }
}
