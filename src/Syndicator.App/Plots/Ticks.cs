using System.Globalization;

namespace Syndicator.App.Plots;

/// <summary>Round values for axes, few and far enough apart to be read. Pure.</summary>
internal static class Ticks
{
    private const double HoursOfYear = 365 * 24;

    private static readonly double[] s_round = [1, 2, 5, 10];
    private static readonly double[] s_hours = [0.05, 0.25, 1, 3, 6, 12, 24, 48, 168, 720, HoursOfYear];

    private static readonly (TimeSpan Time, string Label)[] s_times =
    [
        (TimeSpan.FromSeconds(1), "1 s"),
        (TimeSpan.FromSeconds(10), "10 s"),
        (TimeSpan.FromMinutes(1), "1 min"),
        (TimeSpan.FromMinutes(10), "10 min"),
        (TimeSpan.FromHours(1), "1 h"),
        (TimeSpan.FromHours(6), "6 h"),
        (TimeSpan.FromDays(1), "1 d"),
        (TimeSpan.FromDays(7), "7 d"),
        (TimeSpan.FromDays(30), "30 d"),
        (TimeSpan.FromDays(365), "1 y"),
        (TimeSpan.FromDays(3650), "10 y"),
    ];

    /// <summary>From nothing up to a number of things, in whole numbers.</summary>
    /// <param name="most">The greatest value that is shown.</param>
    public static IReadOnlyList<Tick> Counts(double most, int parts = 4) =>
        From0(most, Math.Max(1, Step(most, parts)), value => Short(value));

    /// <summary>The same for money, in US$.</summary>
    public static IReadOnlyList<Tick> Money(double most, int parts = 4) =>
        From0(most, Math.Max(0.01, Step(most, parts)), value => value.ToString("0.##", CultureInfo.InvariantCulture));

    /// <summary>
    /// Durations for a logarithmic axis, in seconds: the steps that people think in, as few as cover the data. Shorter than a second counts as that, longer than
    /// ten years too.
    /// </summary>
    public static IReadOnlyList<Tick> Times(double least, double most)
    {
        var first = Math.Max(0, Array.FindLastIndex(s_times, step => step.Time.TotalSeconds <= least));
        first = Math.Min(first, s_times.Length - 2);
        var last = Array.FindIndex(s_times, step => step.Time.TotalSeconds >= most);
        last = Math.Max(last < 0 ? s_times.Length - 1 : last, first + 1);
        return [.. s_times[first..(last + 1)].Select(step => new Tick(step.Time.TotalSeconds, step.Label))];
    }

    /// <summary>From nothing up to an age, in hours or days.</summary>
    public static IReadOnlyList<Tick> Ages(double mostHours, int parts = 4)
    {
        var step = s_hours.FirstOrDefault(each => mostHours <= each * parts, Math.Ceiling(mostHours / parts / HoursOfYear) * HoursOfYear);
        return From0(
            mostHours,
            step,
            hours =>
                step < 1 ? Short(hours * 60) + " min"
                : step < 24 ? Short(hours) + " h"
                : Short(hours / 24) + " d"
        );
    }

    private static List<Tick> From0(double most, double step, Func<double, string> label)
    {
        var ticks = new List<Tick>();
        var end = Math.Max(1, Math.Ceiling((Math.Max(0, most) / step) - 1e-9));
        for (var number = 0; number <= end; number++)
        {
            ticks.Add(new Tick(number * step, label(number * step)));
        }

        return ticks;
    }

    /// <summary>1, 2 or 5 times a power of ten, so that so many steps reach a value or pass it.</summary>
    private static double Step(double most, int parts)
    {
        var rough = Math.Max(most, 1e-9) / parts;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return s_round.First(round => round * power >= rough * (1 - 1e-9)) * power;
    }

    private static string Short(double value) =>
        value switch
        {
            >= 1e9 => (value / 1e9).ToString("0.##", CultureInfo.InvariantCulture) + " G",
            >= 1e6 => (value / 1e6).ToString("0.##", CultureInfo.InvariantCulture) + " M",
            >= 1e4 => (value / 1e3).ToString("0.##", CultureInfo.InvariantCulture) + " k",
            _ => value.ToString("0.##", CultureInfo.InvariantCulture),
        };
}
