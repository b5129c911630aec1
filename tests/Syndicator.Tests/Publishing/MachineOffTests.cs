using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Syndicator.Configuration;
using Syndicator.Publishing;
using Syndicator.Scheduling;
using Syndicator.Tests.Composing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Publishing;

/// <summary>
/// Everything the service does by itself, on a clock that jumps: the machine was off, two machines fire at once, somebody sets the clock. What counts is the
/// ledger that the dry-run network keeps outside the database.
/// </summary>
public sealed class MachineOffTests() : DatabaseSuite(new SqliteServer())
{
    private static readonly DateTimeOffset _evening = new(2026, 11, 19, 2, 0, 30, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("syndicator-off-").FullName;
    private Publication _publication = Shipped.Publication;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;
    private string Data => Path.Combine(_folder, "data");

    [Theory]
    [InlineData("01:00:00")]
    [InlineData("1.00:00:00")]
    public async Task Off_for_a_time_in_the_hold_everything_goes_out_at_the_first_look_once(string off)
    {
        var posts = await AnnounceAsync();
        await JumpAsync(TimeSpan.Parse(off, System.Globalization.CultureInfo.InvariantCulture));

        await TurnOnAsync(looks: 3);

        Ledger().Count.ShouldBe(posts);
        Ledger().ShouldBeUnique();
    }

    [Theory]
    [InlineData(2)]
    [InlineData(31)]
    public async Task Off_for_longer_than_a_post_stays_fresh_it_waits_for_an_editor(int days)
    {
        var posts = await AnnounceAsync();
        await JumpAsync(TimeSpan.FromDays(days));
        await TurnOnAsync(looks: 3);

        Ledger().ShouldBeEmpty();
        var states = await StatesAsync();
        states.Sum(account => account.Value.Count).ShouldBe(posts);
        foreach (var account in states.Values)
        {
            account[0].ShouldBe("held stale");
            account.Skip(1).ShouldAllBe(state => state == "held thread");
        }
    }

    [Fact]
    public async Task A_thread_that_was_broken_off_goes_on_where_it_stopped()
    {
        await AnnounceAsync();
        await JumpAsync(TimeSpan.FromMinutes(16));
        await using (var machine = await OpenAsync())
        {
            using var stop = new CancellationTokenSource();
            await machine.Deliver.RunAsync(_publication, stop.Token, _ => stop.Cancel());
        }

        var first = Ledger();
        first.Count.ShouldBeInRange(1, 6, "it was stopped at once");
        await JumpAsync(TimeSpan.FromDays(1));
        await TurnOnAsync(looks: 2);

        Ledger().ShouldBeUnique();
        foreach (var account in (await StatesAsync()).Values)
        {
            account.ShouldAllBe(state => state == "delivered");
        }
    }

    [Fact]
    public async Task Two_machines_that_fire_at_the_same_moment_post_everything_once()
    {
        await using var one = await OpenAsync();
        await using var other = await OpenAsync();
        for (var look = 0; look < 4; look++)
        {
            await Task.WhenAll(Task.Run(() => LookAsync(one), Cancellation), Task.Run(() => LookAsync(other), Cancellation));
            await AdvanceAsync(TimeSpan.FromMinutes(10));
        }

        Ledger().ShouldBeUnique();
        (await StatesAsync()).Values.ShouldAllBe(account => account.All(state => state == "delivered"));
        (await StatesAsync()).Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(-365)]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(365)]
    public async Task A_clock_that_jumps_and_is_set_right_again_posts_nothing_twice_and_nothing_of_an_archive(int days)
    {
        var posts = await AnnounceAsync();
        await JumpAsync(TimeSpan.FromMinutes(16));
        await TurnOnAsync(looks: 1);
        await JumpAsync(TimeSpan.FromDays(days));
        await TurnOnAsync(looks: 2);
        await JumpAsync(TimeSpan.FromDays(-days));
        await TurnOnAsync(looks: 2);

        Ledger().Count.ShouldBe(posts);
        Ledger().ShouldBeUnique();
    }

    [Fact]
    public async Task A_job_goes_on_after_the_clock_was_a_year_ahead()
    {
        await JumpAsync(TimeSpan.FromDays(365));
        await TurnOnAsync(looks: 1);
        Ledger().ShouldBeEmpty("the issue is of last year for this clock");
        await JumpAsync(TimeSpan.FromDays(-365));

        await TurnOnAsync(looks: 3);

        Ledger().ShouldNotBeEmpty();
        Ledger().ShouldBeUnique();
    }

    protected override async Task PrepareAsync()
    {
        await JumpAsync(_evening - Clock.GetUtcNow());
        var issues = Directory.CreateDirectory(Path.Combine(_folder, "issues")).FullName;
        File.Copy(Shipped.SampleFile, Path.Combine(issues, "678.md"));
        _publication = Shipped.Publication with
        {
            Source = new SourceOptions.Folder(issues, "*.md"),
            Hold = TimeSpan.FromMinutes(15),
            DemonstrationStartsAt = null,
            // What is counted here are the issue's posts.
            Schedules = Shipped.Publication.Schedules with
            {
                Invite = null,
                Calls = null,
            },
        };
    }

    protected override ValueTask CleanUpAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <returns>How many posts wait for the end of their hold.</returns>
    private async Task<int> AnnounceAsync()
    {
        await TurnOnAsync(looks: 1);
        Ledger().ShouldBeEmpty();
        return (await StatesAsync()).Sum(account => account.Value.Count);
    }

    /// <summary>The machine runs for some looks, ten minutes apart, and goes off.</summary>
    private async Task TurnOnAsync(int looks)
    {
        await using var machine = await OpenAsync();
        for (var look = 0; look < looks; look++)
        {
            await LookAsync(machine);
            await AdvanceAsync(TimeSpan.FromMinutes(10));
        }

        await JumpAsync(TimeSpan.FromMinutes(-10));
    }

    private async Task LookAsync(Syndication machine)
    {
        var handle = new HandleOccurrences(
            machine.ToScheduledWork((_, _) => Task.CompletedTask),
            Clock,
            NullLogger<HandleOccurrences>.Instance
        );
        foreach (var (job, _) in JobNames.SchedulesOf(_publication))
        {
            await handle.RunAsync(_publication, job, Cancellation);
        }
    }

    private Task<Syndication> OpenAsync() => Shipped.OpenAsync(_publication, Data, Options, Clock);

    private async Task<Dictionary<string, List<string>>> StatesAsync() =>
        (await new DeliveryQueries(Database).ListAsync(_publication.Id, cancellationToken: Cancellation))
            .GroupBy(post => post.Place.Account)
            .ToDictionary(
                account => account.Key,
                account =>
                    account
                        .Select(post => post.State is DeliveryState.Held held ? $"held {HeldReasons.Name(held.Reason)}" : post.State.Name)
                        .ToList()
            );

    private List<string> Ledger()
    {
        var folder = Path.Combine(Data, "dry-run", _publication.Id);
        return !Directory.Exists(folder)
            ? []
            :
            [
                .. Directory
                    .GetFiles(folder, "*.jsonl")
                    .SelectMany(File.ReadAllLines)
                    .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("key").GetString()!),
            ];
    }
}
