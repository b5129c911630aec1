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

    /// <summary>An image in or below the publication's folder; that networks take what is in it shows when it is sent.</summary>
    public static ScalarShape Image { get; } =
        new(
            "an image",
            "images/banner.png",
            text =>
                text.Length is > 0 and <= 500
                && !text.Any(c => char.IsControl(c) || c is '\\')
                && !Path.IsPathRooted(text)
                && text.Split('/').All(part => part is not ("" or "." or ".."))
                && Path.GetExtension(text).ToLowerInvariant() is ".png" or ".jpg" or ".jpeg" or ".webp"
                    ? Parsed.Good(text)
                    : Parsed.Bad(
                        "bad-image",
                        "{0} must be a PNG, JPEG or WebP in the publication's folder.",
                        "Write e.g. `images/banner.png`, without `..`."
                    )
        );

    /// <summary>Of files below a folder: <c>*</c> and <c>?</c> within a name, <c>**</c> any folders.</summary>
    public static ScalarShape Glob { get; } =
        new(
            "a file pattern",
            "\"*.md\"",
            text =>
                text.Length is > 0 and <= 200
                && !text.Any(c => char.IsControl(c) || c is '\\')
                && text.Split('/').All(part => part is not ("" or "." or ".."))
                    ? Parsed.Good(text)
                    : Parsed.Bad(
                        "bad-glob",
                        "{0} must be a pattern of files below the source.",
                        "Write e.g. `\"*.md\"` or `\"content/*.md\"`, without `..` and without a slash at either end."
                    )
        )
        {
            Pattern = "^[^\\\\]{1,200}$",
        };

    /// <summary>
    /// What <c>git fetch</c> may be given. Only forms that start no other program: transport helpers (<c>ext::</c>) and options are refused.
    /// https://git-scm.com/docs/git-fetch#_git_urls
    /// </summary>
    public static ScalarShape Repository { get; } = new("a git repository", "https://example.org/newsletter.git", ParseRepository);

    /// <summary>As https://git-scm.com/docs/git-check-ref-format allows, without the rarer signs.</summary>
    public static ScalarShape Branch { get; } =
        new(
            "a branch's name",
            "main",
            text =>
                BranchName().IsMatch(text)
                && !text.Contains("..", StringComparison.Ordinal)
                && !text.Contains("//", StringComparison.Ordinal)
                && !text.EndsWith('/')
                && !text.EndsWith('.')
                && !text.EndsWith(".lock", StringComparison.Ordinal)
                    ? Parsed.Good(text)
                    : Parsed.Bad("bad-branch", "{0} is no name of a branch.", "Write e.g. `main`.")
        );

    /// <summary>A web address with the placeholders of a page path.</summary>
    public static ScalarShape MarkdownPage { get; } =
        new("a web address with placeholders", "\"https://example.org/content/{year}-{month}-{day}.md\"", ParseMarkdownPage);

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

        if (UnknownPlaceholder(text) is { } unknown)
        {
            return unknown;
        }

        return Placeholder().IsMatch(text)
            ? Parsed.Good(text.TrimStart('/'))
            : Parsed.Bad(
                "bad-page-path",
                "{0} gives every issue the same page.",
                "Use {slug}, {number} or the date: `\"blog/{year}/{month}/{day}/{slug}/\"`."
            );
    }

    private static Parsed ParseMarkdownPage(string text)
    {
        const string Remedy = "Write e.g. `\"https://example.org/content/{year}-{month}-{day}.md\"`.";
        if (UnknownPlaceholder(text) is { } unknown)
        {
            return unknown;
        }

        if (!Placeholder().IsMatch(text))
        {
            return Parsed.Bad("bad-url", "{0} gives every issue the same Markdown.", Remedy);
        }

        var filled = Placeholder().Replace(text, "1");
        return
            filled.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '\\')
            || !Uri.TryCreate(filled, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https")
            || uri.UserInfo.Length > 0
            ? Parsed.Bad("bad-url", "{0} is no web address.", Remedy)
            : Parsed.Good(text);
    }

    private static Parsed? UnknownPlaceholder(string text)
    {
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

        return null;
    }

    private static Parsed ParseRepository(string text)
    {
        const string Remedy =
            "Write an address such as `https://example.org/newsletter.git`, `ssh://git@example.org/newsletter.git`, or a path.";
        if (text.Length is 0 or > 1000 || text.StartsWith('-') || text.Any(char.IsControl) || text.Contains("::", StringComparison.Ordinal))
        {
            return Parsed.Bad("bad-repository", "{0} is no address of a git repository.", Remedy);
        }

        if (!text.Contains("://", StringComparison.Ordinal))
        {
            return Parsed.Good(text);
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http" or "ssh" or "git"))
        {
            return Parsed.Bad("bad-repository", "{0} is no address of a git repository.", Remedy);
        }

        return uri.UserInfo.Contains(':', StringComparison.Ordinal) || (uri.Scheme != "ssh" && uri.UserInfo.Length > 0)
            ? Parsed.Bad("secret-in-clear", "{0} holds a user name or password.", "Remove what stands before the `@`, or use an ssh key.")
            : Parsed.Good(text);
    }

    [GeneratedRegex("^[A-Za-z0-9_][A-Za-z0-9_./+-]{0,199}$", RegexOptions.CultureInvariant)]
    private static partial Regex BranchName();

    [GeneratedRegex(@"\{(?<name>[^{}]*)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();
}
