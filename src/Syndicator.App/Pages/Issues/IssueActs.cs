using Syndicator.Publishing;

namespace Syndicator.App.Pages.Issues;

/// <summary>What editors decide about issues: announced now, never announced by itself, and looking again.</summary>
internal static class IssueActs
{
    public static void Map(DeskRoutes desk)
    {
        desk.Act(IssuePages.Path + "/look", LookAsync);
        desk.Act(IssuePages.Path + "/{key}/announcement", AnnounceAsync);
        desk.Act(IssuePages.Path + "/{key}/skip", SkipAsync);
        desk.Act(IssuePages.Path + "/{key}/unskip", UnskipAsync);
    }

    public static string AddressOf(DeskFrame frame, string key, string act) =>
        frame.To($"{IssuePages.Path}/{Uri.EscapeDataString(key)}/{act}");

    /// <summary>What the job does: what is ready is announced.</summary>
    private static async Task<IResult> LookAsync(DeskRequest desk)
    {
        var report = await desk.Syndication.WatchAsync(desk.Publication, desk.Stop);
        return desk.Back(
            report.Trouble is { } trouble
                ? new SaidView($"The source could not be read: {trouble.Problem.Message}", IsTrouble: true)
                : new SaidView(
                    $"The source was read again: {Words.Count(report.FileCount, "file", "files")}{(report.FileTroubles.Count > 0 ? $", {Words.Number(report.FileTroubles.Count)} of them in trouble" : "")}."
                )
        );
    }

    private static async Task<IResult> AnnounceAsync(DeskRequest desk)
    {
        // Judged now: what the page showed may be minutes old.
        if (await desk.Syndication.WatchOf(desk.Publication).FindAsync(desk.Route("key"), desk.Stop) is not var (found, text))
        {
            return desk.Back(new SaidView("The source does not have this issue any more. Nothing was done.", IsTrouble: true));
        }

        if (found.IsDraft)
        {
            return desk.Back(new SaidView("Nothing was done: it is a draft. It can go out once it is published.", IsTrouble: true));
        }

        var outcome = await new AnnounceByHand(desk.Syndication).RunAsync(
            desk.Publication,
            found.Issue,
            text,
            found.Diagnostics,
            desk.Form("reason"),
            desk.Visitor.Actor,
            desk.Stop
        );
        return desk.Back(
            outcome.Match(
                announced => Said(desk, announced, found.Stored),
                _ => new SaidView("Nothing was done: it is not ready. Say why it goes out all the same.", IsTrouble: true),
                _ => new SaidView("Nothing was done: it has no title or no day, so there is no page to lead to.", IsTrouble: true)
            )
        );
    }

    private static SaidView Said(DeskRequest desk, AnnounceOutcome.Announced announced, AnnouncedIssue before) =>
        announced.IsNew
            ? new SaidView(
                $"{announced.Issue.Title}: {Words.Count(announced.PostCount, "post", "posts")} for {Words.Count(announced.AccountCount, "account", "accounts")} {(desk.Publication.Hold > TimeSpan.Zero ? "wait as long as posts are held, and go out by themselves" : "go out at the next delivery")}. Each can still be changed or stopped."
            )
            : new SaidView(
                $"It was announced already{(before.AnnouncedAt is { } at ? $", {Words.Brief(at, desk.Publication.Zone)}" : "")}. Nothing was done by you.",
                IsTrouble: true
            );

    private static async Task<IResult> SkipAsync(DeskRequest desk)
    {
        var (key, reason, issues) = (desk.Route("key"), desk.Form("reason"), desk.Syndication.Issues);
        if (reason.Length == 0)
        {
            return desk.Back(new SaidView("Nothing was done: say why it is never announced.", IsTrouble: true));
        }

        var before = await issues.FindAsync(desk.Publication.Id, key, desk.Stop);
        var skipped = await issues.SkipAsync(desk.Publication.Id, key, desk.Visitor.Actor, reason, desk.Stop);
        return desk.Back(
            skipped switch
            {
                null => new SaidView("There is no such issue. Nothing was done.", IsTrouble: true),
                { AnnouncedAt: { } at } => new SaidView(
                    $"It was announced {Words.Brief(at, desk.Publication.Zone)}. Nothing was done: its posts can be stopped one by one.",
                    IsTrouble: true
                ),
                { SkippedAt: { } at, SkippedBy: { } by } when before?.SkippedAt is not null || by != desk.Visitor.Actor => new SaidView(
                    $"{Words.Who(by)} was faster (skipped, {Words.Brief(at, desk.Publication.Zone)}). Nothing was done by you.",
                    IsTrouble: true
                ),
                _ => new SaidView($"{skipped.Title} is never announced by itself.", Undo: AddressOf(desk.Frame, key, "unskip")),
            }
        );
    }

    private static async Task<IResult> UnskipAsync(DeskRequest desk) =>
        desk.Back(
            await desk.Syndication.Issues.UnskipAsync(desk.Publication.Id, desk.Route("key"), desk.Stop)
                ? new SaidView("It is announced by itself again, once it is ready and not too old.")
                : new SaidView("Nothing was done: it is not skipped any more.", IsTrouble: true)
        );
}
