using Syndicator.Configuration;
using Syndicator.Networks;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Nominations.Collecting;

public sealed class CollectMentionsOnSqliteTests() : CollectMentionsTests(new SqliteServer());

public sealed class CollectMentionsOnPostgreSqlTests() : CollectMentionsTests(new PostgreSqlServer());

public abstract class CollectMentionsTests(TestServer server) : CollectingSuite(server)
{
    private const string Jiff = "#cotw https://crates.io/crates/jiff";

    [Fact]
    public async Task The_same_crate_from_several_people_is_one_nomination()
    {
        Alpha.Write("#cotw https://crates.io/crates/Serde-JSON", "ben");
        Alpha.Write("#cotw https://crates.io/crates/serde_json", "clara");
        Alpha.Write("hello there", "dora");
        Alpha.Write(Jiff, "dora");

        var report = (await CollectAsync("alpha")).ShouldHaveSingleItem();

        (await NominationsAsync()).ShouldBe(["jiff pending 1", "serde_json pending 2"]);
        (await BecameAsync()).ShouldBe(["post-1 nominates", "post-2 nominates", "post-3 unsorted", "post-4 nominates"]);
        (report.Count, report.Became["nominates"], report.Trouble).ShouldBe((4, 3, null));
    }

    [Fact]
    public async Task Nothing_new_changes_nothing()
    {
        Alpha.Write(Jiff);
        await CollectAsync();
        var before = await RowsAsync("select * from mentions");

        (await CollectAsync())[0].Count.ShouldBe(0);

        (await RowsAsync("select * from mentions")).ShouldBe(before);
    }

    [Fact]
    public async Task A_reply_that_agrees_supports_what_the_post_before_it_nominates()
    {
        var post = Alpha.Write(Jiff, "ben");
        Alpha.Write("seconded", "clara", post.Id);
        Alpha.Write("+1", "clara", post.Id);
        Alpha.Write("+1", "ben", post.Id);
        Alpha.Write("seconded", "dora", Alpha.Write("nice weather", "ernst").Id);
        await CollectAsync();

        (await EndorsementsAsync()).ShouldBe(["jiff reply id-of-clara 1", "jiff reply id-of-clara 1"]);
        (await BecameAsync()).TakeLast(2).ShouldBe(["post-5 unsorted", "post-6 unsorted"]);
    }

    [Fact]
    public async Task Whoever_agreed_before_the_nomination_was_read_is_counted_when_it_is()
    {
        await InviteAsync("invitation");
        var nomination = Alpha.Write("https://crates.io/crates/jiff", "ben", "invitation", addressed: false);
        Alpha.Write("seconded", "clara", nomination.Id);
        await CollectAsync();
        (await BecameAsync()).ShouldContain("post-2 unsorted");

        Alpha.Answers["invitation"] = [nomination];
        await CollectAsync();

        (await EndorsementsAsync()).ShouldBe(["jiff reply id-of-clara 1"]);
        (await BecameAsync()).ShouldBe(["post-1 nominates", "post-2 endorses"]);
    }

    [Fact]
    public async Task Answers_below_an_invitation_need_not_mention_us()
    {
        await InviteAsync("invitation");
        var first = Alpha.Write("https://crates.io/crates/jiff", "ben", "invitation", addressed: false);
        var second = Alpha.Write("or https://crates.io/crates/chrono", "clara", first.Id, addressed: false);
        Alpha.Answers["invitation"] = [first, second];
        await CollectAsync();
        await CollectAsync();

        (await NominationsAsync()).ShouldBe(["chrono pending 1", "jiff pending 1"]);
    }

    [Fact]
    public async Task A_mention_below_an_invitation_is_known_by_the_posts_between()
    {
        await InviteAsync("invitation", part: "invitation/2");
        var first = Alpha.Write("which one?", "ben", "invitation");
        var second = Alpha.Write("hm", "ben", first.Id);
        await CollectAsync();
        Alpha.Write("https://crates.io/crates/jiff", "clara", second.Id);
        await CollectAsync();

        (await NominationsAsync()).ShouldBe(["jiff pending 1"]);
    }

    [Fact]
    public async Task The_crates_of_somebody_elses_post_are_fetched_and_kept_as_context()
    {
        var other = Alpha.Write("released https://crates.io/crates/jiff", "clara", addressed: false);
        Alpha.Write("#cotw", "ben", other.Id);
        await CollectAsync();

        (await NominationsAsync()).ShouldBe(["jiff pending 1"]);
        (await RowsAsync("select nominator, from_post_id from proposals")).ShouldBe(["BEN post-1"]);
        (await BecameAsync()).ShouldBe(["post-1 context", "post-2 nominates"]);
    }

    [Fact]
    public async Task What_cannot_be_fetched_now_is_recognised_when_it_can_be()
    {
        var other = Alpha.Write("released https://crates.io/crates/jiff", "clara", addressed: false);
        Alpha.Write("#cotw", "ben", other.Id);
        Alpha.OnCall = (_, what) => what == "posts" ? new ScriptedSource.Failure("The server is in trouble.") : null;

        (await CollectAsync())[0].Trouble!.Text.ShouldBe("The server is in trouble.");
        (await BecameAsync()).ShouldBe(["post-2 unsorted"]);

        Alpha.OnCall = (_, _) => null;
        (await CollectAsync())[0].Trouble.ShouldBeNull();
        (await NominationsAsync()).ShouldBe(["jiff pending 1"]);
        (await RowsAsync("select count(*) from mentions where is_lacking = 1")).ShouldBe(["0"]);
    }

    [Fact]
    public async Task A_parent_that_is_gone_is_asked_for_once()
    {
        Alpha.Write("#cotw", "ben", "nowhere");
        await CollectAsync();
        await CollectAsync();

        Alpha.Asked.Where(id => id == "nowhere").ShouldHaveSingleItem();
        (await BecameAsync()).ShouldBe(["post-1 unsorted"]);
    }

    [Fact]
    public async Task A_context_that_is_addressed_to_us_later_becomes_what_it_says()
    {
        var other = Alpha.Write("#cotw https://crates.io/crates/jiff", "clara", addressed: false);
        Alpha.Write("#cotw", "ben", other.Id);
        await CollectAsync();
        (await BecameAsync())[0].ShouldBe("post-1 context");
        await InviteAsync("invitation");
        Alpha.Answers["invitation"] = [other];
        await CollectAsync();

        (await NominationsAsync()).ShouldBe(["jiff pending 2"]);
    }

    [Fact]
    public async Task A_forum_topic_says_what_its_posts_nominate()
    {
        Publication = Publication with
        {
            Nominations = new NominationOptions
            {
                Topics = [new ForumTopic("forum", NomineeKind.Crate, new Uri("https://forum.example/t/x/1"))],
            },
        };
        SourceOf("forum").Write("https://crates.io/crates/jiff it is");
        await CollectAsync();

        (await NominationsAsync()).ShouldBe(["jiff pending 1"]);
        (await RowsAsync("select network from proposals")).ShouldBe(["discourse"]);
    }

    [Fact]
    public async Task A_proposal_belongs_to_the_round_in_which_it_was_posted()
    {
        Alpha.Write(Jiff, at: new DateTimeOffset(2026, 7, 21, 19, 59, 59, TimeSpan.Zero));
        Alpha.Write(Jiff, at: new DateTimeOffset(2026, 7, 28, 20, 0, 0, TimeSpan.Zero));
        Alpha.Write("#cotw https://crates.io/crates/chrono", at: new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await CollectAsync();

        var (july21, august4) = (Milliseconds(2026, 7, 21), Milliseconds(2026, 8, 4));
        (await RowsAsync("select identity, first_round, round, version from nominations order by identity")).ShouldBe([
            $"chrono {august4} {august4} 1",
            $"jiff {july21} {august4} 1",
        ]);
    }

    [Fact]
    public async Task A_merged_nomination_leads_to_its_target_for_as_long_as_that_is_open()
    {
        Alpha.Write(Jiff);
        Alpha.Write("#cotw https://crates.io/crates/chrono");
        await CollectAsync();
        await ExecuteAsync(
            "update nominations set state = 'merged', merged_into = (select id from nominations where identity = 'chrono') where identity = 'jiff'"
        );
        Alpha.Write(Jiff, "clara");
        await CollectAsync();
        (await NominationsAsync()).ShouldBe(["chrono pending 2", "jiff merged 1"]);

        await ExecuteAsync("update nominations set state = 'published', issue_key = 'issue-7', settled_at = 1 where identity = 'chrono'");
        Alpha.Write(Jiff, "dora");
        Alpha.Write("#cotw https://crates.io/crates/chrono", "dora");
        await CollectAsync();
        (await NominationsAsync()).ShouldBe(["chrono pending 1", "chrono published 2", "jiff merged 1", "jiff pending 1"]);
    }

    [Fact]
    public async Task What_is_not_public_is_kept_and_marked()
    {
        Alpha.Write(Jiff, isPublic: false);
        await CollectAsync();

        (await RowsAsync("select p.is_quotable, m.is_public from proposals p join mentions m on m.post_id = p.post_id")).ShouldBe(["0 0"]);
    }

    [Fact]
    public async Task One_source_in_trouble_hinders_no_other_and_is_over_with_the_next_success()
    {
        Alpha.OnCall = (_, _) => new ScriptedSource.Failure("The account is suspended.", Kind: RefusalKind.Account);
        SourceOf("beta").Write(Jiff);
        var reports = await CollectAsync();
        reports.Select(report => report.Trouble?.Text).ShouldBe(["The account is suspended.", null]);
        (await NominationsAsync()).ShouldBe(["jiff pending 1"]);
        var since = Clock.GetUtcNow().ToUnixTimeMilliseconds();
        (await TroublesAsync()).ShouldBe([$"alpha The account is suspended. {since}", "beta - -"]);

        await AdvanceAsync(TimeSpan.FromHours(1));
        await CollectAsync();
        (await TroublesAsync())[0].ShouldBe($"alpha The account is suspended. {since}");

        Alpha.OnCall = (_, _) => null;
        await CollectAsync();
        (await TroublesAsync())[0].ShouldBe("alpha - -");
    }

    [Fact]
    public async Task A_source_that_asks_to_wait_is_not_asked_before()
    {
        var calls = 0;
        Alpha.OnCall = (_, _) => calls++ < 1 ? new ScriptedSource.Failure("", Clock.GetUtcNow().AddMinutes(7)) : null;
        Alpha.Write(Jiff);
        await CollectAsync("alpha");
        await AdvanceAsync(TimeSpan.FromMinutes(6.9));
        (await CollectAsync("alpha"))[0].Trouble!.NotBefore.ShouldNotBeNull();
        calls.ShouldBe(1);

        await AdvanceAsync(TimeSpan.FromMinutes(0.2));
        (await CollectAsync("alpha"))[0].Trouble.ShouldBeNull();
        (await NominationsAsync()).ShouldBe(["jiff pending 1"]);
    }

    [Fact]
    public async Task Pages_that_never_end_are_left_and_hinder_no_other_source()
    {
        for (var i = 0; i < 10; i++)
        {
            Alpha.Write(Jiff, $"p{i}");
        }

        Alpha.IsCircle = true;
        SourceOf("beta").Write(Jiff);
        var reports = await CollectAsync().WaitAsync(TimeSpan.FromMinutes(1), Cancellation);

        reports.Select(report => report.Count).ShouldBe([10, 1]);
        reports.Select(report => report.Trouble?.Text).ShouldBe(["The pages of mentions have no end, and nothing new in them.", null]);
        (await NominationsAsync()).ShouldBe(["jiff pending 11"]);
    }

    [Fact]
    public async Task What_was_read_before_a_trouble_is_kept_and_the_rest_follows()
    {
        for (var i = 0; i < 10; i++)
        {
            Alpha.Write(Jiff, $"p{i}");
        }

        Alpha.OnCall = (call, _) => call == 3 ? new ScriptedSource.Failure("The server is in trouble.") : null;
        (await CollectAsync("alpha"))[0].Count.ShouldBe(6);
        (await RowsAsync("select cursor from reading_positions where source = 'alpha'")).ShouldBe(["6"]);
        await CollectAsync("alpha");
        (await NominationsAsync()).ShouldBe(["jiff pending 10"]);
    }

    [Fact]
    public async Task What_two_databases_cannot_keep_is_kept_readable()
    {
        Alpha.Write("#cotw \0 and \ud800 https://crates.io/crates/jiff \U0001F980", "b\0en");
        await CollectAsync();

        (await RowsAsync("select text, author from mentions")).ShouldBe([
            "#cotw \uFFFD and \uFFFD https://crates.io/crates/jiff \U0001F980 b\uFFFDen@social.example",
        ]);
    }

    [Fact]
    public async Task Two_that_collect_at_once_double_nothing()
    {
        for (var i = 0; i < 30; i++)
        {
            Alpha.Write($"#cotw https://crates.io/crates/crate{i % 5}", $"p{i}");
        }

        var other = await OpenAgainAsync();
        await Task.WhenAll(
            Task.Run(() => Collector(worker: "a").RunAsync(Publication, "alpha", Cancellation), Cancellation),
            Task.Run(() => Collector(other, "b").RunAsync(Publication, "alpha", Cancellation), Cancellation)
        );

        (await RowsAsync("select count(*) from mentions")).ShouldBe(["30"]);
        (await RowsAsync("select count(*) from proposals")).ShouldBe(["30"]);
    }

    [Fact]
    public async Task A_source_that_another_reads_is_left_alone_until_its_lease_is_over()
    {
        Alpha.Write(Jiff);
        await ExecuteAsync(
            "insert into reading_positions (publication, source, holder, held_until) values ('gazette', 'alpha', 'killed', @until)",
            new { until = Clock.GetUtcNow().AddSeconds(20) }
        );
        (await CollectAsync("alpha"))[0].IsTaken.ShouldBeTrue();
        (await BecameAsync()).ShouldBeEmpty();

        await AdvanceAsync(TimeSpan.FromSeconds(20));
        (await CollectAsync("alpha"))[0].Count.ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_was_too_slow_stores_nothing()
    {
        Alpha.Write(Jiff);
        Alpha.OnCall = (_, _) =>
        {
#pragma warning disable VSTHRD002 // The network's answer is made synchronously.
            ExecuteAsync("update reading_positions set holder = 'another' where source = 'alpha'").GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
            return null;
        };

        (await CollectAsync("alpha"))[0].IsTaken.ShouldBeTrue();
        (await BecameAsync()).ShouldBeEmpty();
        (await RowsAsync("select holder from reading_positions")).ShouldBe(["another"]);
    }

    [Fact]
    public async Task A_mention_that_could_not_be_understood_is_counted_and_hinders_no_other()
    {
        Alpha.Unread.Add(("broken\u202e", "it has no text"));
        Alpha.Write(Jiff);

        var report = (await CollectAsync("alpha"))[0];

        (report.UnreadCount, report.Count).ShouldBe((1, 1));
    }

    [Fact]
    public async Task What_ends_in_a_batch_takes_nothing_that_comes_after_it()
    {
        await InviteAsync("invitation");
        var first = Alpha.Write("https://crates.io/crates/jiff", "ben", "invitation", addressed: false);
        Alpha.Answers["invitation"] = [first];
        await CollectAsync();
        var other = first with { Text = "https://crates.io/crates/chrono", Links = ["https://crates.io/crates/chrono"] };
        Clock.Advance(TimeSpan.FromMinutes(1));
        var second = Alpha.Write("https://crates.io/crates/jiff", "clara", "invitation", addressed: false);
        Alpha.Answers["invitation"] = [other, second];
        await CollectAsync();

        (await NominationsAsync()).ShouldBe(["chrono pending 1", "jiff pending 1", "jiff withdrawn 0"]);
    }

    private Task<IReadOnlyList<string>> TroublesAsync() =>
        RowsAsync("select source, trouble, trouble_since from reading_positions order by source");

    private static long Milliseconds(int year, int month, int day) =>
        new DateTimeOffset(year, month, day, 20, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
}
