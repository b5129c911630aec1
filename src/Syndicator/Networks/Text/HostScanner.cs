namespace Syndicator.Networks.Text;

/// <summary>Finds host names. Remembers what it saw, so that asking at every index of a text costs linear time in all.</summary>
internal ref struct HostScanner(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> text = text;

    // The run of label characters around the last index asked for.
    private int runStart = -1;
    private int runEnd = -1;
    private int runUnderscore;
    private int runDomainEnd;

    // Labels up to here are known not to be followed by a top-level domain.
    private int exhausted;

    /// <summary>Whether a host begins at <paramref name="start"/>; where it ends. The longest is taken.</summary>
    public bool TryHost(int start, out int end)
    {
        end = -1;
        if (start >= text.Length || !CharacterClasses.IsHost(text[start]))
        {
            return false;
        }

        LoadRun(start);
        if (!IsLabelEnd(runEnd))
        {
            return false;
        }

        end = runUnderscore < start ? runDomainEnd : -1;
        if (start >= exhausted)
        {
            end = Math.Max(end, LaterEnd());
        }

        return end >= 0;
    }

    private void LoadRun(int start)
    {
        if (start >= runStart && start < runEnd)
        {
            return;
        }

        runStart = start;
        runEnd = RunEnd(start);
        runUnderscore = runStart + text[runStart..runEnd].LastIndexOf('_');
        runUnderscore = runUnderscore < runStart ? -1 : runUnderscore;
        runDomainEnd = IsLabelEnd(runEnd) ? TopLevelDomains.Match(text, runEnd + 1) : -1;
    }

    private int LaterEnd()
    {
        var best = -1;
        var label = runEnd + 1;
        while (label < text.Length && CharacterClasses.IsHost(text[label]))
        {
            var end = RunEnd(label);
            if (!IsLabelEnd(end))
            {
                break;
            }

            if (!text[label..end].Contains('_'))
            {
                best = Math.Max(best, TopLevelDomains.Match(text, end + 1));
            }

            label = end + 1;
        }

        exhausted = label;
        return best;
    }

    private readonly int RunEnd(int start)
    {
        var end = start;
        while (end < text.Length && (CharacterClasses.IsHost(text[end]) || text[end] is '-' or '_'))
        {
            end++;
        }

        return end;
    }

    private readonly bool IsLabelEnd(int end) => end < text.Length && text[end] == '.' && CharacterClasses.IsHost(text[end - 1]);

    /// <summary>Whether every label has a length that name servers take, and an encoded host is ASCII throughout.</summary>
    public static bool IsResolvable(ReadOnlySpan<char> host)
    {
        var at = 0;
        if (host.StartsWith("xn--") && !NextLatin(host, ref at, out _))
        {
            return false;
        }

        foreach (var label in host.Split('.'))
        {
            if (!Punycode.FitsLabel(host[label]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The next part of a host, from <paramref name="at"/> on, that consists of Latin labels and a top-level domain; moves <paramref name="at"/> behind it.</summary>
    public static bool NextLatin(ReadOnlySpan<char> host, ref int at, out int start)
    {
        while (at < host.Length)
        {
            start = at;
            var best = -1;
            var end = LatinEnd(host, at);
            while (end > at && end < host.Length && host[end] == '.')
            {
                best = Math.Max(best, TopLevelDomains.Match(host, end + 1));
                at = end + 1;
                end = LatinEnd(host, at);
            }

            if (best >= 0)
            {
                at = best;
                return true;
            }

            at = Math.Max(end, start + 1);
        }

        start = at;
        return false;
    }

    private static int LatinEnd(ReadOnlySpan<char> host, int start)
    {
        while (
            start < host.Length
            && (char.IsAsciiLetterOrDigit(host[start]) || host[start] == '-' || CharacterClasses.IsLatinAccentInAnyCase(host[start]))
        )
        {
            start++;
        }

        return start;
    }
}
