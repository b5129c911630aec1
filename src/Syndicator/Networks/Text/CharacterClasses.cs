namespace Syndicator.Networks.Text;

/// <summary>Sets of characters that twitter-text's grammar speaks of (https://github.com/twitter/twitter-text); Mastodon uses the same library.</summary>
internal static class CharacterClasses
{
    /// <summary>White space as twitter-text lists it.</summary>
    public static bool IsSpace(char c) =>
        c
            is (>= '\t' and <= '\r')
                or ' '
                or '\u0085'
                or '\u00A0'
                or '\u1680'
                or '\u180E'
                or (>= '\u2000' and <= '\u200A')
                or '\u2028'
                or '\u2029'
                or '\u202F'
                or '\u205F'
                or '\u3000';

    /// <summary>Never accepted in a post.</summary>
    public static bool IsInvalid(char c) => c is '\uFFFE' or '\uFEFF' or '\uFFFF';

    /// <summary>Marks that turn the direction of writing.</summary>
    public static bool IsDirectional(char c) =>
        c is (>= '\u202A' and <= '\u202E') or '\u061C' or '\u200E' or '\u200F' or (>= '\u2066' and <= '\u2069');

    /// <summary>ASCII punctuation, without the quotation mark and the backtick, which twitter-text forgets.</summary>
    public static bool IsPunctuation(char c) =>
        c is (>= '!' and <= '/') or (>= ':' and <= '@') or (>= '[' and <= '_') or (>= '{' and <= '~') && c is not '"';

    /// <summary>What the first and last character of a host's label may be: anything that is not told apart from it.</summary>
    public static bool IsHost(char c) =>
        c < 0x80 ? char.IsAsciiLetterOrDigit(c) || (!IsPunctuation(c) && !IsSpace(c)) : !IsSpace(c) && !IsInvalid(c) && !IsDirectional(c);

    /// <summary>Latin letters with accents, and combining accents.</summary>
    public static bool IsLatinAccent(char c) =>
        c
            is (>= '\u00C0' and <= '\u024F' and not '\u00D7' and not '\u00F7')
                or '\u0253'
                or '\u0254'
                or '\u0256'
                or '\u0257'
                or '\u0259'
                or '\u025B'
                or '\u0263'
                or '\u0268'
                or '\u026F'
                or '\u0272'
                or '\u0289'
                or '\u028B'
                or '\u02BB'
                or (>= '\u0300' and <= '\u036F')
                or (>= '\u1E00' and <= '\u1EFF');

    /// <summary>The same, and what becomes one of them in the other case.</summary>
    public static bool IsLatinAccentInAnyCase(char c) =>
        IsLatinAccent(c)
        || c
            is '\u0260'
                or '\u0269'
                or '\u0275'
                or '\u0280'
                or '\u0283'
                or '\u0288'
                or '\u028A'
                or '\u028C'
                or '\u0292'
                or '\u0399'
                or '\u03B9'
                or '\u1FBE'
                or '\u2C65'
                or '\u2C66'
                or '\u2C7E'
                or '\u2C7F'
                or '\uA7DC';

    public static bool IsCyrillicInAnyCase(char c) => c is (>= '\u0400' and <= '\u04FF') or (>= '\u1C80' and <= '\u1C87');

    public static bool IsAtSign(char c) => c is '@' or '\uFF20';

    public static bool IsHashSign(char c) => c is '#' or '\uFF03';
}
