namespace Syndicator.Composing;

/// <summary>Everything a template may name. A name without a value makes its line or group disappear.</summary>
internal static class PlaceholderNames
{
    private static readonly Dictionary<string, IReadOnlyList<string>> s_noLists = [];

    /// <summary>Names that stand in every template, with their meaning.</summary>
    public static IReadOnlyDictionary<string, string> Common { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["publication.name"] = "the newsletter's name",
            ["publication.short"] = "the newsletter's short name",
            ["hashtags"] = "the newsletter's hashtags, each with its sign",
            ["nominate.crate.tag"] = "hashtag that nominates a crate, with its sign",
            ["nominate.quote.tag"] = "hashtag that nominates a quote, with its sign",
            ["nominate.crate.url"] = "where crates are nominated",
            ["nominate.quote.url"] = "where quotes are nominated",
        };

    /// <summary>Names that stand in <c>invite</c>.</summary>
    public static IReadOnlyDictionary<string, string> OfInvite { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["round.issue"] =
                "the issue that the nominations are for, by the newsletter's name and its number; none before an issue with a number is known",
            ["round.number"] = "that issue's number",
            ["round.closes"] = "until when nominations count for it",
        };

    /// <summary>Names that stand in <c>thanks</c>.</summary>
    public static IReadOnlyDictionary<string, string> OfThanks { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["nominator"] = "the nominator's handle where an answer has to name it (Mastodon), so that they are told",
            ["nominee.crate"] = "the crate's name, where it was a crate",
            ["nominee.speaker"] = "who said it, where it was a quote",
            ["issue.title"] = "the issue's title",
            ["issue.number"] = "the issue's number",
            ["issue.url"] = "the issue's page",
        };

    /// <summary>Names that stand in the posts about one call: <c>call</c>, <c>speakers-call</c>, <c>call-reminder</c>, <c>call-extended</c>.</summary>
    public static IReadOnlyDictionary<string, string> OfCall { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["call.title"] = "the task, or the event that looks for speakers",
            ["call.link"] = "the same, linking to where the call is answered",
            ["call.url"] = "where the call is answered",
            ["call.project"] = "the project in whose list the task stands, unless the title begins with it",
            ["call.tags"] = "how hard it is and the like, as the issue marks it",
            ["call.place"] = "where the event is",
            ["call.on"] = "when the event is: days in words, whatever else the issue writes as it is",
            ["call.closes"] = "until when: the day, and the time and zone where the issue states them",
            ["call.rolling"] = "what the issue says instead of a day, where proposals are always welcome",
            ["issue.title"] = "the title of the latest issue with the call",
            ["issue.number"] = "that issue's number",
            ["issue.url"] = "that issue's page",
        };

    /// <summary>Names that stand in <c>calls</c>.</summary>
    public static IReadOnlyDictionary<string, string> OfCalls { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["issue.title"] = "the issue's title",
            ["issue.number"] = "the issue's number",
            ["issue.url"] = "the issue's page",
            ["calls.url"] = "the place of the calls on the issue's page",
            ["calls.link"] = "the issue's title, linking to that place",
            ["projects.count"] = "number of tasks among the calls",
            ["speakers.count"] = "number of events that look for speakers among the calls",
            ["more"] = "number of calls that did not fit",
        };

    /// <summary>Names that stand in the parts of an announcement, beside the common ones.</summary>
    public static IReadOnlyDictionary<string, string> OfIssue { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["issue.title"] = "the issue's title",
            ["issue.number"] = "the issue's number",
            ["issue.date"] = "the issue's day, as year-month-day",
            ["issue.url"] = "the issue's page",
            ["issue.link"] = "the issue's title, linking to its page",
            ["crate.names"] = "name of the crate of the week, or of several",
            ["crate.description"] = "what the crate is; only where there is one crate and the issue says it",
            ["crate.sentence"] = "the sentence of the issue that presents the crate or crates",
            ["crate.links"] = "where the crate is; several crates each on a line with its name",
            ["crate.thanks"] = "whom the issue thanks for suggesting it, unless it was suggested by its own author",
            ["crate.self"] = "who suggested the crate, where that was its own author",
            ["quote.text"] = "the quote of the week",
            ["quote.by"] = "who said it where",
            ["quote.source"] = "who said it where, with the link to it",
            ["quote.url"] = "where the words were said",
            ["quote.thanks"] = "whom the issue thanks for suggesting it, unless it was one of those quoted",
            ["news.first"] = "the first item of the news list",
            ["news.official"] = "the first item of the official news",
            ["community.count"] = "number of community links",
            ["projects.count"] = "number of tasks looking for contributors",
            ["speakers.count"] = "number of events looking for speakers that are still open",
            ["testing.count"] = "number of calls for testing",
            ["fcp.count"] = "number of proposals in their final comment period",
            ["events.count"] = "number of coming events, each counted once",
            ["week.count"] = "number of events in the seven days after the issue's day",
            ["more"] = "number of list items that did not fit",
        };

    /// <summary>Lists for <c>[each LIST]</c>, with the names each item adds.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Lists { get; } =
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
        {
            ["news"] = ["text", "url", "link", "tags"],
            ["testing"] = ["text", "url", "link"],
            ["projects"] = ["text", "url", "link", "group"],
            ["speakers"] = ["text", "url", "link", "closes", "rolling", "place", "on"],
            ["fcp"] = ["text", "url", "link", "disposition"],
            ["events"] = ["text", "url", "link", "on", "place", "by"],
        };

    /// <summary>The same for <c>calls</c>.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> ListsOfCalls { get; } =
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
        {
            ["calls"] = ["text", "url", "link", "project", "tags", "closes", "until", "extended", "place", "on"],
        };

    /// <summary>Every name that may stand outside of lists in a template.</summary>
    /// <param name="template">With or without a network: <c>crate.x</c>.</param>
    public static IEnumerable<string> Of(string template) => Common.Keys.Concat(OwnOf(template).Keys);

    /// <summary>The lists that a template may have; none for those that speak neither of an issue nor of several calls.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> ListsOf(string template) =>
        OwnOf(template) == OfIssue ? Lists
        : OwnOf(template) == OfCalls ? ListsOfCalls
        : s_noLists;

    private static IReadOnlyDictionary<string, string> OwnOf(string template) =>
        template.Split('.')[0] switch
        {
            TemplateSet.Invite => OfInvite,
            TemplateSet.Thanks => OfThanks,
            TemplateSet.Call or TemplateSet.SpeakersCall or TemplateSet.CallReminder or TemplateSet.CallExtended => OfCall,
            TemplateSet.Calls => OfCalls,
            _ => OfIssue,
        };
}
