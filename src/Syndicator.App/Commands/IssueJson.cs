using System.Globalization;
using Syndicator.Issues;

namespace Syndicator.App.Commands;

/// <summary>An issue as <c>read --json</c> prints it. Documented in docs/commands.md and kept stable.</summary>
internal static class IssueJson
{
    public static object From(Issue issue, IReadOnlyList<Diagnostic> diagnostics) =>
        new
        {
            issue.File,
            issue.Number,
            Date = Day(issue.Date),
            issue.Title,
            issue.Url,
            Crates = issue.Crates.Select(crate => new
            {
                crate.Name,
                crate.Url,
                crate.Line,
                Thanks = ThanksOf(crate.Thanks),
            }),
            Quotes = issue.Quotes.Select(quote => new
            {
                quote.Text,
                quote.Line,
                Attribution = quote.Attribution is { } by ? new { by.Text, by.Url } : null,
                Thanks = ThanksOf(quote.Thanks),
            }),
            ProjectCalls = issue.ProjectCalls.Select(call => new
            {
                call.Text,
                call.Url,
                call.Line,
            }),
            EventCalls = issue.EventCalls.Select(call => new
            {
                call.Name,
                call.Url,
                call.Closes,
                ClosesOn = Day(call.ClosesOn),
                call.Place,
                call.EventDate,
                EventOn = Day(call.EventOn),
                call.Line,
            }),
            Sections = issue.Sections.Select(section => new
            {
                section.Title,
                section.Level,
                section.Line,
                section.Links,
            }),
            CommunityLinks = issue.CommunityLinks.Count,
            Events = issue.EventCount,
            Diagnostics = diagnostics.Select(Output.Json),
        };

    private static object ThanksOf(IReadOnlyList<Thanks> thanks) => thanks.Select(person => new { person.Name, person.Url });

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
