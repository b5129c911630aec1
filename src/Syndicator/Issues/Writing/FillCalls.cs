namespace Syndicator.Issues.Writing;

/// <summary>Fills a list of calls that nobody has begun: below the template's instructions, or in place of the line that says there are none.</summary>
internal sealed class FillCalls(DraftPlaces places, DraftSection section, List<DraftEdit> edits)
{
    private string Name => section == DraftSection.ProjectCalls ? "calls for projects" : "calls for speakers";

    /// <param name="text">The items, one a line.</param>
    /// <param name="urls">Their addresses.</param>
    /// <param name="written">What the draft lists.</param>
    public SectionFill Fill(
        string text,
        IReadOnlyList<string> urls,
        IReadOnlyList<(string Url, int Line)> written,
        IReadOnlyList<Section> sections
    )
    {
        if (text.Length == 0)
        {
            return new SectionFill(section, FillOutcome.NothingChosen, 0, $"No {Name} are accepted.");
        }

        if (sections.Count == 0)
        {
            return Refuse(0, $"The draft has no section for {Name}; add its heading.");
        }

        var listed = written.Where(call => places.IsWithin(sections, call.Line)).ToList();
        if (listed.Count == 0)
        {
            return Put(text, sections);
        }

        var there = listed.Select(call => EarlierIssue.LinkKey(call.Url)).ToHashSet(StringComparer.Ordinal);
        return urls.All(url => there.Contains(EarlierIssue.LinkKey(SafeUrl.Of(url) ?? url)))
            ? new SectionFill(section, FillOutcome.AlreadyThere, listed[0].Line, $"The {Name} stand there already.")
            : Refuse(
                listed[0].Line,
                $"The list of {Name} is already written; `nominations export --section calls` prints what can be added to it."
            );
    }

    private SectionFill Put(string text, IReadOnlyList<Section> sections)
    {
        if (places.NoneLine(sections) is var none and > 0)
        {
            edits.Add(DraftEdit.Replace(places.Lines, none, 0..places.Lines[none].Length, places.Apart(text, none - 1, none + 1)));
            return new SectionFill(section, FillOutcome.Filled, none, $"The {Name} take the place of the line that says there are none.");
        }

        if (places.EndOfInstructions(sections) is var end and > 0)
        {
            edits.Add(DraftEdit.Below(places.Lines, end, places.Apart(text, 0, end + 1), apart: true));
            return new SectionFill(section, FillOutcome.Filled, end, $"The {Name} are put below the template's comment.");
        }

        return Refuse(
            sections[0].Line,
            $"The section for {Name} has no placeholder; write <!-- CFPs go here --> on a line of its own where they belong."
        );
    }

    private SectionFill Refuse(int line, string words) => new(section, FillOutcome.Refused, line, words);
}
