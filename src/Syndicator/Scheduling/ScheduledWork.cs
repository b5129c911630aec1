using Syndicator.Configuration;

namespace Syndicator.Scheduling;

/// <summary>What the jobs call. The occurrence is when the job should have fired, and part of what it makes.</summary>
/// <param name="Watch">Looks for issues and announces those that are ready.</param>
/// <param name="Deliver">Sends what is due.</param>
/// <param name="Collect">Reads what people write to us, and makes nominations of it.</param>
/// <param name="Health">Judges whether all is well, raises and clears alarms, and calls the webhook.</param>
/// <param name="Invite">Invites nominations for the round that is open at the occurrence.</param>
/// <param name="Calls">Posts about calls for participation, as many as the occurrence's day has room for.</param>
/// <param name="Engagement">Counts what readers did with our posts.</param>
/// <param name="ReadWatermark">The last occurrence of a publication's job that was handled, by <see cref="JobNames"/>; null before the first.</param>
/// <param name="AdvanceWatermark">Stores that an occurrence was handled; never moves back.</param>
internal sealed record ScheduledWork(
    Func<Publication, DateTimeOffset, CancellationToken, Task> Watch,
    Func<Publication, DateTimeOffset, CancellationToken, Task> Deliver,
    Func<Publication, DateTimeOffset, CancellationToken, Task> Collect,
    Func<Publication, DateTimeOffset, CancellationToken, Task> Health,
    Func<Publication, DateTimeOffset, CancellationToken, Task> Invite,
    Func<Publication, DateTimeOffset, CancellationToken, Task> Calls,
    Func<Publication, DateTimeOffset, CancellationToken, Task> Engagement,
    Func<Publication, string, CancellationToken, Task<DateTimeOffset?>> ReadWatermark,
    Func<Publication, string, DateTimeOffset, CancellationToken, Task> AdvanceWatermark
)
{
    /// <summary>
    /// Of publications whose job is due, those that have anything to do, with few statements for all of them; null: each may have. What begins to be busy
    /// right after the question has its turn at the job's next time.
    /// </summary>
    public BusyFinder? FindBusy { get; init; }

    /// <summary>What a store wants done now and then that only this process has; null: nothing.</summary>
    public Func<CancellationToken, Task>? Tend { get; init; }

    /// <summary>Throws away what has grown old, of all publications; null: nothing grows old.</summary>
    public Func<CancellationToken, Task>? Forget { get; init; }
}

/// <param name="job"><see cref="JobNames"/>.</param>
internal delegate Task<IReadOnlySet<string>?> BusyFinder(
    string job,
    IReadOnlyList<Publication> publications,
    CancellationToken cancellationToken
);
