using Syndicator.App.Pages;
using Syndicator.Calls;
using Syndicator.Configuration;
using Syndicator.Publishing;

namespace Syndicator.App;

/// <summary>Gathers what the pages show from the stores and the last look at the sources.</summary>
/// <param name="ofConfiguration">What of the configuration could not be taken up.</param>
internal sealed class Desk(Syndication syndication, HealthWatch health, Func<IReadOnlyList<ProblemView>> ofConfiguration)
{
    /// <summary>More than these are better seen by the command that lists them.</summary>
    private const int MostEdits = 30;

    private const int MostCallPosts = 12;
    private const int MostWaiting = 99;
    private const int MostPlanned = 500;

    /// <summary>What is due and has not left yet is as good as coming.</summary>
    private static readonly TimeSpan s_justBefore = TimeSpan.FromHours(1);

    private static readonly TimeSpan s_ahead = TimeSpan.FromDays(14);

    private volatile Named _named = new([], []);

    public HostDesk ToHostDesk() => new(ThisWeekAsync, ProblemsAsync, Newsletters);

    private IReadOnlyList<NewsletterView> Newsletters()
    {
        var publications = syndication.Publications;
        if (!ReferenceEquals(_named.Of, publications))
        {
            _named = new Named(publications, [.. publications.Select(each => new NewsletterView(each.Id, each.Name))]);
        }

        return _named.Views;
    }

    private async Task<ThisWeekView> ThisWeekAsync(string? newsletter, CancellationToken cancellationToken)
    {
        var publications = new List<PublicationView>();
        foreach (var publication in syndication.Publications.Where(each => newsletter is null || each.Id == newsletter))
        {
            publications.Add(await PublicationAsync(publication, cancellationToken));
        }

        return new ThisWeekView { Publications = publications, Problems = await ProblemsAsync(cancellationToken) };
    }

    private async Task<IReadOnlyList<ProblemView>> ProblemsAsync(CancellationToken cancellationToken)
    {
        var problems = new List<ProblemView>(ofConfiguration());
        problems.AddRange((await health.ReadAsync(cancellationToken)).Select(ViewOf.Problem));
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
            Calls = ViewOfCalls.Of(await syndication.Calls.ListAsync(publication, new CallFilter(), cancellationToken), publication, now),
            Waiting = ViewOfNext.Waiting(
                await syndication.Deliveries.ListUndecidedAsync(publication.Id, MostWaiting + 1, cancellationToken),
                MostWaiting
            ),
            Next = ViewOfNext.Of(
                await syndication.Deliveries.ListBetweenAsync(
                    publication.Id,
                    now - s_justBefore,
                    now + s_ahead,
                    MostPlanned,
                    cancellationToken
                ),
                await syndication.ForeseeCallPosts.RunAsync(publication, MostCallPosts, cancellationToken)
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

    private sealed record Named(IReadOnlyList<Publication> Of, IReadOnlyList<NewsletterView> Views);
}
