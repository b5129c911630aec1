namespace Syndicator.Configuration;

/// <summary>The known name that somebody who mistyped most likely meant.</summary>
internal static class Nearest
{
    /// <summary>Names longer than this are no slip of the fingers, and comparing them would cost.</summary>
    private const int LongestName = 64;

    /// <summary>
    /// The nearest of <paramref name="known"/> by Damerau-Levenshtein distance without case, or null when none is within a third of the written
    /// name's length (one slip in short names). Of equally near ones the first.
    /// </summary>
    public static string? To(string written, IEnumerable<string> known)
    {
        if (written.Length is 0 or > LongestName)
        {
            return null;
        }

        var allowed = Math.Max(1, written.Length / 3);
        return known
            .Select(name => (name, distance: Distance(Fold(written), Fold(name))))
            .Where(candidate => candidate.distance <= allowed && candidate.distance < candidate.name.Length)
            .OrderBy(candidate => candidate.distance)
            .Select(candidate => candidate.name)
            .FirstOrDefault();
    }

    /// <summary>A remedy that names the nearest, or else all known names.</summary>
    public static string Remedy(string written, IReadOnlyCollection<string> known) =>
        To(written, known) is { } near ? $"Did you mean `{near}`?" : $"Known here: {string.Join(", ", known)}.";

    private static string Fold(string text) => text.ToLowerInvariant().Replace('_', '-');

    /// <summary>Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment).</summary>
    private static int Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > LongestName)
        {
            return int.MaxValue;
        }

        var (beforeLast, last, row) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substituted = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(Math.Min(last[j], row[j - 1]) + 1, substituted);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
                }
            }

            (beforeLast, last, row) = (last, row, beforeLast);
        }

        return last[b.Length];
    }
}
