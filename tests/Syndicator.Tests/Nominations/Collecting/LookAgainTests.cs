using Syndicator.Networks;
using Syndicator.Nominations;
using Syndicator.Nominations.Collecting;
using Syndicator.Nominations.Reviewing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Nominations.Collecting;

public sealed class LookAgainOnSqliteTests() : LookAgainTests(new SqliteServer());

public sealed class LookAgainOnPostgreSqlTests() : LookAgainTests(new PostgreSqlServer());

public abstract class LookAgainTests(TestServer server) : CollectingSuite(server)
{
    private const string Jiff = "#cotw https://crates.io/crates/jiff";

    [Fact]
    public async Task What_its_author_deleted_is_withdrawn_and_its_words_are_gone_everywhere()
    {
        var said = Alpha.Write("Lifetimes are a kind of homework", "clara", addressed: false);
        var quote = Alpha.Write("#qotw", "ben", said.Id);
        var crate = Alpha.Write(Jiff, "ben");
        Alpha.Write("seconded", "dora", crate.Id);
        await CollectAsync();
        (await NominationsAsync()).ShouldContain(row => row.EndsWith("pending 1", StringComparison.Ordinal));

        Alpha.Delete(crate);
        Alpha.Delete(said);
        (await NextDayAsync()).GoneCount.ShouldBe(2);

        (await NominationsAsync()).ShouldAllBe(row => row.EndsWith("withdrawn 0", StringComparison.Ordinal));
        var everything = string.Join('\n', await EverythingAsync());
        everything.ShouldNotContain("homework");
        everything.ShouldNotContain("CLARA", Case.Sensitive);
        everything.ShouldNotContain("@clara", Case.Sensitive);
        (await RowsAsync($"select text, author, details from mentions where post_id = '{crate.Id}'")).ShouldBe([" " + " " + "{}"]);
        (await RowsAsync($"select nominator from proposals where post_id = '{crate.Id}'")).ShouldBe([""]);
        (await RowsAsync($"select becomes from mentions where post_id = '{quote.Id}'")).ShouldBe(["nominates"]);
    }

    [Theory]
    [InlineData("rejected")]
    [InlineData("chosen")]
    public async Task Words_that_were_deleted_are_gone_whatever_was_decided(string state)
    {
        var post = Alpha.Write("#qotw \"Lifetimes are a kind of homework\"", "clara");
        await CollectAsync();
        await ExecuteAsync($"update nominations set state = '{state}', editor = 'eve', reviewed_at = 1, note = ''");
        Alpha.Delete(post);
        await NextDayAsync();

        (await NominationsAsync()).ShouldHaveSingleItem().ShouldEndWith(state + " 0");
        string.Join('\n', await EverythingAsync()).ShouldNotContain("homework");
    }

    [Fact]
    public async Task A_merged_nomination_loses_the_words_that_were_deleted_and_keeps_the_others()
    {
        var first = Alpha.Write("#qotw \"Lifetimes are a kind of homework\"", "clara");
        Alpha.Write("#qotw \"Lifetimes are a kind of promise\"", "ben");
        await CollectAsync();
        var target = await WithAsync("homework");
        var merged = await WithAsync("promise");
        var outcome = await new MergeNominations(Database, Clock).RunAsync(
            [new Seen(NominationId.Parse(merged))],
            new Seen(NominationId.Parse(target)),
            new EditorAct("eve"),
            Cancellation
        );
        outcome.ShouldBeOfType<ReviewOutcome.Done>();
        Alpha.Delete(first);
        await NextDayAsync();

        string.Join('\n', await EverythingAsync()).ShouldNotContain("homework");
        (await RowsAsync($"select nominee from nominations where id = '{target}'")).ShouldHaveSingleItem().ShouldContain("promise");
    }

    [Fact]
    public async Task Before_an_export_its_posts_are_looked_up_again_at_once()
    {
        var crate = Alpha.Write(Jiff, "ben");
        Alpha.Write("#cotw https://crates.io/crates/chrono", "clara");
        await CollectAsync();
        Alpha.Delete(crate);
        var id = NominationId.Parse((await RowsAsync("select id from nominations where identity = 'jiff'")).Single());

        var report = (await Collector().LookAgainAsync(Publication, [id], Cancellation)).ShouldHaveSingleItem();

        (report.GoneCount, report.Trouble).ShouldBe((1, null));
        Alpha.Asked.ShouldBe([crate.Id]);
        (await NominationsAsync()).ShouldBe(["chrono pending 1", "jiff withdrawn 0"]);
    }

    [Fact]
    public async Task A_nomination_with_another_proposal_or_a_winner_stays()
    {
        var first = Alpha.Write(Jiff, "ben");
        Alpha.Write(Jiff, "clara");
        var winner = Alpha.Write("#cotw https://crates.io/crates/chrono", "dora");
        await CollectAsync();
        await ExecuteAsync("update nominations set state = 'chosen', editor = 'eve', reviewed_at = 1, note = '' where identity = 'chrono'");

        Alpha.Delete(first);
        Alpha.Delete(winner);
        await NextDayAsync();

        (await NominationsAsync()).ShouldBe(["chrono chosen 0", "jiff pending 1"]);
    }

    [Fact]
    public async Task Support_that_was_taken_back_counts_no_more()
    {
        var crate = Alpha.Write(Jiff, "ben");
        var reply = Alpha.Write("seconded", "dora", crate.Id);
        await CollectAsync();
        Alpha.Delete(reply);
        await NextDayAsync();

        (await EndorsementsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_edit_that_names_another_crate_starts_anew_and_what_was_supported_before_stays()
    {
        var crate = Alpha.Write(Jiff, "ben");
        Alpha.Write("seconded", "dora", crate.Id);
        Alpha.Counts[crate.Id] = new Reactions(2, 0, 1);
        Alpha.People[crate.Id] = [new Reaction("fan", ReactionKind.Like), new Reaction("id-of-ben", ReactionKind.Like)];
        await CollectAsync();
        Alpha.Edit(
            crate,
            post => post with { Text = "#cotw https://crates.io/crates/chrono", Links = ["https://crates.io/crates/chrono"] }
        );
        Alpha.Counts[crate.Id] = new Reactions(3, 1, 1);
        Alpha.People[crate.Id] =
        [
            .. Alpha.People[crate.Id],
            new Reaction("late", ReactionKind.Like),
            new Reaction("late", ReactionKind.Boost),
        ];
        await NextDayAsync();

        (await NominationsAsync()).ShouldBe(["chrono pending 1", "jiff withdrawn 0"]);
        (await EndorsementsAsync()).ShouldBe(["chrono boost late 1", "chrono like late 1", "jiff like fan 1", "jiff reply id-of-dora 1"]);
        (await RowsAsync($"select changed_at is not null from mentions where post_id = '{crate.Id}'")).Single().ShouldBeOneOf("1", "True");
    }

    [Fact]
    public async Task A_post_that_is_not_public_any_more_is_not_quotable()
    {
        var crate = Alpha.Write(Jiff, "ben");
        await CollectAsync();
        Alpha.Edit(crate, post => post with { IsPublic = false });
        await NextDayAsync();

        (await RowsAsync("select is_quotable from proposals")).ShouldBe(["0"]);
        (await NominationsAsync()).ShouldBe(["jiff pending 1"]);
    }

    [Fact]
    public async Task What_was_taken_from_a_post_follows_it()
    {
        var said = Alpha.Write("Lifetimes are a kind of homework", "clara", addressed: false);
        Alpha.Write("#qotw", "ben", said.Id);
        await CollectAsync();
        Alpha.Edit(said, post => post with { Text = "Lifetimes are homework", IsPublic = false });
        await NextDayAsync();

        (await RowsAsync("select nominee, is_quotable from proposals where withdrawn_at is null"))
            .ShouldHaveSingleItem()
            .ShouldBe($"{{\"text\":\"Lifetimes are homework\",\"speaker\":\"CLARA\",\"sourceUrl\":\"{said.Url}\"}} 0");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_nothing_definite_is_told_nothing_is_removed(bool isThrottled)
    {
        var crate = Alpha.Write(Jiff, "ben");
        await CollectAsync();
        Alpha.Delete(crate);
        Alpha.OnCall = (_, what) =>
            what != "posts" ? null
            : isThrottled ? new ScriptedSource.Failure("", Clock.GetUtcNow().AddMinutes(5))
            : new ScriptedSource.Failure("The server is in trouble.");
        (await NextDayAsync()).Trouble.ShouldNotBeNull();
        (await NominationsAsync()).ShouldBe(["jiff pending 1"]);

        Alpha.OnCall = (_, _) => null;
        await AdvanceAsync(TimeSpan.FromMinutes(10));
        (await CollectAsync("alpha"))[0].GoneCount.ShouldBe(1);
        (await NominationsAsync()).ShouldBe(["jiff withdrawn 0"]);
    }

    [Fact]
    public async Task Posts_are_looked_up_once_a_day_and_only_while_their_rounds_are_shown()
    {
        var crate = Alpha.Write(Jiff, "ben");
        await CollectAsync();
        await CollectAsync();
        Alpha.Asked.ShouldBeEmpty();
        await NextDayAsync();
        Alpha.Asked.ShouldBe([crate.Id]);
        Alpha.Asked.Clear();

        await AdvanceAsync(TimeSpan.FromDays(7 * 6));
        await CollectAsync();
        Alpha.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Reactions_that_nobody_names_are_a_number_and_nobody_supports_their_own()
    {
        var crate = Alpha.Write(Jiff, "ben");
        Alpha.Counts[crate.Id] = new Reactions(5, 2, 0);
        Alpha.People[crate.Id] = [new Reaction("id-of-ben", ReactionKind.Like), new Reaction("fan", ReactionKind.Like)];
        await CollectAsync();
        (await EndorsementsAsync()).ShouldBe(["jiff boost  2", "jiff like  3", "jiff like fan 1"]);

        Alpha.Counts[crate.Id] = new Reactions(1, 0, 0);
        Alpha.People[crate.Id] = [new Reaction("fan", ReactionKind.Like)];
        await NextDayAsync();
        (await EndorsementsAsync()).ShouldBe(["jiff like fan 1"]);
    }

    [Fact]
    public async Task What_nobody_made_a_nomination_of_is_thrown_away_in_time_with_what_it_refers_to()
    {
        var other = Alpha.Write("nothing of interest", "clara", addressed: false);
        Alpha.Write("#cotw", "ben", other.Id);
        Alpha.Write(Jiff, "dora");
        await CollectAsync();
        (await BecameAsync()).ShouldBe(["post-1 context", "post-2 unsorted", "post-3 nominates"]);
        await AdvanceAsync(TimeSpan.FromDays(29));
        await CollectAsync();
        (await BecameAsync()).Count.ShouldBe(3);

        await AdvanceAsync(TimeSpan.FromDays(1.1));
        await CollectAsync();
        (await BecameAsync()).ShouldBe(["post-3 nominates"]);
    }

    [Fact]
    public async Task Where_posts_are_paid_for_only_nominations_are_looked_up_and_answers_read_once_a_round()
    {
        await InviteAsync("invitation");
        var answer = Alpha.Write("https://crates.io/crates/chrono", "clara", "invitation", addressed: false);
        Alpha.Answers["invitation"] = [answer];
        Alpha.Write("hello", "ben");
        var crate = Alpha.Write(Jiff, "ben");
        await PaidAsync();
        await AdvanceAsync(TimeSpan.FromDays(1));
        await PaidAsync();
        Alpha.Asked.ShouldBe([crate.Id]);
        (await NominationsAsync()).ShouldBe(["jiff pending 1"]);

        // The round closes on Tuesday, 4 August, 20:00.
        await AdvanceAsync(new DateTimeOffset(2026, 8, 4, 14, 1, 0, TimeSpan.Zero) - Clock.GetUtcNow());
        await PaidAsync();
        (await NominationsAsync()).ShouldBe(["chrono pending 1", "jiff pending 1"]);
        var asked = 0;
        Alpha.OnCall = (_, what) =>
        {
            asked += what == "answers" ? 1 : 0;
            return null;
        };
        await PaidAsync();
        asked.ShouldBe(0);
    }

    private Task<IReadOnlyList<SourceReport>> PaidAsync() =>
        Collector(with: source => source with { IsPaidFor = true }).RunAsync(Publication, "alpha", Cancellation);

    private async Task<SourceReport> NextDayAsync()
    {
        await AdvanceAsync(TimeSpan.FromHours(24.1));
        return (await CollectAsync("alpha"))[0];
    }

    private async Task<IReadOnlyList<string>> EverythingAsync() =>
        [
            .. await RowsAsync("select * from mentions"),
            .. await RowsAsync("select * from proposals"),
            .. await RowsAsync("select * from nominations"),
            .. await RowsAsync("select * from nomination_history"),
            .. await RowsAsync("select * from endorsements"),
        ];

    private async Task<string> WithAsync(string word) =>
        (await RowsAsync($"select id from nominations where nominee like '%{word}%'")).ShouldHaveSingleItem();
}
