using System.Text.RegularExpressions;
using Syndicator.IntegrationTests.Replay;

namespace Syndicator.IntegrationTests.Calls;

/// <summary>Weekly issues whose calls are of every sort: tasks, events that close soon and late, ones that are printed again, and later with more time.</summary>
internal static partial class CallWeeks
{
    /// <summary>The issue before the first of the sample's weeks is none of them.</summary>
    public static IReadOnlyList<NewsletterWeek> Make(int count) =>
        [.. SampleHistory.Make(count).Weeks.Select((week, index) => week with { Text = WithCalls(week, index) })];

    /// <summary>The same issue with other calls.</summary>
    public static string WithCalls(string text, string projects, string events) =>
        Events().Replace(Projects().Replace(text, $"### CFP - Projects\n\n{projects}\n\n"), $"### CFP - Events\n\n{events}\n\n");

    public static string Task(string name) => $"* [{name} - explain it](https://calls.example/{name}/1)";

    public static string Event(string name, string closes) =>
        $"* [**{name}**](https://calls.example/{name}) | {closes} | Utrecht, NL | 2027-09-01";

    private static string WithCalls(NewsletterWeek week, int index) =>
        WithCalls(
            week.Text,
            string.Join('\n', Enumerable.Range(0, 4).Select(task => Task(FormattableString.Invariant($"task{index}x{task}")))),
            string.Join('\n', [.. EventsOf(week.Date, index), .. index > 0 ? EventsOf(week.Date, index - 1, later: 10) : []])
        );

    /// <summary>The last of them is printed again in the next issue, with more time.</summary>
    private static IEnumerable<string> EventsOf(DateOnly date, int index, int later = 0) =>
        from closes in new[] { 5, 12, 19 }
        where later == 0 || closes == 19
        select Event(
            FormattableString.Invariant($"conf{index}x{closes}"),
            FormattableString.Invariant($"{date.AddDays(closes - (later == 0 ? 0 : 7) + later):yyyy-MM-dd}")
        );

    [GeneratedRegex("### CFP - Projects\n(?s:.*?)(?=### CFP - Events)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Projects();

    [GeneratedRegex("### CFP - Events\n(?s:.*?)(?=## )", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Events();
}
