using Syndicator.Configuration.Keys;
using Syndicator.Configuration.Values;

namespace Syndicator.Configuration;

/// <summary>What no single key of a publication shows.</summary>
internal static class PublicationChecks
{
    public static void Check(Settings settings, string folder, Findings findings)
    {
        SectionHeadings.Check(settings, findings);
        if (
            settings.Find<Settings>("source") is { } source
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
}
