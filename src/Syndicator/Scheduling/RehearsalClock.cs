using System.Globalization;

namespace Syndicator.Scheduling;

/// <summary>
/// A clock that stands at the instant a file holds (<c>2026-11-18T21:00:00-05:00</c>) and moves when the file is written anew: for rehearsing weeks in
/// minutes. Timers and timestamps are the real clock's.
/// </summary>
/// <param name="file">Written by renaming another file to it, so that it is never half there. What cannot be read leaves the clock as it stands.</param>
internal sealed class RehearsalClock(string file, TimeProvider real) : TimeProvider
{
    /// <summary>Longer than any instant; what is longer is not read.</summary>
    private const int LongestInstant = 64;

    private long _now = Read(file)?.UtcTicks ?? 0;

    /// <summary>Where it is said which instant has been dealt with.</summary>
    public string DoneFile => file + ".done";

    public override TimeZoneInfo LocalTimeZone => real.LocalTimeZone;
    public override long TimestampFrequency => real.TimestampFrequency;

    /// <summary>Null when a file holds no instant.</summary>
    public static DateTimeOffset? Read(string file)
    {
        try
        {
            return
                new FileInfo(file) is { Exists: true, Length: > 0 and <= LongestInstant }
                && DateTimeOffset.TryParse(
                    File.ReadAllText(file),
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                    out var instant
                )
                ? instant
                : null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Reads the file again; whether the clock moved.</summary>
    public bool Move()
    {
        var next = Read(file)?.UtcTicks ?? _now;
        return Interlocked.Exchange(ref _now, next) != next;
    }

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _now), TimeSpan.Zero);

    public override long GetTimestamp() => real.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        real.CreateTimer(callback, state, dueTime, period);
}
