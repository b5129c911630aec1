using Syndicator.Configuration;
using Syndicator.Issues;

namespace Syndicator;

/// <summary>How an editor's announcement ended. Closed: <see cref="Match{T}"/> names every case.</summary>
internal abstract record AnnounceOutcome
{
    private AnnounceOutcome() { }

    /// <param name="IsNew">False: it was announced before, and nothing was changed.</param>
    public sealed record Announced(Issue Issue, bool IsNew, int PostCount, int AccountCount) : AnnounceOutcome;

    /// <summary>Something holds it, and no reason was given to announce it all the same.</summary>
    public sealed record NotReady : AnnounceOutcome;

    /// <summary>It has no title or no day, so there is no page to lead to.</summary>
    public sealed record SaysNothing : AnnounceOutcome;

    public T Match<T>(Func<Announced, T> announced, Func<NotReady, T> notReady, Func<SaysNothing, T> saysNothing) =>
        this switch
        {
            Announced x => announced(x),
            NotReady x => notReady(x),
            SaysNothing x => saysNothing(x),
            _ => throw new InvalidOperationException($"unknown case {GetType()}"),
        };
}

/// <summary>An editor announces one issue, a ready one or, with a reason that is kept, any other; its calls are read at once.</summary>
internal sealed class AnnounceByHand(Syndication syndication)
{
    /// <param name="text">The issue's Markdown.</param>
    /// <param name="diagnostics">What was found wrong with it just now.</param>
    /// <param name="anyway">Why it is announced although it is not ready; null or blank: it is not.</param>
    public async Task<AnnounceOutcome> RunAsync(
        Publication publication,
        Issue issue,
        string text,
        IReadOnlyList<Diagnostic> diagnostics,
        string? anyway,
        string actor,
        CancellationToken cancellationToken
    )
    {
        var isReady = IssueCheck.IsReady(diagnostics);
        if (!isReady && string.IsNullOrWhiteSpace(anyway))
        {
            return new AnnounceOutcome.NotReady();
        }

        var threads = await syndication.WatchOf(publication).ComposeAsync(issue, text, cancellationToken);
        if (threads.All(thread => thread.Posts.Count == 0))
        {
            return new AnnounceOutcome.SaysNothing();
        }

        var reason = isReady ? null : anyway;
        var enqueued = await syndication.Announce.RunAsync(publication, issue, text, threads, actor, reason, cancellationToken);
        await syndication.FollowCallsAsync(publication, cancellationToken);
        return new AnnounceOutcome.Announced(issue, enqueued.IsNew, enqueued.Deliveries.Count, threads.Count);
    }
}
