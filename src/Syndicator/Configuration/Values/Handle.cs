using System.Text.RegularExpressions;
using Syndicator.Configuration.Keys;

namespace Syndicator.Configuration.Values;

/// <summary>How people are addressed on each network. A leading @ is optional and not part of the value.</summary>
internal static partial class Handle
{
    /// <summary>Networks on which people have handles.</summary>
    public static IReadOnlyList<string> Networks { get; } = ["mastodon", "bluesky", "x"];

    public static ScalarShape Shape(string network) =>
        new($"a handle on {network}", '"' + SampleOn(network) + '"', text => Parse(network, text)) { Pattern = PatternOn(network) };

    /// <summary>The handle without leading @, or what is wrong with it.</summary>
    public static Parsed Parse(string network, string text)
    {
        var bare = text.StartsWith('@') ? text[1..] : text;
        var isRight = network switch
        {
            "mastodon" => Mastodon().IsMatch(bare),
            "bluesky" => IsDomain(bare),
            "x" => X().IsMatch(bare),
            _ => bare.Length is > 0 and <= 200,
        };
        return isRight
            ? Parsed.Good(bare)
            : Parsed.Bad(
                "bad-handle",
                $"{{0}} is no handle on {network}: `{Shown.Briefly(text)}`.",
                $"Write {FormOn(network)}, e.g. `{SampleOn(network)}`."
            );
    }

    /// <summary>Labels of letters, digits and inner hyphens, the last not beginning with a digit: https://atproto.com/specs/handle.</summary>
    public static bool IsDomain(string text) => text.Length <= 253 && Domain().IsMatch(text);

    public static string SampleOn(string network) =>
        network switch
        {
            "mastodon" => "@user@example.social",
            "bluesky" => "user.bsky.social",
            _ => "@user",
        };

    private static string FormOn(string network) =>
        network switch
        {
            "mastodon" => "user and server",
            "bluesky" => "the domain name that is the handle",
            _ => "1 to 15 letters, digits or underscores",
        };

    private static string PatternOn(string network) =>
        network switch
        {
            "mastodon" => "^@?[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?@[^@ ]+$",
            "bluesky" => "^@?[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+$",
            _ => "^@?[A-Za-z0-9_]{1,15}$",
        };

    /// <summary>https://docs.joinmastodon.org/spec/webfinger/; the name as Mastodon's Account::USERNAME_RE has it.</summary>
    [GeneratedRegex(
        @"\A[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,62}[A-Za-z0-9_])?@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,10}[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9](?::[0-9]{1,5})?\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Mastodon();

    [GeneratedRegex(
        @"\A(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Domain();

    /// <summary>https://help.x.com/en/managing-your-account/x-username-rules.</summary>
    [GeneratedRegex(@"\A[A-Za-z0-9_]{1,15}\z", RegexOptions.CultureInvariant)]
    private static partial Regex X();
}
