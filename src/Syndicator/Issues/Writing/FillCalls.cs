using System.Globalization;

namespace Syndicator.Issues.Writing;

/// <summary>A call that goes into a list.</summary>
/// <param name="Text">Its item, on one line; empty where its address is none that may be linked.</param>
internal sealed record CallItem(CallOrder Order, string Url, string Text);

/// <summary>A call that a draft lists.</summary>
/// <param name="IsGrouped">Whether it stands below the name of a project, which speaks for all of that list.</param>
internal sealed record DraftCall(CallOrder Order, string Url, int Line, bool IsGrouped);

/// <summary>
/// Fills a list of calls: below the template's instructions, in place of the line that says there are none, or between what others wrote. What the draft lists anywhere is left out.
/// </summary>
internal sealed class FillCalls(DraftPlaces places, DraftSection section, List<DraftEdit> edits)
{
    private string Name => section == DraftSection.ProjectCalls ? "calls for projects" : "calls for speakers";

    /// <param name="calls">In the order in which they are to stand.</param>
    /// <param name="written">What the draft lists of either kind.</param>
    public SectionFill Fill(IReadOnlyList<CallItem> calls, IReadOnlyList<DraftCall> written, IReadOnlyList<Section> sections)
    {
        var wanted = calls.Where(call => call.Text.Length > 0).ToList();
        if (wanted.Count == 0)
        {
            return new SectionFill(section, FillOutcome.NothingChosen, 0, $"No {Name} are accepted.");
        }

        if (sections.Count == 0)
        {
            return Refuse(0, $"The draft has no section for {Name}; add its heading.");
        }

        var there = written.Select(call => EarlierIssue.LinkKey(call.Url)).ToHashSet(StringComparer.Ordinal);
        var missing = wanted.Where(call => there.Add(EarlierIssue.LinkKey(SafeUrl.Of(call.Url) ?? call.Url))).ToList();
        var listed = written.Where(call => places.IsWithin(sections, call.Line)).OrderBy(call => call.Line).ToList();
        return missing.Count == 0
                ? new SectionFill(
                    section,
                    FillOutcome.AlreadyThere,
                    listed.Select(call => call.Line).FirstOrDefault(sections[0].Line),
                    $"The {Name} stand in the draft already."
                )
            : listed.Count == 0 ? Put(string.Join('\n', missing.Select(call => call.Text)), sections)
            : Add(missing, listed, sections);
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

    private SectionFill Add(IReadOnlyList<CallItem> missing, IReadOnlyList<DraftCall> listed, IReadOnlyList<Section> sections)
    {
        if (listed.FirstOrDefault(call => call.IsGrouped) is { } grouped)
        {
            return Refuse(
                grouped.Line,
                $"The list of {Name} is divided by projects; `nominations export --section calls` prints what can be added to it."
            );
        }

        var list = new CallList(places, listed, sections);
        edits.AddRange(list.Add(missing));
        var count = missing.Count.ToString(CultureInfo.InvariantCulture);
        return new SectionFill(section, FillOutcome.Filled, listed[0].Line, $"{count} of the {Name} are put into the list, {list.Place}.");
    }

    private SectionFill Refuse(int line, string words) => new(section, FillOutcome.Refused, line, words);
}
