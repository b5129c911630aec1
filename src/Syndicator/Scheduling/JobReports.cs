using System.Collections.Concurrent;
using Syndicator.Configuration;

namespace Syndicator.Scheduling;

/// <summary>How the jobs of this process have fared; what the health page asks.</summary>
internal sealed class JobReports(TimeProvider clock)
{
    /// <summary>How late a job may be before it counts as missing.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    private readonly DateTimeOffset _startedAt = clock.GetUtcNow();
    private readonly ConcurrentDictionary<(string Publication, string Job), Report> _reports = new();

    public void Succeeded(string publication, string job) =>
        _reports[(publication, job)] = new(LastSuccessAt: clock.GetUtcNow(), FailuresInARow: 0, LastError: null);

    /// <param name="error">One line without secrets.</param>
    public void Failed(string publication, string job, string error) =>
        _reports.AddOrUpdate(
            (publication, job),
            _ => new(LastSuccessAt: null, FailuresInARow: 1, error),
            (_, before) => before with { FailuresInARow = before.FailuresInARow + 1, LastError = error }
        );

    /// <summary>One sentence for each job that failed last or is overdue by more than <see cref="Grace"/>.</summary>
    public IReadOnlyList<string> Problems(IEnumerable<Publication> publications) =>
        [
            .. from publication in publications
            from job in JobNames.SchedulesOf(publication)
            let problem = Problem(publication, job.Name, job.Cron)
            where problem is not null
            select $"{publication.Id}: {problem}",
        ];

    private string? Problem(Publication publication, string job, string cron)
    {
        var report = _reports.GetValueOrDefault((publication.Id, job));
        if (report is { FailuresInARow: > 0 })
        {
            return $"the job {job} failed {report.FailuresInARow} times in a row, last with: {report.LastError}";
        }

        var since = report?.LastSuccessAt ?? _startedAt;
        return Occurrences.Between(cron, publication.Zone, since, clock.GetUtcNow() - Grace) is [var missed, ..]
            ? $"the job {job} should have run at {missed:u} and did not"
            : null;
    }

    private sealed record Report(DateTimeOffset? LastSuccessAt, int FailuresInARow, string? LastError);
}
