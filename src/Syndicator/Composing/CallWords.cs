using System.Globalization;
using Syndicator.Configuration;
using Syndicator.Issues;
using Syndicator.Networks;

namespace Syndicator.Composing;

/// <summary>What a post says of calls, field by field: nothing that is not in them.</summary>
/// <param name="thisYear">The year that goes without saying.</param>
internal sealed class CallWords(Publication publication, TextRules rules, int thisYear)
{
    private readonly PublicationValues _common = new(publication, rules);

    /// <summary>Of the publication, as in every post.</summary>
    public RichText? Find(string name) => _common.Find(name);

    /// <param name="most">Longest that a value may be, in the network's unit; a longer one is cut at a word.</param>
    /// <returns>Null when the call has no such thing, or it is no field of a call.</returns>
    public RichText? Find(CallFacts call, string field, int most) =>
        field switch
        {
            "title" or "text" => Cited(call, Words(call.Title, most)),
            "link" => PublicationValues.SafeUrl(call.Url) is null ? null : Linked(Cited(call, Words(call.Title, most)), call.Url),
            "url" => _common.Link(call.Url),
            "project" => IsInTitle(call) ? null : Words(call.Project, most),
            "tags" => Cited(call, Words(string.Join(", ", call.Tags), most)),
            "place" => Cited(call, Words(call.Place, most)),
            "on" => call.EventDate is { } date ? Days(call, date, most) : null,
            "closes" => call.Closing is Closing.At at ? Words(ClosingWords.Of(at, publication.Language, thisYear), most) : null,
            "day" => call.Closing is Closing.At at ? Words(ClosingWords.DayOf(at, publication.Language, thisYear), most) : null,
            "rolling" => call.Closing is Closing.Rolling rolling ? Cited(call, Words(rolling.Words, most)) : null,
            _ => null,
        };

    public RichText? Title(string title, int most) => Words(title, most);

    public RichText? Link(string? url) => _common.Link(url);

    public static RichText? Number(int? number) =>
        number is { } known ? RichText.Plain(known.ToString(CultureInfo.InvariantCulture)) : null;

    /// <summary>Words that link, where the network has markup for it; else the words and the link after them.</summary>
    public RichText? Linked(RichText? words, string? url)
    {
        if (words is null || PublicationValues.SafeUrl(url) is not { } safe)
        {
            return words;
        }

        if (rules.LinksAreMarkup)
        {
            return words with { Entities = [new TextEntity(TextEntityKind.Link, 0, words.Text.Length, safe)] };
        }

        return _common.Link(safe) is { } link ? new RichTextBuilder().Append(words).Append(" ").Append(link).Build() : words;
    }

    /// <summary>The beginning of a value that was cut: its link and its line stay.</summary>
    public static RichText Cut(RichText whole, string text) =>
        new(
            text,
            [.. whole.Entities.Select(entity => entity with { Length = text.Length })],
            [.. whole.Sources.Select(source => source with { Text = Shown(text) })]
        );

    /// <summary>The event's days; cited as the issue writes them.</summary>
    private RichText? Days(CallFacts call, string written, int most) =>
        Cited(call, Words(PostText.FromFirstDigit(written), most)) is { } cited
            ? Words(WrittenDays.Of(written, publication.Language), most)! with
            {
                Sources = cited.Sources,
            }
            : null;

    private static bool IsInTitle(CallFacts call) =>
        call.Project is { } project && call.Title.StartsWith(project, StringComparison.OrdinalIgnoreCase);

    /// <summary>On one line, whatever an editor typed.</summary>
    private RichText? Words(string? text, int most) =>
        text is null ? null : _common.Words(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), most);

    private static RichText? Cited(CallFacts call, RichText? words) =>
        words is null || call.Line == 0 ? words : words with { Sources = [new PostSource(call.Line, Shown(words.Text))] };

    /// <summary>As the issue has it, without what was put in on its way into a post.</summary>
    private static string Shown(string words) => words.TrimEnd('…').TrimEnd().Replace("\u2060", "", StringComparison.Ordinal);
}
