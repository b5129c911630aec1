using System.Text.RegularExpressions;
using Syndicator.Configuration.Keys;

namespace Syndicator.Configuration.Values;

/// <summary>Folders, file patterns, and the paths of issues' pages.</summary>
internal static partial class Paths
{
    private static readonly string[] Placeholders = ["year", "month", "day", "slug", "number"];

    /// <summary>Relative to the publication's folder, or absolute.</summary>
    public static ScalarShape Folder { get; } =
        new(
            "a folder",
            "issues/",
            text =>
                text.Length is > 0 and <= 1000 && !text.Any(char.IsControl)
                    ? Parsed.Good(text)
                    : Parsed.Bad("bad-folder", "{0} is no path of a folder.", "Write e.g. `issues/`.")
        );

    public static ScalarShape Glob { get; } =
        new(
            "a file pattern",
            "\"*.md\"",
            text =>
                text.Length is > 0 and <= 200 && !text.Any(c => char.IsControl(c) || c is '\\' or '/') && text is not ("." or "..")
                    ? Parsed.Good(text)
                    : Parsed.Bad(
                        "bad-glob",
                        "{0} must be the pattern of a file name, without folders.",
                        "Write e.g. `\"*.md\"`; the folder is `folder`."
                    )
        )
        {
            Pattern = "^[^/\\\\]{1,200}$",
        };

    public static ScalarShape Page { get; } =
        new("the path of a page", "\"blog/{year}/{month}/{day}/{slug}/\"", ParsePage) { Pattern = "^[^ \\\\]{1,500}$" };

    private static Parsed ParsePage(string text)
    {
        if (
            text.Length is 0 or > 500
            || text.Contains("://", StringComparison.Ordinal)
            || text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '\\')
        )
        {
            return Parsed.Bad("bad-page-path", "{0} must be a path below `site`.", "Write e.g. `\"blog/{year}/{month}/{day}/{slug}/\"`.");
        }

        foreach (Match match in Placeholder().Matches(text))
        {
            if (!Placeholders.Contains(match.Groups["name"].Value))
            {
                var remedy = Nearest.To(match.Groups["name"].Value, Placeholders) is { } near
                    ? $"Did you mean `{{{near}}}`?"
                    : "Known here: " + string.Join(", ", Placeholders.Select(name => $"{{{name}}}")) + ".";
                return Parsed.Bad("unknown-placeholder", $"{{0}} has the unknown placeholder `{Shown.Briefly(match.Value)}`.", remedy);
            }
        }

        return Placeholder().IsMatch(text)
            ? Parsed.Good(text.TrimStart('/'))
            : Parsed.Bad(
                "bad-page-path",
                "{0} gives every issue the same page.",
                "Use {slug}, {number} or the date: `\"blog/{year}/{month}/{day}/{slug}/\"`."
            );
    }

    [GeneratedRegex(@"\{(?<name>[^{}]*)\}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();
}
