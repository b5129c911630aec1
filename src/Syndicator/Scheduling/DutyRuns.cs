using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Syndicator.Configuration;
using Syndicator.Publishing;

namespace Syndicator.Scheduling;

/// <summary>
/// Runs duties, so many at once and the rest in turn. Sending has places of its own, and so has reading: a source or a server that is slow to be read delays
/// no post and no alarm. Each is held by its lease while it runs; one whose lease is lost is stopped.
/// </summary>
internal sealed class DutyRuns(
    Duties duties,
    RunJob run,
    ScheduledPublications publications,
    SchedulingOptions options,
    JobReports reports,
    StoreTrouble trouble,
    TimeProvider clock,
    ILogger<DutyRuns> log
) : BackgroundService
{
    /// <summary>No more of a job are asked for while so many of it wait.</summary>
    private const int MostWaiting = 500;

    private readonly Lock _lock = new();
    private readonly DutyLane _sending = new(options.AtOnce);
    private readonly DutyLane _reading = new(options.AtOnce);
    private readonly DutyLane _others = new(options.AtOnce);
    private readonly HashSet<(string Publication, string Job)> _known = [];
    private readonly Dictionary<(string Publication, string Job), CancellationTokenSource> _held = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isStopping;

    /// <summary>Jobs of which enough wait.</summary>
    public IReadOnlyCollection<string> FullJobs
    {
        get
        {
            lock (_lock)
            {
                return
                [
                    .. Lanes
                        .SelectMany(lane => lane.Waiting)
                        .CountBy(duty => duty.Job)
                        .Where(jobs => jobs.Value >= MostWaiting)
                        .Select(jobs => jobs.Key),
                ];
            }
        }
    }

    /// <summary>Whether nothing waits here or runs.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_lock)
            {
                return _known.Count == 0;
            }
        }
    }

    /// <summary>Whether it waits here or runs.</summary>
    public bool Has(Duty duty)
    {
        lock (_lock)
        {
            return _known.Contains(duty.Key);
        }
    }

    /// <summary>Those that are known already are passed over.</summary>
    public void Add(IEnumerable<Duty> due)
    {
        lock (_lock)
        {
            foreach (var duty in due.Where(duty => !_isStopping && _known.Add(duty.Key)))
            {
                LaneOf(duty).Waiting.Enqueue(duty);
            }

            foreach (var lane in Lanes)
            {
                Begin(lane);
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _isStopping = true;
            foreach (var lane in Lanes)
            {
                _known.ExceptWith(lane.Waiting.Select(duty => duty.Key));
                lane.Waiting.Clear();
            }

            EndWhereNoneRuns();
        }

        // Told by the host that it stops, each ends with what it is at.
        await _ended.Task.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(duties.Lease / 3, TimeProvider.System, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await RenewAsync(stoppingToken);
        }
    }

    private IEnumerable<DutyLane> Lanes => [_sending, _reading, _others];

    private DutyLane LaneOf(Duty duty) =>
        duty.Job switch
        {
            JobNames.Deliver => _sending,
            JobNames.Watch or JobNames.Collect or JobNames.Engagement => _reading,
            _ => _others,
        };

    /// <remarks>Within the lock.</remarks>
    private void Begin(DutyLane lane)
    {
        while (lane.HasPlace && lane.Waiting.TryDequeue(out var duty))
        {
            lane.Running++;
            // The driver of SQLite never yields.
            _ = Task.Run(() => RunAsync(lane, duty));
        }
    }

    /// <remarks>Within the lock.</remarks>
    private void EndWhereNoneRuns()
    {
        if (_isStopping && IsIdle)
        {
            _ended.TrySetResult();
        }
    }

    private async Task RunAsync(DutyLane lane, Duty duty)
    {
        try
        {
            if (await duties.ClaimAsync(duty, CancellationToken.None) is { } claimed)
            {
                await duties.FinishAsync(await WorkAsync(claimed));
                trouble.End();
            }
        }
        catch (Exception exception)
        {
            reports.Failed(duty.Publication, duty.Job, exception);
            if (!trouble.Tell(exception))
            {
                log.LogError(
                    exception,
                    "{Publication}: {Job} could not be begun or ended; another look takes it up",
                    duty.Publication,
                    duty.Job
                );
            }
        }
        finally
        {
            lock (_lock)
            {
                lane.Running--;
                _known.Remove(duty.Key);
                Begin(lane);
                EndWhereNoneRuns();
            }
        }
    }

    private async Task<DutyMove> WorkAsync(Duty duty)
    {
        using var lost = new CancellationTokenSource();
        Hold(duty, lost);
        try
        {
            if (Find(duty) is not { } publication)
            {
                // Taken out of the configuration since it was seen to be due.
                return new DutyMove(duty, duty.DoneUntil, duty.NextAt);
            }

            var step = await run.RunAsync(publication, duty.Job, duty.DoneUntil, lost.Token);
            return step is not null ? new DutyMove(duty, step.DoneUntil, NextOf(duty, publication, step))
                // Stopped, it is anybody's at once; failed, it is tried again at its next time.
                : _isStopping || lost.IsCancellationRequested ? new DutyMove(duty, duty.DoneUntil, duty.NextAt)
                : new DutyMove(duty, duty.DoneUntil, DutyStep.NextAfter(publication, duty.Job, clock.GetUtcNow()));
        }
        finally
        {
            Hold(duty, null);
        }
    }

    /// <summary>Null as well where its schedule was taken out of the configuration.</summary>
    private Publication? Find(Duty duty) =>
        publications.Find(duty.Publication) is { } publication && JobNames.CronOf(publication, duty.Job) is not null ? publication : null;

    /// <summary>By the schedule that holds now: it may have changed while the job ran.</summary>
    private DateTimeOffset? NextOf(Duty duty, Publication ran, DutyStep step) =>
        Find(duty) is { } now && !ReferenceEquals(now, ran) ? DutyStep.NextAfter(now, duty.Job, clock.GetUtcNow()) : step.NextAt;

    private void Hold(Duty duty, CancellationTokenSource? lost)
    {
        lock (_lock)
        {
            if (lost is null)
            {
                _held.Remove(duty.Key);
            }
            else
            {
                _held[duty.Key] = lost;
            }
        }
    }

    private async Task RenewAsync(CancellationToken stoppingToken)
    {
        IReadOnlyList<(string Publication, string Job)> held;
        lock (_lock)
        {
            held = [.. _held.Keys];
        }

        if (held.Count == 0)
        {
            return;
        }

        try
        {
            var still = await duties.RenewAsync(held, stoppingToken);
            foreach (var key in held.Where(key => !still.Contains(key)))
            {
                await LoseAsync(key);
            }
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested && trouble.Tell(exception))
        {
            // It has been said.
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            log.LogWarning(exception, "What this instance is at could not be held any longer; it is tried again");
        }
        catch (OperationCanceledException)
        {
            // The program stops.
        }
    }

    private async Task LoseAsync((string Publication, string Job) key)
    {
        CancellationTokenSource? lost;
        lock (_lock)
        {
            lost = _held.GetValueOrDefault(key);
        }

        if (lost is not null)
        {
            log.LogWarning(
                "{Publication}: {Job} took longer than its lease without a sign; another instance may be at it",
                key.Publication,
                key.Job
            );
            try
            {
                await lost.CancelAsync();
            }
            catch (ObjectDisposedException)
            {
                // It has ended meanwhile.
            }
        }
    }
}

/// <summary>Places for duties that run, and those that wait for one.</summary>
internal sealed class DutyLane(int places)
{
    public Queue<Duty> Waiting { get; } = [];
    public int Running { get; set; }
    public bool HasPlace => Running < places;
}
