using System.Text;

namespace Syndicator.Issues.Writing;

/// <summary>
/// Puts what was chosen at a draft's placeholders and leaves every other character alone. A section that somebody wrote is left to them, and a second time changes
/// nothing. Pure.
/// </summary>
internal static class DraftFiller
{
    /// <param name="file">With its text and bytes.</param>
    /// <param name="wanted">Which sections; others are not looked at.</param>
    public static DraftFill Fill(IssueFile file, IssueFormat format, DraftWinners winners, IReadOnlyCollection<DraftSection> wanted)
    {
        // The bytes, not the text: byte order mark and line ends stay as they are.
        var before = Encoding.UTF8.GetString(file.Bytes.Span);
        var issue = IssueReader.Read(file.Path, file.Text!, format);
        if (DraftRefusals.Of(issue, file.Text!) is { Count: > 0 } refusals)
        {
            return new DraftFill(before, "", [], refusals);
        }

        var lines = new DraftLines(before);
        var places = new DraftPlaces(issue, lines);
        var edits = new List<DraftEdit>();
        var sections = wanted.Order().Distinct().Select(section => Fill(places, section, winners, edits)).ToList();
        return new DraftFill(DraftEdit.Apply(lines, edits), UnifiedDifference.Of(file.Path, lines, edits), sections, []);
    }

    private static SectionFill Fill(DraftPlaces places, DraftSection section, DraftWinners winners, List<DraftEdit> edits) =>
        section switch
        {
            DraftSection.Crate => new FillWords(places, section, edits).Fill(
                SectionText.Crates(winners.Crates),
                places.SectionsOf(SectionRole.Crate)
            ),
            DraftSection.Quote => new FillWords(places, section, edits).Fill(
                SectionText.Quotes(winners.Quotes),
                places.SectionsOf(SectionRole.Quote)
            ),
            DraftSection.ProjectCalls => new FillCalls(places, section, edits).Fill(
                [.. winners.Calls.Select(call => new CallItem(CallOrder.Of(call), call.Url, SectionText.Call(call)))],
                Written(places.Issue),
                places.SectionsOf(SectionRole.ProjectCalls) is { Count: > 0 } own ? own : places.SectionsOf(SectionRole.Calls)
            ),
            DraftSection.EventCalls => new FillCalls(places, section, edits).Fill(
                [.. winners.EventCalls.Select(call => new CallItem(CallOrder.Of(call), call.Url, SectionText.EventCall(call)))],
                Written(places.Issue),
                places.SectionsOf(SectionRole.EventCalls)
            ),
            _ => new FillLinks(places, edits).Fill(winners.Links),
        };

    private static IReadOnlyList<DraftCall> Written(Issue issue) =>
        [
            .. issue.ProjectCalls.Select(call => new DraftCall(CallOrder.Of(call), call.Url, call.Line, call.Group is not null)),
            .. issue.EventCalls.SelectMany(call =>
                new[] { call.Url, call.CallUrl }
                    .Distinct(StringComparer.Ordinal)
                    .Select(url => new DraftCall(CallOrder.Of(call), url, call.Line, IsGrouped: false))
            ),
        ];
}
