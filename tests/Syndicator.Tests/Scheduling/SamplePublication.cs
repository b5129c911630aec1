using Syndicator.Configuration;
using Syndicator.Issues;

namespace Syndicator.Tests.Scheduling;

internal static class SamplePublication
{
    public static Publication With(
        string watch,
        string deliver,
        string zone = "UTC",
        string id = "sample",
        string health = "30 * * * * ?",
        string collect = "0 0 0 1 1 ? 2099"
    ) =>
        new()
        {
            Id = id,
            Folder = "config/" + id,
            Name = "Sample Weekly",
            ShortName = "SW",
            Format = new IssueFormat
            {
                Site = "https://sample.example/",
                PagePath = "{year}/{slug}/",
                Headings = new Dictionary<SectionRole, IReadOnlyList<string>>(),
            },
            Source = new SourceOptions.Folder("/nowhere", "*.md"),
            Zone = TimeZoneInfo.FindSystemTimeZoneById(zone),
            Schedules = new Schedules(watch, deliver, health, collect, Engagement: collect),
            Accounts = [],
            Handles = Handles.None,
            Templates = new Dictionary<string, TemplateFile>(),
        };
}
