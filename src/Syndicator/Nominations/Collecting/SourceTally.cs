namespace Syndicator.Nominations.Collecting;

/// <summary>Counts while a source is read.</summary>
internal sealed class SourceTally(string source)
{
    private readonly Dictionary<string, int> _became = new(StringComparer.Ordinal);

    public int UnreadCount { get; set; }
    public int GoneCount { get; set; }

    /// <summary>Posts that were new, or said something else than before.</summary>
    public int Count { get; private set; }

    public void Add(StoredBatch stored)
    {
        foreach (var became in stored.Became)
        {
            _became[became] = _became.GetValueOrDefault(became) + 1;
            Count++;
        }
    }

    public SourceReport ToReport(SourceTrouble? trouble) =>
        new(source)
        {
            Became = _became,
            UnreadCount = UnreadCount,
            GoneCount = GoneCount,
            Trouble = trouble,
        };
}
