namespace Syndicator.Issues.Writing;

/// <summary>The places of a draft: its sections line by line, what is written in them, and where its template says that something goes.</summary>
internal sealed class DraftPlaces(Issue issue, DraftLines lines)
{
    private readonly DraftComments _comments = new(lines);

    public Issue Issue { get; } = issue;
    public DraftLines Lines { get; } = lines;

    public IReadOnlyList<Section> SectionsOf(SectionRole role) => [.. Issue.SectionsOf(role)];

    /// <summary>The comments that say that something goes here, each alone on its line.</summary>
    public IEnumerable<(int Line, Range Part)> Placeholders(IReadOnlyList<Section> sections)
    {
        foreach (var number in Numbers(sections).Where(SaysWhereItGoes))
        {
            var line = Lines[number];
            var start = line.IndexOf("<!--", StringComparison.Ordinal);
            var end = line.LastIndexOf("-->", StringComparison.Ordinal);
            if (start is >= 0 and <= 3 && end > start)
            {
                yield return (number, start..(end + "-->".Length));
            }
        }
    }

    /// <summary>The last of the comments that say how entries of a list are written; 0 when these sections have none.</summary>
    public int EndOfInstructions(IReadOnlyList<Section> sections)
    {
        var number = Numbers(sections).FirstOrDefault(SaysWhereItGoes);
        while (number > 0 && _comments.IsComment(number + 1))
        {
            number++;
        }

        return number;
    }

    /// <summary>The line that says that there is nothing: <c>*No Calls for participation were submitted this week.*</c>; 0 when there is none.</summary>
    public int NoneLine(IReadOnlyList<Section> sections) =>
        Numbers(sections).FirstOrDefault(number => !_comments.IsComment(number) && DeclaresNothing(Lines[number]));

    /// <summary>The first line of words that are neither comment nor standing request; 0 when nobody wrote anything.</summary>
    public int FirstWritten(IReadOnlyList<Section> sections)
    {
        foreach (var number in Numbers(sections))
        {
            if (Lines.IsBlank(number) || _comments.IsComment(number))
            {
                continue;
            }

            return IsStanding(Lines[number]) ? 0 : number;
        }

        return 0;
    }

    /// <summary>The last line of a section that is not blank: its heading, where it is empty.</summary>
    public int LastLine(Section section)
    {
        var number = Math.Min(section.EndLine, Lines.Count);
        while (number > section.Line && Lines.IsBlank(number))
        {
            number--;
        }

        return number;
    }

    /// <summary>Whether this text stands there already, line for line.</summary>
    public bool Holds(IReadOnlyList<Section> sections, string text)
    {
        var wanted = text.Split('\n');
        return sections.Any(section =>
            Enumerable
                .Range(section.Line + 1, Math.Max(0, Math.Min(section.EndLine, Lines.Count) - section.Line))
                .Any(start =>
                    wanted
                        .Index()
                        .All(line => start + line.Index <= Lines.Count && Lines[start + line.Index].TrimEnd() == line.Item.TrimEnd())
                )
        );
    }

    /// <summary>Whether a line that follows another one begins something of its own: a comment or a definition.</summary>
    public bool BeginsAnew(int line) =>
        _comments.IsComment(line) || (Lines[line].StartsWith('[') && Lines[line].Contains("]:", StringComparison.Ordinal));

    public bool IsWithin(IReadOnlyList<Section> sections, int line) =>
        sections.Any(section => line > section.Line && line <= section.EndLine);

    /// <summary>The text with empty lines where its neighbours would run into it.</summary>
    public string Apart(string text, int lineBefore, int lineAfter) =>
        (NeedsGap(lineBefore) ? "\n" : "") + text + (NeedsGap(lineAfter) ? "\n" : "");

    private bool NeedsGap(int number) => !Lines.IsBlank(number) && !_comments.IsComment(number);

    private IEnumerable<int> Numbers(IReadOnlyList<Section> sections) =>
        sections.SelectMany(section =>
            Enumerable.Range(section.Line + 1, Math.Max(0, Math.Min(section.EndLine, Lines.Count) - section.Line))
        );

    private bool SaysWhereItGoes(int number) =>
        _comments.IsComment(number)
        && (
            Lines[number].Contains("goes here", StringComparison.OrdinalIgnoreCase)
            || Lines[number].Contains("go here", StringComparison.OrdinalIgnoreCase)
        );

    private static bool DeclaresNothing(string line)
    {
        var words = line.AsSpan().Trim(" \t*_-");
        return words.Length < 300
            && words.Begins("No ")
            && words.MentionsAny(["participation", "papers", "presentations", "calls", "issues were proposed"]);
    }

    /// <summary>Requests and definitions below what is written, and the footer.</summary>
    private static bool IsStanding(string line)
    {
        var words = line.AsSpan().Trim(" \t*_[");
        return words.Begins("Please submit")
            || words.Begins("Submit your")
            || words.Begins("submit_")
            || words.Begins("Email list")
            || words.Mentions(" is edited by");
    }
}
