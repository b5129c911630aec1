using System.Text;

namespace Syndicator.App.Commands;

/// <summary>What became of a piece of text.</summary>
public enum TextChangeKind
{
    Same,
    Gone,
    Added,
}

/// <summary>What changed between two texts, word by word: <c>a [-small-]{+great+} change</c>.</summary>
internal static class TextDifference
{
    /// <summary>Words of one text times words of the other; longer texts are shown one after the other.</summary>
    private const int MostCells = 4_000_000;

    public static string Of(string before, string after) =>
        string.Concat(
            Between(before, after)
                .Select(piece =>
                    piece.Change switch
                    {
                        TextChangeKind.Gone => $"[-{piece.Text}-]",
                        TextChangeKind.Added => $"{{+{piece.Text}+}}",
                        _ => piece.Text,
                    }
                )
        );

    /// <summary>The texts in one, piece by piece; neighbours of one kind are one piece.</summary>
    public static IReadOnlyList<(TextChangeKind Change, string Text)> Between(string before, string after)
    {
        var (old, now) = (Pieces(before), Pieces(after));
        var start = old.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
        var end = old.Skip(start).Reverse().Zip(now.Skip(start).Reverse()).TakeWhile(pair => pair.First == pair.Second).Count();
        var shown = new List<(TextChangeKind Change, string Text)>();
        Add(shown, TextChangeKind.Same, string.Concat(old.Take(start)));
        Compare(shown, old[start..(old.Count - end)], now[start..(now.Count - end)]);
        Add(shown, TextChangeKind.Same, string.Concat(old.Skip(old.Count - end)));
        return shown;
    }

    /// <summary>Along a longest common sequence of pieces.</summary>
    private static void Compare(List<(TextChangeKind Change, string Text)> shown, List<string> old, List<string> now)
    {
        var common = (long)old.Count * now.Count <= MostCells ? Common(old, now) : null;
        var (i, j) = (0, 0);
        var (gone, added) = (new StringBuilder(), new StringBuilder());
        while (i < old.Count || j < now.Count)
        {
            if (common is not null && i < old.Count && j < now.Count && old[i] == now[j])
            {
                Flush();
                Add(shown, TextChangeKind.Same, old[i++]);
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
            Add(shown, TextChangeKind.Gone, gone.ToString());
            Add(shown, TextChangeKind.Added, added.ToString());
            gone.Clear();
            added.Clear();
        }
    }

    private static void Add(List<(TextChangeKind Change, string Text)> shown, TextChangeKind change, string text)
    {
        if (text.Length == 0)
        {
            return;
        }

        if (shown.Count > 0 && shown[^1].Change == change)
        {
            shown[^1] = (change, shown[^1].Text + text);
        }
        else
        {
            shown.Add((change, text));
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
