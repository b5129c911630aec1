using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Syndicator.Publishing;

namespace Syndicator.IntegrationTests.Replay;

/// <summary>A replay as a table of days, numbers and codes; nothing of any issue's text. Instants are UTC.</summary>
internal static class ReplayTable
{
    private const string Heading =
        "day | number | incidents | draft | held for | ready | announced | posts on mastodon, bluesky, x | unfinished later | edits: posts";

    /// <summary>A row an issue.</summary>
    public static string Issues(NewsletterHistory history, ReplayOutcome outcome)
    {
        var rows = outcome
            .Issues.Values.Where(issue => issue.Date >= history.Weeks[0].Date)
            .OrderBy(issue => issue.Date)
            .ThenBy(issue => issue.FirstSeenAt)
            .Select(issue => Row(history, outcome, issue));
        return string.Join('\n', [Heading, .. rows, ""]);
    }

    /// <summary>A row an alarm.</summary>
    public static string Alarms(ReplayOutcome outcome)
    {
        var rows = outcome.Alarms.Select(alarm =>
            $"{alarm.Code} | {alarm.Subject} | {Dated(alarm.RaisedAt)} | {(alarm.ClearedAt is { } over ? Dated(over) : "-")}"
        );
        return string.Join('\n', ["alarm | of | raised | over", .. rows, ""]);
    }

    /// <summary>Compares with the file of this name beside this one; <c>UPDATE_GOLDEN=1</c> writes it when it is the whole.</summary>
    /// <param name="isWhole">Whether the table is all of the file; else its first rows.</param>
    public static void ShouldBeGolden(string table, string name, bool isWhole, [CallerFilePath] string here = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(here)!, name);
        if (isWhole && Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(file, table, new UTF8Encoding(false));
        }

        var golden = File.ReadAllText(file);
        table.ShouldBe(isWhole ? golden : string.Concat(golden.Split('\n').Take(table.Count(c => c == '\n')).Select(line => line + "\n")));
    }

    private static string Row(NewsletterHistory history, ReplayOutcome outcome, AnnouncedIssue issue)
    {
        var week = history.Weeks.FirstOrDefault(week => week.Number == issue.Number);
        var reasons = outcome.Reasons.Where(reason => reason.Number == issue.Number).ToList();
        return string.Join(
            " | ",
            string.Create(CultureInfo.InvariantCulture, $"{issue.Date:yyyy-MM-dd}"),
            issue.Number?.ToString(CultureInfo.InvariantCulture) ?? "-",
            Words(week?.Incidents.Select(incident => incident.ToString()) ?? []),
            Codes(reasons.Where(reason => reason.IsDraft)),
            Codes(reasons.Where(reason => !reason.IsDraft && !(reason.At > issue.AnnouncedAt))),
            Instant(issue.ReadyAt),
            issue switch
            {
                { AnnouncedAt: not null } => Instant(issue.AnnouncedAt),
                { SameAs: not null } => $"as {issue.SameAs}",
                { MissedAt: not null } => "missed " + Instant(issue.MissedAt),
                { IsDraft: true } => "draft",
                _ => "-",
            },
            string.Join(' ', ReplayOutcome.Accounts.Select(account => Count(outcome, issue.Key, account))),
            Codes(reasons.Where(reason => !reason.IsDraft && reason.At > issue.AnnouncedAt)),
            Words(Edits(outcome.Edits.Where(edit => edit.IssueKey == issue.Key)))
        );
    }

    private static string Count(ReplayOutcome outcome, string key, string account) =>
        outcome.KeysOf(account).Count(post => post.Contains($"/{key}/", StringComparison.Ordinal)).ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<string> Edits(IEnumerable<ReplayedEdit> edits) =>
        from edit in edits
        group edit by (edit.At, edit.Part, edit.Became) into same
        orderby same.Key.At, same.Key.Part, same.Key.Became
        select string.Create(CultureInfo.InvariantCulture, $"{Instant(same.Key.At)} {same.Key.Part} {same.Key.Became}: {same.Count()}");

    private static string Codes(IEnumerable<SeenReason> reasons) => Words(reasons.Select(reason => reason.Code).Distinct());

    private static string Words(IEnumerable<string> words) => string.Join(", ", words) is { Length: > 0 } text ? text : "-";

    private static string Dated(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Instant(DateTimeOffset? at) => at?.UtcDateTime.ToString("MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "-";
}
