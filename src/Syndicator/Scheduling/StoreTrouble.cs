using Microsoft.Extensions.Logging;
using Syndicator.Storage;

namespace Syndicator.Scheduling;

/// <summary>
/// Tells the log of a database that cannot be used: once, again as long as it lasts, and when it is over. Every duty of every publication meets it every
/// second, and a night of that would bury everything else.
/// </summary>
internal sealed class StoreTrouble(TimeProvider clock, ILogger<StoreTrouble> log)
{
    private static readonly TimeSpan s_again = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private string? _code;
    private long _begunAt;
    private long _saidAt;
    private long _metAt;

    /// <summary>Whether it is the database that failed; then it has been said.</summary>
    public bool Tell(Exception exception)
    {
        if (exception is not StorageException trouble)
        {
            return false;
        }

        lock (_lock)
        {
            var now = clock.GetTimestamp();
            _metAt = now;
            if (_code == trouble.Diagnostic.Code && clock.GetElapsedTime(_saidAt, now) < s_again)
            {
                return true;
            }

            _begunAt = _code is null ? now : _begunAt;
            (_code, _saidAt) = (trouble.Diagnostic.Code, now);
        }

        log.LogError(
            "{Problem} Until then nothing goes out and nothing is lost; it is tried again every few seconds, and said again in {Minutes} minutes",
            trouble.Message,
            s_again.TotalMinutes
        );
        return true;
    }

    /// <summary>Something worked. Where one table is damaged others are not: it is over when nothing has failed for a while.</summary>
    public void End()
    {
        TimeSpan lasted;
        lock (_lock)
        {
            if (_code is null || clock.GetElapsedTime(_metAt) < s_quiet)
            {
                return;
            }

            _code = null;
            lasted = clock.GetElapsedTime(_begunAt);
        }

        log.LogInformation("The database can be used again, after {Seconds:0} seconds", lasted.TotalSeconds);
    }
}
