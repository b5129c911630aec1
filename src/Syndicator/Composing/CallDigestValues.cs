using System.Globalization;
using Syndicator.Networks;

namespace Syndicator.Composing;

/// <summary>What the placeholders of a post with all calls of an issue stand for.</summary>
/// <param name="most">Longest that a value may be, in the network's unit.</param>
internal sealed class CallDigestValues(CallDigestFacts digest, CallWords words, TextRules rules, int most) : ITemplateValues
{
    public bool IsThread => false;

    public ITemplateValues Shortened(int shorter) => new CallDigestValues(digest, words, rules, shorter);

    public bool MayCut(string name) => false;

    public RichText Cut(RichText whole, string text) => CallWords.Cut(whole, text);

    public RichText? Find(string name) =>
        name switch
        {
            "issue.title" => IssueTitle,
            "issue.number" => CallWords.Number(digest.IssueNumber),
            "issue.url" => words.Link(digest.IssueUrl),
            "calls.url" => words.Link(digest.PlaceUrl),
            "calls.link" => digest.PlaceUrl is { } place ? words.Linked(IssueTitle, place) : null,
            "projects.count" => Count(call => !call.IsEvent),
            "speakers.count" => Count(call => call.IsEvent),
            _ => words.Find(name),
        };

    public int ItemCount(string list) => digest.Calls.Count;

    public RichText? FindInItem(string list, int index, string name) =>
        name switch
        {
            "closes" => words.Find(digest.Calls[index], "day", most),
            "until" => digest.Calls[index].IsExtended ? null : words.Find(digest.Calls[index], "day", most),
            "extended" => digest.Calls[index].IsExtended ? words.Find(digest.Calls[index], "day", most) : null,
            "text" or "link" => words.Find(digest.Calls[index], name, Math.Min(most, rules.Limit / 3)),
            _ when PlaceholderNames.ListsOfCalls[list].Contains(name, StringComparer.Ordinal) => words.Find(
                digest.Calls[index],
                name,
                Math.Min(most, rules.Limit / 8)
            ),
            _ => Find(name),
        };

    private RichText? IssueTitle => words.Title(digest.IssueTitle, Math.Min(most, rules.Limit / 3));

    private RichText? Count(Func<CallFacts, bool> which) =>
        digest.Calls.Count(which) is > 0 and var count ? RichText.Plain(count.ToString(CultureInfo.InvariantCulture)) : null;
}
