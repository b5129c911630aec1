using Syndicator.Configuration.Values;

namespace Syndicator.Configuration.Keys;

/// <summary>The keys of <c>nominations</c> in <c>publication.yaml</c>.</summary>
internal static class NominationKeys
{
    private static ListShape Words(string sample) => new("tags or words", Plain.Text(sample, longest: 60));

    private static MapShape WordGroup { get; } =
        new(
            "`nominations.words`",
            [
                new("crate", Words("\"#cotw\""), "Tags, with their sign, and words that make a post a nomination of a crate.")
                {
                    DefaultRule = "`#cotw`, `#crateoftheweek`, `crate of the week`",
                },
                new("quote", Words("\"#qotw\""), "The same for quotes.")
                {
                    DefaultRule = "`#qotw`, `#quoteoftheweek`, `quote of the week`",
                },
                new("call", Words("\"#cfp\""), "The same for calls for participation; the post needs a link.")
                {
                    DefaultRule = "`#cfp`, `call for participation`, `call for papers`, `call for proposals`, `call for speakers`",
                },
                new("agreement", Words("\"+1\""), "What people answer who second a nomination.")
                {
                    DefaultRule = "`+1`, `seconded` and the like",
                },
            ]
        );

    private static MapShape Topic { get; } =
        new(
            "this topic",
            [
                new("name", Names.Topic, "What messages and commands call it; no account may have the same name.") { IsRequired = true },
                new(
                    "collects",
                    Plain.Choice(
                        "a kind of nomination",
                        "unknown-kind",
                        new Dictionary<string, object>
                        {
                            ["crate"] = NomineeKind.Crate,
                            ["quote"] = NomineeKind.Quote,
                            ["call"] = NomineeKind.Call,
                        }
                    ),
                    "What its posts nominate."
                )
                {
                    IsRequired = true,
                },
                new("url", WebAddress.Resource("https://forum.example.org/t/crate-of-the-week/2704"), "The Discourse topic.")
                {
                    IsRequired = true,
                },
            ]
        );

    public static MapShape Group { get; } =
        new(
            "`nominations`",
            [
                new("crateTag", Tags.InMentions("cotw"), "Hashtag with which people nominate the crate of the week, without its sign."),
                new("quoteTag", Tags.InMentions("qotw"), "Hashtag with which people nominate the quote of the week, without its sign."),
                new("crateUrl", WebAddress.Page("https://example.org/t/crate-of-the-week"), "Page on which crates are nominated."),
                new("quoteUrl", WebAddress.Page("https://example.org/t/quote-of-the-week"), "Page on which quotes are nominated."),
                new(
                    "words",
                    WordGroup,
                    "What posts are recognised by, in any language and compared without case. A list replaces the default one."
                ),
                new("topics", new ListShape("topics", Topic), "Discourse topics in which people nominate.") { DefaultRule = "none" },
                new("closes", Cron.Shape("0 0 20 ? * TUE"), "When a round closes, as a Quartz cron expression (seconds first).")
                {
                    Default = "0 0 20 ? * TUE",
                },
                new("zone", Zone.Shape, "Time zone of `closes`, by its IANA name.") { Default = "Etc/UTC" },
                new("digestBefore", Duration.Shape("6h"), "How long before a round closes the editors get a digest of it.")
                {
                    Default = "6h",
                },
                new("carryOver", Plain.Count(0, 52, "4"), "In how many further rounds a nomination that was not chosen is shown again.")
                {
                    Default = "4",
                    Unit = "rounds",
                },
                new("keepMentions", Duration.Shape("30d"), "How long mentions are kept that nobody made a nomination of.")
                {
                    Default = "30d",
                },
                new("thank", Plain.Flag, "Whether the nominator of a winner is answered with a link to the issue.") { Default = "false" },
                new(
                    "crates.io",
                    Plain.Choice("a switch", "bad-switch", new Dictionary<string, object> { ["on"] = true, ["off"] = false }),
                    "Whether crates.io is asked about nominated crates."
                )
                {
                    Default = "on",
                },
                new(
                    "editors",
                    new ListShape("handles", Plain.Text("\"ferris@example.social\"", longest: 200)),
                    "Handles of editors: where they announce a winner they nominate nothing."
                )
                {
                    DefaultRule = "none",
                },
                new(
                    "blocked",
                    new ListShape("handles", Plain.Text("\"spam@example.social\"", longest: 200)),
                    "Handles of those whose posts are not collected."
                )
                {
                    DefaultRule = "none",
                },
            ]
        );
}
