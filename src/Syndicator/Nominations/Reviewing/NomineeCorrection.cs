using System.Text;
using System.Text.RegularExpressions;
using Syndicator.Issues;

namespace Syndicator.Nominations.Reviewing;

/// <summary>What an editor says otherwise. Null leaves a part as it is, empty takes it away.</summary>
internal sealed partial record NomineeCorrection
{
    private const int LongestText = 10_000;
    private const int LongestLine = 500;
    private const int LongestUrl = 2_000;

    public string? Name { get; init; }
    public string? Url { get; init; }
    public string? Description { get; init; }
    public string? Text { get; init; }
    public string? Speaker { get; init; }
    public string? Source { get; init; }
    public string? Title { get; init; }

    /// <summary>Until when a call for speakers can be answered.</summary>
    public string? Closes { get; init; }

    /// <summary>Where its event is.</summary>
    public string? Place { get; init; }

    /// <summary>The days of its event.</summary>
    public string? On { get; init; }

    /// <summary>The nominee as corrected, or what is wrong with it, as a sentence.</summary>
    public (Nominee? Nominee, string? Problem) Apply(Nominee nominee)
    {
        var corrected = nominee.Match<Nominee>(
            crate => new Nominee.Crate(Of(Name, crate.Name), Of(Url, crate.Url), Of(Description, crate.Description)),
            quote => new Nominee.Quote(Of(Text, quote.Text) ?? "", Of(Speaker, quote.Speaker), Of(Source, quote.SourceUrl)),
            link => new Nominee.Link(Of(Url, link.Url) ?? "", Of(Title, link.Title)),
            call => new Nominee.Call(Of(Url, call.Url) ?? "", TitleOf(call))
        );
        return (Problem(corrected, Foreign(nominee)) ?? RowProblem(corrected)) is { } problem ? (null, problem) : (corrected, null);
    }

    /// <summary>What is wrong with a nominee that was entered by hand, as a sentence; null when nothing is.</summary>
    public static string? Problem(Nominee nominee) => Problem(nominee, []);

    private static string? Problem(Nominee nominee, IReadOnlyList<string> foreign) =>
        foreign.Count > 0
            ? $"A {NomineeJson.Name(nominee.Kind)} has no {foreign[0]}."
            : nominee.Match(
                crate =>
                    crate is { Name: null, Url: null } ? "A crate needs a name or an address."
                    : crate.Name is { } name && !CrateName().IsMatch(name)
                        ? $"{OneLine.Of(name, LongestLine)} is no crate's name: letters, digits, - and _, at most 64, a letter first."
                    : AddressProblem(crate.Url) ?? LineProblem("description", crate.Description),
                quote =>
                    !quote.Text.EnumerateRunes().Any(Rune.IsLetterOrDigit) ? "A quote needs its words."
                    : quote.Text.Length > LongestText || !IsText(quote.Text, "\n\t")
                        ? "A quote has at most 10,000 characters, and no control characters."
                    : AddressProblem(quote.SourceUrl) ?? LineProblem("speaker", quote.Speaker),
                link => AddressProblem(link.Url) ?? LineProblem("title", link.Title),
                call => AddressProblem(call.Url) ?? LineProblem("title", call.Title)
            );

    /// <summary>A call for speakers keeps its row: a title without bars is its event's name.</summary>
    private string? TitleOf(Nominee.Call call)
    {
        var said = Of(Title, call.Title);
        var row =
            SpeakersRow.Of(said) ?? (SpeakersRow.Of(call.Title) is { } before && said is not null ? before with { Name = said } : null);
        if (row is null && Closes is null && Place is null && On is null)
        {
            return said;
        }

        row ??= new SpeakersRow(said ?? "", null, null, null);
        var corrected = row with { Closes = Of(Closes, row.Closes), Place = Of(Place, row.Place), On = Of(On, row.On) };
        return Of(corrected.ToTitle(), null);
    }

    /// <summary>What is wrong with the parts of a row that are said now; what a row lacks besides is shown beside it.</summary>
    private string? RowProblem(Nominee corrected) =>
        (corrected as Nominee.Call)?.Title is not { } title || SpeakersRow.Of(title) is not { } row ? null
        : row.Name.Length == 0 ? "A call for speakers needs its event's name: give --title too."
        : !string.IsNullOrWhiteSpace(Closes) && row.Closing is Closing.Unreadable unreadable
            ? $"It cannot be read when it closes: {unreadable.Why}. Write 2026-05-04, with time of day and zone behind it where they are stated, or Rolling deadline."
        : !string.IsNullOrWhiteSpace(On) && !row.HasDay
            ? $"{OneLine.Of(On)} is no day of an event: write 2026-05-19, or 2026-05-19 - 2026-05-20."
        : null;

    private IReadOnlyList<string> Foreign(Nominee nominee)
    {
        IReadOnlyList<(string Name, string? Value)> row = [("closing day", Closes), ("place", Place), ("day", On)];
        IReadOnlyList<(string Name, string? Value)> ofQuotes = [("text", Text), ("speaker", Speaker), ("source", Source)];
        IReadOnlyList<(string Name, string? Value)> others = nominee.Match<IReadOnlyList<(string, string?)>>(
            _ => [.. ofQuotes, ("title", Title), .. row],
            _ => [("name", Name), ("address of its own", Url), ("description", Description), ("title", Title), .. row],
            _ => [("name", Name), ("description", Description), .. ofQuotes, .. row],
            _ => [("name", Name), ("description", Description), .. ofQuotes]
        );
        return [.. others.Where(other => other.Value is not null).Select(other => other.Name)];
    }

    private static string? Of(string? said, string? before) =>
        said is null ? before
        : string.IsNullOrWhiteSpace(said) ? null
        : said.Trim();

    private static string? AddressProblem(string? url) =>
        url is null
        || (
            url.Length <= LongestUrl
            && IsText(url, "")
            && !url.Contains(' ')
            && Uri.TryCreate(url, UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https"
            && uri.Host.Length > 0
        )
            ? null
            : $"{OneLine.Of(url)} is no web address: it begins with https:// or http:// and has at most 2,000 characters.";

    private static string? LineProblem(string part, string? text) =>
        text is null || (text.Length <= LongestLine && IsText(text, "")) ? null : $"The {part} is one line of at most 500 characters.";

    /// <summary>Whole code points, and no control characters but these.</summary>
    internal static bool IsText(string text, string controls) =>
        !text.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar || (Rune.IsControl(rune) && !controls.Contains((char)rune.Value)));

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,63}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CrateName();
}
