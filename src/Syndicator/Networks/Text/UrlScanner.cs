namespace Syndicator.Networks.Text;

/// <summary>
/// Finds URLs as twitter-text does, by hand and in linear time. Its rules, observed: a URL follows the start of the text or any character but an ASCII
/// letter or digit, <c>@ $ #</c>; its host ends in a known top-level domain and its last label but that has no underscore; without a scheme only the
/// part of the host in Latin letters is linked, and never after <c>- _ . /</c>.
/// </summary>
internal ref struct UrlScanner
{
    private const int MaxUrlLength = 4096;
    private const int AssumedSchemeLength = 8; // https://

    private readonly ReadOnlySpan<char> text;
    private readonly UrlGrammar grammar;
    private readonly List<FoundUrl> found = [];
    private HostScanner hosts;

    private UrlScanner(ReadOnlySpan<char> text, UrlGrammar grammar)
    {
        this.text = text;
        this.grammar = grammar;
        hosts = new HostScanner(text);
    }

    /// <summary>In order, not overlapping.</summary>
    public static IReadOnlyList<FoundUrl> Find(ReadOnlySpan<char> text, UrlGrammar grammar) =>
        !text.Contains(grammar.IsBareHostLinked ? '.' : ':') ? [] : new UrlScanner(text, grammar).Run();

    private List<FoundUrl> Run()
    {
        // A first character that may stand before a URL is tried as such before it is tried as the URL's own.
        var start =
            !text.IsEmpty && MayPrecede(text[0]) && TryUrl(1, out var end) ? end + 1
            : TryUrl(0, out end) ? end + 1
            : 2;
        while (start < text.Length)
        {
            start = MayPrecede(text[start - 1]) && TryUrl(start, out end) ? end + 1 : start + 1;
        }

        return found;
    }

    /// <summary>Whether a URL may begin behind this character.</summary>
    public static bool MayPrecede(char c) =>
        !char.IsAsciiLetterOrDigit(c)
        && c != '$'
        && !CharacterClasses.IsAtSign(c)
        && !CharacterClasses.IsHashSign(c)
        && !CharacterClasses.IsInvalid(c);

    private bool TryUrl(int start, out int end)
    {
        var host = start + SchemeLength(start);
        if (hosts.TryHost(host, out var hostEnd))
        {
            end = AddUrl(start, host, hostEnd);
            return true;
        }

        if (host != start && hosts.TryHost(start, out hostEnd))
        {
            end = AddUrl(start, start, hostEnd);
            return true;
        }

        end = 0;
        return false;
    }

    private readonly int SchemeLength(int start)
    {
        if (start >= text.Length || !char.IsAsciiLetter(text[start]))
        {
            return 0;
        }

        var rest = text[start..];
        foreach (var scheme in grammar.Schemes)
        {
            if (rest.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) && rest[scheme.Length..].StartsWith("://"))
            {
                return scheme.Length + 3;
            }
        }

        return 0;
    }

    // Returns where the scan goes on: behind everything that looked like the URL, also when it is not taken.
    private readonly int AddUrl(int start, int host, int hostEnd)
    {
        var path = UrlTail.PortEnd(text, hostEnd);
        var pathEnd = UrlTail.PathEnd(text, path, grammar);
        var end = UrlTail.QueryEnd(text, pathEnd, grammar);
        var hasScheme = host != start;
        var schemeLength = hasScheme ? host - start : AssumedSchemeLength;
        if (schemeLength + end - start > MaxUrlLength || !HostScanner.IsResolvable(text[host..hostEnd]))
        {
            return end;
        }

        if (hasScheme)
        {
            AddWithScheme(start, end);
        }
        else if (grammar.IsBareHostLinked && (start == 0 || text[start - 1] is not ('-' or '_' or '.' or '/')))
        {
            AddBare(start, hostEnd, pathEnd > path ? end : hostEnd);
        }

        return end;
    }

    private readonly void AddWithScheme(int start, int end)
    {
        var taken = ShortLink.End(text, start, end, grammar);
        if (taken > start)
        {
            found.Add(new FoundUrl(start, taken, true, taken - start));
        }
    }

    private readonly void AddBare(int start, int hostEnd, int end)
    {
        var host = text[..hostEnd];
        var last = -1;
        for (var at = start; HostScanner.NextLatin(host, ref at, out var latinStart); )
        {
            found.Add(new FoundUrl(latinStart, at, false, at - latinStart));
            last = found.Count - 1;
        }

        // The path belongs to the last part found, even when other letters stand between them.
        if (last >= 0 && end > hostEnd)
        {
            found[last] = found[last] with { End = end, CountedLength = found[last].CountedLength + end - hostEnd };
        }
    }
}
