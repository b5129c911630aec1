using Syndicator.Configuration.Keys;
using Syndicator.Configuration.Values;
using Syndicator.Configuration.Yaml;
using Syndicator.Issues;

namespace Syndicator.Configuration;

/// <summary>Reads one publication's folder.</summary>
internal static class PublicationReader
{
    private static readonly string[] Files = ["publication.yaml", "accounts.yaml", "handles.yaml"];

    /// <summary>Whether a file's name is, or nearly is, one of those a publication has.</summary>
    public static bool IsMeantFor(string path) => Nearest.To(Path.GetFileName(path), Files) is not null;

    /// <summary>The publication, or null when any of its files has an error.</summary>
    public static (Publication? Publication, IReadOnlyList<Diagnostic> Diagnostics) Read(string folder, IReadOnlySet<string> liveNetworks)
    {
        var wholeFolder = new Findings(folder);
        CheckFolder(folder, wholeFolder);
        var (settings, own) = ReadFile(folder, "publication", isRequired: true);
        if (settings is not null)
        {
            CheckPublication(settings, folder, own);
        }

        var (accounts, ofAccounts) = ReadAccounts(folder, liveNetworks);
        var (handles, ofHandles) = ReadHandles(folder);
        var (templates, ofTemplates) = TemplateFolder.Read(Path.Combine(folder, "templates"));
        IReadOnlyList<Diagnostic> all = [.. wholeFolder.All, .. own.All, .. ofAccounts.All, .. ofHandles.All, .. ofTemplates];
        var isWrong = settings is null || all.Any(diagnostic => diagnostic.Severity == Severity.Error);
        return (isWrong ? null : Build(folder, settings!, accounts, handles, templates), all);
    }

    private static (Settings? Settings, Findings Findings) ReadFile(string folder, string name, bool isRequired)
    {
        var path = Path.Combine(folder, name + ".yaml");
        var findings = new Findings(path);
        if (!File.Exists(path))
        {
            if (isRequired)
            {
                findings.Error(
                    new Problem("missing-file", "The file is not there.", $"Write it; `syndicator config-schema {name}` shows its keys.")
                );
            }

            return (null, findings);
        }

        var text = ConfigurationFile.Read(path, findings);
        var tree = text is null ? null : YamlTree.Read(text, findings);
        if (tree is null or YamlText { IsEmpty: true })
        {
            ReportEmpty(findings, name, isRequired);
            return (null, findings);
        }

        return (ConfigurationSchema.Files[name].Read(tree, "The file", findings) as Settings, findings);
    }

    private static void ReportEmpty(Findings findings, string name, bool isRequired)
    {
        var problem = new Problem(
            "empty-file",
            "The file holds no configuration.",
            $"Fill it; `syndicator config-schema {name}` shows its keys."
        );
        if (findings.HasErrors)
        {
            return;
        }

        if (isRequired)
        {
            findings.Error(problem);
        }
        else
        {
            findings.Warn(problem with { Remedy = "Remove it if it is not needed." });
        }
    }

    private static (IReadOnlyList<Account> Accounts, Findings Findings) ReadAccounts(string folder, IReadOnlySet<string> liveNetworks)
    {
        var (settings, findings) = ReadFile(folder, "accounts", isRequired: true);
        var accounts = settings?.List<Settings>("accounts") ?? [];
        AccountChecks.Check(accounts, liveNetworks, findings);
        return (findings.HasErrors ? [] : [.. accounts.Select(AccountBinding.Build)], findings);
    }

    private static (Handles Handles, Findings Findings) ReadHandles(string folder)
    {
        var (settings, findings) = ReadFile(folder, "handles", isRequired: false);
        return (HandleBinding.Build(settings?.List<Settings>("handles") ?? [], findings), findings);
    }

    private static void CheckFolder(string folder, Findings findings)
    {
        if (Names.OfPublication(IdOf(folder)) is { } badName)
        {
            findings.Error(badName);
        }

        foreach (var path in YamlFilesIn(folder).Where(path => !Files.Contains(Path.GetFileName(path))))
        {
            var name = Path.GetFileName(path);
            var near = Nearest.To(name, Files);
            findings.Warn(
                new Problem(
                    "unknown-file",
                    $"`{Shown.Briefly(name)}` is not read.",
                    near is null ? $"Known here: {string.Join(", ", Files)}." : $"Did you mean `{near}`?"
                )
            );
        }
    }

    private static IEnumerable<string> YamlFilesIn(string folder) =>
        Directory.Exists(folder) ? Directory.GetFiles(folder, "*.y*ml").Order(StringComparer.Ordinal) : [];

    private static void CheckPublication(Settings settings, string folder, Findings findings)
    {
        SectionHeadings.Check(settings, findings);
        if (
            settings.Find<Settings>("source") is { } source
            && source.Find<string>("folder") is { } path
            && !Directory.Exists(SourceFolder(folder, path))
        )
        {
            findings.Error(
                new Problem(
                    "missing-folder",
                    $"There is no folder `{Shown.Briefly(path)}`.",
                    "Make it, or correct the path; it is relative to this file."
                ),
                source.PlaceOf("folder")!.Value
            );
        }

        if (settings.Find<Settings>("schedules") is { } schedules)
        {
            CheckClockChange(schedules, findings);
        }
    }

    private static void CheckClockChange(Settings schedules, Findings findings)
    {
        if (schedules.Find<TimeZoneInfo>("zone") is not { SupportsDaylightSavingTime: true } zone)
        {
            return;
        }

        foreach (var key in new[] { "watch", "deliver" })
        {
            if (schedules.PlaceOf(key) is { } place && schedules.Find<string>(key) is { } cron && Cron.NamesHoursOfClockChange(cron))
            {
                findings.Warn(
                    new Problem(
                        "clock-change",
                        $"`{key}` names hours between 01:00 and 03:00, and the clocks of {zone.Id} change then.",
                        "Choose another hour, or UTC as zone."
                    ),
                    place
                );
            }
        }
    }

    private static Publication Build(
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
            Id = IdOf(folder),
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

    private static string IdOf(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));

    private static string SourceFolder(string publicationFolder, string path) => Path.GetFullPath(Path.Combine(publicationFolder, path));
}
