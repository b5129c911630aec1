using Microsoft.Extensions.Logging.Abstractions;
using Syndicator.Configuration;
using Syndicator.Crates;
using Syndicator.Networks;
using Syndicator.Nominations;
using Syndicator.Nominations.Collecting;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Nominations.Collecting;

public sealed class NominationFactsOnSqliteTests() : NominationFactsTests(new SqliteServer());

public sealed class NominationFactsOnPostgreSqlTests() : NominationFactsTests(new PostgreSqlServer());

/// <summary>What is told of nominations beside what people wrote: support, marks, crates.io.</summary>
public abstract class NominationFactsTests(TestServer server) : CollectingSuite(server)
{
    private const string Jiff = "#cotw https://crates.io/crates/jiff";

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
        (await CountsAsync()).ShouldBe(new EndorsementCounts(1, 0, 1, 3));
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
            new { facts = Facts("jiff", "ben").ToJson() }
        );

        var (chrono, jiff) = await MarksAsync();

        (jiff.IsSelfSuggestion, jiff.IsByBots, jiff.IsByNewAccounts, jiff.IsUnknownToCratesIo).ShouldBe((true, false, false, false));
        jiff.Earlier.ShouldBe([("issue-5", 5L, "2026-05-05")]);
        (chrono.IsSelfSuggestion, chrono.IsByBots, chrono.IsByNewAccounts, chrono.IsUnknownToCratesIo).ShouldBe((false, true, true, true));
        (chrono.Earlier.Count, chrono.IsByNobody, chrono.IsNotQuotable).ShouldBe((0, false, false));
    }

    [Fact]
    public async Task Crates_io_is_asked_once_a_week_and_daily_where_it_knows_nothing()
    {
        Alpha.Write(Jiff, "ben");
        Alpha.Write("#cotw https://crates.io/crates/nowhere", "ben");
        await CollectAsync();
        var asked = new List<string>();
        var ask = new AskCratesIo(Database, (name, _) => Task.FromResult(Answer(name, asked)), Clock, NullLogger<AskCratesIo>.Instance);

        (await ask.RunAsync(Publication, Cancellation)).ShouldBe(2);
        (await ask.RunAsync(Publication, Cancellation)).ShouldBe(0);
        await AdvanceAsync(TimeSpan.FromDays(1.1));
        await ask.RunAsync(Publication, Cancellation);
        await AdvanceAsync(TimeSpan.FromDays(6));
        await ask.RunAsync(Publication, Cancellation);

        asked.ShouldBe(["jiff", "nowhere", "nowhere", "jiff", "nowhere"], ignoreOrder: true);
        (await RowsAsync("select name from crate_facts where facts = 'null'")).ShouldBe(["nowhere"]);
    }

    [Fact]
    public async Task Where_crates_io_says_nothing_nothing_is_kept_and_where_it_is_off_it_is_not_asked()
    {
        Alpha.Write(Jiff, "ben");
        await CollectAsync();
        var asked = 0;
        var ask = new AskCratesIo(
            Database,
            (_, _) =>
            {
                asked++;
                return Task.FromResult<CrateAnswer>(new CrateAnswer.NotAnswered("It asks to wait."));
            },
            Clock,
            NullLogger<AskCratesIo>.Instance
        );
        await ask.RunAsync(Publication, Cancellation);
        await ask.RunAsync(Publication with { Nominations = new NominationOptions { AsksCratesIo = false } }, Cancellation);

        asked.ShouldBe(1);
        (await RowsAsync("select * from crate_facts")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Before_an_export_its_posts_are_looked_up_again_at_once()
    {
        var crate = Alpha.Write(Jiff, "ben");
        var other = Alpha.Write("#cotw https://crates.io/crates/chrono", "clara");
        await CollectAsync();
        Alpha.Delete(crate);
        var id = (await NominationsOfAsync("jiff")).Single().Id;

        var report = (await Collector().LookAgainAsync(Publication, [id], Cancellation)).ShouldHaveSingleItem();

        (report.GoneCount, report.Trouble).ShouldBe((1, null));
        Alpha.Asked.ShouldBe([crate.Id]);
        (await NominationsAsync()).ShouldBe(["chrono pending 1", "jiff withdrawn 0"]);
        other.ShouldNotBeNull();
    }

    private static CrateAnswer Answer(string name, List<string> asked)
    {
        asked.Add(name);
        return name == "jiff" ? new CrateAnswer.Known(Facts(name, "ben")) : new CrateAnswer.Unknown();
    }

    private static CrateFacts Facts(string name, string owner) =>
        new(name, "A crate", null, null, "1.0.0", 7, null, null, [new CrateOwner(owner, null, IsTeam: false)]);

    private Task<IReadOnlyList<Nomination>> NominationsOfAsync(string identity) =>
        Database.ReadAsync(connection => NominationTable.SelectAsync(connection, "identity = @identity", new { identity }), Cancellation);

    private async Task<EndorsementCounts> CountsAsync()
    {
        var id = (await NominationsOfAsync("jiff")).Single().Id;
        var counts = await Database.ReadAsync(connection => EndorsementCounts.ReadAsync(connection, [id]), Cancellation);
        return counts[id.ToString()];
    }

    private async Task<(NominationMarks Chrono, NominationMarks Jiff)> MarksAsync()
    {
        IReadOnlyList<Nomination> all = [.. await NominationsOfAsync("chrono"), .. await NominationsOfAsync("jiff")];
        var marks = await Database.ReadAsync(connection => NominationMarks.ReadAsync(connection, all), Cancellation);
        return (marks[all[0].Id], marks[all[1].Id]);
    }
}
