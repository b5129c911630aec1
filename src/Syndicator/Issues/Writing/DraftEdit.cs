namespace Syndicator.Issues.Writing;

/// <summary>A change of a draft: lines that take the place of others.</summary>
/// <param name="First">The first line that goes, from 1; where none goes, the line before which others come.</param>
/// <param name="Removed">How many go.</param>
/// <param name="Added">What comes, each line with its ending.</param>
internal sealed record DraftEdit(int First, int Removed, IReadOnlyList<string> Added)
{
    /// <summary>Puts a text where a part of a line stands.</summary>
    public static DraftEdit Replace(DraftLines draft, int number, Range part, string text)
    {
        var line = draft[number];
        var ending = draft.EndingOf(number);
        var added = line[..part.Start.Value] + text.Replace("\n", ending, StringComparison.Ordinal) + draft.Whole(number)[part.End.Value..];
        return new DraftEdit(number, 1, [.. new DraftLines(added).All()]);
    }

    /// <summary>Puts a text below a line, apart from it by an empty one if wanted.</summary>
    public static DraftEdit Below(DraftLines draft, int number, string text, bool apart)
    {
        var ending = draft.EndingOf(number);
        var line = draft[number];
        var isLast = draft.Whole(number).Length == line.Length;
        var below = (apart ? ending : "") + text.Replace("\n", ending, StringComparison.Ordinal);
        return isLast
            ? new DraftEdit(number, 1, [.. new DraftLines(line + ending + below).All()])
            : new DraftEdit(number + 1, 0, [.. new DraftLines(below + ending).All()]);
    }

    /// <summary>The draft with all of these changes.</summary>
    public static string Apply(DraftLines draft, IReadOnlyList<DraftEdit> edits)
    {
        var lines = draft.All().ToList();
        foreach (var edit in edits.OrderByDescending(edit => edit.First))
        {
            lines.RemoveRange(edit.First - 1, edit.Removed);
            lines.InsertRange(edit.First - 1, edit.Added);
        }

        return string.Concat(lines);
    }
}
