using Syndicator.Configuration.Keys;
using Syndicator.Issues;

namespace Syndicator.Configuration;

/// <summary>Makes a publication of settings without mistake.</summary>
internal static class PublicationBinding
{
    public static Publication Build(
        string id,
        string folder,
        Settings settings,
        IReadOnlyList<Account> accounts,
        Handles handles,
        IReadOnlyDictionary<string, TemplateFile> templates
    )
    {
        var name = settings.Get<string>("name");
        var source = settings.Get<Settings>("source");
        var schedules = settings.Get<Settings>("schedules");
        var nominations = settings.Find<Settings>("nominations");
        return new Publication
        {
            Id = id,
            Folder = folder,
            Name = name,
            ShortName = settings.Find<string>("shortName") ?? name,
            Format = new IssueFormat
            {
                Site = settings.Get<string>("site"),
                PagePath = settings.Get<string>("pagePath"),
                Headings = SectionHeadings.Build(settings),
            },
            Source = new SourceOptions(SourceFolder(folder, source.Get<string>("folder")), source.Get<string>("glob")),
            Zone = schedules.Get<TimeZoneInfo>("zone"),
            Language = settings.Get<string>("language"),
            Schedules = new Schedules(schedules.Get<string>("watch"), schedules.Get<string>("deliver")),
            Hold = settings.Get<TimeSpan>("hold"),
            AnnounceWithin = settings.Get<TimeSpan>("announceWithin"),
            FreshFor = settings.Get<TimeSpan>("freshFor"),
            Hashtags = settings.List<string>("hashtags"),
            Nominations = new NominationLinks(
                nominations?.Find<string>("crateTag"),
                nominations?.Find<string>("quoteTag"),
                nominations?.Find<string>("crateUrl"),
                nominations?.Find<string>("quoteUrl")
            ),
            DemonstrationStartsAt = settings.Find<Settings>("demonstration")?.FindValue<DateTimeOffset>("startsAt"),
            Accounts = accounts,
            Handles = handles,
            Templates = templates,
        };
    }

    /// <summary>The absolute path of a folder that is written relative to the publication's.</summary>
    public static string SourceFolder(string publicationFolder, string path) => Path.GetFullPath(Path.Combine(publicationFolder, path));
}
