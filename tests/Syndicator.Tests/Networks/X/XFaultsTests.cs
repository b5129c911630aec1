using Syndicator.FakeNetworks;
using Syndicator.Networks;
using Syndicator.Tests.Publishing;

namespace Syndicator.Tests.Networks.X;

/// <summary>What each trouble with the request that makes a post comes to.</summary>
public class XFaultsTests
{
    private const string Problem = """{"title":"T","detail":"D","type":"about:blank"}""";

    public static TheoryData<string, string> Matrix =>
        new()
        {
            { "413", "Refused Post" },
            { "422", "Refused Post" },
            { "405", "Refused Post" },
            { "408", "Uncertain" },
            { "500", "Uncertain" },
            { "502", "Uncertain" },
            { "503", "Uncertain" },
            { "504", "Uncertain" },
            { "500 after", "Uncertain" },
            { "502 after", "Uncertain" },
            { "503 after", "Uncertain" },
            { "504 after", "Uncertain" },
            { "301", "Refused Account" },
            { "303 after", "Uncertain" },
            { "307", "Refused Account" },
            { "200 html", "Uncertain" },
            { "200 wrong", "Uncertain" },
            { "200 empty", "Uncertain" },
            { "403 html", "Refused Account" },
            { "drop", "Uncertain" },
            { "drop after", "Uncertain" },
            { "truncate after", "Uncertain" },
            { "huge", "Uncertain" },
            { "endless after", "Uncertain" },
            { "hang after", "Uncertain" },
        };

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Each_trouble_has_its_outcome_and_is_sent_once(string trouble, string outcome)
    {
        await using var stand = await XStand.OpenAsync();
        stand.Server.Plan(FaultOf(trouble));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(trouble.StartsWith("hang", StringComparison.Ordinal) ? 1 : 30));

        var ended = await stand.Network.PublishAsync(stand.Post("Hello."), limit.Token);

        Name(ended).ShouldBe(outcome, $"{ended}");
        stand.Server.Seen.Count(request => request is { Method: "POST", Path: "/2/tweets" }).ShouldBe(1);
        stand.Server.Ledger.Count.ShouldBe(trouble.EndsWith("after", StringComparison.Ordinal) ? 1 : 0);
    }

    [Theory]
    [InlineData("503")]
    [InlineData("200 html")]
    [InlineData("200 wrong")]
    [InlineData("200 empty")]
    [InlineData("drop")]
    [InlineData("truncate after")]
    [InlineData("huge")]
    [InlineData("endless")]
    public async Task A_read_in_trouble_gives_nothing_and_moves_nothing(string trouble)
    {
        await using var stand = await XStand.OpenAsync();
        var id = stand.Server.Say("@ThisWeekInRust hello");
        stand.Server.Plan(FaultOf(trouble) with { Method = "GET", Path = "/2/users/2300000042" });

        (
            await stand.Network.ReadMentionsAsync("1", TestContext.Current.CancellationToken)
        ).ShouldBeOfType<ReadOutcome<MentionPage>.Unavailable>();

        (await stand.ReadAsync("1")).Mentions.ShouldHaveSingleItem().Id.ShouldBe(id);
        stand.Server.Plan(FaultOf(trouble) with { Method = "GET", Path = "/2/users/2300000042" });
        (
            await stand.Network.FindAsync(stand.Post("Hello."), stand.Clock.GetUtcNow(), TestContext.Current.CancellationToken)
        ).ShouldBeOfType<FindOutcome.Unavailable>();
    }

    [Fact]
    public async Task Where_nobody_listens_nothing_was_sent()
    {
        var stand = await XStand.OpenAsync();
        await stand.Server.DisposeAsync();

        (
            await stand.Network.PublishAsync(stand.Post("Hello."), TestContext.Current.CancellationToken)
        ).ShouldBeOfType<PublishOutcome.Unavailable>();
    }

    [Theory]
    [InlineData("x-rate-limit-remaining=0 x-rate-limit-reset=+420", 420)]
    [InlineData("x-rate-limit-remaining=61 x-rate-limit-reset=+420 x-app-limit-24hour-remaining=0 x-app-limit-24hour-reset=+50000", 50000)]
    [InlineData("x-rate-limit-remaining=0 x-rate-limit-reset=+420 x-user-limit-24hour-remaining=0 x-user-limit-24hour-reset=+60000", 60000)]
    [InlineData("x-rate-limit-remaining=0 x-rate-limit-reset=+420 x-app-limit-24hour-remaining=5 x-app-limit-24hour-reset=+50000", 420)]
    [InlineData("x-rate-limit-reset=+300", 300)]
    [InlineData("retry-after=77", 77)]
    [InlineData("x-rate-limit-remaining=61 x-rate-limit-reset=+420", 900)]
    [InlineData("x-rate-limit-remaining=0 x-rate-limit-reset=never", 900)]
    [InlineData("x-rate-limit-remaining=0 x-rate-limit-reset=+99999999", 90000)]
    [InlineData("x-rate-limit-remaining=0 x-rate-limit-reset=-30", 1)]
    [InlineData("", 900)]
    public async Task Throttling_lasts_until_the_latest_limit_that_is_used_up(string headers, int seconds)
    {
        var clock = new TestClock();
        await using var stand = await XStand.OpenAsync(clock: clock);
        stand.Server.Plan(Fault429(headers, clock.GetUtcNow()));

        var outcome = await stand.Network.PublishAsync(stand.Post("Hello."), TestContext.Current.CancellationToken);

        outcome.ShouldBe(new PublishOutcome.Throttled(clock.GetUtcNow().AddSeconds(seconds)));
    }

    [Fact]
    public async Task Throttling_without_a_time_doubles_until_something_is_let_through()
    {
        var clock = new TestClock();
        await using var stand = await XStand.OpenAsync(clock: clock);
        List<double> minutes = [];
        for (var i = 0; i < 6; i++)
        {
            minutes.Add(await WaitAsync());
        }

        await stand.PublishedAsync(stand.Post("Hello."));
        minutes.Add(await WaitAsync());

        minutes.ShouldBe([15, 30, 60, 120, 240, 240, 15]);

        async Task<double> WaitAsync()
        {
            stand.Server.Plan(Fault429("", clock.GetUtcNow()));
            var outcome = await stand.Network.PublishAsync(stand.Post("Again."), TestContext.Current.CancellationToken);
            return (outcome.ShouldBeOfType<PublishOutcome.Throttled>().Until - clock.GetUtcNow()).TotalMinutes;
        }
    }

    [Fact]
    public async Task A_daily_cap_lasts_until_midnight()
    {
        var clock = new TestClock();
        await using var stand = await XStand.OpenAsync(clock: clock);
        stand.Server.Plan(
            new Fault(
                FaultKind.Status,
                Path: "/2/tweets",
                Status: 429,
                Body: """{"title":"UsageCapExceeded","period":"Daily","type":"https://api.twitter.com/2/problems/usage-capped"}"""
            )
        );

        (await stand.Network.PublishAsync(stand.Post("Hello."), TestContext.Current.CancellationToken)).ShouldBe(
            new PublishOutcome.Throttled(new DateTimeOffset(2026, 7, 30, 0, 0, 0, TimeSpan.Zero))
        );
    }

    [Fact]
    public async Task An_equal_post_is_a_refusal_at_first_and_evidence_later()
    {
        await using var stand = await XStand.OpenAsync();
        await stand.PublishedAsync(stand.Post("Hello."));

        (await stand.Network.PublishAsync(stand.Post("Hello."), TestContext.Current.CancellationToken))
            .ShouldBeOfType<PublishOutcome.Refused>()
            .Kind.ShouldBe(RefusalKind.Post);
        (await stand.Network.PublishAsync(stand.Post("Hello.") with { IsRepeat = true }, TestContext.Current.CancellationToken))
            .ShouldBeOfType<PublishOutcome.Uncertain>()
            .Reason.ShouldContain("an equal post exists");
    }

    [Fact]
    public async Task A_post_that_x_does_not_show_yet_is_answered_later_and_a_deleted_one_not()
    {
        await using var stand = await XStand.OpenAsync();
        var root = await stand.PublishedAsync(stand.Post("Root."));
        stand.Server.AnswerLag = TimeSpan.FromMinutes(1);
        var part = stand.Post("Part.", root);

        (await stand.Network.PublishAsync(part, TestContext.Current.CancellationToken)).ShouldBeOfType<PublishOutcome.Unavailable>();
        var late = part with { FirstAttemptAt = part.FirstAttemptAt.AddMinutes(-11) };
        (await stand.Network.PublishAsync(late, TestContext.Current.CancellationToken))
            .ShouldBeOfType<PublishOutcome.Refused>()
            .Reason.ShouldContain("deleted");

        stand.Server.AnswerLag = TimeSpan.Zero;
        await stand.PublishedAsync(part);
        stand.Server.Ledger[1].ParentId.ShouldBe(root.Id);
    }

    [Fact]
    public async Task Spent_credit_is_a_matter_of_money()
    {
        await using var stand = await XStand.OpenAsync();
        stand.Server.Credit = 0.21m;
        await stand.PublishedAsync(stand.Post("See https://example.org/issue"));

        var refused = (
            await stand.Network.PublishAsync(stand.Post("More."), TestContext.Current.CancellationToken)
        ).ShouldBeOfType<PublishOutcome.Refused>();

        refused.Kind.ShouldBe(RefusalKind.Budget);
        refused.Reason.ShouldContain("Buy credit");
    }

    private static Fault Fault429(string headers, DateTimeOffset now) =>
        new(
            FaultKind.Status,
            Path: "/2/tweets",
            Status: 429,
            Headers: headers
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(pair => pair.Split('='))
                .ToDictionary(pair => pair[0], pair => Header(pair[1], now)),
            Body: Problem
        );

    /// <summary><c>+420</c>: so many seconds from now.</summary>
    private static string Header(string value, DateTimeOffset now) =>
        value[0] is '+' or '-'
            ? FormattableString.Invariant(
                $"{now.ToUnixTimeSeconds() + int.Parse(value, System.Globalization.CultureInfo.InvariantCulture)}"
            )
            : value;

    private static Fault FaultOf(string trouble)
    {
        var after = trouble.EndsWith("after", StringComparison.Ordinal);
        var fault = trouble.Split(' ')[0] switch
        {
            "drop" => new Fault(FaultKind.Drop),
            "truncate" => new Fault(FaultKind.Truncate, Status: 201, Body: """{"data":{"id":"20925"""),
            "huge" => new Fault(FaultKind.Huge, Status: 201),
            "endless" => new Fault(FaultKind.Endless, Status: 201),
            "hang" => new Fault(FaultKind.Hang),
            var status => new Fault(
                FaultKind.Status,
                Status: int.Parse(status, System.Globalization.CultureInfo.InvariantCulture),
                Headers: status[0] == '3' ? new Dictionary<string, string> { ["location"] = "https://elsewhere.example/" } : null,
                Body: trouble switch
                {
                    "200 html" or "403 html" => "<html><h1>Hello</h1></html>",
                    "200 wrong" => """{"data":{"id":[1]},"meta":7}""",
                    "200 empty" => "{}",
                    _ => Problem,
                }
            ),
        };
        return fault with { After = after, Method = "POST", Path = "/2/tweets" };
    }

    private static string Name(PublishOutcome outcome) =>
        outcome.Match(_ => "Published", refused => $"Refused {refused.Kind}", _ => "Throttled", _ => "Unavailable", _ => "Uncertain");
}
