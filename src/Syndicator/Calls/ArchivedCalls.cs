using Syndicator.Issues;

namespace Syndicator.Calls;

/// <summary>What issues had that came before the program: it counts as announced.</summary>
/// <param name="earlier">Issues of the source, in any order.</param>
/// <param name="own">Days of the issues that came since, whatever became of them.</param>
internal sealed class ArchivedCalls(IReadOnlyList<EarlierIssue> earlier, IReadOnlySet<DateOnly> own)
{
    private readonly List<EarlierIssue> _archive = [.. earlier.Where(issue => issue.Date is { } day && !own.Contains(day))];

    public bool Has(PrintedCall row, DateOnly day) =>
        row.Kind == CallKind.Project
            ? _archive.Exists(issue => issue.Date < day && issue.ProjectCalls.Contains(row.Address))
            : _archive.Exists(issue =>
                issue.Date < day
                && issue.EventCalls.Any(call => call.Address == row.Address && IsSameEdition(call, issue.Date.Value, row, day))
            );

    private static bool IsSameEdition(EarlierEventCall call, DateOnly printedOn, PrintedCall row, DateOnly day) =>
        !EventNames.AreOthers(call.Name, row.Text.Title)
        && new CallEdition(CallEdition.UntilOf(call.EventOn, call.ClosesOn, printedOn), printedOn, printedOn).Has(
            CallEdition.UntilOf(row.Text, day),
            day
        );
}
