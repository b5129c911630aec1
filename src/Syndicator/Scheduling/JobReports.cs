using System.Collections.Concurrent;
using Syndicator.Configuration;
using Syndicator.Storage;

namespace Syndicator.Scheduling;

/// <summary>How the jobs of this process have fared; what health is judged by.</summary>
internal sealed class JobReports(TimeProvider clock)
{
    /// <summary>How late a job may be before it counts as missing.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    private readonly DateTimeOffset _startedAt = clock.GetUtcNow();
    private readonly ConcurrentDictionary<string, DateTimeOffset> _begunAt = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Publication, string Job), Failure> _failures = new();
    private Failure? _look;

    /// <summary>A publication whose configuration is new or another now: what its schedules would have had done before was nobody's job.</summary>
    public void Began(string publication) => _begunAt[publication] = clock.GetUtcNow();

    public void Succeeded(string publication, string job) => _failures.TryRemove((publication, job), out _);

    public void Failed(string publication, string job, Exception exception)
    {
        var (now, error) = (clock.GetUtcNow(), Words(exception));
        _failures.AddOrUpdate(
            (publication, job),
            _ => new Failure(now, now, 1, error),
            (_, before) => before with { LastAt = now, Count = before.Count + 1, Error = error }
        );
    }

    /// <summary>What is due was read.</summary>
    public void Looked() => _look = null;

    /// <summary>What is due could not be read: no job of any publication is begun.</summary>
    public void LookFailed(Exception exception)
    {
        var (now, before) = (clock.GetUtcNow(), _look);
        _look = new Failure(before?.Since ?? now, now, 1 + (before?.Count ?? 0), Words(exception));
    }

    /// <summary>Publications of which a job failed last in this process.</summary>
    public IReadOnlyList<string> Failing => [.. _failures.Keys.Select(key => key.Publication).Distinct(StringComparer.Ordinal)];

    /// <summary>Jobs that failed last in this process, and jobs that no process has run for longer than <see cref="Grace"/> after they should have.</summary>
    /// <param name="watermarks">Of the publication's jobs by name, as all processes share them.</param>
    public IReadOnlyList<JobProblem> Problems(Publication publication, IReadOnlyDictionary<string, DateTimeOffset> watermarks) =>
        [
            .. JobNames
                .SchedulesOf(publication)
                .SelectMany(job =>
                {
                    DateTimeOffset? mark = watermarks.TryGetValue(job.Name, out var done) ? done : null;
                    return new[] { FailureOf(publication, job.Name, job.Cron, mark), Overdue(publication, job.Name, job.Cron, mark) };
                })
                .Append(FailureOfLook(publication.Zone))
                .OfType<JobProblem>(),
        ];

    private JobProblem? FailureOfLook(TimeZoneInfo zone) =>
        _look is { } failure
            ? new JobProblem(
                "look",
                IsOverdue: false,
                failure.Since,
                $"What is due could not be read since {Local(failure.Since, zone)}, so that nothing goes out: {failure.Error}."
            )
            : null;

    /// <remarks>A mark says when what was done was due, so one of before the failure may still be of an instance that did the same after it.</remarks>
    private JobProblem? FailureOf(Publication publication, string job, string cron, DateTimeOffset? watermark) =>
        _failures.GetValueOrDefault((publication.Id, job)) is { } failure
        && !(watermark is { } done && CronText.Next(CronText.In(cron, publication.Zone), done, failure.LastAt) is null)
            ? new JobProblem(
                job,
                IsOverdue: false,
                failure.Since,
                $"The job {job} failed {Times(failure.Count)} since {Local(failure.Since, publication.Zone)}, last with {failure.Error}."
            )
            : null;

    /// <remarks>A program that has just started, or has just read a schedule, has yet to make up what was missed.</remarks>
    private JobProblem? Overdue(Publication publication, string job, string cron, DateTimeOffset? watermark)
    {
        var now = clock.GetUtcNow();
        var begunAt = _begunAt.GetValueOrDefault(publication.Id, _startedAt);
        var done = watermark > begunAt ? watermark.Value : begunAt;
        return CronText.Next(CronText.In(cron, publication.Zone), done, now - Grace) is { } missed
            ? new JobProblem(
                job,
                IsOverdue: true,
                missed,
                $"The job {job} should have run at {Local(missed, publication.Zone)} and did not."
            )
            : null;
    }

    /// <summary>One line without secrets.</summary>
    private static string Words(Exception exception) =>
        exception is StorageException trouble ? trouble.Message.TrimEnd('.') : $"{exception.GetType().Name}, see the log";

    private static string Times(int count) => count == 1 ? "once" : FormattableString.Invariant($"{count} times in a row");

    private static string Local(DateTimeOffset at, TimeZoneInfo zone) =>
        FormattableString.Invariant($"{TimeZoneInfo.ConvertTime(at, zone):yyyy-MM-dd HH:mm zzz}");

    /// <param name="Since">When it failed first, without a success since.</param>
    private sealed record Failure(DateTimeOffset Since, DateTimeOffset LastAt, int Count, string Error);
}

/// <summary>A job that does not do its work.</summary>
/// <param name="IsOverdue">Whether it was not run, by any process; otherwise it was run by this one and failed.</param>
/// <param name="Text">What happened, as a sentence without secrets.</param>
internal sealed record JobProblem(string Job, bool IsOverdue, DateTimeOffset Since, string Text);
