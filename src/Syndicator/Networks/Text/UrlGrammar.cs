namespace Syndicator.Networks.Text;

/// <summary>What a network takes for a URL, as far as networks differ.</summary>
/// <param name="Schemes">Without <c>://</c>.</param>
/// <param name="IsBareHostLinked">Whether <c>docs.rs</c> becomes a link.</param>
/// <param name="IsPath">Characters of a path, parentheses aside.</param>
/// <param name="IsPathEnd">Those of them a path may end with.</param>
/// <param name="IsQuery">Characters of a query.</param>
/// <param name="IsQueryEnd">Those of them a query may end with.</param>
internal sealed record UrlGrammar(
    string[] Schemes,
    bool IsBareHostLinked,
    Func<char, bool> IsPath,
    Func<char, bool> IsPathEnd,
    Func<char, bool> IsQuery,
    Func<char, bool> IsQueryEnd
)
{
    /// <summary>twitter-text 3.1.0, as X uses it (https://github.com/twitter/twitter-text).</summary>
    public static UrlGrammar X { get; } =
        new(
            ["http", "https"],
            true,
            c => char.IsAsciiLetterOrDigit(c) || IsXPathMark(c) || IsLetterOfPath(c),
            c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '=' or '_' or '#' or '/' || IsLetterOfPath(c),
            c => char.IsAsciiLetterOrDigit(c) || IsXQueryMark(c),
            c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '&' or '=' or '#' or '/'
        );

    /// <summary>Mastodon's changes to twitter-text (https://github.com/mastodon/mastodon, config/initializers/twitter_regex.rb).</summary>
    public static UrlGrammar Fediverse { get; } =
        new(
            ["http", "https", "dat", "dweb", "ipfs", "ipns", "ssb", "gopher", "gemini"],
            false,
            c => !char.IsWhiteSpace(c) && c is not ('<' or '>' or '(' or ')' or '?'),
            c => !char.IsWhiteSpace(c) && !IsFediversePathStop(c),
            c => char.IsAsciiLetterOrDigit(c) || IsXQueryMark(c) || c == '^' || IsWide(c),
            c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '&' or '=' or '#' or '/' || IsWide(c)
        );

    private static bool IsXPathMark(char c) => c < 0x80 ? "!*';:=+,.$/%#[]-_~@|&".Contains(c) : c == '\u2013';

    private static bool IsLetterOfPath(char c) =>
        c >= 0x80 && (CharacterClasses.IsLatinAccentInAnyCase(c) || CharacterClasses.IsCyrillicInAnyCase(c));

    private static bool IsXQueryMark(char c) => c < 0x80 && "!?*'@();:&=+$/%#[]-_.,~|".Contains(c);

    private static bool IsFediversePathStop(char c) =>
        c
            is '('
                or ')'
                or '?'
                or '!'
                or '*'
                or '"'
                or '\''
                or '「'
                or '」'
                or '<'
                or '>'
                or ';'
                or ':'
                or '='
                or ','
                or '.'
                or '$'
                or '%'
                or '['
                or ']'
                or '~'
                or '&'
                or '|'
                or '@';

    // RFC 3987's ucschar and private use, taken by UTF-16 code units: what lies beyond U+FFFF is in except for its noncharacters.
    private static bool IsWide(char c) => c >= '\u00A0' && c is not (>= '\uFDD0' and <= '\uFDEF') && c < '\uFFF0';
}
