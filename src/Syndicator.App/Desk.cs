using Syndicator.Alarms;
using Syndicator.App.Commands;
using Syndicator.App.Pages;
using Syndicator.Calls;
using Syndicator.Configuration;
using Syndicator.Publishing;

namespace Syndicator.App;

/// <summary>Gathers what the pages show from the stores and the last look at the sources.</summary>
internal sealed class Desk(Syndication syndication, Health health)
{
    /// <summary>More than these are better seen by the command that lists them.</summary>
    private const int MostEdits = 30;

    private const int MostCallPosts = 6;

    public HostDesk ToHostDesk() =>
        new(
            ThisWeekAsync,
            ProblemsAsync,
            [.. syndication.Publications.Select(publication => new NewsletterView(publication.Id, publication.Name))]
        );

    private async Task<ThisWeekView> ThisWeekAsync(CancellationToken cancellationToken)
    {
        var publications = new List<PublicationView>();
        foreach (var publication in syndication.Publications)
        {
            publications.Add(await PublicationAsync(publication, cancellationToken));
        }

        return new ThisWeekView { Publications = publications, Problems = await ProblemsAsync(cancellationToken) };
    }

    private async Task<IReadOnlyList<ProblemView>> ProblemsAsync(CancellationToken cancellationToken)
    {
        var problems = new List<ProblemView>();
        foreach (var publication in syndication.Publications)
        {
            problems.AddRange((await health.ReadAsync(publication, cancellationToken)).Select(ViewOf.Problem));
        }

        return [.. problems.OrderByDescending(problem => problem.IsFailing)];
    }

    private async Task<PublicationView> PublicationAsync(Publication publication, CancellationToken cancellationToken)
    {
        var now = syndication.Clock.GetUtcNow();
        var report = await syndication.WatchOf(publication).ReportAsync(cancellationToken);
        var current = report.Current;
        var stored = current is null
            ? []
            : await syndication.Deliveries.ListAsync(publication.Id, current.Stored.Key, cancellationToken: cancellationToken);
        return new PublicationView
        {
            Id = publication.Id,
            Name = publication.Name,
            Site = publication.Format.Site,
            Zone = publication.Zone,
            Now = now,
            IsDemonstration = publication.DemonstrationStartsAt is not null,
            IssueFolder = publication.Source.Name,
            Issue = current is null ? null : ViewOf.Issue(current),
            Round = ViewOfRound.Of(await syndication.Nominations.Digest.RunAsync(publication, cancellationToken), publication),
            Calls = ViewOfCalls.Of(
                await syndication.Calls.ListAsync(publication, new CallFilter(), cancellationToken),
                await syndication.ForeseeCallPosts.RunAsync(publication, MostCallPosts, cancellationToken),
                publication,
                now
            ),
            Edits =
            [
                .. (await syndication.Edits.ListAsync(publication.Id, limit: MostEdits, cancellationToken: cancellationToken)).Select(
                    open => ViewOf.Edit(open.Edit, syndication.DecideEdit.Obstacle(publication, open.Edit, open.Post))
                ),
            ],
            Accounts =
            [
                .. publication.Accounts.Select(account =>
                    ViewOf.Account(publication, account, account.Network, PostsOf(account, current, stored), null)
                ),
            ],
            Firings = ViewOf.Firings(publication, now),
        };
    }

    /// <summary>What is in the outbox; before the announcement, what would be.</summary>
    private static IReadOnlyList<PostView> PostsOf(Account account, WatchedIssue? issue, IReadOnlyList<Delivery> stored)
    {
        var deliveries = stored.Where(delivery => delivery.Place.Account == account.Name).ToList();
        if (deliveries.Count > 0)
        {
            return [.. deliveries.Select(delivery => ViewOf.Post(delivery.ToComposed(), StateOf(account, delivery)))];
        }

        var state = new PostStateView(
            PostTone.Planned,
            issue is { IsReady: true } ? "Not announced by itself" : "Planned, once the issue is ready"
        );
        return
        [
            .. (issue?.Threads.FirstOrDefault(thread => thread.Account == account.Name)?.Posts ?? []).Select(post =>
                ViewOf.Post(post, state)
            ),
        ];
    }

    /// <remarks>The URL of a dry run leads nowhere.</remarks>
    private static PostStateView StateOf(Account account, Delivery delivery) =>
        delivery.State.Match(
            held: held => new PostStateView(
                PostTone.Waiting,
                held.Until is null ? "Held" : "Goes out",
                held.Until,
                DeliveryLine.ReasonOf(held.Reason)
            ),
            due: due => new PostStateView(PostTone.Planned, "Due", due.DueAt),
            sending: sending => new PostStateView(PostTone.Planned, "Being sent"),
            delivered: delivered => new PostStateView(
                PostTone.Sent,
                "Sent",
                delivered.At,
                null,
                account.Mode == AccountMode.DryRun ? null : delivered.Url
            ),
            failed: failed => new PostStateView(PostTone.Trouble, "Refused", failed.At, failed.Refusal),
            uncertain: uncertain => new PostStateView(
                PostTone.Trouble,
                "Perhaps sent",
                uncertain.FirstAttemptAt,
                "The network is asked before anything is sent again."
            ),
            cancelled: cancelled => new PostStateView(PostTone.Waiting, "Stopped", cancelled.At),
            gone: gone => new PostStateView(PostTone.Trouble, "Gone from the network", gone.At)
        );
}
