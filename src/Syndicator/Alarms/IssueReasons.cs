namespace Syndicator.Alarms;

/// <summary>Issue out, posts not: issues that are published and not announced, or not delivered everywhere.</summary>
internal static class IssueReasons
{
    /// <summary>How long after the time in which it would be announced by itself an issue that was not is told of.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromDays(7);

    private const int MostHolds = 5;

    public static IEnumerable<HealthReason> Of(HealthView view) =>
        view.Facts.Issues.Select(issue => Of(view, issue)).OfType<HealthReason>().Concat(OfUnfinished(view));

    /// <summary>What was announced and is being mended, or was spoilt, since.</summary>
    private static IEnumerable<HealthReason> OfUnfinished(HealthView view) =>
        from watched in view.Report?.Issues ?? []
        let holds = watched.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error).ToList()
        where watched is { IsDraft: false, Stored: { AnnouncedAt: not null, AnywayReason: null } } && holds.Count > 0
        select view.Notice(
            HealthCodes.IssueUnfinished,
            watched.Stored.Key,
            $"{Wording.Line(watched.Stored.Title)} ({watched.Stored.Key}) was announced, and its text is not finished now. {Wording.List([.. holds.Select(Hold)], MostHolds, " ")}",
            "Correct the issue; until then its posts stay as they are, and no edit is proposed.",
            view.Report!.At
        );

    private static HealthReason? Of(HealthView view, IssueFact issue)
    {
        var dayBegan = DayBegan(view, issue.Date);
        if (issue.MissedAt is { } missedAt && issue.AnnouncedAt is null)
        {
            return dayBegan >= view.Now - HealthStore.Reach ? Missed(view, issue, missedAt) : null;
        }

        var isLate = WasSeenTooLate(view, issue, dayBegan);
        if (issue.AnnouncedAt is null && isLate)
        {
            return null;
        }

        var since = isLate ? issue.AnnouncedAt!.Value : OutSince(view, issue, dayBegan);
        if (dayBegan < view.Now - view.Publication.AnnounceWithin - s_patience || view.Now - since < view.Publication.AlarmAfter)
        {
            return null;
        }

        return issue.AnnouncedAt is null ? NotAnnounced(view, issue, since) : NotDelivered(view, issue, since);
    }

    /// <summary>
    /// The later of: the beginning of its day, and when the program first saw it outside the drafts. An instant in the future was stored by a clock that ran
    /// ahead, and says nothing.
    /// </summary>
    private static DateTimeOffset OutSince(HealthView view, IssueFact issue, DateTimeOffset dayBegan) =>
        issue.FirstSeenAt <= view.Now && issue.FirstSeenAt > dayBegan ? issue.FirstSeenAt : dayBegan;

    /// <summary>An issue that was too old at first sight is the archive's: it was never one to announce by itself.</summary>
    private static bool WasSeenTooLate(HealthView view, IssueFact issue, DateTimeOffset dayBegan) =>
        issue.FirstSeenAt <= view.Now && issue.FirstSeenAt > dayBegan + view.Publication.AnnounceWithin;

    private static HealthReason Missed(HealthView view, IssueFact issue, DateTimeOffset missedAt) =>
        view.Failing(
            HealthCodes.IssueMissed,
            issue.IssueKey,
            $"{Name(issue)} of {issue.PublishedOn} came out while the program did not run, was first seen {view.At(missedAt)}, and is too old to be announced by itself.",
            $"To announce it all the same: `syndicator announce {issue.IssueKey}`; if not: `syndicator issues skip {issue.IssueKey} --reason REASON`.",
            missedAt
        );

    private static HealthReason NotAnnounced(HealthView view, IssueFact issue, DateTimeOffset since)
    {
        var watched = view.Report?.Issues.FirstOrDefault(watched => watched.Stored.Key == issue.IssueKey);
        var holds = watched?.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error).ToList() ?? [];
        var anyway = $"to announce it as it is: `syndicator announce {issue.IssueKey} --anyway REASON`.";
        var (why, remedy) = (watched, holds.Count) switch
        {
            (_, > 0) when holds.TrueForAll(IsOfPage) => (
                $"Only its page holds it: {Wording.Line(holds[0].Message)}",
                $"Publish the site; the page is asked again at every look. Announced without it, the posts lead to a page that is not there ({anyway[..^1]})."
            ),
            (_, > 0) => (
                $"{Wording.Count(holds.Count, "reason holds", "reasons hold")} it: {Wording.List([.. holds.Select(Hold)], MostHolds, " ")}",
                $"Correct the issue, it is looked at again; or, {anyway}"
            ),
            (null, _) when view.Report is null => (
                "This program has not looked at the source since it started.",
                "See that the job watch runs: the log says why it does not."
            ),
            (null, _) when view.Report.Trouble is not null => (
                "The source of issues cannot be read now.",
                "Mend the source first; its own message says how."
            ),
            (null, _) => ("The last look at the source did not find it.", $"See that the source has it; or, {anyway}"),
            _ when DayBegan(view, issue.Date) < view.Now - view.Publication.AnnounceWithin => (
                "It is ready and by now too old to be announced by itself.",
                $"Announce it, if it is still wanted: `syndicator announce {issue.IssueKey}`."
            ),
            _ => ("Nothing holds it, and it makes no post.", "See what `syndicator preview` shows of it, and correct the templates."),
        };
        return view.Failing(
            HealthCodes.IssueNotAnnounced,
            issue.IssueKey,
            $"{Name(issue)} has been out since {view.At(since)} and is not announced. {why}",
            remedy,
            since
        );
    }

    private static HealthReason? NotDelivered(HealthView view, IssueFact issue, DateTimeOffset since)
    {
        var accounts = view.Facts.Posts.Where(post => post.IssueKey == issue.IssueKey).GroupBy(post => post.Account).ToList();
        if (accounts.Count == 0)
        {
            return null;
        }

        var shown = accounts.Select(account =>
            $"{account.Key}: {Wording.Count(account.Count(), "post", "posts")} ({UnsentPosts.Why([.. account])})"
        );
        return view.Failing(
            HealthCodes.IssueNotAnnounced,
            issue.IssueKey,
            $"{Name(issue)} has been out since {view.At(since)} and is not delivered everywhere. {string.Join("; ", shown)}.",
            UnsentPosts.Remedy([.. accounts.SelectMany(account => account)]),
            since
        );
    }

    private static bool IsOfPage(Diagnostic diagnostic) => diagnostic.Code.StartsWith("page-", StringComparison.Ordinal);

    private static string Hold(Diagnostic diagnostic) =>
        diagnostic.Position.Line == 0
            ? Wording.Line(diagnostic.Message)
            : FormattableString.Invariant($"Line {diagnostic.Position.Line}: {Wording.Line(diagnostic.Message)}");

    private static string Name(IssueFact issue) => $"{Wording.Line(issue.Title)} ({issue.IssueKey})";

    private static DateTimeOffset DayBegan(HealthView view, DateOnly day) => StartOfDay.Of(day, view.Publication.Zone).ToUniversalTime();
}
