using Microsoft.Extensions.Logging.Abstractions;
using Syndicator.Forgetting;
using Syndicator.Publishing;
using Syndicator.Tests.Nominations.Collecting;
using Syndicator.Tests.Publishing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Forgetting;

public sealed class ForgetOldOnSqliteTests() : ForgetOldTests(new SqliteServer());

public sealed class ForgetOldOnPostgreSqlTests() : ForgetOldTests(new PostgreSqlServer());

public abstract class ForgetOldTests(TestServer server) : CollectingSuite(server)
{
    private static readonly RetentionOptions s_forever = new()
    {
        Words = null,
        Growth = null,
        Alarms = null,
    };

    /// <summary>By what the service knows what it did, and what everybody is to find for ever.</summary>
    private static readonly string[] s_memory =
    [
        "issues",
        "deliveries",
        "delivery_history",
        "watermarks",
        "reading_positions",
        "mentions",
        "nominations",
        "nomination_history",
        "proposals",
        "endorsements",
        "published",
        "calls",
        "call_sightings",
        "call_posts",
        "call_history",
        "round_digests",
        "engagement",
        "account_history",
        "spending",
    ];

    [Fact]
    public async Task Words_that_came_to_nothing_are_forgotten_after_a_year_and_what_comes_again_makes_nothing()
    {
        var context = Alpha.Write("Look at https://crates.io/crates/tidepool", author: "ann", addressed: false);
        Alpha.Write("#cotw", author: "ben", parent: context.Id);
        var nominating = Alpha.Write("#cotw https://crates.io/crates/limpet", author: "dan");
        Alpha.Write("+1", author: "cy", parent: nominating.Id);
        await CollectAsync();
        var (nominations, support) = (await NominationsAsync(), await EndorsementsAsync());
        nominations.ShouldBe(["limpet pending 1", "tidepool pending 1"]);
        support.Count.ShouldBe(1);
        (await WordsAsync()).ShouldBe(["post-1 words", "post-2 words", "post-3 words", "post-4 words"]);

        await AdvanceAsync(TimeSpan.FromDays(300));
        (await ForgetAsync()).ShouldBeEmpty("it is not old yet");
        await AdvanceAsync(TimeSpan.FromDays(100));
        (await ForgetAsync(s_forever)).ShouldBeEmpty();
        (await ForgetAsync(shownSince: Clock.GetUtcNow().AddDays(-500))).ShouldBeEmpty("rounds may be carried over for more than a year");
        var counts = await CountsAsync();
        (await ForgetAsync()).ShouldBe(
            new Dictionary<string, int> { ["words of mentions"] = 3, ["words of posts that they referred to"] = 1 },
            ignoreOrder: true
        );
        (await WordsAsync()).ShouldBe(["post-1 -", "post-2 -", "post-3 -", "post-4 -"]);
        (await ForgetAsync()).ShouldBeEmpty("once is enough");

        // A source that is read anew from its beginning, and people who change what they said long ago.
        await ExecuteAsync("delete from reading_positions");
        Alpha.Edit(nominating, post => post with { Text = "#cotw https://crates.io/crates/barnacle" });
        await CollectAsync();
        await CollectAsync();
        (await NominationsAsync()).ShouldBe(nominations);
        (await EndorsementsAsync()).ShouldBe(support);
        (await WordsAsync()).ShouldBe(["post-1 -", "post-2 -", "post-3 -", "post-4 -"]);
        (await CountsAsync()).ShouldBe(counts);
    }

    [Fact]
    public async Task Somebody_who_refers_to_a_forgotten_post_is_understood()
    {
        var context = Alpha.Write("Look at https://crates.io/crates/tidepool", author: "ann", addressed: false);
        Alpha.Write("#cotw", author: "ben", parent: context.Id);
        await CollectAsync();
        await AdvanceAsync(TimeSpan.FromDays(400));
        (await ForgetAsync()).Count.ShouldBe(2);
        Alpha.Write("#cotw", author: "eve", parent: context.Id);
        await CollectAsync();
        (await NominationsAsync()).ShouldBe(["tidepool pending 2"]);
        (await WordsAsync()).ShouldBe(["post-1 -", "post-2 -", "post-3 words"]);
    }

    [Theory]
    [InlineData("state = 'published', issue_key = 'issue-1', settled_at = 1")]
    [InlineData("state = 'chosen', editor = 'cli:eve', reviewed_at = 1, note = ''")]
    [InlineData("state = 'accepted', editor = 'cli:eve', reviewed_at = 1, note = ''")]
    [InlineData("round = round + 35000000000")]
    public async Task Words_that_came_to_something_or_still_may_are_kept(string change)
    {
        var nominating = Alpha.Write("#cotw https://crates.io/crates/tidepool", author: "ben");
        Alpha.Write("+1", author: "cy", parent: nominating.Id);
        await CollectAsync();
        await ExecuteAsync($"update nominations set {change}");
        await AdvanceAsync(TimeSpan.FromDays(400));
        (await ForgetAsync()).ShouldBeEmpty();
        (await WordsAsync()).ShouldBe(["post-1 words", "post-2 words"]);
    }

    [Fact]
    public async Task What_ended_long_ago_goes_and_what_the_service_goes_by_stays()
    {
        var post = (await AnnounceAsync()).Deliveries.Single();
        var network = new ScriptedNetwork();
        await DeliverAsync(network);
        await FillAsync(post.Id.ToString());
        var counts = await CountsAsync();
        await AdvanceAsync(TimeSpan.FromDays(800));
        await FillAsync(post.Id.ToString());

        (await ForgetAsync()).ShouldBe(
            new Dictionary<string, int>
            {
                ["sessions"] = 1,
                ["attempts to sign in"] = 1,
                ["calls of webhooks"] = 2,
                ["alarms"] = 1,
                ["counts of reactions"] = 1,
            },
            ignoreOrder: true
        );
        (await CountsAsync()).ShouldBe(counts);
        (await RowsAsync("select count(*) from alarms where cleared_at is null")).ShouldBe(["2"], "what is not over stays, however old");
        (await RowsAsync("select count(*) from webhook_calls where done_at is null and given_up_at is null")).ShouldBe(["2"]);
        (await RowsAsync("select count(*) from sessions")).ShouldBe(["1"]);

        (await AnnounceAsync()).IsNew.ShouldBeFalse();
        await DeliverAsync(network);
        network.Arrived.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task However_much_is_old_each_transaction_is_small()
    {
        await ExecuteAsync(
            """
            insert into sign_in_attempts (key_hash, failures, failed_at, next_at)
            with recursive each (number) as (select 1 union all select number + 1 from each where number <= 2 * @Most)
            select 'key-' || number, 1, 1, 1 from each
            """,
            new { ForgetOld.Most }
        );

        (await ForgetAsync())["attempts to sign in"].ShouldBe((2 * ForgetOld.Most) + 1);
    }

    private Task<IReadOnlyDictionary<string, int>> ForgetAsync(RetentionOptions? options = null, DateTimeOffset? shownSince = null) =>
        new ForgetOld(
            Database,
            options ?? new RetentionOptions(),
            Clock,
            Clock,
            () => shownSince ?? Clock.GetUtcNow(),
            NullLogger<ForgetOld>.Instance
        ).RunAsync(Cancellation);

    private Task<IReadOnlyList<string>> WordsAsync() =>
        RowsAsync(
            "select post_id, case when text || author || url = '' and details = '{}' then '-' else 'words' end as said from mentions order by post_id"
        );

    private async Task<IReadOnlyList<string>> CountsAsync()
    {
        var counts = new List<string>();
        foreach (var table in s_memory)
        {
            counts.Add($"{table} {(await RowsAsync($"select count(*) from {table}")).Single()}");
        }

        return counts;
    }

    private Task<Enqueued> AnnounceAsync() =>
        new AnnounceIssue(Database, new Outbox(Database, Clock), Clock).RunAsync(
            Publication with
            {
                Hold = TimeSpan.Zero,
            },
            Samples.Issue(7),
            Samples.Text,
            [Samples.Thread("alpha", "lead")],
            "cli:eve",
            null,
            Cancellation
        );

    private Task<DeliverySummary> DeliverAsync(ScriptedNetwork network) =>
        new DeliverDue(
            new Outbox(Database, Clock),
            new AccountHomes(Database, Clock),
            (_, _) => network,
            new DeliveryOptions(),
            Clock,
            NullLogger<DeliverDue>.Instance,
            "worker"
        ).RunAsync(Publication, Cancellation);

    /// <summary>A row of everything that ends, and of what is not over.</summary>
    private async Task FillAsync(string delivery)
    {
        var now = Clock.GetUtcNow();
        var id = now.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        var values = new
        {
            id,
            open = id + "-open",
            given = id + "-given",
            delivery,
            now,
            later = now.AddHours(1),
        };
        foreach (
            var statement in (string[])
                [
                    """
                        insert into sessions (id, secret_hash, provider, subject, name, browser, started_at, seen_at, ends_at)
                        values (@id, @id, 'local', 'eve', 'eve', 'b', @now, @now, @later)
                        """,
                    "insert into sign_in_attempts (key_hash, failures, failed_at, next_at) values (@id, 1, @now, @now)",
                    """
                        insert into alarms (id, publication, code, subject, text, remedy, since, raised_at, seen_at, cleared_at)
                        values (@id, 'gone', 'c', 's', 't', 'r', @now, @now, @now, @now), (@open, 'gone', @id, 's', 't', 'r', @now, @now, @now, null)
                        """,
                    """
                        insert into webhook_calls (id, publication, type, body, created_at, attempts, next_at, done_at, given_up_at)
                        values (@id, 'gone', 't', '{}', @now, 1, @now, @now, null), (@given, 'gone', 't', '{}', @now, 1, @now, null, @now),
                          (@open, 'gone', 't', '{}', @now, 1, @now, null, null)
                        """,
                    """
                        insert into engagement (delivery_id, publication, account, part, sent_at, counted_at, likes, boosts, replies, is_sample)
                        values (@delivery, 'gazette', 'alpha', 'lead', @now, @now, 1, 0, 0, 0) on conflict do nothing
                        """,
                    "insert into engagement_history (delivery_id, at, likes, boosts, replies) values (@delivery, @now, 1, 0, 0)",
                ]
        )
        {
            await ExecuteAsync(statement, values);
        }
    }
}
