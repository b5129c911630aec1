using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Dapper;
using Syndicator.Calls.Simulating;
using Syndicator.Configuration;
using Syndicator.IntegrationTests.Replay;
using Syndicator.Issues;
using Syndicator.Publishing;
using Syndicator.Storage;

namespace Syndicator.IntegrationTests.Calls;

/// <summary>
/// Weeks of calls on the schedule, by a clock that the test moves, while the service is killed with SIGKILL at random moments: what is told of which call on which
/// account and day is what a simulation of the same issues tells, and the ledgers outside the database have each post once.
/// <c>SYNDICATOR_TEST_CALLS_KILLS</c> and <c>SYNDICATOR_TEST_SEED</c> override number and seed; many kills make it more weeks.
/// </summary>
public sealed class KilledCallWeeksTests : IAsyncDisposable
{
    private const string Publication = "this-week-in-rust";
    private const int FewKills = 2;

    /// <summary>After the last issue.</summary>
    private const int DaysAfterwards = 6;

    private static readonly TimeZoneInfo s_zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    private readonly RealProgram _real = new();
    private readonly RehearsedProgram _program;

    public KilledCallWeeksTests() => _program = new RehearsedProgram(_real);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync();
        _real.Dispose();
    }

    [Fact]
    public async Task A_killed_program_tells_of_every_call_once_in_its_turn_and_reminds_of_it_in_time()
    {
        var kills = Chosen.Number("SYNDICATOR_TEST_CALLS_KILLS", FewKills);
        var seed = Chosen.Number("SYNDICATOR_TEST_SEED", 20261123);
        var weeks = CallWeeks.Make(kills > FewKills ? 5 : 1);
        var started = Stopwatch.StartNew();
        await ConfigureAsync();
        var steps = StepsOf(weeks);
        await LiveAsync(steps, new RandomKills(kills, steps.Count, seed));
        await CheckLedgersAsync();
        var told = await ToldAsync();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"seed {seed}: {kills} kills, {_program.StartCount} starts, {steps.Count} steps, {told.Count} acts, {started.Elapsed.TotalSeconds:F0} s"
        );
        told.ShouldBe(await SimulatedAsync(weeks), ignoreOrder: true);
        _program.Errors.ShouldBeEmpty();
    }

    private async Task ConfigureAsync()
    {
        var folder = Path.Combine(_real.Configuration, Publication);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "publication.yaml"),
            """
            name: This Week in Rust
            site: https://newsletter.example/
            pagePath: "{slug}/"
            source: { folder: issues/ }
            schedules: { zone: America/New_York, calls: "0 0 15 ? * MON-FRI" }
            hold: 0m
            checkPage: false
            nominations: { crates.io: off }
            """,
            Cancellation
        );
        await File.WriteAllTextAsync(
            Path.Combine(folder, "accounts.yaml"),
            """
            accounts:
              - { name: mastodon, network: mastodon, server: "https://social.example", handle: "@a@social.example", mode: dry-run, calls: each }
              - { name: bluesky, network: bluesky, handle: a.example, mode: dry-run, calls: each }
              - { name: x, network: x, handle: "@a", mode: dry-run, calls: digest }
            """,
            Cancellation
        );
    }

    /// <summary>An issue on the evening of its day; on the days after it the calls' turn, and a minute later the delivery.</summary>
    private static List<(DateTimeOffset At, NewsletterWeek? Issue)> StepsOf(IReadOnlyList<NewsletterWeek> weeks)
    {
        var steps = new List<(DateTimeOffset, NewsletterWeek?)> { (At(weeks[0].Date, 12, 0), null) };
        for (var day = weeks[0].Date; day <= weeks[^1].Date.AddDays(DaysAfterwards); day = day.AddDays(1))
        {
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            {
                steps.AddRange((At(day, 15, 0), null), (At(day, 15, 1), null));
            }

            steps.AddRange(weeks.Where(week => week.Date == day).Select(week => (At(day, 21, 0), (NewsletterWeek?)week)));
        }

        return steps;
    }

    private async Task LiveAsync(List<(DateTimeOffset At, NewsletterWeek? Issue)> steps, RandomKills kills)
    {
        await _program.MoveClockAsync(steps[0].At);
        await _program.StartAsync();
        await _program.WaitUntilDoneAsync(steps[0].At);
        foreach (var (at, issue) in steps.Skip(1))
        {
            if (issue is not null)
            {
                await File.WriteAllTextAsync(
                    Path.Combine(_real.Configuration, Publication, "issues", Path.GetFileName(issue.FileName)),
                    issue.Text,
                    Cancellation
                );
            }

            await _program.MoveClockAsync(at);
            var wasStruck = await kills.StrikeAsync(_program);
            await _program.WaitUntilDoneAsync(at);
            // What was under way when it was killed is looked for when its lease has ended.
            for (var minutes = 2; wasStruck && minutes <= 4; minutes++)
            {
                await _program.MoveClockAsync(at.AddMinutes(minutes));
                await _program.WaitUntilDoneAsync(at.AddMinutes(minutes));
            }
        }

        await _program.KillAsync();
    }

    /// <summary>Every post of the outbox is out once, and says nothing of a call that was over.</summary>
    private async Task CheckLedgersAsync()
    {
        await using var database = await OpenAsync();
        var posts = await new DeliveryQueries(database).ListAsync(Publication, limit: 100_000, cancellationToken: Cancellation);
        posts.Where(post => post.State is not DeliveryState.Delivered).Select(post => post.IdempotencyKey).ShouldBeEmpty();
        var closings = (
            await database.ReadAsync(
                connection =>
                    connection.QueryAsync<(string Account, string Key, long ClosesAt)>(
                        "select p.account, p.post_key, c.closes_at from call_posts p join calls c on c.id = p.call_id where c.closes_at is not null"
                    ),
                Cancellation
            )
        ).ToLookup(said => (said.Account, said.Key), said => DateTimeOffset.FromUnixTimeMilliseconds(said.ClosesAt));
        foreach (var account in posts.GroupBy(post => post.Place.Account))
        {
            var file = Path.Combine(_real.Data, "dry-run", Publication, account.Key + ".jsonl");
            var lines = (await File.ReadAllLinesAsync(file, Cancellation)).Select(line => JsonDocument.Parse(line).RootElement).ToList();
            var keys = lines.Select(line => line.GetProperty("key").GetString()!).ToList();
            keys.ShouldBeUnique();
            keys.ShouldBe(account.Select(post => post.IdempotencyKey), ignoreOrder: true);
            foreach (var line in lines)
            {
                var said = closings[(account.Key, line.GetProperty("key").GetString()!.Split('/')[1])];
                said.ShouldAllBe(closes => closes > line.GetProperty("at").GetDateTimeOffset());
            }
        }
    }

    /// <summary>From the store: <c>11-19 mastodon announced calls.example/conf0x5  call-3fa9c2d15e07</c>.</summary>
    private async Task<IReadOnlyList<string>> ToldAsync()
    {
        await using var database = await OpenAsync();
        var told = await database.ReadAsync(
            connection =>
                connection.QueryAsync<(long At, string Account, string Act, string Detail, string Identity, string Key)>(
                    "select p.at, p.account, p.act, p.detail, c.identity, p.post_key from call_posts p join calls c on c.id = p.call_id"
                ),
            Cancellation
        );
        return
        [
            .. told.Select(one =>
                Told(DateTimeOffset.FromUnixTimeMilliseconds(one.At), one.Account, one.Act, one.Identity, one.Detail, one.Key)
            ),
        ];
    }

    /// <summary>The same from a simulation, which nothing interrupts.</summary>
    private async Task<IReadOnlyList<string>> SimulatedAsync(IReadOnlyList<NewsletterWeek> weeks)
    {
        var publication = ConfigurationReader.Load(Path.Combine(_real.Configuration, Publication)).Publications.Single();
        var acts = new List<SimulatedAct>();
        await new SimulateCalls(publication, NetworkTextRules.For).RunAsync(
            [
                .. weeks.Select(week => new SimulatedIssue(
                    IssueReader.Read(week.FileName, week.Text, publication.Format),
                    week.Date,
                    week.Text
                )),
            ],
            new SimulationSpan(publication.Schedules.Calls!, To: weeks[^1].Date.AddDays(DaysAfterwards)),
            acts.Add,
            _ => { },
            Cancellation
        );
        return
        [
            .. from act in acts
            where act.IsSaid
            let name = act.Kind.ToString().ToLowerInvariant()
            select Told(act.At, act.Account!, name, act.Call!.Identity, act.Why ?? "", act.PostKey!),
        ];
    }

    private static string Told(DateTimeOffset at, string account, string act, string identity, string detail, string key) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{TimeZoneInfo.ConvertTime(at, s_zone):MM-dd} {account} {act} {identity} {(act == "announced" ? "" : detail)} {key}"
        );

    private static DateTimeOffset At(DateOnly day, int hour, int minute)
    {
        var local = day.ToDateTime(new TimeOnly(hour, minute));
        return new DateTimeOffset(local, s_zone.GetUtcOffset(local));
    }

    private Task<Database> OpenAsync() =>
        Database.OpenAsync(new StorageOptions { File = Path.Combine(_real.Data, "syndicator.db") }, TimeProvider.System, Cancellation);
}
