using Syndicator.FakeNetworks;
using Syndicator.Nominations;

namespace Syndicator.IntegrationTests.Circle;

/// <summary>From the invitation to the thanks, as a newsletter lives through it: the program's own processes, sockets, one database.</summary>
public sealed class WholeCircleTests
{
    private const string Jiff = "https://crates.io/crates/jiff";

    [Fact]
    public async Task A_nomination_goes_from_a_reply_into_the_issue_and_its_nominators_are_thanked()
    {
        await using var newsletter = await CircleNewsletter.StartAsync();

        // Invited on schedule, each network once.
        var invitation = (await InvitationAsync(newsletter, newsletter.Mastodon)).Id;
        var sky = (await InvitationAsync(newsletter, newsletter.Bluesky)).Id;

        // Answered on two networks and in the forum, supported, and somebody else's words are nominated.
        var ben = newsletter.Mastodon.Write("jiff! " + Jiff, "ben", invitation);
        newsletter.Mastodon.Write("seconded", "emil", ben.Id);
        var words = newsletter.Mastodon.Write(
            "A borrow checker is a friend who reads your diary before your enemies do.",
            "gwen",
            notifies: false
        );
        var frida = newsletter.Mastodon.Write("@newsletter #qotw", "frida", words.Id);
        var clara = newsletter.Bluesky.Say("clara.test", $"@newsletter.test #cotw for dates: {Jiff}", sky);
        newsletter.Forum.Say(CircleNewsletter.Topic, $"I would like to nominate [jiff]({Jiff}).", "dora");
        newsletter.Mastodon.Write("@newsletter #cotw https://crates.io/crates/heron", "hugo");

        // Collected and merged: one crate with three nominators.
        var crate = await NominationAsync(newsletter, "jiff", nominators: 3, endorsements: 1);
        var quote = await NominationAsync(newsletter, "quote", nominators: 1, endorsements: 0);
        (await newsletter.RunAsync("collect"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ShouldAllBe(line => line.EndsWith(": 0 read", StringComparison.Ordinal));

        // Chosen, and written into the draft, once.
        await newsletter.RunAsync("nominations", "choose", crate.Id.ToString());
        await newsletter.RunAsync("nominations", "choose", quote.Id.ToString());
        await newsletter.RunAsync("fill", newsletter.Draft, "--write");
        var filled = await File.ReadAllTextAsync(newsletter.Draft, TestContext.Current.CancellationToken);
        filled.ShouldContain($"This week's crate is [jiff]({Jiff})");
        filled.ShouldContain("> A borrow checker is a friend who reads your diary before your enemies do.");
        filled.ShouldContain("GWEN");

        // Published, announced, and thanked below what they wrote.
        newsletter.Publish();
        var thanks = await newsletter.EventuallyAsync("thanks", () => Task.FromResult(Thanks(newsletter)), thanks => thanks.Count == 3);
        thanks
            .Select(post => (post.ParentId, post.Text.Split('\n')[0]))
            .ShouldBe(
                [
                    (ben.Id, "@ben@elsewhere.example Thank you for nominating jiff: it is the crate of the week in This Week in Rust 679."),
                    (
                        frida.Id,
                        "@frida@elsewhere.example Thank you for nominating these words of GWEN: they are the quote of the week in This Week in Rust 679."
                    ),
                    (clara, "Thank you for nominating jiff: it is the crate of the week in This Week in Rust 679."),
                ],
                ignoreOrder: true
            );
        await newsletter.EventuallyAsync("the announcement", newsletter.Store.CountWaitingAsync, waiting => waiting == 0);
        (await newsletter.Store.StatesAsync()).ShouldBe(["crate heron pending", "crate jiff published in 679", "quote published in 679"]);
        (await newsletter.RunAsync("nominations", "list", "--state", "published")).ShouldNotContain("won before");
        newsletter.Mastodon.Ledger.Count(post => post.ParentId is null).ShouldBe(2, "invited and announced");
        newsletter.Bluesky.Ledger.Count(post => post.ParentId is null).ShouldBe(2, "invited and announced");
        await NothingChangesAsync(newsletter);
    }

    /// <summary>Everything is looked at again: by the service some seconds long, and by hand.</summary>
    private static async Task NothingChangesAsync(CircleNewsletter newsletter)
    {
        var (posts, store) = (Posts(newsletter), await newsletter.Store.RowsAsync());
        await newsletter.RunAsync("collect");
        await newsletter.RunAsync("deliver");
        Posts(newsletter).ShouldBe(posts);
        (await newsletter.Store.RowsAsync()).ShouldBe(store);
    }

    private static async Task<FakePost> InvitationAsync(CircleNewsletter newsletter, FakeServer server) =>
        (
            await newsletter.EventuallyAsync("the invitation", () => Task.FromResult(server.Ledger), posts => posts.Count > 0)
        ).ShouldHaveSingleItem();

    private static async Task<Nomination> NominationAsync(
        CircleNewsletter newsletter,
        string crateOrKind,
        int nominators,
        int endorsements
    ) =>
        (
            await newsletter.EventuallyAsync(
                crateOrKind,
                () => newsletter.Store.FindAsync(crateOrKind, nominators, endorsements),
                nomination => nomination is not null
            )
        )!;

    private static List<FakePost> Posts(CircleNewsletter newsletter) => [.. newsletter.Mastodon.Ledger, .. newsletter.Bluesky.Ledger];

    private static List<FakePost> Thanks(CircleNewsletter newsletter) =>
        [.. Posts(newsletter).Where(post => post.Text.Contains("Thank you for", StringComparison.Ordinal))];
}
