namespace Syndicator.Issues.Writing;

/// <summary>Adds links to the community's list, which many people write: to its last part, from where editors move them. What the draft has is left out.</summary>
internal sealed class FillLinks(DraftPlaces places, List<DraftEdit> edits)
{
    public SectionFill Fill(IReadOnlyList<LinkEntry> links)
    {
        if (SectionText.Links(links).Length == 0)
        {
            return new SectionFill(DraftSection.Links, FillOutcome.NothingChosen, 0, "No links are accepted.");
        }

        var part =
            places.Issue.SectionsOf(SectionRole.Miscellaneous).LastOrDefault()
            ?? places.Issue.Sections.LastOrDefault(section => HeadingRoles.IsCommunity(section.Role));
        if (part is null)
        {
            return new SectionFill(
                DraftSection.Links,
                FillOutcome.Refused,
                0,
                "The draft has no section for the community's links; add its heading."
            );
        }

        var there = places.Issue.CommunityLinks.Select(link => EarlierIssue.LinkKey(link.Url)).ToHashSet(StringComparer.Ordinal);
        var text = SectionText.Links([.. links.Where(link => there.Add(EarlierIssue.LinkKey(SafeUrl.Of(link.Url) ?? link.Url)))]);
        return text.Length == 0
            ? new SectionFill(DraftSection.Links, FillOutcome.AlreadyThere, part.Line, "The links stand in the draft already.")
            : Put(text, part);
    }

    private SectionFill Put(string text, Section part)
    {
        var last = places.LastLine(part);
        edits.Add(
            DraftEdit.Below(places.Lines, last, places.Apart(text, 0, last + 1), apart: last > part.Line && !IsOfList(places.Lines[last]))
        );
        return new SectionFill(DraftSection.Links, FillOutcome.Filled, last, $"The links are put below \"{part.Title}\".");
    }

    private static bool IsOfList(string line) => line.TrimStart() is ['*' or '-' or '+', ' ', ..] or ['<', '!', '-', '-', ..];
}
