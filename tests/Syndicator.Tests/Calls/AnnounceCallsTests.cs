using Microsoft.Extensions.Logging;
using Syndicator.Calls;
using Syndicator.Publishing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Calls;

public sealed class AnnounceCallsOnSqliteTests() : AnnounceCallsTests(new SqliteServer());

public sealed class AnnounceCallsOnPostgreSqlTests() : AnnounceCallsTests(new PostgreSqlServer());

/// <summary>What speaks to the database; what is said when is in <see cref="CallPlanTests"/>.</summary>
public abstract class AnnounceCallsTests(TestServer server) : CallsSuite(server)
{
    [Fact]
    public async Task Each_account_tells_of_calls_as_it_is_configured_and_again_changes_nothing()
    {
        await PrintAsync(
            Project("tidepool - a"),
            Project("heron - b") with
            {
                Printed = Project("heron - b").Printed with { Line = 9 },
            },
            Event("conf", "2026-12-30")
        );
        var announced = await AnnounceAsync();
        announced
            .Posts.Select(post => post.Delivery.IdempotencyKey)
            .ShouldBe([
                $"this-week-in-rust/{Key("tidepool - a")}/mastodon/call/g1",
                $"this-week-in-rust/{Key("tidepool - a")}/bluesky/call/g1",
                "this-week-in-rust/calls-issue-678/x/calls/g1",
            ]);
        announced.Posts.ShouldAllBe(post => post.Delivery.State is DeliveryState.Due);
        announced.Posts[2].Delivery.Content.Text.ShouldContain("/#call-for-participation-projects-and-speakers");
        (await AnnounceAsync()).Posts.ShouldBeEmpty();
        (await StoredAsync()).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Two_workers_at_once_make_each_post_once()
    {
        await PrintAsync([.. Enumerable.Range(0, 12).Select(i => Project($"p{i} - task"))]);
        var other = await OpenAgainAsync();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => AnnounceAsync(i % 2 == 0 ? Database : other)));
        (await StoredAsync())
            .GroupBy(post => post.Place.Account)
            .ToDictionary(posts => posts.Key, posts => posts.Count())
            .ShouldBe(
                new Dictionary<string, int>
                {
                    ["mastodon"] = 2,
                    ["bluesky"] = 2,
                    ["x"] = 1,
                },
                ignoreOrder: true
            );
        (await SaidAsync()).Count.ShouldBe(16, "two, two, and all twelve in one");
    }

    [Fact]
    public async Task A_post_that_waits_is_taken_back_when_its_call_is_held_and_made_anew_when_it_is_released()
    {
        var call = Event("conf", "2026-12-30");
        await PrintAsync(call);
        await AnnounceAsync();
        var held = await DecideAsync(call, new CallDecision.Held("cli:eve", Clock.GetUtcNow(), "is it real?"));
        var taken = await Withdraw().RunAsync(Publication, Cancellation);
        taken.Count.ShouldBe(3);
        (await StoredAsync()).ShouldAllBe(post => post.State is DeliveryState.Cancelled);
        (await SaidAsync()).ShouldBeEmpty();
        (await AnnounceAsync()).Posts.ShouldBeEmpty();
        await DecideAsync(held, new CallDecision.Released("cli:eve", Clock.GetUtcNow(), "", null));
        (await AnnounceAsync())
            .Posts.Select(post => post.Delivery.IdempotencyKey.Split('/')[2..].Aggregate((a, b) => $"{a} {b}"))
            .ShouldBe(["mastodon speakers-call g2", "bluesky speakers-call g2", "x calls g2"]);
        (await StoredAsync()).Count(post => post.State is DeliveryState.Due).ShouldBe(3);
    }

    [Fact]
    public async Task A_post_is_taken_back_when_its_call_closes_or_closes_on_another_day()
    {
        var (soon, moved) = (Event("1 soon", "2026-11-20T20:00:00Z"), Event("2 moved", "2026-12-20"));
        await PrintAsync(soon, moved);
        (await AnnounceAsync()).Posts.Count.ShouldBe(3);
        await AdvanceAsync(TimeSpan.FromHours(24));
        (await AnnounceAsync()).Posts.Count.ShouldBe(3, "the first are taken back before anything is planned");
        await DecideAsync(moved, moved with { Printed = moved.Printed with { Closing = PlannedCalls.At("2026-12-27") } });
        await Withdraw().RunAsync(Publication, Cancellation);
        (await ReasonsAsync()).ShouldBe([
            "the call has closed",
            "the call has closed",
            "the call has closed",
            "the call closes on another day than it says",
            "the call closes on another day than it says",
            "the call closes on another day than it says",
        ]);
    }
}

/// <summary>The rules that need no second database.</summary>
public sealed class AnnounceCallsRulesTests() : CallsSuite(new SqliteServer())
{
    [Fact]
    public async Task What_fails_halfway_leaves_nothing_behind()
    {
        await PrintAsync(Project("a - b"));
        await ExecuteAsync(
            "create trigger refuse before insert on call_posts when new.account = 'x' begin select raise(abort, 'the power went'); end"
        );
        await Should.ThrowAsync<System.Data.Common.DbException>(() => AnnounceAsync());
        (await StoredAsync()).ShouldBeEmpty();
        (await SaidAsync()).ShouldBeEmpty();
        await ExecuteAsync("drop trigger refuse");
        (await AnnounceAsync()).Posts.Count.ShouldBe(3);
    }

    [Fact]
    public async Task It_is_fresh_no_longer_than_its_call_is_open()
    {
        await PrintAsync(Event("soon", "2026-11-20T02:00:00Z"));
        (await AnnounceAsync()).Posts.ShouldAllBe(post => post.Delivery.FreshFor == TimeSpan.FromHours(6));
    }

    [Fact]
    public async Task An_occurrence_that_would_be_stale_is_not_made_up()
    {
        await PrintAsync(Project("a - b"));
        (await Announcer(Database).RunAsync(Publication, Clock.GetUtcNow().AddHours(-37), "service", Cancellation)).Posts.ShouldBeEmpty();
        var late = await Announcer(Database).RunAsync(Publication, Clock.GetUtcNow().AddHours(-35), "service", Cancellation);
        late.Posts[0].Delivery.State.ShouldBe(new DeliveryState.Due(Clock.GetUtcNow().AddHours(-35)));
    }

    [Fact]
    public async Task An_issue_that_was_not_read_for_its_calls_yet_has_no_digest()
    {
        await PrintAsync(Project("a - b"));
        await ExecuteAsync("update issues set calls_read_at = null");
        (await AnnounceAsync()).Posts.ShouldAllBe(post => post.Delivery.Place.Account != "x");
    }

    [Fact]
    public async Task Where_there_are_no_words_for_one_post_another_has_its_turn()
    {
        await PrintAsync(Project(new string('a', 600)) with { Identity = "a" }, Project("b - c") with { Identity = "b" });
        var announced = await AnnounceAsync();
        announced.Posts.Select(post => post.Delivery.Place.IssueKey).ShouldContain(Key("b - c", "b"), "it is sayable");
        announced.Unsayable.Select(post => post.Account).ShouldBe(["mastodon", "bluesky"], "a word of six hundred letters does not fit");
        announced.Unsayable[0].Because.Why.ShouldBe("the template `call` lacks a value, or a word does not fit a post of 500");
        announced.Unsayable[0].Remedy.ShouldContain($"calls correct {announced.Unsayable[0].Plan.Says[0].Call.Id} --title TEXT");
    }

    [Fact]
    public async Task What_cannot_be_said_is_logged_once_with_what_to_do()
    {
        await PrintAsync(Project("a - b") with { Printed = Project("a - b").Printed with { Url = "https://" + new string('a', 700) } });
        var lines = new Lines();
        var tell = new TellUnsayable(lines);
        for (var turn = 0; turn < 3; turn++)
        {
            tell.Run(Publication, (await AnnounceAsync()).Unsayable);
            await AdvanceAsync(TimeSpan.FromDays(1));
        }

        lines.Written.Count.ShouldBe(2);
        lines
            .Written[0]
            .ShouldMatch(
                "^this-week-in-rust: mastodon cannot tell of a - b \\([0-9a-f-]{36}\\): its address is no link that a post can show. "
                    + "Correct it: calls correct [0-9a-f-]{36} --url URL.$"
            );
    }

    [Fact]
    public async Task What_cannot_be_said_is_found_before_it_is_due()
    {
        await PrintAsync(Event(new string('a', 600), "2026-12-30"), Event("conf", "2026-12-30"));
        Publication = Publication with
        {
            Templates = Publication.Templates.Where(pair => !pair.Key.StartsWith("calls", StringComparison.Ordinal)).ToDictionary(),
        };
        var find = new FindUnsayable((_, account, _) => ValueTask.FromResult(NetworkTextRules.For(account)), Clock);
        var found = new List<string>();
        foreach (var listing in await new CallQueries(Database, Clock).ListAsync(Publication, new CallFilter(), Cancellation))
        {
            found.AddRange(
                (await find.RunAsync(Publication, listing, Cancellation)).Select(post =>
                    $"{listing.Call.Text.Title[..4]} {post.Account} {post.Plan.Part}: {post.Because.Why}"
                )
            );
        }

        found.ShouldBe([
            "aaaa mastodon speakers-call: the template `speakers-call` lacks a value, or a word does not fit a post of 500",
            "aaaa mastodon call-reminder: the template `call-reminder` lacks a value, or a word does not fit a post of 500",
            "aaaa bluesky speakers-call: the template `speakers-call` lacks a value, or a word does not fit a post of 300",
            "aaaa bluesky call-reminder: the template `call-reminder` lacks a value, or a word does not fit a post of 300",
            "aaaa x calls: there is no template `calls`",
            "conf x calls: there is no template `calls`",
        ]);
    }

    [Fact]
    public async Task Calls_that_a_digest_has_no_room_for_are_kept_apart_from_those_it_names()
    {
        Publication = Publication with { Accounts = [Publication.Accounts[2]] };
        await PrintAsync([
            .. Enumerable.Range(0, 12).Select(i => Project($"project{i} - a task with a title of some length")),
            Event("conf", "2026-12-30"),
        ]);
        var post = (await AnnounceAsync()).Posts.ShouldHaveSingleItem();
        var said = await SaidAsync();
        said.Count.ShouldBe(13);
        var named = said.Where(one => !one.IsBehindMore).ToList();
        named.Count.ShouldBeInRange(2, 5);
        post.Delivery.Content.Text.ShouldContain($"… and {13 - named.Count} more");
        foreach (var one in post.Plan.Says)
        {
            post.Delivery.Content.Text.Contains(one.Call.Text.Title + '\n', StringComparison.Ordinal)
                .ShouldBe(one.Detail.Length == 0 && one.Call.Kind == CallKind.Project, one.Call.Text.Title);
        }
    }

    [Fact]
    public async Task What_is_released_after_its_issues_digest_and_cannot_wait_has_one_of_its_own_once()
    {
        Publication = Publication with { Accounts = [Publication.Accounts[2]] };
        var conf = Event("conf", "2026-11-24") with { Contradiction = "the year may be off" };
        await PrintAsync(Project("a - b"), conf);
        (await AnnounceAsync()).Posts.ShouldHaveSingleItem().Delivery.Content.Text.ShouldNotContain("conf");
        await DecideAsync(conf, new CallDecision.Released("cli:eve", Clock.GetUtcNow(), "", conf.Contradiction));
        (await AnnounceAsync()).Posts.ShouldBeEmpty("one post of several calls a day");

        await AdvanceAsync(TimeSpan.FromDays(1));
        var own = (await AnnounceAsync()).Posts.ShouldHaveSingleItem().Delivery;
        own.Place.IssueKey.ShouldMatch("^calls-issue-678-[0-9a-f]{12}$");
        own.Content.Text.ShouldStartWith("1 event is looking for speakers:\n\n• conf – until Tuesday 24 November\n\n");
        own.Content.Text.ShouldEndWith("/#call-for-participation-projects-and-speakers");
        await AdvanceAsync(TimeSpan.FromDays(1));
        (await AnnounceAsync()).Posts.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_digest_of_its_own_that_waits_is_taken_back_with_its_call()
    {
        Publication = Publication with { Accounts = [Publication.Accounts[2]] };
        var conf = Event("conf", "2026-11-24") with { Contradiction = "the year may be off" };
        await PrintAsync(Project("a - b"), conf);
        await AnnounceAsync();
        var released = await DecideAsync(conf, new CallDecision.Released("cli:eve", Clock.GetUtcNow(), "", conf.Contradiction));
        await AdvanceAsync(TimeSpan.FromDays(1));
        (await AnnounceAsync()).Posts.Count.ShouldBe(1);
        var held = await DecideAsync(released, new CallDecision.Held("cli:eve", Clock.GetUtcNow(), "really?"));
        (await Withdraw().RunAsync(Publication, Cancellation)).ShouldHaveSingleItem();
        await DecideAsync(held, new CallDecision.Released("cli:eve", Clock.GetUtcNow(), "", conf.Contradiction));
        (await AnnounceAsync()).Posts.ShouldHaveSingleItem().Delivery.Place.Generation.ShouldBe(2);
    }

    private sealed class Lines : ILogger<TellUnsayable>
    {
        public List<string> Written { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Written.Add(formatter(state, exception));
    }

    [Fact]
    public async Task A_template_that_is_not_there_is_a_kind_of_post_that_is_not_made()
    {
        var templates = Publication.Templates.Where(pair => !pair.Key.StartsWith("call", StringComparison.Ordinal));
        Publication = Publication with { Templates = templates.ToDictionary() };
        await PrintAsync(Project("a - b"), Event("conf", "2026-12-30"));
        (await AnnounceAsync()).Posts.Select(post => post.Delivery.Place.Part).ShouldBe(["speakers-call", "speakers-call"]);
    }

    [Fact]
    public async Task Accounts_that_need_approval_wait_for_it_and_make_no_more_than_a_days_posts_meanwhile()
    {
        Publication = Publication with
        {
            Accounts = [Publication.Accounts[0] with { Approval = Syndicator.Configuration.Approval.Required }],
        };
        await PrintAsync([.. Enumerable.Range(0, 12).Select(i => Project($"p{i} - task"))]);
        (await AnnounceAsync()).Posts.ShouldAllBe(post => post.Delivery.State == DeliveryState.Held.For(HeldReason.Approval));
        await AdvanceAsync(TimeSpan.FromDays(1));
        (await AnnounceAsync()).Posts.ShouldBeEmpty();
        foreach (var post in await StoredAsync())
        {
            await new ChangeDelivery(Database, Clock).StopAsync(post.Id, "cli:eve", Cancellation);
        }

        (await AnnounceAsync()).Posts.Count.ShouldBe(2);
        (await SaidAsync()).Count.ShouldBe(4, "what an editor stopped was that call's turn");
    }

    [Fact]
    public async Task A_digest_with_a_call_that_must_not_be_told_is_made_anew_without_it()
    {
        var (first, second) = (Project("a - b"), Project("c - d"));
        Publication = Publication with { Accounts = [Publication.Accounts[2]] };
        await PrintAsync(first, second);
        await AnnounceAsync();
        await DecideAsync(first, new CallDecision.Withdrawn("cli:eve", Clock.GetUtcNow(), "done"));

        await Withdraw().RunAsync(Publication, Cancellation);
        (await ReasonsAsync()).ShouldBe(["the call was withdrawn by cli:eve: done"]);
        var anew = (await AnnounceAsync()).Posts.ShouldHaveSingleItem().Delivery;

        anew.Place.Generation.ShouldBe(2);
        anew.Content.Text.ShouldContain("c - d");
        anew.Content.Text.ShouldNotContain("a - b");
    }

    [Fact]
    public async Task After_a_restoration_what_may_be_out_is_looked_up_first()
    {
        await PrintAsync(Project("a - b"));
        await ExecuteAsync(
            "insert into restores (restored_at, taken_at) values (@restored, @taken)",
            new { restored = Clock.GetUtcNow(), taken = Clock.GetUtcNow().AddDays(-1) }
        );
        (await AnnounceAsync()).Posts.ShouldAllBe(post => post.Delivery.State is DeliveryState.Uncertain);
    }

    [Fact]
    public async Task What_was_said_round_trips()
    {
        var call = Event("conf", "2026-11-22");
        await PrintAsync(call);
        await AnnounceAsync();
        var said = (await SaidAsync()).Single(post => post.Account == "x");
        said.ShouldBe(
            new CallPost(call.Id, "x", CallAct.Announced, "", "calls-issue-678", Clock.GetUtcNow())
            {
                ClosesOn = new DateOnly(2026, 11, 22),
                Words = call.Text.Words,
            }
        );
    }
}
