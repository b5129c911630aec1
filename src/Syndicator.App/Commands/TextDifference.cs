using System.Text;

namespace Syndicator.App.Commands;

/// <summary>What changed between two texts, word by word: <c>a [-small-]{+great+} change</c>.</summary>
internal static class TextDifference
{
    /// <summary>Words of one text times words of the other; longer texts are shown one after the other.</summary>
    private const int MostCells = 4_000_000;

    public static string Of(string before, string after)
    {
        var (old, now) = (Pieces(before), Pieces(after));
        var start = old.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
        var end = old.Skip(start).Reverse().Zip(now.Skip(start).Reverse()).TakeWhile(pair => pair.First == pair.Second).Count();
        var shown = new StringBuilder().AppendJoin("", old.Take(start));
        Append(shown, old[start..(old.Count - end)], now[start..(now.Count - end)]);
        return shown.AppendJoin("", old.Skip(old.Count - end)).ToString();
    }

    /// <summary>Marks along a longest common sequence of pieces.</summary>
    private static void Append(StringBuilder shown, List<string> old, List<string> now)
    {
        var common = (long)old.Count * now.Count <= MostCells ? Common(old, now) : null;
        var (i, j) = (0, 0);
        var (gone, added) = (new StringBuilder(), new StringBuilder());
        while (i < old.Count || j < now.Count)
        {
            if (common is not null && i < old.Count && j < now.Count && old[i] == now[j])
            {
                Flush();
                shown.Append(old[i++]);
                j++;
            }
            else if (i < old.Count && (common is null || j == now.Count || common[i + 1, j] >= common[i, j + 1]))
            {
                gone.Append(old[i++]);
            }
            else
            {
                added.Append(now[j++]);
            }
        }

        Flush();

        void Flush()
        {
            shown.Append(gone.Length > 0 ? $"[-{gone}-]" : "").Append(added.Length > 0 ? $"{{+{added}+}}" : "");
            gone.Clear();
            added.Clear();
        }
    }

    /// <summary>At i and j: how many pieces the rests from there have in common, in order.</summary>
    private static int[,] Common(List<string> old, List<string> now)
    {
        var lengths = new int[old.Count + 1, now.Count + 1];
        for (var i = old.Count - 1; i >= 0; i--)
        {
            for (var j = now.Count - 1; j >= 0; j--)
            {
                lengths[i, j] = old[i] == now[j] ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
            }
        }

        return lengths;
    }

    /// <summary>Words, line ends, and the white space between them, each by itself.</summary>
    private static List<string> Pieces(string text)
    {
        var pieces = new List<string>();
        for (var start = 0; start < text.Length; )
        {
            var end = start + 1;
            while (text[start] != '\n' && end < text.Length && text[end] != '\n' && IsSpace(text[end]) == IsSpace(text[start]))
            {
                end++;
            }

            pieces.Add(text[start..end]);
            start = end;
        }

        return pieces;
    }

    private static bool IsSpace(char character) => char.IsWhiteSpace(character);
}
