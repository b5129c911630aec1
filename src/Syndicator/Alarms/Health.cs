using Syndicator.Configuration;
using Syndicator.Publishing;

namespace Syndicator.Alarms;

/// <summary>Everything that is wrong with a publication now.</summary>
internal sealed class Health(HealthStore store, HealthSight sight, TimeProvider clock)
{
    /// <summary>What fails first, then the notices; empty when all is well.</summary>
    /// <exception cref="Storage.StorageException">The database failed.</exception>
    public async Task<IReadOnlyList<HealthReason>> ReadAsync(Publication publication, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var facts = await store.ReadAsync(publication, now, cancellationToken);
        var view = new HealthView(publication, now, facts, sight.LastReport(publication));
        return
        [
            .. IssueReasons
                .Of(view)
                .Concat(PostReasons.Of(view))
                .Concat(PostReasons.OfEdits(view))
                .Concat(CallReasons.Of(view))
                .Concat(AccountReasons.Of(view))
                .Concat(SourceReasons.Of(view))
                .Concat(MentionReasons.Of(view))
                .Concat(ServiceReasons.OfJobs(view, sight.Jobs(publication, facts.Watermarks)))
                .Concat(ServiceReasons.OfWebhook(view))
                .Concat(ServiceReasons.OfDisk(view, sight.DataFolder, sight.FreeSpace()))
                .OrderByDescending(reason => reason.IsFailing)
                .ThenBy(reason => reason.Code, StringComparer.Ordinal)
                .ThenBy(reason => reason.Subject, StringComparer.Ordinal),
        ];
    }
}

/// <summary>What the rules look at.</summary>
/// <param name="Report">Of this process's last look at the source; null before the first.</param>
internal sealed record HealthView(Publication Publication, DateTimeOffset Now, HealthFacts Facts, WatchReport? Report)
{
    public string At(DateTimeOffset instant) => Wording.At(instant, Publication.Zone);

    public HealthReason Failing(string code, string subject, string text, string remedy, DateTimeOffset since) =>
        new(code, Publication.Id, subject, text, remedy, since, IsFailing: true);

    public HealthReason Notice(string code, string subject, string text, string remedy, DateTimeOffset since) =>
        new(code, Publication.Id, subject, text, remedy, since, IsFailing: false);
}
