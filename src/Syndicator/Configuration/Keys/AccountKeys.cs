using Syndicator.Configuration.Values;

namespace Syndicator.Configuration.Keys;

/// <summary>The keys of <c>accounts.yaml</c> and <c>handles.yaml</c>.</summary>
internal static class AccountKeys
{
    private static ScalarShape Network { get; } =
        Plain.Choice(
            "a network",
            "unknown-network",
            new[] { "mastodon", "x", "bluesky", "dry-run" }.ToDictionary(name => name, name => (object)name)
        );

    private static ScalarShape Mode { get; } =
        Plain.Choice(
            "a mode",
            "unknown-mode",
            new Dictionary<string, object> { ["dry-run"] = AccountMode.DryRun, ["live"] = AccountMode.Live }
        );

    private static ScalarShape ApprovalShape { get; } =
        Plain.Choice(
            "a way of approval",
            "unknown-approval",
            new Dictionary<string, object> { ["automatic"] = Approval.Automatic, ["required"] = Approval.Required }
        );

    private static ScalarShape Calls { get; } =
        Plain.Choice(
            "a way to tell of calls",
            "unknown-call-posting",
            new Dictionary<string, object>
            {
                ["each"] = CallPosting.Each,
                ["digest"] = CallPosting.Digest,
                ["off"] = CallPosting.Off,
            }
        );

    private static ScalarShape Visibility { get; } =
        Plain.Choice(
            "a visibility",
            "unknown-visibility",
            new Dictionary<string, object> { ["public"] = PostVisibility.Public, ["unlisted"] = PostVisibility.Unlisted }
        );

    private static MapShape Limits { get; } =
        new(
            "`limits`",
            [
                new("characters", Plain.Count(100, 1_000_000, "500"), "Longest post of the server (`max_characters` of a Mastodon server).")
                {
                    Unit = "characters",
                    DefaultRule = "the network's",
                },
                new("perUrl", Plain.Count(1, 500, "23"), "What a link counts (`characters_reserved_per_url` of a Mastodon server).")
                {
                    Unit = "characters",
                    DefaultRule = "the network's",
                },
            ]
        );

    private static MapShape Prices { get; } =
        new(
            "`prices`",
            [
                new("post", Plain.Money("0.015"), "List price of a post without a link.") { IsRequired = true, Unit = "US$" },
                new("postWithLink", Plain.Money("0.200"), "List price of a post with a link.") { IsRequired = true, Unit = "US$" },
                new("image", Plain.Money("0.005"), "List price of an image's description.") { Default = "0", Unit = "US$" },
                new("asOf", Plain.Day("2026-08-22"), "Day on which these prices held.") { IsRequired = true },
            ]
        );

    private static MapShape Account { get; } =
        new(
            "this account",
            [
                new("name", Names.Account, "What messages, commands and the outbox call it.") { IsRequired = true },
                new("network", Network, "Whose rules its posts follow.") { IsRequired = true },
                new("server", WebAddress.Server("https://mastodon.social"), "The server's address; required on Mastodon."),
                new(
                    "credentials",
                    SecretReference.Shape,
                    "Where its secret is: `secret:NAME`, `env:NAME` or `file:/path`, never the secret. Required when live."
                ),
                new("mode", Mode, "`dry-run` composes for the network and writes to a ledger; `live` posts.") { Default = "dry-run" },
                new("thread", Plain.Flag, "Whether the lead post is followed by the parts of the issue.") { Default = "false" },
                new(
                    "calls",
                    Calls,
                    "Whether each call for participation gets a post of its own, all of an issue one post together, or none at all."
                )
                {
                    DefaultRule = "`digest` on X, `each` elsewhere",
                },
                new("approval", ApprovalShape, "Whether posts go out by themselves after the hold, or wait for an editor.")
                {
                    Default = "automatic",
                },
                new("threadVisibility", Visibility, "Who sees the parts after the lead; Mastodon only.") { Default = "unlisted" },
                new(
                    "threadWarning",
                    Plain.Text("\"Long thread\"", longest: 80),
                    "Content warning of the parts after the lead; Mastodon only."
                )
                {
                    DefaultRule = "none",
                },
                new(
                    "limits",
                    Limits,
                    "Limits where they differ from the network's own: of a Mastodon server while it does not tell them, of a paying account on X."
                ),
                new("prices", Prices, "What posting costs, for the estimates and the ceiling.") { DefaultRule = "free" },
                new(
                    "ceiling",
                    Plain.Money("5.00"),
                    "Most that the account may spend in a calendar month (UTC), reading included; it is never passed."
                )
                {
                    DefaultRule = "none",
                    Unit = "US$",
                },
                new("handle", Plain.Text("\"@ThisWeekInRust\""), "How previews show the account, in the network's own form.")
                {
                    DefaultRule = "the name",
                },
            ]
        );

    public static MapShape AccountsFile { get; } =
        new(
            "accounts.yaml",
            [new("accounts", new ListShape("accounts", Account) { Fewest = 1 }, "One item for each account.") { IsRequired = true }]
        );

    private static MapShape Person { get; } =
        new(
            "this handle",
            [
                new("name", Plain.Text("Mira Holm"), "A person or project, as issues write the name; compared without case.")
                {
                    IsRequired = true,
                },
                new("aliases", new ListShape("names", Plain.Text("mholm")), "Other ways issues write the name.") { DefaultRule = "none" },
                .. Values.Handle.Networks.Select(network => new Key(network, Values.Handle.Shape(network), $"The handle on {network}.")),
            ]
        );

    public static MapShape HandlesFile { get; } =
        new(
            "handles.yaml",
            [new("handles", new ListShape("handles", Person), "One item for each person or project.") { IsRequired = true }]
        );
}
