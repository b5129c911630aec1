using System.Globalization;
using Microsoft.Extensions.Hosting;

namespace Syndicator.Scheduling;

/// <summary>In place of Quartz: whenever the rehearsal's clock has moved, every job looks once, in order; then the instant is written to the clock's done file.</summary>
internal sealed class RehearseLooks(RehearsalClock clock, RunJob run, ScheduledPublications publications) : BackgroundService
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host goes on starting meanwhile.
        await Task.Yield();
        await LookAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(s_pause, TimeProvider.System, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (clock.Move())
            {
                await LookAsync(stoppingToken);
            }
        }
    }

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        foreach (var publication in publications.All)
        {
            foreach (var (job, _) in JobNames.SchedulesOf(publication))
            {
                await run.RunAsync(publication, job, stoppingToken);
            }
        }

        if (!stoppingToken.IsCancellationRequested)
        {
            await WriteDoneAsync();
        }
    }

    private async Task WriteDoneAsync()
    {
        var written = clock.DoneFile + ".new";
        await File.WriteAllTextAsync(written, clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture), CancellationToken.None);
        File.Move(written, clock.DoneFile, overwrite: true);
    }
}
