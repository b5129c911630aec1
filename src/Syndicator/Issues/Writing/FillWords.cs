using System.Globalization;

namespace Syndicator.Issues.Writing;

/// <summary>Fills a section that holds one thing: the crate's or the quote's.</summary>
internal sealed class FillWords(DraftPlaces places, DraftSection section, List<DraftEdit> edits)
{
    private string Name => section == DraftSection.Crate ? "crate" : "quote";

    public SectionFill Fill(string text, IReadOnlyList<Section> sections)
    {
        if (text.Length == 0)
        {
            return new SectionFill(section, FillOutcome.NothingChosen, 0, $"No {Name} is chosen.");
        }

        if (sections.Count == 0)
        {
            return Refuse(0, $"The draft has no section for the {Name}; add its heading.");
        }

        if (places.Holds(sections, text))
        {
            return new SectionFill(section, FillOutcome.AlreadyThere, sections[0].Line, $"The {Name} stands there already.");
        }

        if (places.FirstWritten(sections) is var written and > 0)
        {
            return Refuse(written, $"The section for the {Name} is already written; remove what stands there, or leave it.");
        }

        return places.Placeholders(sections).ToList() is [var (line, part), .. var others]
            ? Put(text, line, part, [.. others.Select(other => other.Line)])
            : Refuse(
                sections[0].Line,
                $"The section for the {Name} has no placeholder; write <!-- {Name} goes here --> on a line of its own where it belongs."
            );
    }

    /// <param name="others">Lines of further placeholders, which stay.</param>
    private SectionFill Put(string text, int line, Range part, IReadOnlyList<int> others)
    {
        edits.Add(DraftEdit.Replace(places.Lines, line, part, places.Apart(text, line - 1, line + 1)));
        return new SectionFill(section, FillOutcome.Filled, line, $"The {Name} is put at the placeholder.{Left(others)}");
    }

    private static string Left(IReadOnlyList<int> others) =>
        others.Count == 0
            ? ""
            : $" There is another one in line {string.Join(", ", others.Select(line => line.ToString(CultureInfo.InvariantCulture)))}: remove it.";

    private SectionFill Refuse(int line, string words) => new(section, FillOutcome.Refused, line, words);
}
