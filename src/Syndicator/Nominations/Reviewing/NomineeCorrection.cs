using System.Text;
using System.Text.RegularExpressions;

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

    /// <summary>The nominee as corrected, or what is wrong with it, as a sentence.</summary>
    public (Nominee? Nominee, string? Problem) Apply(Nominee nominee)
    {
        var corrected = nominee.Match<Nominee>(
            crate => new Nominee.Crate(Of(Name, crate.Name), Of(Url, crate.Url), Of(Description, crate.Description)),
            quote => new Nominee.Quote(Of(Text, quote.Text) ?? "", Of(Speaker, quote.Speaker), Of(Source, quote.SourceUrl)),
            link => new Nominee.Link(Of(Url, link.Url) ?? "", Of(Title, link.Title)),
            call => new Nominee.Call(Of(Url, call.Url) ?? "", Of(Title, call.Title))
        );
        return Problem(corrected, Foreign(nominee)) is { } problem ? (null, problem) : (corrected, null);
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

    private IReadOnlyList<string> Foreign(Nominee nominee)
    {
        IReadOnlyList<(string Name, string? Value)> others = nominee.Match<IReadOnlyList<(string, string?)>>(
            _ => [("text", Text), ("speaker", Speaker), ("source", Source), ("title", Title)],
            _ => [("name", Name), ("address of its own", Url), ("description", Description), ("title", Title)],
            _ => [("name", Name), ("description", Description), ("text", Text), ("speaker", Speaker), ("source", Source)],
            _ => [("name", Name), ("description", Description), ("text", Text), ("speaker", Speaker), ("source", Source)]
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
