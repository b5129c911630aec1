namespace Syndicator.Scheduling;

/// <summary>How much is done at once. Section <c>Scheduling</c> of the host's settings.</summary>
internal sealed record SchedulingOptions
{
    /// <summary>For how many publications an instance sends posts at once; for as many it reads sources and networks, and for as many it does anything else. More wait, the oldest first.</summary>
    /// <value>1 to 64; the default is 8.</value>
    public int AtOnce { get; init; } = 8;

    public const int MostAtOnce = 64;
}
