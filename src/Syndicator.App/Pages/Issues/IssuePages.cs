using Syndicator.Configuration;
using Syndicator.Publishing;

namespace Syndicator.App.Pages.Issues;

/// <summary>The issues that are known, and one with what keeps it back and what would be said of it.</summary>
internal static class IssuePages
{
    public const string Path = "/issues";

    private const int PageSize = 40;

    /// <summary>Of one issue; a thread has ten or so an account.</summary>
    private const int MostPosts = 1000;

    public static void Map(DeskRoutes desk)
    {
        desk.Page(Path, ListAsync);
        desk.Page(Path + "/{key}", ShowAsync);
        IssueActs.Map(desk);
    }

    public static string AddressOf(DeskFrame frame, string key) => frame.To($"{Path}/{Uri.EscapeDataString(key)}");

    private static async Task<IResult> ListAsync(DeskRequest desk)
    {
        var publication = desk.Publication;
        var report = await desk.Syndication.WatchOf(publication).ReportAsync(desk.Stop);
        var seen = report.Issues.ToLookup(issue => issue.Stored.Key);
        var stored = await desk.Syndication.Issues.ListAsync(publication.Id, desk.Stop);
        var skip = (int)Math.Min(desk.QueryNumber("skip") ?? 0, stored.Count);
        return DeskRequest.Page<IssuesPage>(
            new IssuesView(
                publication.Zone,
                publication.Source.Name,
                report.At,
                [.. report.Troubles.Select(Trouble)],
                [.. stored.Skip(skip).Take(PageSize).Select(issue => Row(issue, seen[issue.Key].FirstOrDefault()))],
                skip > 0 ? Address(desk, Math.Max(0, skip - PageSize)) : null,
                skip + PageSize < stored.Count ? Address(desk, skip + PageSize) : null
            )
        );
    }

    private static ReasonView Trouble(Diagnostic diagnostic) =>
        ViewOf.Reason(diagnostic) with
        {
            Message = $"{System.IO.Path.GetFileName(diagnostic.Position.File)}: {diagnostic.Message}",
        };

    private static IssueRowView Row(AnnouncedIssue stored, WatchedIssue? seen) =>
        new(stored.Key, stored.Number, stored.Title, stored.Date, ViewOf.IssueStateOf(stored, seen));

    private static async Task<IResult> ShowAsync(DeskRequest desk)
    {
        var key = desk.Route("key");
        var judged = await JudgedAsync(desk, key);
        if (await desk.Syndication.Issues.FindAsync(desk.Publication.Id, key, desk.Stop) is not { } stored)
        {
            return DeskRequest.NotFound();
        }

        var posts = await desk.Syndication.Deliveries.ListAsync(desk.Publication.Id, key, limit: MostPosts, cancellationToken: desk.Stop);
        return DeskRequest.Page<IssuePage>(View(desk.Publication, stored, judged, posts));
    }

    /// <summary>As the last look found it, or judged now where that look left it out: it is of the archive. Null when the source does not have it.</summary>
    private static async Task<Judged?> JudgedAsync(DeskRequest desk, string key)
    {
        var watch = desk.Syndication.WatchOf(desk.Publication);
        var report = await watch.ReportAsync(desk.Stop);
        return report.Issues.FirstOrDefault(issue => issue.Stored.Key == key) is { } current
                ? new Judged(current, report.At, IsCurrent: true)
            // Many issues of the archive are in no source any more: none of their pages waits for it.
            : await watch.FindAsync(key, desk.Stop, mayBeNew: false) is var (found, _) ? new Judged(found, desk.Now, IsCurrent: false)
            : null;
    }

    private static IssuePageView View(Publication publication, AnnouncedIssue stored, Judged? judged, IReadOnlyList<Delivery> posts)
    {
        var seen = judged is null ? null : judged.Issue with { Stored = stored };
        var isOpen = stored is { AnnouncedAt: null, SameAs: null };
        var isToldEverywhere = publication.Accounts.All(account => posts.Any(post => post.Place.Account == account.Name));
        return new IssuePageView
        {
            Zone = publication.Zone,
            Issue = seen is null ? ViewOf.Issue(stored) : ViewOf.Issue(seen),
            JudgedAt = judged?.At,
            Accounts =
            [
                .. publication.Accounts.Select(account =>
                    ViewOf.Account(publication, account, account.Network, ViewOfPosts.Thread(account, seen, posts), null)
                ),
            ],
            IsOfTheseDays = judged is { IsCurrent: true },
            IsAnnounced = stored.AnnouncedAt is not null,
            MayAnnounce = stored is { SameAs: null, IsDraft: false } && seen is not null && !isToldEverywhere,
            MaySkip = isOpen && stored.SkippedAt is null,
            IsSkipped = isOpen && stored.SkippedAt is not null,
            History = History(stored),
        };
    }

    private static IReadOnlyList<(DateTimeOffset At, string What)> History(AnnouncedIssue stored) =>
        [
            .. new (DateTimeOffset? At, string What)[]
            {
                (stored.FirstSeenAt, "first seen in the source"),
                (stored.PageSeenAt, "its page was there"),
                (stored.MissedAt, "found too late to be announced by itself"),
                (stored.ReadyAt, "ready"),
                (stored.SkippedAt, "skipped"),
                (stored.AnnouncedAt, "its posts were planned"),
            }
                .Where(step => step.At is not null)
                .Select(step => (step.At!.Value, step.What))
                .OrderBy(step => step.Item1),
        ];

    private static string Address(DeskRequest desk, int skip) => desk.Frame.To($"{Path}?skip={Words.Number(skip)}");

    /// <param name="IsCurrent">Whether it is of these days.</param>
    private sealed record Judged(WatchedIssue Issue, DateTimeOffset At, bool IsCurrent);
}
