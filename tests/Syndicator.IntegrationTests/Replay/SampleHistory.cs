using System.Globalization;

namespace Syndicator.IntegrationTests.Replay;

/// <summary>Six weeks made of the sample issue that the program is shipped with: each has its own crate, quote, links and discussion.</summary>
internal static class SampleHistory
{
    private static readonly (string Crate, string Quote, Incident[] Incidents)[] s_weeks =
    [
        ("tidepool", "A test that cannot fail is a comment with a green tick.", [Incident.Retitled]),
        ("lantern-log", "The compiler asked what I meant, and I did not know.", [Incident.Copied, Incident.LinkAdded]),
        ("quillpad", "We deleted the lock and kept the proof.", [Incident.TypoInHold, Incident.Unreachable]),
        ("heron", "It is not faster because it is Rust; it is faster because we dared.", [Incident.Conflict, Incident.ConflictAfterwards]),
        ("gantry", "Borrowing is easy. Giving back on time is the art.", [Incident.ProgramOff, Incident.TakenBack]),
        ("millrace", "My favourite feature is the one that was not merged.", [Incident.Renumbered]),
    ];

    /// <param name="weeks">The first so many.</param>
    public static NewsletterHistory Make(int weeks = 6)
    {
        var sample = File.ReadAllText(
            Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "config", "this-week-in-rust", "issues")).Single()
        );
        var before = Week(sample, -3, "saltmarsh", "The archive was young once, too.", []);
        return NewsletterHistory.Of(
            new Dictionary<string, string> { [before.Content] = before.Text },
            [.. s_weeks.Take(weeks).Select((week, index) => Week(sample, index, week.Crate, week.Quote, week.Incidents))]
        );
    }

    private static NewsletterWeek Week(string sample, int index, string crate, string quote, Incident[] incidents)
    {
        var number = 678 + index;
        var text = sample
            .Replace("tidepool", crate, StringComparison.Ordinal)
            .Replace(
                "https://example.org/",
                string.Create(CultureInfo.InvariantCulture, $"https://example.org/{number}/"),
                StringComparison.Ordinal
            )
            .Replace(
                "https://example.com/",
                string.Create(CultureInfo.InvariantCulture, $"https://example.com/{number}/"),
                StringComparison.Ordinal
            );
        var week = NewsletterWeek.Of(IssueEdits.WithQuote(text, quote), [], incidents);
        // A number that is one too high can be one only after a week that was left out.
        var weeksLater = incidents.Contains(Incident.Renumbered) ? index + 1 : index;
        return (week with { Date = week.Date.AddDays(7 * weeksLater) }).Numbered(number);
    }
}
