using System.Text.RegularExpressions;
using Syndicator.Configuration.Keys;

namespace Syndicator.Configuration;

/// <summary>Where secrets can be.</summary>
internal enum SecretPlace
{
    /// <summary><c>secret:name</c>: what <c>accounts login</c> stores.</summary>
    Store,

    /// <summary><c>env:NAME</c>: an environment variable.</summary>
    Environment,

    /// <summary><c>file:/run/secrets/x</c>: a file's content.</summary>
    File,
}

/// <summary>Names a secret without holding it.</summary>
internal sealed partial record SecretReference(SecretPlace Place, string Name)
{
    public const string Pattern = "^(secret:[A-Za-z0-9][A-Za-z0-9._-]{0,99}|env:[A-Za-z_][A-Za-z0-9_]{0,99}|file:.{1,1000})$";

    public static ScalarShape Shape { get; } =
        new("a reference to a secret", "env:TWIR_MASTODON", text => Parse(text) is { } reference ? Parsed.Good(reference) : Refuse(text))
        {
            Pattern = Pattern,
        };

    /// <summary>Null when the text is no reference, for instance the secret itself.</summary>
    public static SecretReference? Parse(string text)
    {
        if (!Form().IsMatch(text))
        {
            return null;
        }

        var (scheme, name) = (text[..text.IndexOf(':')], text[(text.IndexOf(':') + 1)..]);
        var place = scheme switch
        {
            "secret" => SecretPlace.Store,
            "env" => SecretPlace.Environment,
            _ => SecretPlace.File,
        };
        return new SecretReference(place, name);
    }

    /// <summary>As configuration writes it.</summary>
    public override string ToString() =>
        Place switch
        {
            SecretPlace.Store => "secret:",
            SecretPlace.Environment => "env:",
            _ => "file:",
        } + Name;

    /// <summary>Says nothing of the text: it may be the secret.</summary>
    private static Parsed Refuse(string text) =>
        text.StartsWith("secret:", StringComparison.Ordinal)
        || text.StartsWith("env:", StringComparison.Ordinal)
        || text.StartsWith("file:", StringComparison.Ordinal)
            ? Parsed.Bad(
                "bad-secret-reference",
                "What follows the colon in {0} is no name.",
                "Write e.g. `secret:twir-mastodon`, `env:TWIR_MASTODON` or `file:/run/secrets/twir`."
            )
            : Parsed.Bad(
                "secret-in-clear",
                "{0} must say where the secret is, and seems to hold the secret itself.",
                "Write `secret:NAME`, `env:NAME` or `file:/path`, and replace the secret if this file was shared."
            );

    [GeneratedRegex(
        @"\A(?:secret:[A-Za-z0-9][A-Za-z0-9._-]{0,99}|env:[A-Za-z_][A-Za-z0-9_]{0,99}|file:[^\r\n\x00]{1,1000})\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Form();
}
