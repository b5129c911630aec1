using Syndicator.Configuration.Keys;
using Syndicator.Configuration.Values;

namespace Syndicator.Configuration;

/// <summary>What no single key of <c>nominations</c> shows.</summary>
internal static class NominationChecks
{
    public static void Check(Settings nominations, Findings findings)
    {
        CheckTopics(nominations.List<Settings>("topics"), findings);
        if (
            nominations.Find<string>("closes") is { } closes
            && nominations.PlaceOf("closes") is { } place
            && nominations.Find<TimeZoneInfo>("zone") is { } zone
            && zone.SupportsDaylightSavingTime
            && Cron.NamesHoursOfClockChange(closes)
        )
        {
            findings.Warn(
                new Problem(
                    "clock-change",
                    $"`closes` names hours between 01:00 and 03:00, and the clocks of {zone.Id} change then.",
                    "Choose another hour, or UTC as zone."
                ),
                place
            );
        }
    }

    /// <summary>Accounts and topics are both sources, which messages and the store call by their names.</summary>
    public static void CheckNames(Settings nominations, IReadOnlyList<Account> accounts, Findings findings)
    {
        foreach (var topic in nominations.List<Settings>("topics"))
        {
            if (topic.Find<string>("name") is { } name && accounts.Any(account => account.Name == name))
            {
                findings.Error(
                    new Problem("doubled-topic", $"An account is called `{name}` already.", "Give the topic another name."),
                    topic.PlaceOf("name")!.Value
                );
            }
        }
    }

    private static void CheckTopics(IReadOnlyList<Settings> topics, Findings findings)
    {
        foreach (
            var twice in topics
                .GroupBy(topic => topic.Find<string>("name"))
                .Where(name => name.Key is not null)
                .SelectMany(name => name.Skip(1))
        )
        {
            findings.Error(
                new Problem("doubled-topic", $"There is a topic `{twice.Find<string>("name")}` already.", "Give this one another name."),
                twice.PlaceOf("name")!.Value
            );
        }

        foreach (
            var twice in topics.GroupBy(topic => topic.Find<Uri>("url")).Where(url => url.Key is not null).SelectMany(url => url.Skip(1))
        )
        {
            findings.Error(
                new Problem("doubled-topic", "This topic stands in the list already.", "Remove one of them."),
                twice.PlaceOf("url")!.Value
            );
        }
    }
}
