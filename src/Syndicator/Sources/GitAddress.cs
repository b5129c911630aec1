using System.Text.RegularExpressions;

namespace Syndicator.Sources;

/// <summary>A repository's address: what it may speak, and how it is shown without what is secret in it.</summary>
internal static partial class GitAddress
{
    /// <summary>The protocols that git may use for it, as GIT_ALLOW_PROTOCOL takes them; none for what runs programs, such as <c>ext::</c>.</summary>
    public static string Protocols(string url) =>
        Path.IsPathFullyQualified(url) ? "file"
        : Scheme().Match(url) is { Success: true } scheme
            ? scheme.Groups["name"].Value switch
            {
                "http" => "http:https",
                "ssh" or "git+ssh" or "ssh+git" => "ssh",
                var name and ("https" or "git" or "file") => name,
                _ => "none",
            }
        : url.Contains("::", StringComparison.Ordinal) ? "none"
        : "ssh";

    /// <summary>Without user, password and query: <c>https://example.org/twir.git</c>.</summary>
    public static string Shown(string url) => Path.IsPathFullyQualified(url) ? url : Query().Replace(UserInfo().Replace(url, "://"), "");

    /// <summary>What git wrote, as one short line: no advice, no control characters, no credentials.</summary>
    public static string Sentence(string error, string url)
    {
        var said = error
            .ReplaceLineEndings("\n")
            .Replace(url, Shown(url), StringComparison.Ordinal)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => !Advice().IsMatch(line))
            .Select(line => Kind().Replace(line, "").TrimEnd('.'));
        return OneLine.Of(QueryWithin().Replace(UserInfo().Replace(Secret(string.Join("; ", said), url), "://"), "")).Trim();
    }

    /// <summary>The password alone, where a message repeats it.</summary>
    private static string Secret(string text, string url) =>
        UserInfo().Match(url).Groups["password"].Value is { Length: >= 6 } password
            ? text.Replace(password, "…", StringComparison.Ordinal)
            : text;

    [GeneratedRegex("^(?<name>[A-Za-z][A-Za-z0-9+.-]*)://", RegexOptions.ExplicitCapture)]
    private static partial Regex Scheme();

    [GeneratedRegex(@"://[^/@\s:]*(:(?<password>[^/\s]*))?@", RegexOptions.ExplicitCapture)]
    private static partial Regex UserInfo();

    [GeneratedRegex(@"[?#].*$", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Query();

    [GeneratedRegex(@"(?<=://[^\s'""?#]*)[?#][^\s'""]*", RegexOptions.ExplicitCapture)]
    private static partial Regex QueryWithin();

    [GeneratedRegex("^(hint|warning): |^Please make sure you have|^and the repository exists", RegexOptions.ExplicitCapture)]
    private static partial Regex Advice();

    [GeneratedRegex("^(fatal|error): ", RegexOptions.ExplicitCapture)]
    private static partial Regex Kind();
}
