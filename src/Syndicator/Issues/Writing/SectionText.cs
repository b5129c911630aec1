namespace Syndicator.Issues.Writing;

/// <summary>What is chosen for a section in the newsletter's own words, as Markdown with LF between its lines and none at its end; empty where nothing is.</summary>
internal static class SectionText
{
    private const string Between = "\n\n";

    public static string Of(DraftSection section, DraftWinners winners) =>
        section switch
        {
            DraftSection.Crate => Crates(winners.Crates),
            DraftSection.Quote => Quotes(winners.Quotes),
            DraftSection.ProjectCalls => Calls(winners.Calls),
            DraftSection.EventCalls => EventCalls(winners.EventCalls),
            _ => Links(winners.Links),
        };

    /// <summary><c>This week's crate is [name](url), what it is.</c> and thanks.</summary>
    public static string Crates(IReadOnlyList<CrateEntry> crates)
    {
        if (crates.Count == 0)
        {
            return "";
        }

        var sentence = crates.Count == 1 ? $"This week's crate is {Crate(crates[0])}" : $"This week's crates are {Several(crates)}";
        return WithThanks(Ended(sentence), ThanksSentence.Of(crates.SelectMany(crate => crate.Thanks), crates.Count));
    }

    /// <summary>Block quotes, each with its attribution; those with the same thanks share them.</summary>
    public static string Quotes(IReadOnlyList<QuoteEntry> quotes)
    {
        var parts = new List<string>();
        for (var i = 0; i < quotes.Count; i++)
        {
            var thanks = ThanksSentence.Of(quotes[i].Thanks, 1);
            var isShared = i + 1 < quotes.Count && thanks == ThanksSentence.Of(quotes[i + 1].Thanks, 1);
            parts.Add(WithThanks(Quote(quotes[i]), isShared ? null : thanks));
        }

        return string.Join(Between, parts.Where(part => part.Length > 0));
    }

    /// <summary><c>* [project - title](url)</c></summary>
    public static string Calls(IReadOnlyList<CallEntry> calls) => Items(calls.Select(Call));

    /// <summary>One of them; empty without an address that may be linked.</summary>
    public static string Call(CallEntry call) => Item(call.Title, call.Url);

    /// <summary><c>* [**event**](url)| closes | place | day</c></summary>
    public static string EventCalls(IReadOnlyList<EventCallEntry> calls) => Items(calls.Select(EventCall));

    /// <summary>One of them; empty without an address that may be linked.</summary>
    public static string EventCall(EventCallEntry call) =>
        SafeUrl.Of(call.Url) is { } url
            ? $"* [**{MarkdownEscape.Of(Column(MarkdownLink.Words(call.Name, call.Url)), isInLink: true)}**]({url}){Columns(call)}"
            : "";

    /// <summary><c>* [title](url)</c></summary>
    public static string Links(IReadOnlyList<LinkEntry> links) => Items(links.Select(link => Item(link.Title, link.Url)));

    private static string Crate(CrateEntry crate)
    {
        var name = MarkdownLink.Of(crate.Name, crate.Url);
        var description = PlainWords.Line(crate.Description ?? "");
        return description.Length > 0 ? $"{name}, {MarkdownEscape.Of(WithoutStop(description))}" : name;
    }

    private static string Several(IReadOnlyList<CrateEntry> crates) =>
        $"{string.Join(", ", crates.SkipLast(1).Select(Crate))}{(crates.Any(crate => crate.Description is not null) ? "," : "")} and {Crate(crates[^1])}";

    private static string WithoutStop(string description) =>
        description.EndsWith("..", StringComparison.Ordinal) ? description : description.TrimEnd('.', ' ');

    private static string Ended(string sentence) => sentence[^1] is '!' or '?' or '…' or '.' ? sentence : sentence + ".";

    private static string Quote(QuoteEntry quote)
    {
        var lines = QuoteLines.Of(quote.Text);
        return lines.Count == 0 ? "" : string.Join('\n', lines) + Attribution(quote);
    }

    private static string Attribution(QuoteEntry quote)
    {
        var words = PlainWords.Line(quote.Attribution ?? "").TrimEnd('.');
        words = words.Length > 0 || SafeUrl.Of(quote.Url) is not { } url ? words : MarkdownLink.Words(null, url);
        return words.Length > 0 ? $"{Between}– {MarkdownLink.Of(words, quote.Url)}" : "";
    }

    private static string WithThanks(string text, string? thanks) => thanks is null || text.Length == 0 ? text : text + Between + thanks;

    private static string Items(IEnumerable<string> items) => string.Join('\n', items.Where(item => item.Length > 0));

    /// <summary>Without an address that may be linked there is nothing to list.</summary>
    private static string Item(string title, string url) =>
        SafeUrl.Of(url) is null ? "" : $"* {MarkdownLink.Of(MarkdownLink.Words(title, url), url)}";

    private static string Columns(EventCallEntry call) =>
        string.Concat(
            new[] { call.Closes, call.Place, call.On }
                .Select(column => MarkdownEscape.Of(Column(PlainWords.Line(column ?? ""))))
                .Where(column => column.Length > 0)
                .Select((column, index) => (index == 0 ? "| " : " | ") + column)
        );

    /// <summary>A bar would begin another column, escaped or not.</summary>
    private static string Column(string words) => words.Replace('|', '/');
}
