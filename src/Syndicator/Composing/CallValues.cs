using Syndicator.Networks;

namespace Syndicator.Composing;

/// <summary>What the placeholders of a post about one call stand for.</summary>
/// <param name="most">Longest that a value may be, in the network's unit.</param>
internal sealed class CallValues(CallFacts call, CallWords words, TextRules rules, int most) : ITemplateValues
{
    public bool IsThread => false;

    public ITemplateValues Shortened(int shorter) => new CallValues(call, words, rules, shorter);

    /// <summary>Of words with their link behind them the link would be cut.</summary>
    public bool MayCut(string name) => name == "call.title" || (name == "call.link" && rules.LinksAreMarkup);

    public RichText Cut(RichText whole, string text) => CallWords.Cut(whole, text);

    public RichText? Find(string name) =>
        name switch
        {
            "issue.title" => words.Title(call.IssueTitle, Math.Min(most, rules.Limit / 3)),
            "issue.number" => CallWords.Number(call.IssueNumber),
            "issue.url" => words.Link(call.IssueUrl),
            _ when name.StartsWith("call.", StringComparison.Ordinal) => words.Find(call, name["call.".Length..], MostOf(name)),
            _ => words.Find(name),
        };

    public int ItemCount(string list) => throw new InvalidOperationException($"no list is called {list}");

    public RichText? FindInItem(string list, int index, string name) => throw new InvalidOperationException($"no list is called {list}");

    /// <summary>The title has the room; what else is long gives way to it.</summary>
    private int MostOf(string name) => name is "call.title" or "call.link" ? most : Math.Min(most, rules.Limit / 6);
}
