using Microsoft.Extensions.Logging;
using Syndicator.Configuration;
using Syndicator.Publishing;

namespace Syndicator.Scheduling;

/// <summary>
/// One look of an instance at everything that is due, whatever the number of publications: what has nothing to do is moved on, hundreds in one
/// statement; the rest is given to <see cref="DutyRuns"/>. Where nothing is due, one statement says so.
/// </summary>
internal sealed class Look(
    Duties duties,
    ReckonDuties reckon,
    DutyRuns runs,
    ScheduledPublications publications,
    ScheduledWork work,
    JobReports reports,
    StoreTrouble trouble,
    TimeProvider clock,
    ILogger<Look> log
) : IDisposable
{
    private const int Page = 500;

    /// <summary>A clock that is set right by little is not set back.</summary>
    private static readonly TimeSpan s_unsteady = TimeSpan.FromSeconds(5);

    /// <summary>A database that is down is not asked every second.</summary>
    private static readonly TimeSpan s_afterFailure = TimeSpan.FromSeconds(5);

    /// <summary>Longer than Quartz ever leaves between two looks.</summary>
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(4);

    private readonly SemaphoreSlim _one = new(1);
    private long _askedAt = clock.GetTimestamp();
    private DateTimeOffset? _last;
    private long? _failedAt;

    /// <summary>Nobody has asked for a look for some seconds, by a clock that nobody can set.</summary>
    public bool IsMissed => clock.GetElapsedTime(Interlocked.Read(ref _askedAt)) > s_silence;

    /// <summary>A look that fails is made again some seconds later. One that is still under way is not joined by another.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Interlocked.Exchange(ref _askedAt, clock.GetTimestamp());
        if (IsAfterFailure() || !await _one.WaitAsync(TimeSpan.Zero, CancellationToken.None))
        {
            return;
        }

        try
        {
            await LookAsync(cancellationToken);
            reports.Looked();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The program stops.
        }
        catch (Exception exception)
        {
            _failedAt = clock.GetTimestamp();
            reports.LookFailed(exception);
            if (!trouble.Tell(exception))
            {
                log.LogError(
                    exception,
                    "What is due could not be read; it is tried again in {Seconds} seconds",
                    s_afterFailure.TotalSeconds
                );
            }
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private bool IsAfterFailure() => _failedAt is { } failed && clock.GetElapsedTime(failed) < s_afterFailure;

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (_last is null || now < _last - s_unsteady)
        {
            // What was planned by a clock that ran ahead would wait until it comes.
            await reckon.RunAsync(cancellationToken);
        }

        Duty? after = null;
        do
        {
            var page = await duties.ListDueAsync(now, runs.FullJobs, after, Page, cancellationToken);
            await DealWithAsync([.. page.Where(duty => !runs.Has(duty))], now, cancellationToken);
            after = page.Count == Page ? page[^1] : null;
        } while (after is not null);

        _last = now;
    }

    private async Task DealWithAsync(IReadOnlyList<Duty> due, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var idle = new List<DutyMove>();
        var busy = new List<Duty>();
        foreach (var jobs in due.GroupBy(duty => duty.Job))
        {
            var known = jobs.Select(duty => (Duty: duty, Publication: Find(duty)!)).Where(one => one.Publication is not null).ToList();
            var found = await FindBusyAsync(jobs.Key, [.. known.Select(one => one.Publication)], cancellationToken);
            foreach (var (duty, publication) in known)
            {
                if (found is null || found.Contains(duty.Publication))
                {
                    busy.Add(duty);
                }
                else
                {
                    var step = DutyStep.Of(publication, duty.Job, duty.DoneUntil, now);
                    idle.Add(new DutyMove(duty, step.DoneUntil, step.NextAt));
                }
            }
        }

        await duties.MoveAsync(idle, cancellationToken);
        foreach (var move in idle)
        {
            reports.Succeeded(move.Seen.Publication, move.Seen.Job);
        }

        runs.Add(busy);
    }

    /// <summary>Null as well where its schedule was taken out of the configuration.</summary>
    private Publication? Find(Duty duty) =>
        publications.Find(duty.Publication) is { } publication && JobNames.CronOf(publication, duty.Job) is not null ? publication : null;

    private async Task<IReadOnlySet<string>?> FindBusyAsync(
        string job,
        IReadOnlyList<Publication> publications,
        CancellationToken cancellationToken
    ) => work.FindBusy is { } find && publications.Count > 0 ? await find(job, publications, cancellationToken) : null;
}
