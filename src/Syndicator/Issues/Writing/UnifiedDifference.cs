using System.Globalization;
using System.Text;

namespace Syndicator.Issues.Writing;

/// <summary>What changes of a draft, as <c>diff -u</c> writes it and <c>patch</c> reads it.</summary>
internal static class UnifiedDifference
{
    private const int Context = 3;

    public static string Of(string path, DraftLines draft, IReadOnlyList<DraftEdit> edits)
    {
        if (edits.Count == 0)
        {
            return "";
        }

        var result = new StringBuilder().Append(CultureInfo.InvariantCulture, $"--- {path}\n+++ {path}\n");
        var shift = 0;
        foreach (var hunk in Hunks(edits))
        {
            shift += Append(result, draft, hunk, shift);
        }

        return result.ToString();
    }

    /// <summary>Changes so near to one another that they are shown together.</summary>
    private static IEnumerable<List<DraftEdit>> Hunks(IReadOnlyList<DraftEdit> edits)
    {
        var hunk = new List<DraftEdit>();
        foreach (var edit in edits.OrderBy(edit => edit.First))
        {
            if (hunk.Count > 0 && edit.First - (hunk[^1].First + hunk[^1].Removed) > 2 * Context)
            {
                yield return hunk;
                hunk = [];
            }

            hunk.Add(edit);
        }

        yield return hunk;
    }

    /// <returns>How many lines the draft grows by it.</returns>
    private static int Append(StringBuilder result, DraftLines draft, List<DraftEdit> hunk, int shift)
    {
        var first = Math.Max(1, hunk[0].First - Context);
        var last = Math.Min(draft.Count, hunk[^1].First + hunk[^1].Removed - 1 + Context);
        var growth = hunk.Sum(edit => edit.Added.Count - edit.Removed);
        var length = last - first + 1;
        result.Append(CultureInfo.InvariantCulture, $"@@ -{first},{length} +{first + shift},{length + growth} @@\n");
        var line = first;
        foreach (var edit in hunk)
        {
            Append(result, ' ', draft, ref line, edit.First);
            Append(result, '-', draft, ref line, edit.First + edit.Removed);
            foreach (var added in edit.Added)
            {
                Append(result, '+', added);
            }
        }

        Append(result, ' ', draft, ref line, last + 1);
        return growth;
    }

    private static void Append(StringBuilder result, char sign, DraftLines draft, ref int line, int end)
    {
        for (; line < end; line++)
        {
            Append(result, sign, draft.Whole(line));
        }
    }

    private static void Append(StringBuilder result, char sign, string line) =>
        result.Append(sign).Append(line).Append(line.EndsWith('\n') ? "" : "\n\\ No newline at end of file\n");
}
