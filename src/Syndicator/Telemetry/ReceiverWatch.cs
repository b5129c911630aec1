using Microsoft.Extensions.Logging;

namespace Syndicator.Telemetry;

/// <summary>Says in the log once that a receiver does not take what it is told, and once that it does again: not at every request.</summary>
internal sealed class ReceiverWatch(string place, TimeProvider clock, ILogger log)
{
    /// <summary>One that comes and goes is not told of more often.</summary>
    private static readonly TimeSpan s_between = TimeSpan.FromHours(1);

    private readonly Lock _one = new();
    private long? _warnedAt;
    private bool _isTold;

    public void Took()
    {
        lock (_one)
        {
            if (_isTold)
            {
                _isTold = false;
                log.LogInformation("{Receiver} takes telemetry again", place);
            }
        }
    }

    /// <param name="problem">Goes on after the receiver's name: <c>answered 503</c>.</param>
    public void Failed(string problem)
    {
        lock (_one)
        {
            if (_isTold || (_warnedAt is { } at && clock.GetElapsedTime(at) < s_between))
            {
                return;
            }

            (_isTold, _warnedAt) = (true, clock.GetTimestamp());
            log.LogWarning(
                "{Receiver} {Problem}. What it does not take is lost, and nothing else; it is told on. Start it, or correct OpenTelemetry in the settings",
                place,
                problem
            );
        }
    }
}
