using System.Text.RegularExpressions;
using Syndicator.Issues.Writing;

namespace Syndicator.Nominations.Export;

/// <summary>Chosen nominations as the entries of their sections.</summary>
internal static partial class NomineeEntries
{
    public static DraftWinners Of(IEnumerable<ChosenNomination> chosen)
    {
        var all = chosen.ToList();
        var calls = all.Select(one => one.Nomination.Nominee).OfType<Nominee.Call>().ToList();
        return new DraftWinners
        {
            Crates =
            [
                .. all.Where(one => one.Nomination.Nominee is Nominee.Crate)
                    .Select(one => Crate((Nominee.Crate)one.Nomination.Nominee, one)),
            ],
            Quotes =
            [
                .. all.Where(one => one.Nomination.Nominee is Nominee.Quote)
                    .Select(one => Quote((Nominee.Quote)one.Nomination.Nominee, one)),
            ],
            Calls = [.. calls.Where(call => SpeakersRow.Of(call.Title) is null).Select(Task).OrderBy(CallOrder.Of, CallOrder.InOrder)],
            EventCalls = [.. calls.Select(Row).OfType<EventCallEntry>().OrderBy(CallOrder.Of, CallOrder.InOrder)],
            Links =
            [
                .. all.Select(one => one.Nomination.Nominee)
                    .OfType<Nominee.Link>()
                    .Select(link => new LinkEntry(link.Title ?? "", link.Url)),
            ],
        };
    }

    private static CrateEntry Crate(Nominee.Crate crate, ChosenNomination chosen) =>
        new(
            NomineeWords.CrateName(crate),
            crate.Url ?? Page(crate.Name),
            crate.Description is { } said ? GoesOn(said) : Description(chosen.Facts)
        )
        {
            Thanks = chosen.Thanks,
        };

    private static QuoteEntry Quote(Nominee.Quote quote, ChosenNomination chosen) =>
        new(quote.Text, Attribution(quote), quote.SourceUrl) { Thanks = chosen.Thanks };

    /// <summary>crates.io's page, where the name is one that crates.io could have.</summary>
    private static string? Page(string? name) => name is not null && CrateName().IsMatch(name) ? $"https://crates.io/crates/{name}" : null;

    /// <summary>crates.io's description as the sentence goes on: an article becomes small, a final full stop goes.</summary>
    private static string? Description(string? facts)
    {
        if (facts is null || PlainWords.Line(facts) is not { Length: > 0 } words)
        {
            return null;
        }

        return GoesOn(words.EndsWith("..", StringComparison.Ordinal) ? words : words.TrimEnd('.'));
    }

    /// <summary>Behind a comma an article is small, whoever wrote it.</summary>
    private static string GoesOn(string words)
    {
        var isArticle =
            words.StartsWith("A ", StringComparison.Ordinal)
            || words.StartsWith("An ", StringComparison.Ordinal)
            || words.StartsWith("The ", StringComparison.Ordinal);
        return isArticle ? char.ToLowerInvariant(words[0]) + words[1..] : words;
    }

    private static string? Attribution(Nominee.Quote quote)
    {
        var place = QuotePlace.Of(quote.SourceUrl);
        return quote.Speaker is not { Length: > 0 } speaker ? place
            : place is null || speaker.Contains(" on ", StringComparison.Ordinal) || speaker.Contains(" in ", StringComparison.Ordinal)
                ? speaker
            : $"{speaker} on {place}";
    }

    private static CallEntry Task(Nominee.Call call) => new(call.Title ?? "", call.Url);

    private static EventCallEntry? Row(Nominee.Call call) =>
        SpeakersRow.Of(call.Title) is { } row ? new EventCallEntry(row.Name, call.Url, row.Closes, row.Place, row.On) : null;

    // https://doc.rust-lang.org/cargo/reference/registry-index.html#name-restrictions
    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_-]{0,63}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CrateName();
}
