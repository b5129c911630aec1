using Syndicator.Configuration;
using Syndicator.Crates;
using Syndicator.Networks;
using Syndicator.Nominations;
using Syndicator.Nominations.Collecting;
using Syndicator.Nominations.Reviewing;
using Syndicator.Publishing;
using Syndicator.Tests.Publishing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Nominations.Reviewing;

public sealed class NominationQueriesOnSqliteTests() : NominationQueriesTests(new SqliteServer());

public sealed class NominationQueriesOnPostgreSqlTests() : NominationQueriesTests(new PostgreSqlServer());

public abstract class NominationQueriesTests(TestServer server) : ReviewSuite(server)
{
    private const string Jiff = "#cotw https://crates.io/crates/jiff";

    [Fact]
    public async Task A_person_counts_once_for_a_nomination_and_network_over_all_kinds()
    {
        var post = Alpha.Write("#cotw https://crates.io/crates/jiff", "ben");
        Alpha.Write("#cotw https://crates.io/crates/jiff again", "ben");
        Alpha.People[post.Id] =
        [
            new Reaction("id-of-clara", ReactionKind.Like),
            new Reaction("id-of-clara", ReactionKind.Boost),
            new Reaction("id-of-ben", ReactionKind.Like),
        ];
        Alpha.Write("+1", "clara", post.Id);
        await CollectAsync("alpha");
        await CollectAsync("alpha");
        await ExecuteAsync("delete from endorsements where kind in ('like', 'boost')");
        await EndorseAsync("like", "id-of-clara", 1);
        await EndorseAsync("boost", "id-of-clara", 1);
        await EndorseAsync("like", "id-of-ben", 1);
        (await ListedAsync("jiff")).Support.Sum.ShouldBe(2, "ben nominates, clara supports");

        await EndorseAsync("like", "", 7);
        await EndorseAsync("boost", "", 4);
        var support = (await ListedAsync("jiff")).Support;
        support.Sum.ShouldBe(9, "those who boost may be among those who like");
        support.Endorsements.Select(count => $"{count.Count} {count.Kind}").ShouldBe(["4 boost", "7 like", "1 reply"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_person_counts_once_under_the_strongest_kind_and_nobody_for_their_own()
    {
        var ben = Alpha.Write(Jiff, "ben");
        Alpha.Counts[ben.Id] = new Reactions(6, 2, 0);
        Alpha.People[ben.Id] =
        [
            new Reaction("id-of-clara", ReactionKind.Like),
            new Reaction("id-of-clara", ReactionKind.Boost),
            new Reaction("id-of-dora", ReactionKind.Like),
            new Reaction("id-of-dora", ReactionKind.Boost),
            new Reaction("id-of-ernst", ReactionKind.Like),
            new Reaction("id-of-late", ReactionKind.Like),
        ];
        Alpha.Write("seconded", "clara", ben.Id);
        await CollectAsync();
        Alpha.Write(Jiff, "late");
        await CollectAsync();

        // Clara's reply, Dora's boost, Ernst's like, and two likes of people unknown; who liked it and nominates it later does that.
        var support = (await ListedAsync("jiff")).Support;
        support.Endorsements.Select(count => $"{count.Count} {count.Kind}").ShouldBe(["1 boost", "3 like", "1 reply"], ignoreOrder: true);
        (support.Sum, support.NominatorCount, support.EndorserCount).ShouldBe((7, 2, 5));
    }

    [Fact]
    public async Task Editors_are_told_who_nominates_and_what_was_there_before()
    {
        Alpha.Write(Jiff, "ben");
        var bot = Alpha.Write("#cotw https://crates.io/crates/chrono", "robo");
        await CollectAsync();
        await ExecuteAsync(
            "update mentions set details = @details where post_id = @id",
            new
            {
                id = bot.Id,
                details = MentionDetails.Write(
                    bot with
                    {
                        Author = bot.Author with { IsBot = true, CreatedAt = Clock.GetUtcNow().AddDays(-3), PostCount = 4 },
                    }
                ),
            }
        );
        await ExecuteAsync(
            """
            insert into published (publication, issue_key, issue_number, published_on, kind, identity, name) values
              ('gazette', 'issue-5', 5, '2026-05-05', 'crate', 'jiff', 'jiff'), ('gazette', 'issue-6', 6, '2026-06-06', 'quote', 'jiff', '')
            """
        );
        await ExecuteAsync(
            "insert into crate_facts (name, facts, asked_at) values ('jiff', @facts, 1), ('chrono', 'null', 1)",
            new
            {
                facts = new CrateFacts(
                    "jiff",
                    "A crate",
                    null,
                    null,
                    "1.0.0",
                    7,
                    null,
                    null,
                    [new CrateOwner("Ben", null, IsTeam: false)]
                ).ToJson(),
            }
        );

        var jiff = await ListedAsync("jiff");
        Marks(jiff).ShouldBe("self-suggestion won-before");
        jiff.Marks[0].Text.ShouldBe("self-suggestion, it seems: it has an owner called Ben on crates.io");
        jiff.Marks[1].Text.ShouldBe("won before: issue 5 (2026-05-05)");
        await AdvanceAsync(TimeSpan.FromDays(30));
        Marks(await ListedAsync("chrono")).ShouldBe("bot new-account unknown-crate", "new it was when it wrote that");
    }

    [Fact]
    public async Task A_crate_is_found_by_its_name_also_when_it_is_decided()
    {
        await NominateAsync("jiff", "nom");
        foreach (
            var decide in (Func<Seen, Task<ReviewOutcome>>[])
                [seen => RejectAsync(seen, "no"), seen => Review.WithdrawAsync(seen, new EditorAct("eve"), Cancellation)]
        )
        {
            var seen = await SeenAsync("jiff");
            Done(await decide(seen));
            (await Queries.FindAsync(Publication.Id, "Jiff", Cancellation)).ShouldHaveSingleItem().Id.ShouldBe(seen.Id);
            Done(await UndoAsync(await SeenAsync("jiff")));
        }

        await ExecuteAsync(
            "update nominations set state = 'published', issue_number = 5, issue_key = 'issue-5', settled_at = 1 where identity = 'jiff'"
        );
        (await Queries.FindAsync(Publication.Id, "jiff", Cancellation))
            .ShouldHaveSingleItem()
            .State.ShouldBeOfType<NominationState.Published>();
        await NominateAsync("jiff");
        (await Queries.FindAsync(Publication.Id, "jiff", Cancellation))
            .ShouldHaveSingleItem()
            .State.ShouldBeOfType<NominationState.Pending>("the open one is meant");
    }

    [Fact]
    public async Task The_most_wanted_come_first_and_of_equals_the_older()
    {
        foreach (var crate in (string[])["nom", "jiff", "tide"])
        {
            await NominateAsync(crate);
            await AdvanceAsync(TimeSpan.FromMinutes(1));
        }

        Alpha.Write("#cotw https://crates.io/crates/tide", "dora");
        await CollectAsync("alpha");
        (await NamesAsync()).ShouldBe("tide nom jiff");
        (await NamesAsync(new NominationFilter { Order = NominationOrder.Name })).ShouldBe("jiff nom tide");
        (
            await NamesAsync(
                new NominationFilter
                {
                    Order = NominationOrder.Age,
                    Skip = 1,
                    Take = 1,
                }
            )
        ).ShouldBe("jiff");
        (await NamesAsync(new NominationFilter { Search = "BEN-NO" })).ShouldBe("nom");
        (await NamesAsync(new NominationFilter { Search = "i_f" })).ShouldBe("", "a wildcard is meant as written");
        (await NamesAsync(new NominationFilter { Kind = NomineeKind.Quote })).ShouldBe("");
        var page = await Queries.ListAsync(Publication, new NominationFilter { Take = 2 }, Cancellation);
        (page.Items.Count, page.HasMore).ShouldBe((2, true));
    }

    [Fact]
    public async Task What_was_not_chosen_is_carried_over_with_its_age_and_then_no_more()
    {
        await NominateAsync("jiff");
        for (var age = 0; age <= 4; age++)
        {
            var item = (await ListAsync()).ShouldHaveSingleItem();
            (item.Age, item.Nomination.Round).ShouldBe((age, Round));
            await AdvanceAsync(TimeSpan.FromDays(7));
        }

        (await ListAsync()).ShouldBeEmpty();
        Alpha.Write("#cotw https://crates.io/crates/jiff", "dora");
        await CollectAsync("alpha");
        (await ListAsync()).ShouldHaveSingleItem().Age.ShouldBe(5, "somebody wants it again");
        (await NamesAsync(new NominationFilter { After = Round.AddMilliseconds(-1), Until = Round })).ShouldBe("");
    }

    [Fact]
    public async Task A_winner_belongs_to_the_round_whose_issue_is_being_made()
    {
        await KnowIssueAsync(661, new DateOnly(2026, 7, 29));
        (await Queries.RoundsAsync(Publication, Cancellation)).InMaking.ShouldBe(Round);
        await AdvanceAsync(TimeSpan.FromDays(6.5));
        var closed = await Queries.RoundsAsync(Publication, Cancellation);
        (closed.InMaking, closed.Open).ShouldBe((Round, Round.AddDays(7)));
        await KnowIssueAsync(662, new DateOnly(2026, 8, 5));
        (await Queries.RoundsAsync(Publication, Cancellation)).InMaking.ShouldBe(Round.AddDays(7));

        var newest = await new IssueTable(Database, Clock).FindNewestAsync(Publication.Id, Cancellation);
        NamedRound.Find("2026-08-11", Publication, newest, Clock.GetUtcNow()).ShouldBe(Round.AddDays(7));
        NamedRound.Find("round-2026-08-11-2000", Publication, newest, Clock.GetUtcNow()).ShouldBe(Round.AddDays(7));
        NamedRound.Find("663", Publication, newest, Clock.GetUtcNow()).ShouldBe(Round.AddDays(7));
        NamedRound.Find("2026-08-12", Publication, newest, Clock.GetUtcNow()).ShouldBeNull();
    }

    [Fact]
    public async Task Marks_say_what_editors_should_know()
    {
        Alpha.Write("#cotw https://crates.io/crates/jiff", "ben", isPublic: false);
        Alpha.Write("#cotw https://crates.io/crates/nom", "dora");
        await CollectAsync("alpha");
        await ExecuteAsync(
            """
            insert into published (publication, issue_key, issue_number, published_on, kind, identity, name)
            values ('gazette', 'issue-640', 640, '2026-03-03', 'crate', 'nom', 'nom')
            """
        );
        await ExecuteAsync("insert into crate_facts (name, facts, asked_at) values ('jiff', 'null', 1), ('nom', '{}', 1)");
        await ExecuteAsync("update proposals set is_self = 1 where post_id = 'post-2'");
        await ExecuteAsync(
            """update mentions set changed_at = 1, details = '{"displayName":"D","isBot":true,"authorSince":"2026-07-20T00:00:00Z","authorPosts":2}' where post_id = 'post-2'"""
        );
        Done(await AddAsync(new Nominee.Link("https://www.blog.example/a/", null)));

        Marks(await ListedAsync("jiff")).ShouldBe("private unknown-crate");
        Marks(await ListedAsync("nom")).ShouldBe("self-suggestion bot new-account edited won-before");
        (await ListedAsync("nom")).Marks[^1].Text.ShouldBe("won before: issue 640 (2026-03-03)");
        var draft = IssueContents.Of(
            Samples.Issue(662) with
            {
                CommunityLinks = [new("A", "https://blog.example/a", 1, [], Syndicator.Issues.SectionRole.Community)],
            }
        );
        Marks((await Queries.ListAsync(Publication, new NominationFilter { Kind = NomineeKind.Link }, Cancellation, draft)).Items.Single())
            .ShouldBe("in-draft");
    }

    [Fact]
    public async Task With_thousands_the_most_wanted_are_the_same_as_with_few()
    {
        await ExecuteAsync(
            """
            with recursive n (i) as (select 1 union all select i + 1 from n where i < 2100)
            insert into nominations (id, publication, kind, identity, nominee, first_round, round, created_at, updated_at, version, state)
            select '00000000-0000-7000-8000-' || substr('000000000000' || cast(i as text), length(cast(i as text)) + 1), 'gazette', 'link', 'l' || cast(i as text),
              '{"url":"https://blog.example/' || cast(i as text) || '"}', @Round, @Round, 1, 1, 1, 'pending' from n
            """,
            new { Round }
        );
        await ExecuteAsync(
            """
            insert into proposals (publication, source, post_id, ordinal, network, nomination_id, came_as, nominator_id, nominator, nominee, is_self, is_quotable, why, made_by, at)
            select 'gazette', 'x', identity, 0, 'x', id, id, 'p', 'P', nominee, 0, 1, '', 'service', 1 from nominations
            """
        );
        await ExecuteAsync(
            "insert into endorsements (nomination_id, came_as, publication, source, network, post_id, kind, person, amount, at, by_post_id) select id, id, 'gazette', 'x', 'x', identity, 'like', '', 7, 1, '' from nominations where identity in ('l77', 'l1999')"
        );
        await ExecuteAsync("insert into recounts (nomination_id) select id from nominations");
        await NominateAsync("jiff");
        (await NamesAsync(NominationFilter.Usual(await Queries.RoundsAsync(Publication, Cancellation)) with { Take = 3 })).ShouldBe(
            "https://blog.example/77 https://blog.example/1999 https://blog.example/1"
        );
        (await NamesAsync(new NominationFilter { Kind = NomineeKind.Link, Take = 2 })).ShouldBe(
            "https://blog.example/77 https://blog.example/1999"
        );
        (await NamesAsync(new NominationFilter { Kind = NomineeKind.Crate })).ShouldBe("jiff");
        (await RowsAsync("select * from recounts")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nominations_are_made_of_mentions_once()
    {
        Alpha.Write("have you seen this?", "ben");
        await CollectAsync("alpha");
        var add = new AddNomination(Database, Clock);
        (await Queries.ListMentionsAsync(Publication.Id, isUnreadOnly: true, 0, 10, Cancellation))
            .ShouldHaveSingleItem()
            .Handle.ShouldBe("ben@social.example");
        Task<ReviewOutcome> MakeAsync(string mention) =>
            add.OfMentionAsync(
                Publication,
                mention,
                kept => (new Nominee.Quote(kept.Text, kept.AuthorName, kept.Url), null),
                false,
                new EditorAct("eve"),
                Cancellation
            );

        var made = Done(await MakeAsync("alpha/post-1"));
        made.Nominee.ShouldBe(new Nominee.Quote("have you seen this?", "BEN", "https://social.example/@ben/1"));
        Why(await MakeAsync("post-1")).ShouldContain("already");
        Why(await MakeAsync("no-such")).ShouldContain("no mention");
        (await Queries.ListMentionsAsync(Publication.Id, isUnreadOnly: false, 0, 10, Cancellation)).ShouldBeEmpty();
        await AdvanceAsync(TimeSpan.FromDays(2));
        await CollectAsync("alpha");
        (await ListAsync()).ShouldHaveSingleItem();

        Done(await UndoAsync(Seen.Of(made)));
        (await Queries.ListMentionsAsync(Publication.Id, isUnreadOnly: false, 0, 10, Cancellation)).ShouldHaveSingleItem();
        (await new ReadMentions(Database, Clock).RunAsync(Publication.Id, "post-1", Cancellation)).ShouldNotBeNull();
        (await Queries.ListMentionsAsync(Publication.Id, isUnreadOnly: true, 0, 10, Cancellation)).ShouldBeEmpty();
        Done(await MakeAsync("post-1"));
    }

    [Fact]
    public async Task What_is_entered_by_hand_is_one_more_voice_for_what_is_nominated_already()
    {
        await NominateAsync("serde_json");
        Done(await AddAsync(new Nominee.Crate("Serde-JSON", null), "Dora", "https://forum.example/1"))
            .Id.ShouldBe((await SeenAsync("serde_json")).Id);
        Why(await AddAsync(new Nominee.Crate("serde_json", null), "Dora", "https://forum.example/1")).ShouldContain("already");
        Done(await AddAsync(new Nominee.Crate("serde_json", null), " dora "));
        (await ListedAsync("serde_json")).Support.NominatorCount.ShouldBe(2, "Dora is one person");
        foreach (var name in (string[])["../../etc", "a b", new string('x', 65), "x\u202Ey"])
        {
            Why(await AddAsync(new Nominee.Crate(name, null))).ShouldContain("no crate's name");
        }
    }

    [Fact]
    public async Task Whatever_people_write_a_nomination_is_one_safe_line()
    {
        const string Hostile = "\u001b]0;owned\u0007 \u202Eevil\u2066 a\u0301\u0301\u0301 <script> \r\n\u0085 rm -rf";
        Alpha.Write("#qotw", "mallory\u001b[2J", Alpha.Write(Hostile + new string('x', 5000), "eve\u202E", addressed: false).Id);
        await CollectAsync("alpha");
        var line = Syndicator.App.Commands.NominationLine.Of((await ListAsync()).ShouldHaveSingleItem());
        line.ShouldContain("quote");
        line.ShouldContain("rm -rf");
        line.Length.ShouldBeLessThan(600);
        line.ShouldAllBe(sign => !char.IsControl(sign) && char.GetUnicodeCategory(sign) != System.Globalization.UnicodeCategory.Format);
    }

    private static string Marks(NominationListing item) => string.Join(' ', item.Marks.Select(mark => mark.Code));

    private Task<int> EndorseAsync(string kind, string person, int amount) =>
        ExecuteAsync(
            """
            insert into endorsements (nomination_id, came_as, publication, source, network, post_id, kind, person, amount, at, by_post_id)
            select nomination_id, came_as, publication, source, network, post_id, @kind, @person, @amount, 1, '' from proposals where post_id = 'post-1';
            insert into recounts (nomination_id) select nomination_id from proposals where post_id = 'post-1';
            """,
            new
            {
                kind,
                person,
                amount = (long)amount,
            }
        );

    private Task KnowIssueAsync(int number, DateOnly date) =>
        new IssueTable(Database, Clock).SeeAsync(
            Publication.Id,
            Samples.Issue(number) with
            {
                Date = date,
            },
            isDraft: false,
            isMissed: false,
            Cancellation
        );
}
