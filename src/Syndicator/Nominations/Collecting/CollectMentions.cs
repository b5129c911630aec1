using Microsoft.Extensions.Logging;
using Syndicator.Configuration;
using Syndicator.Metrics;
using Syndicator.Nominations.Reviewing;
using Syndicator.Storage;

namespace Syndicator.Nominations.Collecting;

/// <summary>
/// Reads what people write to us, from every account and forum topic, and makes nominations of it. Each source has its own cursor and its own trouble; what
/// was read and where to go on are stored together, so that it may end at any instruction and goes on without gap or repeat.
/// </summary>
/// <param name="sources">Every source of a publication.</param>
/// <param name="worker">Who this process is.</param>
internal sealed class CollectMentions(
    Database database,
    Func<Publication, IReadOnlyList<MentionSource>> sources,
    string worker,
    TimeProvider clock,
    ILogger<CollectMentions> log
)
{
    private int _count;

    /// <param name="source">Only this one; null: all.</param>
    /// <param name="finished">Told of each source as it ends.</param>
    /// <returns>By source, in the order of the configuration.</returns>
    public async Task<IReadOnlyList<SourceReport>> RunAsync(
        Publication publication,
        string? source,
        CancellationToken stop,
        Action<SourceReport>? finished = null
    )
    {
        var chosen = sources(publication).Where(each => source is null || each.Name == source);
        var reports = await Task.WhenAll(chosen.Select(each => CollectAsync(publication, each, finished, stop)));
        await new Retention(database, clock).RunAsync(publication.Id, publication.Nominations.KeepMentions, stop);
        // Now, so that the first editor to look need not wait for it.
        await new CountSupport(database).RunAsync(stop);
        return reports;
    }

    /// <summary>Looks up again at once what nominates something, before it is exported. Likes are counted for all at one moment, not here. What cannot be looked up now stays as it is.</summary>
    /// <param name="nominations">Which.</param>
    /// <returns>By source; those in trouble say why.</returns>
    public async Task<IReadOnlyList<SourceReport>> LookAgainAsync(
        Publication publication,
        IReadOnlyList<NominationId> nominations,
        CancellationToken stop
    )
    {
        var posts = await database.ReadAsync(connection => PostsOf.ReadAsync(connection, publication.Id, nominations), stop);
        var reports = new List<SourceReport>();
        foreach (var source in sources(publication).Where(source => posts.Contains(source.Name)))
        {
            var look = new CollectSource(database, source, publication, Holder(), clock, log);
            reports.Add(await CollectAsync(() => look.LookAgainAsync([.. posts[source.Name]], stop), source));
        }

        return reports;
    }

    /// <summary>The sources that there are to collect from, in the order of the configuration.</summary>
    public IReadOnlyList<string> SourcesOf(Publication publication) => [.. sources(publication).Select(source => source.Name)];

    private async Task<SourceReport> CollectAsync(
        Publication publication,
        MentionSource source,
        Action<SourceReport>? finished,
        CancellationToken stop
    )
    {
        using var span = Spans.Collect(publication.Id, source.Name);
        var collect = new CollectSource(database, source, publication, Holder(), clock, log);
        var report = await CollectAsync(() => collect.RunAsync(stop), source);
        Log(publication, report);
        var outcome =
            report.IsTaken ? "taken"
            : report.Trouble is null ? "read"
            : "trouble";
        Instruments.Collected(publication.Id, source.Name, report.Count, outcome);
        Spans.End(span, outcome, isGood: report.Trouble is null);
        finished?.Invoke(report);
        return report;
    }

    private string Holder() => FormattableString.Invariant($"{worker}/{Interlocked.Increment(ref _count)}");

    private static async Task<SourceReport> CollectAsync(Func<Task<SourceReport>> collect, MentionSource source)
    {
        try
        {
            return await collect();
        }
        catch (SourceTakenException)
        {
            return new SourceReport(source.Name) { IsTaken = true };
        }
    }

    private void Log(Publication publication, SourceReport report)
    {
        if (report.Trouble is { } trouble)
        {
            log.LogWarning("{Publication}: {Source} could not be read: {Trouble}", publication.Id, report.Source, trouble.Text);
        }

        if (report.Count > 0)
        {
            log.LogInformation("{Publication}: {Summary}", publication.Id, report.ToLine());
        }
    }
}
