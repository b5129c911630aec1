using System.Collections.Concurrent;
using Syndicator.Configuration;

namespace Syndicator.Scheduling;

/// <summary>How the jobs of this process have fared; what health is judged by.</summary>
internal sealed class JobReports(TimeProvider clock)
{
    /// <summary>How late a job may be before it counts as missing.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    private readonly DateTimeOffset _startedAt = clock.GetUtcNow();
    private readonly ConcurrentDictionary<(string Publication, string Job), Failure> _failures = new();

    public void Succeeded(string publication, string job) => _failures.TryRemove((publication, job), out _);

    /// <param name="error">One line without secrets.</param>
    public void Failed(string publication, string job, string error) =>
        _failures.AddOrUpdate(
            (publication, job),
            _ => new Failure(clock.GetUtcNow(), 1, error),
            (_, before) => before with { Count = before.Count + 1, Error = error }
        );

    /// <summary>Jobs that failed last in this process, and jobs that no process has run for longer than <see cref="Grace"/> after they should have.</summary>
    /// <param name="watermarks">Of the publication's jobs by name, as all processes share them.</param>
    public IReadOnlyList<JobProblem> Problems(Publication publication, IReadOnlyDictionary<string, DateTimeOffset> watermarks) =>
        [
            .. JobNames
                .SchedulesOf(publication)
                .SelectMany(job =>
                    new[]
                    {
                        FailureOf(publication, job.Name),
                        Overdue(publication, job.Name, job.Cron, watermarks.TryGetValue(job.Name, out var mark) ? mark : null),
                    }
                )
                .OfType<JobProblem>(),
        ];

    private JobProblem? FailureOf(Publication publication, string job) =>
        _failures.GetValueOrDefault((publication.Id, job)) is { } failure
            ? new JobProblem(
                job,
                IsOverdue: false,
                failure.Since,
                $"The job {job} failed {Times(failure.Count)} since {Local(failure.Since, publication.Zone)}, last with {failure.Error}."
            )
            : null;

    /// <remarks>A program that has just started has yet to make up what was missed.</remarks>
    private JobProblem? Overdue(Publication publication, string job, string cron, DateTimeOffset? watermark)
    {
        var now = clock.GetUtcNow();
        var done = watermark > _startedAt ? watermark.Value : _startedAt;
        return CronText.Next(CronText.In(cron, publication.Zone), done, now - Grace) is { } missed
            ? new JobProblem(
                job,
                IsOverdue: true,
                missed,
                $"The job {job} should have run at {Local(missed, publication.Zone)} and did not."
            )
            : null;
    }

    private static string Times(int count) => count == 1 ? "once" : FormattableString.Invariant($"{count} times in a row");

    private static string Local(DateTimeOffset at, TimeZoneInfo zone) =>
        FormattableString.Invariant($"{TimeZoneInfo.ConvertTime(at, zone):yyyy-MM-dd HH:mm zzz}");

    /// <param name="Since">When it failed first, without a success since.</param>
    private sealed record Failure(DateTimeOffset Since, int Count, string Error);
}

/// <summary>A job that does not do its work.</summary>
/// <param name="IsOverdue">Whether it was not run, by any process; otherwise it was run by this one and failed.</param>
/// <param name="Text">What happened, as a sentence without secrets.</param>
internal sealed record JobProblem(string Job, bool IsOverdue, DateTimeOffset Since, string Text);
