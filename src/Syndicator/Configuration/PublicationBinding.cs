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
            Source = Source(folder, source),
            Zone = schedules.Get<TimeZoneInfo>("zone"),
            Language = settings.Get<string>("language"),
            Schedules = new Schedules(
                schedules.Get<string>("watch"),
                schedules.Get<string>("deliver"),
                schedules.Get<string>("health"),
                schedules.Get<string>("collect"),
                schedules.Find<string>("invite"),
                schedules.Find<string>("calls"),
                schedules.Get<string>("engagement")
            ),
            Hold = settings.Get<TimeSpan>("hold"),
            AnnounceWithin = settings.Get<TimeSpan>("announceWithin"),
            CheckPage = settings.Get<bool>("checkPage"),
            AlarmAfter = settings.Get<TimeSpan>("alarmAfter"),
            Webhook = settings.Find<Settings>("webhook") is { } webhook
                ? new WebhookOptions(webhook.Get<string>("url"), webhook.Find<SecretReference>("secret")?.ToString())
                : null,
            FreshFor = settings.Get<TimeSpan>("freshFor"),
            Hashtags = settings.List<string>("hashtags"),
            Images =
            [
                .. settings
                    .List<Settings>("images")
                    .Select(image => new ConfiguredImage(
                        image.Get<string>("post"),
                        SourceFolder(folder, image.Get<string>("file")),
                        image.Get<string>("alt")
                    )),
            ],
            Nominations = NominationBinding.Build(settings.Find<Settings>("nominations")),
            Calls = Calls(settings.Find<Settings>("calls")),
            DemonstrationStartsAt = settings.Find<Settings>("demonstration")?.FindValue<DateTimeOffset>("startsAt"),
            Accounts = accounts,
            Handles = handles,
            Templates = templates,
        };
    }

    private static CallOptions Calls(Settings? settings)
    {
        var usual = new CallOptions();
        return settings is null
            ? usual
            : new CallOptions
            {
                PerDay = settings.Get<int>("perDay"),
                Reminders = settings.PlaceOf("remindBefore") is null
                    ? usual.Reminders
                    : [.. settings.List<TimeSpan>("remindBefore").Distinct().OrderDescending()],
                OpenFor = settings.Get<TimeSpan>("openFor"),
            };
    }

    private static SourceOptions Source(string publicationFolder, Settings source)
    {
        var glob = source.Find<string>("glob") ?? "*.md";
        var drafts = source.Find<string>("drafts");
        if (source.Find<string>("git") is { } git)
        {
            return new SourceOptions.Git(Repository(publicationFolder, git), source.Find<string>("branch") ?? "main", glob, drafts);
        }

        return source.Find<Uri>("feed") is { } feed
            ? new SourceOptions.Feed(feed, source.Find<string>("markdown"), source.Find<string>("titles") ?? "*")
            : new SourceOptions.Folder(SourceFolder(publicationFolder, source.Get<string>("folder")), glob, drafts);
    }

    /// <summary>A path begins at the publication's folder; <c>user@host:path</c> and addresses stay as they are.</summary>
    private static string Repository(string publicationFolder, string git) =>
        git.Contains(':', StringComparison.Ordinal) ? git : SourceFolder(publicationFolder, git);

    /// <summary>The absolute path of a folder that is written relative to the publication's.</summary>
    public static string SourceFolder(string publicationFolder, string path) => Path.GetFullPath(Path.Combine(publicationFolder, path));
}
