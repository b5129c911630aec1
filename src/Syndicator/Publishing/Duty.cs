namespace Syndicator.Publishing;

/// <summary>A job of a publication as it stands in the store.</summary>
/// <param name="DoneUntil">Up to when its occurrences are handled; null before the first.</param>
/// <param name="NextAt">When it is to look next; null: on no schedule now.</param>
internal sealed record Duty(string Publication, string Job, DateTimeOffset? DoneUntil, DateTimeOffset? NextAt)
{
    /// <summary>What it is known by in a process.</summary>
    public (string Publication, string Job) Key => (Publication, Job);
}

/// <param name="Seen">As whoever moves it saw it; one that stands otherwise by now is left alone.</param>
internal sealed record DutyMove(Duty Seen, DateTimeOffset? DoneUntil, DateTimeOffset? NextAt);
