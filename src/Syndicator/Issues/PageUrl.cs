using System.Globalization;
using System.Text;

namespace Syndicator.Issues;

/// <summary>The address of an issue's published page.</summary>
internal static class PageUrl
{
    public static string? Make(IssueFormat format, DateOnly? date, string title, int? number) =>
        date is { } day && title.Length > 0 ? format.Site + Fill(format.PagePath, day, title, number) : null;

    /// <summary>A page path or another pattern with its placeholders filled in; what an issue does not have leaves nothing.</summary>
    public static string Fill(string pattern, DateOnly day, string title, int? number) =>
        pattern
            .Replace("{year}", day.Year.ToString("0000", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{month}", day.Month.ToString("00", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{day}", day.Day.ToString("00", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{number}", number?.ToString(CultureInfo.InvariantCulture) ?? "", StringComparison.Ordinal)
            .Replace("{slug}", Slug(title), StringComparison.Ordinal);

    /// <summary>As Pelican makes it: lower case, word characters, blanks and hyphens kept, blanks to hyphens.</summary>
    public static string Slug(string title)
    {
        var slug = new StringBuilder(title.Length);
        foreach (var character in title)
        {
            if (char.IsLetterOrDigit(character) || character == '_')
            {
                slug.Append(char.ToLowerInvariant(character));
            }
            else if ((char.IsWhiteSpace(character) || character == '-') && slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        return slug.ToString().Trim('-');
    }
}
