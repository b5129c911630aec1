using System.Diagnostics;
using Dapper;
using Syndicator.Storage;

namespace Syndicator.IntegrationTests.Instances;

/// <summary>Kills and freezes two of the instances, one at a time.</summary>
/// <param name="first">The place of the two among all.</param>
internal sealed class Striker(RealProgram program, Database database, Newsletters letters, List<Instance> instances, int first, int seed)
{
    private static readonly TimeSpan s_lease = Newsletters.Lease;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_longestTakeOver = TimeSpan.FromMinutes(3);

    private readonly Random _random = new(seed);
    private readonly List<DateTimeOffset> _thaws = [];
    private readonly List<TimeSpan> _takeOvers = [];

    public int Kills { get; private set; }

    public int Freezes { get; private set; }

    public IReadOnlyList<DateTimeOffset> Thaws => _thaws;

    /// <summary>How long after a strike another instance was at each publication of the one that was struck.</summary>
    public IReadOnlyList<TimeSpan> TakeOvers => _takeOvers;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public async Task RunAsync(int strikes)
    {
        while (Kills + Freezes < strikes)
        {
            await StrikeAsync();
        }
    }

    private async Task StrikeAsync()
    {
        if (_random.Next(3) > 0)
        {
            await WaitForRequestAsync();
        }

        var at = await ChooseAsync();
        var struck = instances[at];
        var kept = await KeptAsync(struck);
        var when = Now;
        if (_random.Next(3) == 0)
        {
            await struck.KillAsync();
            Kills++;
            await TakenOverAsync(struck, kept, when);
            struck.Dispose();
            instances[at] = Instance.Start(program);
            // Otherwise the other one could be struck before this one is there, and nobody be left.
            await instances[at].ReadyAsync(Cancellation);
        }
        else
        {
            await struck.FreezeAsync();
            Freezes++;
            var frozen = Stopwatch.StartNew();
            await TakenOverAsync(struck, kept, when);
            await DelayAsync((s_lease * (1.1 + _random.NextDouble())) - frozen.Elapsed);
            _thaws.Add(Now);
            await struck.ThawAsync();
        }

        await DelayAsync(TimeSpan.FromSeconds(_random.NextDouble()));
    }

    /// <summary>Until a post is being made somewhere, for a while.</summary>
    private async Task WaitForRequestAsync()
    {
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < s_patience && !letters.All.Any(one => one.Server.UnderWay.Any(request => request.MakesPost)))
        {
            await DelayAsync(TimeSpan.FromMilliseconds(5));
        }
    }

    /// <summary>Mostly one that others have something to take over from.</summary>
    private async Task<int> ChooseAsync()
    {
        var at = _random.Next(2);
        return first + (_random.Next(4) > 0 && (await KeptAsync(instances[first + at])).Count == 0 ? 1 - at : at);
    }

    /// <summary>Publications whose posts it was about to send.</summary>
    private Task<List<string>> KeptAsync(Instance instance) =>
        database.ReadAsync(
            async connection =>
                (
                    await connection.QueryAsync<string>(
                        "select publication from watermarks where job = 'deliver' and keeper like @worker",
                        new { worker = instance.Worker + "/%" }
                    )
                ).ToList(),
            Cancellation
        );

    /// <summary>Waits until others are at all of these, and keeps how long each took.</summary>
    private async Task TakenOverAsync(Instance struck, List<string> kept, DateTimeOffset since)
    {
        while (kept.Count > 0)
        {
            var still = await KeptAsync(struck);
            _takeOvers.AddRange(kept.Except(still, StringComparer.Ordinal).Select(_ => Now - since));
            kept = [.. kept.Intersect(still, StringComparer.Ordinal)];
            (Now - since).ShouldBeLessThan(s_longestTakeOver, $"somebody takes over {string.Join(", ", kept)}");
            await DelayAsync(TimeSpan.FromMilliseconds(20));
        }
    }

    private static Task DelayAsync(TimeSpan time) =>
        time > TimeSpan.Zero ? Task.Delay(time, TimeProvider.System, Cancellation) : Task.CompletedTask;
}
