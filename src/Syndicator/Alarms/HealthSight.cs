using Syndicator.Configuration;
using Syndicator.Publishing;

namespace Syndicator.Alarms;

/// <summary>What the store does not know and only this process sees.</summary>
/// <param name="LastReport">Of the last look at a publication's source; null before the first.</param>
/// <param name="Jobs">Which jobs fail or are overdue, given the watermarks of all of them by name.</param>
/// <param name="DataFolder">For messages.</param>
/// <param name="FreeSpace">Bytes that can still be written in the data folder; null when nobody can tell.</param>
internal sealed record HealthSight(
    Func<Publication, WatchReport?> LastReport,
    Func<Publication, IReadOnlyDictionary<string, DateTimeOffset>, IReadOnlyList<JobTrouble>> Jobs,
    string DataFolder,
    Func<long?> FreeSpace
);

/// <summary>A job that does not do its work.</summary>
/// <param name="IsOverdue">Whether it did not run when it should, for any instance; otherwise it ran in this process and failed.</param>
/// <param name="Text">What happened, as a sentence.</param>
internal sealed record JobTrouble(string Job, bool IsOverdue, DateTimeOffset Since, string Text);
