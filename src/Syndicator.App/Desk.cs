using Syndicator.Alarms;
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
        var current = await AsStoredAsync(report.Current, cancellationToken);
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
                    open => ViewOf.Edit(open.Edit, open.Post, syndication.DecideEdit.Obstacle(publication, open.Edit, open.Post))
                ),
            ],
            Accounts =
            [
                .. publication.Accounts.Select(account =>
                    ViewOf.Account(publication, account, account.Network, ViewOfPosts.Thread(account, current, stored), null)
                ),
            ],
            Firings = ViewOf.Firings(publication, now),
        };
    }

    /// <summary>What editors decided since the last look counts.</summary>
    private async Task<WatchedIssue?> AsStoredAsync(WatchedIssue? seen, CancellationToken cancellationToken) =>
        seen is not null && await syndication.Issues.FindAsync(seen.Stored.Publication, seen.Stored.Key, cancellationToken) is { } stored
            ? seen with
            {
                Stored = stored,
            }
            : seen;
}
