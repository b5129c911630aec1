using System.Text;

namespace Syndicator.Nominations.Archive;

/// <summary>
/// Whether a published quote is the nominated one although editors shortened it or mended a word: of its groups of three words in a row at least three in five stand
/// in the nomination, or, where it has too few words for that, at most one letter in seven differs.
/// </summary>
internal static class QuoteLikeness
{
    private const int FewestWords = 6;
    private const double LeastShare = 0.6;
    private const double MostDifferent = 0.15;

    /// <summary>In letters; shorter ones than <see cref="FewestWords"/> words that are longer are no text of ours.</summary>
    private const int LongestShort = 200;

    public static bool Is(string published, string nominated)
    {
        var (theirs, ours) = (Words(published), Words(nominated));
        if (theirs.Count < FewestWords)
        {
            return AreNear(string.Concat(theirs), string.Concat(ours));
        }

        var groups = Groups(theirs).ToList();
        var known = Groups(ours).ToHashSet();
        return groups.Count(known.Contains) >= LeastShare * groups.Count;
    }

    private static IEnumerable<(string, string, string)> Groups(List<string> words)
    {
        for (var i = 0; i + 2 < words.Count; i++)
        {
            yield return (words[i], words[i + 1], words[i + 2]);
        }
    }

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                word.Append(Rune.ToLowerInvariant(rune));
            }
            else if (Rune.IsWhiteSpace(rune) && word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        if (word.Length > 0)
        {
            words.Add(word.ToString());
        }

        return words;
    }

    /// <summary>By the number of letters to change, add or remove.</summary>
    private static bool AreNear(string one, string other)
    {
        var longest = Math.Max(one.Length, other.Length);
        if (longest == 0 || longest > LongestShort)
        {
            return false;
        }

        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var cost = one[i - 1] == other[j - 1] ? 0 : 1;
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + cost));
            }
        }

        return row[other.Length] <= MostDifferent * longest;
    }
}
