using System.Runtime.InteropServices;
using Syndicator.App.Pages;

namespace Syndicator.App;

/// <summary>
/// Looks at the configuration's folder every few seconds, and at once on SIGHUP. Settings of the host hold from the next start: that they changed is only said.
/// </summary>
internal sealed class HostReload(FollowConfiguration configuration, ILogger<HostReload> log) : BackgroundService
{
    /// <summary>How publications are called that are not in order, on the health page and the desk.</summary>
    public const string Broken = "configuration-broken";

    /// <summary>More are told no better by a longer list.</summary>
    private const int MostShown = 100;

    /// <summary>Between two looks.</summary>
    private static readonly TimeSpan s_usual = TimeSpan.FromSeconds(3);

    /// <summary>For which what has changed must be left alone before it is read.</summary>
    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(5);

    /// <summary>A look at one takes some 50 µs: however many there are, looking takes less than a hundredth of one processor.</summary>
    private static readonly TimeSpan s_eachFolder = TimeSpan.FromMilliseconds(20);

    private readonly SemaphoreSlim _asked = new(0);
    private readonly KnownSettings _settings = new(log);
    private PosixSignalRegistration? _signal;

    /// <summary>What could not be taken up, as the health page says it.</summary>
    public IReadOnlyList<ProblemView> Problems()
    {
        var troubles = configuration.Troubles;
        var shown = troubles.Take(MostShown).Select(View).ToList();
        if (troubles.Count > shown.Count)
        {
            var rest = troubles.Count - shown.Count;
            shown.Add(new(true, Broken, "*", "configuration", $"{Words.Number(rest)} more publications have mistakes.", Remedy, null));
        }

        return shown;
    }

    /// <summary>From here on the signal ends nothing.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _signal = Listen();
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _signal?.Dispose();
        _asked.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await LookAsync(await WaitAsync(stoppingToken), stoppingToken);
        }
    }

    private const string Remedy = "`syndicator check-config` shows every mistake; it is read again when its files change.";

    private TimeSpan Pause =>
        configuration.IsUnsettled
            ? s_quiet
            : TimeSpan.FromTicks(Math.Clamp((s_eachFolder * configuration.Count).Ticks, s_usual.Ticks, s_longest.Ticks));

    /// <summary>On a terminal the signal says that the terminal is gone, and ends the program as ever.</summary>
    private PosixSignalRegistration? Listen() =>
        OperatingSystem.IsWindows() || !Console.IsErrorRedirected
            ? null
            : PosixSignalRegistration.Create(
                PosixSignal.SIGHUP,
                context =>
                {
                    context.Cancel = true;
                    _asked.Release();
                }
            );

    private async Task<bool> WaitAsync(CancellationToken stoppingToken)
    {
        try
        {
            return await _asked.WaitAsync(Pause, stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task LookAsync(bool isAsked, CancellationToken stoppingToken)
    {
        try
        {
            var changed = await configuration.RunAsync(isAsked, stoppingToken);
            if (isAsked && !changed)
            {
                log.LogInformation("The configuration was to be read anew; nothing in it has changed");
            }

            _settings.Look();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program stops.
        }
        catch (Exception exception)
        {
            log.LogError(exception, "The configuration could not be looked at; it is tried again");
        }
    }

    private static ProblemView View(ConfigurationTrouble trouble)
    {
        var more = trouble.Count > 1 ? $" {Words.Number(trouble.Count - 1)} more mistakes follow." : "";
        var runs = trouble.IsRunning ? "It goes on as it was before." : "It does not run.";
        return new ProblemView(true, Broken, trouble.Publication, "configuration", $"{trouble.First}{more} {runs}", Remedy, trouble.Since);
    }
}
