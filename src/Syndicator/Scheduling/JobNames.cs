using Syndicator.Configuration;

namespace Syndicator.Scheduling;

/// <summary>What the jobs are called: in the watermarks, in <c>schedule</c>, in the log.</summary>
internal static class JobNames
{
    /// <summary>Looks for issues and announces those that are ready.</summary>
    public const string Watch = "watch";

    /// <summary>Sends what is due.</summary>
    public const string Deliver = "deliver";

    /// <summary>Reads what people write to us, and makes nominations of it.</summary>
    public const string Collect = "collect";

    /// <summary>Judges whether all is well, raises and clears alarms, and calls the webhook.</summary>
    public const string Health = "health";

    /// <summary>Invites nominations.</summary>
    public const string Invite = "invite";

    /// <summary>Posts about calls for participation.</summary>
    public const string Calls = "calls";

    /// <summary>Counts what readers did with our posts.</summary>
    public const string Engagement = "engagement";

    public static IReadOnlyList<string> All { get; } = [Watch, Deliver, Collect, Engagement, Health, Invite, Calls];

    /// <summary>Every job of a publication with its cron expression.</summary>
    public static IReadOnlyList<(string Name, string Cron)> SchedulesOf(Publication publication) =>
        [
            (Watch, publication.Schedules.Watch),
            (Deliver, publication.Schedules.Deliver),
            (Collect, publication.Schedules.Collect),
            (Engagement, publication.Schedules.Engagement),
            (Health, publication.Schedules.Health),
            .. Wanted(Invite, publication.Schedules.Invite),
            .. Wanted(Calls, publication.Schedules.Calls),
        ];

    /// <summary>When a job looks; null when the publication does not have it.</summary>
    public static string? CronOf(Publication publication, string job) =>
        SchedulesOf(publication).Where(schedule => schedule.Name == job).Select(schedule => schedule.Cron).FirstOrDefault();

    private static IEnumerable<(string, string)> Wanted(string name, string? cron) => cron is null ? [] : [(name, cron)];
}
