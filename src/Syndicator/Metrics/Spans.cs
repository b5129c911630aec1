using System.Diagnostics;

namespace Syndicator.Metrics;

/// <summary>
/// What this process does that a trace shows. Nothing is made until somebody listens. Names of the configuration and ids of our own are in it; no text, no
/// handle, no address.
/// </summary>
internal static class Spans
{
    public const string SourceName = "Syndicator";

    private static readonly ActivitySource s_source = new(SourceName);

    /// <summary>A network is asked to publish a post.</summary>
    /// <param name="delivery">Its id, as the log has it.</param>
    public static Activity? Deliver(string publication, string account, string network, Guid delivery) =>
        s_source.StartActivity("deliver", ActivityKind.Client) is { } span
            ? Tag(span, publication).SetTag("account", account).SetTag("network", network).SetTag("delivery", delivery.ToString())
            : null;

    /// <summary>A source of mentions is read.</summary>
    public static Activity? Collect(string publication, string source) =>
        s_source.StartActivity("collect") is { } span ? Tag(span, publication).SetTag("source", source) : null;

    /// <summary>An issue's posts are put into the outbox.</summary>
    public static Activity? Announce(string publication, int? issue) =>
        s_source.StartActivity("announce") is { } span ? Tag(span, publication).SetTag("issue", issue) : null;

    /// <summary>What came of it, in the words of the metrics.</summary>
    /// <param name="isGood">Whether it came to what was wanted.</param>
    public static void End(Activity? span, string outcome, bool isGood) =>
        span?.SetTag("outcome", outcome).SetStatus(isGood ? ActivityStatusCode.Unset : ActivityStatusCode.Error);

    private static Activity Tag(Activity span, string publication) => span.SetTag("publication", publication);
}
