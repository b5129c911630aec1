namespace Syndicator.Nominations.Recognizing;

/// <summary>Web addresses in a text, with a scheme or, for the places of crates, without.</summary>
internal static class WebAddresses
{
    private const int Longest = 2_000;

    /// <summary>People write them as they say them.</summary>
    private static readonly string[] s_bare =
    [
        "crates.io/",
        "www.crates.io/",
        "docs.rs/",
        "lib.rs/",
        "github.com/",
        "www.github.com/",
        "gitlab.com/",
        "codeberg.org/",
        "git.sr.ht/",
        "sr.ht/",
    ];

    /// <summary>How long the address is that begins there; 0 when none does.</summary>
    public static int LengthAt(string text, int at)
    {
        var rest = text.AsSpan(at);
        var scheme =
            rest.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? 8
            : rest.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? 7
            : 0;
        if ((at > 0 && WordCharacters.Is(text, at - 1)) || (scheme == 0 && !IsBare(text, at)))
        {
            return 0;
        }

        var length = scheme;
        while (length < rest.Length && length < Longest && IsPart(rest[length]))
        {
            length++;
        }

        length = WithoutMarks(rest[..length]);
        return length > scheme ? length : 0;
    }

    /// <summary>With a scheme.</summary>
    public static string Whole(string address) =>
        address.StartsWith("http", StringComparison.OrdinalIgnoreCase) && address.Contains("://", StringComparison.Ordinal)
            ? address
            : "https://" + address;

    /// <summary>The address if it is one of the web that can be shown and followed.</summary>
    public static Uri? Parse(string address) =>
        address.Length <= Longest
        && Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && CanonicalAddress.Host(uri) is { Length: > 0 }
            ? uri
            : null;

    private static bool IsBare(string text, int at)
    {
        if (at > 0 && text[at - 1] is '.' or '-' or '/' or '@' or ':')
        {
            return false;
        }

        foreach (var host in s_bare)
        {
            if (string.Compare(text, at, host, 0, host.Length, StringComparison.OrdinalIgnoreCase) == 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsPart(char c) =>
        !char.IsWhiteSpace(c) && !char.IsControl(c) && !"<>\"`“”„«»「」『』（）。、，！？".Contains(c);

    /// <summary>Without the full stop of the sentence around it and the bracket that was open before it.</summary>
    private static int WithoutMarks(ReadOnlySpan<char> address)
    {
        var length = address.Length;
        var (round, square) = (address.Count('(') - address.Count(')'), address.Count('[') - address.Count(']'));
        for (; length > 0; length--)
        {
            var last = address[length - 1];
            if (last == ')' && round < 0)
            {
                round++;
            }
            else if (last == ']' && square < 0)
            {
                square++;
            }
            else if (!".,;:!?'’…*_~|".Contains(last))
            {
                break;
            }
        }

        return length;
    }
}
