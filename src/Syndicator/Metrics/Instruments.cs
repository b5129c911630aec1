using System.Diagnostics.Metrics;

namespace Syndicator.Metrics;

/// <summary>What this process counts of its own work. Nothing is kept, and hardly any time spent, until somebody listens.</summary>
internal static class Instruments
{
    public const string MeterName = "Syndicator";

    private static readonly Meter s_meter = new(MeterName);

    public static readonly Counter<long> Posts = s_meter.CreateCounter<long>(
        "syndicator.posts",
        "{post}",
        "Posts that a network was asked to publish, by what came of it."
    );

    private static readonly Histogram<double> s_requests = s_meter.CreateHistogram<double>(
        "syndicator.request.duration",
        "s",
        "How long networks took to publish a post."
    );

    private static readonly Counter<long> s_mentions = s_meter.CreateCounter<long>(
        "syndicator.mentions.read",
        "{mention}",
        "Mentions and answers that were new or had changed."
    );

    private static readonly Counter<long> s_collections = s_meter.CreateCounter<long>(
        "syndicator.collections",
        "{collection}",
        "Readings of a source of mentions, by how they ended."
    );

    private static readonly Counter<long> s_jobs = s_meter.CreateCounter<long>(
        "syndicator.job.runs",
        "{run}",
        "Runs of scheduled jobs that had something to do, by how they ended."
    );

    private static readonly Histogram<double> s_jobTimes = s_meter.CreateHistogram<double>(
        "syndicator.job.duration",
        "s",
        "How long scheduled jobs ran."
    );

    private static readonly Counter<long> s_webhooks = s_meter.CreateCounter<long>(
        "syndicator.webhook.calls",
        "{call}",
        "Calls of webhooks, by what came of each attempt."
    );

    /// <summary>What can come of asking a network, as <see cref="Sent"/> has it.</summary>
    public static IReadOnlyList<string> Outcomes { get; } = ["published", "refused", "throttled", "unavailable", "uncertain"];

    /// <summary>A network was asked to publish a post.</summary>
    public static void Sent(string publication, string account, string network, string outcome, TimeSpan took)
    {
        Posts.Add(1, LabelsOf(publication, account, network, outcome));
        s_requests.Record(took.TotalSeconds, new("network", network), new("outcome", outcome));
    }

    public static KeyValuePair<string, object?>[] LabelsOf(string publication, string account, string network, string outcome) =>
        [new("publication", publication), new("account", account), new("network", network), new("outcome", outcome)];

    /// <summary>A source of mentions was read.</summary>
    public static void Collected(string publication, string source, int count, string outcome)
    {
        s_mentions.Add(count, new("publication", publication), new("source", source));
        s_collections.Add(1, new("publication", publication), new("source", source), new("outcome", outcome));
    }

    /// <summary>A scheduled job ran.</summary>
    public static void Ran(string job, string outcome, TimeSpan took)
    {
        // Not under "job", which is what Prometheus calls the thing it asks.
        s_jobs.Add(1, new("name", job), new("outcome", outcome));
        s_jobTimes.Record(took.TotalSeconds, new KeyValuePair<string, object?>("name", job));
    }

    /// <summary>A webhook was called.</summary>
    public static void Called(string publication, string outcome) =>
        s_webhooks.Add(1, new("publication", publication), new("outcome", outcome));
}
