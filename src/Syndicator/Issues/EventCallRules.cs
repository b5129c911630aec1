namespace Syndicator.Issues;

/// <summary>When a row of the event calls cannot be right.</summary>
internal static class EventCallRules
{
    /// <summary>What contradicts itself, as a clause for people; null when nothing does.</summary>
    public static string? Contradiction(this EventCall call, DateOnly? issueDate) =>
        call switch
        {
            { ClosesOn: { } closes, EventOn: { } on } when on < closes =>
                $"the event ({on:yyyy-MM-dd}) is before its call closes ({closes:yyyy-MM-dd})",
            { EventOn: { } on } when on < issueDate => $"the event ({on:yyyy-MM-dd}) is before the issue's day ({issueDate:yyyy-MM-dd})",
            { ClosesOn: { } closes } when issueDate?.AddDays(-180) > closes =>
                $"the call closed on {closes:yyyy-MM-dd}, long before the issue's day: the year may be off",
            { ClosesOn: { } closes } when issueDate?.AddYears(2) < closes =>
                $"the call closes on {closes:yyyy-MM-dd}, more than two years ahead: the year may be off",
            _ => null,
        };
}
