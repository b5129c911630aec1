using System.Collections.Frozen;

namespace Syndicator.Nominations.Recognizing;

/// <summary>Lines of Cargo.toml that name a dependency: <c>serde = "1"</c>, <c>serde = { version = "1" }</c>, <c>[dependencies.serde]</c>.</summary>
internal static class CargoManifest
{
    private const string By = "Cargo.toml line";

    /// <summary>What else stands before an equals sign and a number in quotation marks.</summary>
    private static readonly FrozenSet<string> s_keys = FrozenSet.Create(
        StringComparer.Ordinal,
        [
            .. (
                "version edition rust-version resolver name authors description documentation readme homepage repository license license-file keywords categories "
                + "workspace build links exclude include publish metadata default-run autobins path git branch tag rev features default-features optional package "
                + "registry channel profile opt-level lto target width height lang charset id class href"
            ).Split(' '),
        ]
    );

    public static IEnumerable<FoundCrate> In(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            if (Table(line) is { } table)
            {
                yield return new FoundCrate(table, null, By);
            }

            for (var sign = line.IndexOf('='); sign >= 0; sign = line.IndexOf('=', sign + 1))
            {
                if (Name(line, sign) is { } name && IsDependency(line.AsSpan(sign + 1).TrimStart()))
                {
                    yield return new FoundCrate(name, null, By);
                }
            }
        }
    }

    /// <summary><c>[dependencies.serde]</c>, also for tests, builds and one target.</summary>
    private static string? Table(string line)
    {
        var trimmed = line.Trim(' ', '\t', '`', '>');
        if (trimmed is not ['[', .., ']'])
        {
            return null;
        }

        var at = trimmed.LastIndexOf("dependencies.", StringComparison.Ordinal);
        return at > 0 && trimmed[(at + 13)..^1] is var name && CrateName.IsPossible(name) ? name : null;
    }

    /// <summary>The word before the sign; quotation marks around it are allowed.</summary>
    private static string? Name(string line, int sign)
    {
        var before = line.AsSpan(0, sign).TrimEnd();
        before = before is [.. var bare, '"'] ? bare : before;
        var start = before.Length;
        while (start > 0 && before.Length - start <= 64 && (char.IsAsciiLetterOrDigit(before[start - 1]) || before[start - 1] is '-' or '_' or '.'))
        {
            start--;
        }

        // serde.version = "1", serde.workspace = true
        var name = before[start..].ToString();
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        name = dot > 0 && name[(dot + 1)..] is "version" or "workspace" ? name[..dot] : name;
        return CrateName.IsPossible(name) && !s_keys.Contains(name) && (start == 0 || before[start - 1] is not ('?' or '&' or '/' or '#' or '-'))
            ? name
            : null;
    }

    private static bool IsDependency(ReadOnlySpan<char> value)
    {
        if (value is ['"' or '“' or '”' or '„' or '\'', .. var requirement])
        {
            requirement = requirement.TrimStart("^~=<> v");
            return requirement.Length > 0 && (char.IsAsciiDigit(requirement[0]) || requirement[0] == '*');
        }

        if (value is not ['{', ..])
        {
            return false;
        }

        var end = value.IndexOf('}');
        var table = end < 0 ? value : value[..end];
        foreach (var key in (ReadOnlySpan<string>)["version", "git", "path", "workspace", "features"])
        {
            if (table.IndexOf(key, StringComparison.Ordinal) > 0)
            {
                return true;
            }
        }

        return false;
    }
}
