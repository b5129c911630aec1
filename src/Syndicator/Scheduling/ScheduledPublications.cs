using Syndicator.Configuration;

namespace Syndicator.Scheduling;

/// <summary>
/// The publications of this process. Where their configuration was read anew, all are replaced in one step; work under way goes on with the one it began with.
/// </summary>
internal sealed class ScheduledPublications(IReadOnlyList<Publication> publications)
{
    private volatile Known _now = new(publications);

    /// <summary>As they are at this moment; the list itself never changes.</summary>
    public IReadOnlyList<Publication> All => _now.All;

    /// <summary>Null: another instance's, or one that was taken out of the configuration.</summary>
    public Publication? Find(string id) => _now.ById.GetValueOrDefault(id);

    public void Replace(IReadOnlyList<Publication> others) => _now = new Known(others);

    private sealed class Known(IReadOnlyList<Publication> all)
    {
        public IReadOnlyList<Publication> All => all;
        public Dictionary<string, Publication> ById { get; } = all.ToDictionary(publication => publication.Id, StringComparer.Ordinal);
    }
}
