namespace Syndicator.App.Plots;

/// <summary>What an axis shows: its ends, its ticks and its words. The ticks cover the data: no value lies outside of the first and the last.</summary>
/// <param name="Ticks">In order, at least two.</param>
/// <param name="Words">What is measured, with its unit.</param>
internal sealed record Axis(IReadOnlyList<Tick> Ticks, string Words, bool IsLogarithmic = false)
{
    public double Low => Ticks[0].Value;
    public double High => Ticks[^1].Value;

    public Scale ToScale(double from, double to) => new(Low, High, from, to, IsLogarithmic);
}

/// <param name="Label">Short: there is little room.</param>
internal sealed record Tick(double Value, string Label);
