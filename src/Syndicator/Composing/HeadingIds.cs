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
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var section in sections)
        {
            var id = Unique(Slug(section.Title), taken);
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

    private static string Unique(string id, HashSet<string> taken)
    {
        while (id.Length == 0 || !taken.Add(id))
        {
            var bar = id.LastIndexOf('_');
            id =
                bar >= 0 && int.TryParse(id.AsSpan(bar + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    ? FormattableString.Invariant($"{id[..bar]}_{number + 1}")
                    : id + "_1";
        }

        return id;
    }
}
