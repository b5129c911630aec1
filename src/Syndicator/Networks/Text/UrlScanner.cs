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
    private const int LongestScheme = 9; // gopher://

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
        !(grammar.IsBareHostLinked ? text.Contains('.') : text.IndexOf("://") >= 0) ? [] : new UrlScanner(text, grammar).Run();

    // Every URL has a dot with a top-level domain behind it, so the search goes from one such dot to the next and tries only the places before it.
    private List<FoundUrl> Run()
    {
        var floor = 0;
        for (var dot = NextDomainDot(0); dot >= 0; )
        {
            if (TryBefore(dot, floor, out var end))
            {
                floor = end + 1;
                dot = NextDomainDot(end);
            }
            else
            {
                // What failed here has failed for every later dot of the same host, too.
                floor = dot;
                dot = NextDomainDot(dot + 1);
            }
        }

        return found;
    }

    private readonly int NextDomainDot(int from)
    {
        for (var at = from; at < text.Length; at++)
        {
            var next = text[at..].IndexOf('.');
            if (next < 0)
            {
                return -1;
            }

            at += next;
            if (TopLevelDomains.Match(text, at + 1) >= 0)
            {
                return at;
            }
        }

        return -1;
    }

    private bool TryBefore(int dot, int floor, out int end)
    {
        var start = Math.Max(floor, HostStart(dot, floor) - LongestScheme);
        // A first character that may stand before a URL is tried as such before it is tried as the URL's own.
        if (start == 0 && ((MayPrecede(text[0]) && TryUrl(1, out end)) || TryUrl(0, out end)))
        {
            return true;
        }

        for (start = Math.Max(start, 1); start < dot; start++)
        {
            if (MayPrecede(text[start - 1]) && TryUrl(start, out end))
            {
                return true;
            }
        }

        end = 0;
        return false;
    }

    private readonly int HostStart(int dot, int floor)
    {
        var start = dot;
        while (start > floor && (CharacterClasses.IsHost(text[start - 1]) || text[start - 1] is '.' or '-' or '_'))
        {
            start--;
        }

        return start;
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

        var colon = text.Slice(start, Math.Min(LongestScheme, text.Length - start)).IndexOf(':');
        if (colon <= 0 || !text[(start + colon)..].StartsWith("://"))
        {
            return 0;
        }

        foreach (var scheme in grammar.Schemes)
        {
            if (text.Slice(start, colon).Equals(scheme, StringComparison.OrdinalIgnoreCase))
            {
                return colon + 3;
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
