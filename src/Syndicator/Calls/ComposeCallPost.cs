using Syndicator.Composing;
using Syndicator.Configuration;
using Syndicator.Issues;
using Syndicator.Networks;

namespace Syndicator.Calls;

/// <summary>What a planned post says, from the calls alone.</summary>
internal static class ComposeCallPost
{
    /// <param name="place">Where a digest leads to; null where the issue has no page.</param>
    /// <returns>Null where the publication has no words for it, or they do not fit.</returns>
    public static ComposedPost? Run(CallComposer composer, PlannedPost post, string? place, Account account, TextRules rules) =>
        post.Issue is { } issue
            ? composer.Compose(FactsOf(post, issue, place), account, rules)
            : composer.Compose(post.Part, FactsOf(post.Says[0]), account, rules);

    /// <summary>Why <see cref="Run"/> made none.</summary>
    public static NoWords WhyNot(CallComposer composer, PlannedPost post, string? place, Account account, TextRules rules) =>
        post.Issue is { } issue
            ? composer.WhyNot(FactsOf(post, issue, place), account, rules)
            : composer.WhyNot(post.Part, FactsOf(post.Says[0]), account, rules);

    /// <summary>The page, and on it the heading of all calls, or else the first of those above some.</summary>
    public static string? PlaceOf(Issue issue, string? url)
    {
        var section =
            issue.SectionsOf(SectionRole.Calls).FirstOrDefault()
            ?? issue.Sections.FirstOrDefault(section => section.Role is SectionRole.ProjectCalls or SectionRole.EventCalls);
        return url is null || section is null || HeadingIds.Of(issue.Sections, section) is not { } id ? url : $"{url}#{id}";
    }

    private static CallDigestFacts FactsOf(PlannedPost post, CallIssue issue, string? place) =>
        new(issue.Title, issue.Number, issue.Url, place, [.. post.Says.Select(FactsOf)]);

    private static CallFacts FactsOf(SaidCall said)
    {
        var call = said.Call;
        var (says, printed) = (call.Text, call.Printed);
        var isAsPrinted = (says.Title, says.Place, says.EventDate) == (printed.Title, printed.Place, printed.EventDate);
        return new CallFacts(says.Title, says.Url, says.Closing)
        {
            IsEvent = call.Kind == CallKind.Event,
            Project = says.Group,
            Tags = says.Tags,
            Place = says.Place,
            EventDate = says.EventDate,
            Line = isAsPrinted ? printed.Line : 0,
            IssueTitle = call.LastIssue.Title,
            IssueNumber = call.LastIssue.Number,
            IssueUrl = call.LastIssue.Url,
            IsExtended = said.Act == CallAct.Extended,
        };
    }
}
