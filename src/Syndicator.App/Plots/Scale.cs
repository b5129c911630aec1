namespace Syndicator.App.Plots;

/// <summary>Where a value stands on an axis. Values outside of the domain stand at its ends.</summary>
/// <param name="Low">The least value that is shown; more than zero where the axis is logarithmic.</param>
/// <param name="High">More than <paramref name="Low"/>.</param>
/// <param name="From">Where the least stands.</param>
/// <param name="To">Where the greatest stands.</param>
internal sealed record Scale(double Low, double High, double From, double To, bool IsLogarithmic = false)
{
    public double At(double value)
    {
        var clamped = double.IsNaN(value) ? Low : Math.Clamp(value, Low, High);
        var share = IsLogarithmic ? Math.Log(clamped / Low) / Math.Log(High / Low) : (clamped - Low) / (High - Low);
        return From + (share * (To - From));
    }
}
