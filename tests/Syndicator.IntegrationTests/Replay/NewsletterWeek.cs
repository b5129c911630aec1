using System.Globalization;
using System.Text.RegularExpressions;

namespace Syndicator.IntegrationTests.Replay;

/// <summary>What happens to an issue besides the ordinary. Everything is in the evening and the days after it, unless it says otherwise.</summary>
internal enum Incident
{
    /// <summary>The crate's sentence has a typo, mended the next day.</summary>
    Typo,

    /// <summary>The same, mended while the posts still wait.</summary>
    TypoInHold,

    /// <summary>An official link gets another title the next day.</summary>
    Retitled,

    /// <summary>A community link is added the next day.</summary>
    LinkAdded,

    /// <summary>A line that no post uses is corrected the next day.</summary>
    UnpostedLine,

    /// <summary>The crate's sentence is changed the next day, and changed back on the day after.</summary>
    TakenBack,

    /// <summary>Moved to publication with conflict markers, mended 40 minutes later.</summary>
    Conflict,

    /// <summary>Conflict markers two days later, mended three hours after that.</summary>
    ConflictAfterwards,

    /// <summary>Moved to publication with the crate and quote of the week before, mended 50 minutes later.</summary>
    Copied,

    /// <summary>Published a day after its date.</summary>
    DayLate,

    /// <summary>An official link has no target when it is moved to publication, found the next day.</summary>
    EmptyLink,

    /// <summary>Its file gets another name the next day.</summary>
    Renamed,

    /// <summary>Announced with a number that is one too high, corrected the next day.</summary>
    Renumbered,

    /// <summary>The history is rewritten the next day, with a typo mended.</summary>
    ForcePush,

    /// <summary>The repository cannot be reached for two hours around publication.</summary>
    Unreachable,

    /// <summary>The program is off from the afternoon before to the day after.</summary>
    ProgramOff,

    /// <summary>The program is off from the afternoon before, and stays off until an issue with <see cref="ProgramOff"/>.</summary>
    LongOff,
}

/// <summary>One issue as it was published in the end (but for its number, see <see cref="Incident.Renumbered"/>), and what happened on the way.</summary>
/// <param name="Text">The Markdown.</param>
/// <param name="Stages">Drafts of it that were kept, the first one first; empty: they are derived.</param>
internal sealed partial record NewsletterWeek(
    int Number,
    DateOnly Date,
    string Text,
    IReadOnlyList<string> Stages,
    IReadOnlyList<Incident> Incidents
)
{
    public string Title => Invariant($"This Week in Rust {Number}");
    public string PagePath => Invariant($"/blog/{Date:yyyy}/{Date:MM}/{Date:dd}/this-week-in-rust-{Number}/");
    public string FileName => Invariant($"{Date:yyyy-MM-dd}-this-week-in-rust.md");
    public string Draft => "draft/" + FileName;
    public string Content => "content/" + FileName;

    public bool Has(Incident incident) => Incidents.Contains(incident);

    public static NewsletterWeek Of(string text, IReadOnlyList<string> stages, params IReadOnlyList<Incident> incidents) =>
        new(
            int.Parse(NumberLine().Match(text).Groups[1].Value, CultureInfo.InvariantCulture),
            DateOnly.ParseExact(DateLine().Match(text).Groups[1].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            text,
            stages,
            incidents
        );

    /// <summary>The same issue under another number.</summary>
    public NewsletterWeek Numbered(int number)
    {
        var other = this with { Number = number };
        return other with { Text = other.DatedAsThis(Text) };
    }

    /// <summary>The text of an issue under another one's number, title and date: what a copied draft begins as.</summary>
    public string DatedAsThis(string text)
    {
        var number = Number.ToString(CultureInfo.InvariantCulture);
        text = NumberLine().Replace(text, $"Number: {number}", 1);
        text = TitleLine().Replace(text, $"Title: {Title}", 1);
        return DateLine().Replace(text, Invariant($"Date: {Date:yyyy-MM-dd}"), 1);
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    [GeneratedRegex(@"(?m)^Number: (\d+)$")]
    private static partial Regex NumberLine();

    [GeneratedRegex(@"(?m)^Title: .*$")]
    private static partial Regex TitleLine();

    [GeneratedRegex(@"(?m)^Date: (\d{4}-\d{2}-\d{2})$")]
    private static partial Regex DateLine();
}
