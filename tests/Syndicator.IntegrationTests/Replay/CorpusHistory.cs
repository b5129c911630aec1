using Syndicator.Tests;

namespace Syndicator.IntegrationTests.Replay;

/// <summary>Real weeks of the newsletter, with its real drafts where they were kept. The time between them is not always a week.</summary>
internal static class CorpusHistory
{
    private static readonly (string Day, Incident[] Incidents)[] s_weeks =
    [
        ("2020-11-18", []),
        ("2020-11-25", [Incident.Copied]),
        ("2021-01-20", [Incident.Conflict]),
        ("2021-02-24", [Incident.Typo]),
        ("2021-04-07", [Incident.DayLate]),
        ("2021-07-07", [Incident.ConflictAfterwards]),
        ("2021-08-04", [Incident.LinkAdded]),
        ("2021-09-08", [Incident.UnpostedLine]),
        ("2021-09-22", [Incident.TakenBack]),
        ("2021-10-06", [Incident.Renamed]),
        ("2021-11-03", []),
        ("2022-01-12", [Incident.ForcePush]),
        ("2022-01-19", [Incident.Unreachable]),
        ("2022-01-26", [Incident.ProgramOff]),
        ("2022-02-02", []),
        ("2022-02-09", [Incident.TypoInHold]),
        ("2022-06-22", []),
        ("2022-07-20", [Incident.Retitled]),
        ("2022-11-23", []),
        ("2022-11-30", [Incident.DayLate, Incident.Retitled]),
        ("2022-12-14", []),
        ("2023-01-18", [Incident.Typo]),
        ("2023-03-15", []),
        ("2023-10-25", [Incident.LinkAdded]),
        ("2023-12-27", []),
        ("2024-02-07", [Incident.Copied]),
        ("2024-05-15", [Incident.EmptyLink]),
        ("2024-08-28", [Incident.Renumbered]),
        ("2024-11-27", []),
        ("2025-01-15", [Incident.LongOff]),
        ("2025-01-22", [Incident.LongOff]),
        ("2025-01-29", [Incident.LongOff]),
        ("2025-02-05", [Incident.LongOff]),
        ("2025-02-12", [Incident.ProgramOff]),
        ("2025-04-02", [Incident.Conflict, Incident.TakenBack]),
        ("2025-06-18", []),
        ("2025-07-16", []),
        ("2025-07-23", [Incident.Unreachable, Incident.Typo]),
        ("2026-02-04", [Incident.TypoInHold]),
        ("2026-02-11", [Incident.ConflictAfterwards]),
        ("2026-05-13", []),
        ("2026-05-20", [Incident.Retitled]),
        ("2026-05-27", [Incident.ForcePush]),
        ("2026-06-03", [Incident.Renamed]),
        ("2026-07-22", [Incident.LinkAdded, Incident.UnpostedLine]),
        ("2026-07-29", []),
    ];

    /// <summary>In the order in which they were made; the others have one stage each.</summary>
    private static readonly string[] s_stagesOfApril = ["fresh", "first-link", "crate-and-quote", "links-missing", "moved-no-discuss-link"];

    public static int WeekCount => s_weeks.Length;

    /// <summary>The first so many weeks. Skips the test where there is no corpus.</summary>
    public static NewsletterHistory Read(int count)
    {
        var (issues, drafts) = (Shared.Need("corpus", "issues"), Shared.Need("corpus", "drafts"));
        var weeks = s_weeks
            .Take(count)
            .Select(week =>
                NewsletterWeek.Of(
                    File.ReadAllText(Path.Combine(issues, week.Day + "-this-week-in-rust.md")),
                    Stages(drafts, week.Day),
                    week.Incidents
                )
            );
        return NewsletterHistory.Of(Archive(issues), [.. weeks]);
    }

    private static IReadOnlyDictionary<string, string> Archive(string issues) =>
        Directory
            .GetFiles(issues)
            .Where(file => string.CompareOrdinal(Path.GetFileName(file), s_weeks[0].Day) < 0)
            .ToDictionary(file => "content/" + Path.GetFileName(file), File.ReadAllText);

    private static IReadOnlyList<string> Stages(string drafts, string day) =>
        [
            .. Directory
                .GetFiles(drafts, day + "__*.md")
                .OrderBy(file => Array.IndexOf(s_stagesOfApril, Path.GetFileName(file).Split("__")[1]))
                .Select(File.ReadAllText),
        ];
}
