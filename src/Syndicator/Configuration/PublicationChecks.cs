using Syndicator.Configuration.Keys;
using Syndicator.Configuration.Values;

namespace Syndicator.Configuration;

/// <summary>What no single key of a publication shows.</summary>
internal static class PublicationChecks
{
    private const int MostImages = 4;

    /// <summary>Kinds of sources, and what may stand beside each.</summary>
    private static readonly Dictionary<string, string[]> s_kinds = new()
    {
        ["folder"] = ["glob", "drafts"],
        ["git"] = ["branch", "glob", "drafts"],
        ["feed"] = ["markdown", "titles"],
    };

    public static void Check(Settings settings, string folder, Findings findings)
    {
        SectionHeadings.Check(settings, findings);
        var source = settings.Find<Settings>("source");
        if (source is not null)
        {
            CheckSource(source, findings);
        }

        if (
            source is not null
            && source.Find<string>("folder") is { } path
            && !Directory.Exists(PublicationBinding.SourceFolder(folder, path))
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

        if (settings.Find<Settings>("nominations") is { } nominations)
        {
            NominationChecks.Check(nominations, findings);
        }

        CheckImages(settings.List<Settings>("images"), folder, findings);
        if (
            settings.Find<Settings>("webhook") is { } webhook
            && (
                webhook.Find<SecretReference>("secret") is { Place: SecretPlace.Store }
                || webhook.Find<string>("url")?.StartsWith("secret:", StringComparison.Ordinal) == true
            )
        )
        {
            findings.Error(
                new Problem(
                    "no-secret-store",
                    "A webhook cannot name a `secret:`: the program's own store holds the credentials of accounts, and nothing else puts a secret into it.",
                    "Name it as `env:NAME` or `file:/path`."
                ),
                webhook.Place
            );
        }

        if (
            settings.FindValue<TimeSpan>("hold") is { } hold
            && settings.FindValue<TimeSpan>("alarmAfter") is { } alarmAfter
            && hold >= alarmAfter
        )
        {
            findings.Warn(
                new Problem(
                    "alarm-before-posts",
                    "`alarmAfter` is over before the posts' `hold` is: every issue would raise an alarm.",
                    "Make it longer than `hold`."
                ),
                settings.PlaceOf("alarmAfter") ?? settings.Place
            );
        }

        if (settings.Find<Settings>("schedules") is { } schedules)
        {
            CheckClockChange(schedules, findings);
        }
    }

    /// <summary>One source, and only the keys that belong to it.</summary>
    private static void CheckSource(Settings source, Findings findings)
    {
        var kinds = s_kinds.Keys.Where(kind => source.PlaceOf(kind) is not null).ToList();
        if (kinds.Count == 0)
        {
            findings.Error(
                new Problem("missing-key", "`source` does not say where issues come from.", "Add `folder`, `git` or `feed`."),
                source.Place
            );
            return;
        }

        foreach (var kind in kinds.Skip(1))
        {
            findings.Error(
                new Problem("several-sources", $"`source` has `{kinds[0]}` already; there is one source.", "Remove one of them."),
                source.PlaceOf(kind)!.Value
            );
        }

        if (source.Find<string>("drafts") is { } drafts && drafts == (source.Find<string>("glob") ?? "*.md"))
        {
            findings.Error(
                new Problem(
                    "drafts-are-all",
                    "`drafts` is the same pattern as `glob`: every issue would be a draft.",
                    "Name where the unfinished ones lie."
                ),
                source.PlaceOf("drafts")!.Value
            );
        }

        foreach (var key in s_kinds.Values.SelectMany(keys => keys).Distinct().Except(s_kinds[kinds[0]]))
        {
            if (kinds.Count == 1 && source.PlaceOf(key) is { } place)
            {
                findings.Error(new Problem("key-without-use", $"`{key}` has no meaning for a `{kinds[0]}`.", "Remove it."), place);
            }
        }
    }

    private static void CheckImages(IReadOnlyList<Settings> images, string folder, Findings findings)
    {
        foreach (var image in images)
        {
            if (image.Find<string>("file") is { } file && !File.Exists(PublicationBinding.SourceFolder(folder, file)))
            {
                findings.Warn(
                    new Problem(
                        "missing-image",
                        $"There is no file `{Shown.Briefly(file)}`.",
                        "Put it there, or correct the path, which is relative to this file; until then its post is refused."
                    ),
                    image.PlaceOf("file")!.Value
                );
            }
        }

        foreach (var surplus in images.GroupBy(image => image.Find<string>("post")).SelectMany(group => group.Skip(MostImages)))
        {
            findings.Error(
                new Problem("too-many-images", $"This post has {MostImages} images already; no network shows more.", "Remove some."),
                surplus.Place
            );
        }
    }

    private static void CheckClockChange(Settings schedules, Findings findings)
    {
        if (schedules.Find<TimeZoneInfo>("zone") is not { SupportsDaylightSavingTime: true } zone)
        {
            return;
        }

        foreach (var key in new[] { "watch", "deliver", "health", "collect", "invite", "calls" })
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
}
