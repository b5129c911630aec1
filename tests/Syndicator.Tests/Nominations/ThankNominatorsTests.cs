using Syndicator.Configuration;
using Syndicator.Networks;
using Syndicator.Nominations;
using Syndicator.Publishing;
using Syndicator.Tests.Composing;
using Syndicator.Tests.Nominations.Collecting;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Nominations;

public sealed class ThankNominatorsOnSqliteTests() : ThankNominatorsTests(new SqliteServer());

public sealed class ThankNominatorsOnPostgreSqlTests() : ThankNominatorsTests(new PostgreSqlServer());

public abstract class ThankNominatorsTests(TestServer server) : CollectingSuite(server)
{
    private const string Jiff = "#cotw https://crates.io/crates/jiff";

    private ScriptedSource Mastodon => SourceOf("mastodon");
    private ScriptedSource Bluesky => SourceOf("bluesky");

    [Fact]
    public async Task Everybody_who_nominated_the_winner_is_answered_once_on_their_network()
    {
        var bens = Mastodon.Write(Jiff, "ben");
        Mastodon.Write("once more: " + Jiff, "ben");
        var claras = Mastodon.Write(Jiff, "clara");
        var doras = Bluesky.Write(Jiff, "dora");
        await CollectAsync();
        await PublishAsync("jiff");

        var answers = await ThankAsync();

        answers
            .Select(answer => (answer.Place.Account, answer.Answers!.PostId))
            .ShouldBe([("mastodon", bens.Id), ("mastodon", claras.Id), ("bluesky", doras.Id)], ignoreOrder: true);
        answers.ShouldAllBe(answer => answer.State is DeliveryState.Due && answer.Content.Visibility == PostVisibility.Unlisted);
        (await ThankAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task It_names_the_winner_the_issue_and_its_page_and_on_mastodon_whom_it_answers()
    {
        Mastodon.Write(Jiff, "ben");
        Mastodon.Write("#qotw", "ben", Mastodon.Write("Lifetimes are friends you have not met.", "clara", addressed: false).Id);
        Bluesky.Write(Jiff, "dora");
        await CollectAsync();
        await PublishAsync("jiff");
        await PublishAsync(await IdentityAsync("quote"));

        var answers = await ThankAsync();

        answers
            .Select(answer => answer.Content.Text)
            .ShouldBe(
                [
                    "@ben@social.example Thank you for nominating jiff: it is the crate of the week in This Week in Rust 679.\n\nhttps://gazette.example/679",
                    "@ben@social.example Thank you for nominating these words of CLARA: they are the quote of the week in This Week in Rust 679.\n\nhttps://gazette.example/679",
                    "Thank you for nominating jiff: it is the crate of the week in This Week in Rust 679.\n\nhttps://gazette.example/679",
                ],
                ignoreOrder: true
            );
        foreach (var answer in answers.Where(answer => answer.Place.Account == "mastodon"))
        {
            var mention = answer.Content.Entities.Single(entity => entity.Kind == TextEntityKind.Mention);
            answer.Content.Text.Substring(mention.Start, mention.Length).ShouldBe("@ben@social.example");
        }
    }

    [Fact]
    public async Task Nobody_is_answered_below_a_post_that_is_not_public_or_is_gone_or_taken_back()
    {
        Mastodon.Write(Jiff, "ben", isPublic: false);
        var deleted = Mastodon.Write(Jiff, "clara");
        var edited = Mastodon.Write(Jiff, "dora");
        Mastodon.Write(Jiff, "ernst");
        await CollectAsync();
        Mastodon.Delete(deleted);
        Mastodon.Edit(edited, post => post with { Text = "never mind", Links = [] });
        await AdvanceAsync(TimeSpan.FromHours(25));
        await CollectAsync();
        await PublishAsync("jiff");

        (await ThankAsync()).Select(answer => answer.Content.Text.Split(' ')[0]).ShouldBe(["@ernst@social.example"]);
    }

    [Fact]
    public async Task Whoever_nominated_in_the_forum_or_by_hand_or_supported_is_not_answered()
    {
        Publication = Publication with
        {
            Nominations = Publication.Nominations with
            {
                Topics = [new ForumTopic("forum-crates", NomineeKind.Crate, new Uri("https://forum.example/t/crates/7"))],
            },
        };
        var post = Mastodon.Write(Jiff, "ben");
        Mastodon.Write("+1", "clara", post.Id);
        SourceOf("forum-crates").Write("https://crates.io/crates/jiff", "dora");
        await CollectAsync();
        (await NominationsAsync()).ShouldBe(["jiff pending 2"]);
        await PublishAsync("jiff");

        (await ThankAsync()).ShouldHaveSingleItem().Answers!.PostId.ShouldBe(post.Id);
    }

    [Fact]
    public async Task Whose_thanked_post_is_gone_later_is_not_thanked_again_below_another()
    {
        var first = Mastodon.Write(Jiff, "ben");
        Mastodon.Write("again: " + Jiff, "ben");
        await CollectAsync();
        await PublishAsync("jiff");
        (await ThankAsync()).ShouldHaveSingleItem();
        Mastodon.Delete(first);
        await AdvanceAsync(TimeSpan.FromHours(25));
        await CollectAsync();

        (await ThankAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_said_unless_wanted_before_the_issue_is_announced_or_a_week_after()
    {
        Mastodon.Write(Jiff, "ben");
        await CollectAsync();
        await PublishAsync("jiff", isAnnounced: false);
        (await ThankAsync()).ShouldBeEmpty("the issue is not announced");
        await PublishedNomination.AnnounceAsync(Database, Publication, Clock, Cancellation);
        (await Thank().RunAsync(Publication with { Nominations = new NominationOptions() }, "service", Cancellation)).ShouldBeEmpty(
            "not wanted"
        );
        await AdvanceAsync(TimeSpan.FromDays(8));
        (await ThankAsync()).ShouldBeEmpty("too late");
    }

    [Fact]
    public async Task Whose_posts_need_approval_thanks_wait_for_it()
    {
        Publication = Publication with
        {
            Accounts = [.. Publication.Accounts.Select(account => account with { Approval = Approval.Required })],
        };
        Mastodon.Write(Jiff, "ben");
        await CollectAsync();
        await PublishAsync("jiff");

        (await ThankAsync()).ShouldHaveSingleItem().State.ShouldBe(DeliveryState.Held.For(HeldReason.Approval));
    }

    [Fact]
    public async Task Blocked_since_nobody_is_answered()
    {
        Mastodon.Write(Jiff, "ben");
        await CollectAsync();
        await PublishAsync("jiff");
        Publication = Publication with { Nominations = Publication.Nominations with { Blocked = ["Ben@social.example"] } };

        (await ThankAsync()).ShouldBeEmpty();
    }

    protected override Task PrepareAsync()
    {
        var accounts = Shipped.Publication.Accounts.Where(account => account.Network is "mastodon" or "bluesky");
        Publication = Shipped.Publication with
        {
            Accounts = [.. accounts.Select(account => account with { Name = account.Network })],
            Nominations = Shipped.Publication.Nominations with { Thank = true },
        };
        return Task.CompletedTask;
    }

    private Task<IReadOnlyList<Delivery>> ThankAsync() => Thank().RunAsync(Publication, "service", Cancellation);

    private ThankNominators Thank() =>
        new(
            Database,
            new Outbox(Database, Clock),
            new IssueTable(Database, Clock),
            (_, account, _) => ValueTask.FromResult(NetworkTextRules.For(account)),
            Clock
        );

    private async Task<string> IdentityAsync(string kind) =>
        (await RowsAsync($"select identity from nominations where kind = '{kind}'")).ShouldHaveSingleItem();

    private Task PublishAsync(string identity, bool isAnnounced = true) =>
        PublishedNomination.MakeAsync(Database, Publication, identity, Clock, Cancellation, isAnnounced);
}
