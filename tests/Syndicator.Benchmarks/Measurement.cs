using System.Diagnostics;

namespace Syndicator.Benchmarks;

/// <summary>What one pass over all texts took.</summary>
/// <param name="Time">Median of the rounds.</param>
/// <param name="Allocated">Bytes on this thread; median of the rounds.</param>
internal sealed record Measurement(TimeSpan Time, long Allocated);

/// <summary>Measures pieces of work in turns, round after round, so that what else the machine does meets all of them alike.</summary>
internal static class Measure
{
    private const int WarmUps = 5;
    private const int Rounds = 15;

    /// <param name="works">Each runs over all texts once.</param>
    public static IReadOnlyList<Measurement> InTurns(IReadOnlyList<Action> works)
    {
        var samples = works.Select(_ => new List<Measurement>()).ToList();
        for (var round = -WarmUps; round < Rounds; round++)
        {
            for (var i = 0; i < works.Count; i++)
            {
                var sample = Once(works[i]);
                if (round >= 0)
                {
                    samples[i].Add(sample);
                }
            }
        }

        return [.. samples.Select(Median)];
    }

    private static Measurement Once(Action work)
    {
        // A collection that another work's garbage caused is nobody's time here.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        work();
        return new(Stopwatch.GetElapsedTime(started), GC.GetAllocatedBytesForCurrentThread() - allocated);
    }

    private static Measurement Median(List<Measurement> samples) =>
        new(
            samples.Select(sample => sample.Time).Order().ElementAt(samples.Count / 2),
            samples.Select(sample => sample.Allocated).Order().ElementAt(samples.Count / 2)
        );
}
