using Microsoft.Extensions.Hosting;

namespace Syndicator.Scheduling;

/// <summary>Looks where Quartz does not: it goes by the wall clock, and when that is set back by an hour Quartz is silent for an hour.</summary>
internal sealed class KeepLooking(Look look) : BackgroundService
{
    private static readonly TimeSpan s_tick = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(s_tick, TimeProvider.System, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (look.IsMissed && !stoppingToken.IsCancellationRequested)
            {
                await look.RunAsync(stoppingToken);
            }
        }
    }
}
