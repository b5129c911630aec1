using System.Collections.Concurrent;

namespace Syndicator.Configuration;

/// <summary>One text for all that have the same: thousands of publications copy their templates from one.</summary>
internal static class SharedText
{
    /// <summary>More different ones are not shared any more, but forgotten and begun anew.</summary>
    private const int MostKnown = 10_000;

    private static readonly ConcurrentDictionary<int, WeakReference<string>> s_known = new();

    public static string Of(string text)
    {
        if (s_known.Count > MostKnown)
        {
            s_known.Clear();
        }

        var hash = text.GetHashCode(StringComparison.Ordinal);
        if (s_known.TryGetValue(hash, out var known) && known.TryGetTarget(out var same) && same == text)
        {
            return same;
        }

        s_known[hash] = new WeakReference<string>(text);
        return text;
    }
}
