using Microsoft.Extensions.Logging.Abstractions;
using Syndicator.Configuration;
using Syndicator.Scheduling;

namespace Syndicator.Tests.Scheduling;

public class HandleOccurrencesTests
{
    private static readonly DateTimeOffset s_ten = new(2026, 11, 18, 10, 0, 0, TimeSpan.Zero);

    private readonly ManualClock _clock = new(s_ten);
    private readonly Publication _publication = InvitingAtFullHours(SamplePublication.With("0 0 * * * ?", "0 0/30 * * * ?"));
    private readonly Dictionary<string, DateTimeOffset> _watermarks = [];
    private readonly List<string> _done = [];
    private Exception? _failure;

    [Fact]
    public async Task A_program_that_never_ran_looks_at_once()
    {
        _clock.Now = s_ten.AddMinutes(17);
        await LookAsync(JobNames.Watch);
        _done.ShouldBe(["watch 10:00"]);
        _watermarks[JobNames.Watch].ShouldBe(s_ten);
    }

    [Fact]
    public async Task A_repeated_firing_finds_nothing_to_do()
    {
        await LookAsync(JobNames.Watch);
        (await LookAsync(JobNames.Watch)).ShouldBeEmpty();
        _done.ShouldBe(["watch 10:00"]);
    }

    [Fact]
    public async Task Firings_missed_while_the_program_was_down_are_made_up_by_one_look()
    {
        await LookAsync(JobNames.Watch);
        _clock.Now = s_ten.AddHours(5).AddMinutes(1);
        (await LookAsync(JobNames.Watch)).Count.ShouldBe(5);
        _done.ShouldBe(["watch 10:00", "watch 15:00"]);
        (await LookAsync(JobNames.Watch)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_look_that_failed_is_tried_again()
    {
        _failure = new IOException("no such folder");
        await Should.ThrowAsync<IOException>(() => LookAsync(JobNames.Watch));
        _watermarks.ShouldBeEmpty();
        _failure = null;
        await LookAsync(JobNames.Watch);
        _done.ShouldBe(["watch 10:00"]);
    }

    [Fact]
    public async Task A_clock_that_was_set_back_does_not_silence_a_job()
    {
        _watermarks[JobNames.Deliver] = s_ten.AddYears(1);
        await LookAsync(JobNames.Deliver);
        _done.ShouldBe(["deliver 10:00"]);
    }

    [Fact]
    public async Task Each_job_has_its_own_schedule_and_watermark()
    {
        _clock.Now = s_ten.AddMinutes(31);
        await LookAsync(JobNames.Watch);
        await LookAsync(JobNames.Deliver);
        await LookAsync(JobNames.Health);
        _done.ShouldBe(["watch 10:00", "deliver 10:30", "health 10:30"]);
    }

    [Fact]
    public async Task An_invitation_that_was_due_before_the_program_ever_ran_is_not_made_up()
    {
        _clock.Now = s_ten.AddMinutes(31);
        await LookAsync(JobNames.Invite);
        _done.ShouldBeEmpty();
        _clock.Now = s_ten.AddMinutes(61);
        await LookAsync(JobNames.Invite);
        _done.ShouldBe(["invite 11:00"]);
    }

    private static Publication InvitingAtFullHours(Publication publication) =>
        publication with
        {
            Schedules = publication.Schedules with { Invite = "0 0 * * * ?" },
        };

    private Task<IReadOnlyList<DateTimeOffset>> LookAsync(string job) =>
        new HandleOccurrences(
            new ScheduledWork(
                Watch: (_, at, _) => Do(JobNames.Watch, at),
                Deliver: (_, at, _) => Do(JobNames.Deliver, at),
                Collect: (_, at, _) => Do(JobNames.Collect, at),
                Health: (_, at, _) => Do(JobNames.Health, at),
                Invite: (_, at, _) => Do(JobNames.Invite, at),
                Calls: (_, at, _) => Do(JobNames.Calls, at),
                Engagement: (_, at, _) => Do(JobNames.Engagement, at),
                ReadWatermark: (_, name, _) => Task.FromResult(_watermarks.TryGetValue(name, out var at) ? at : (DateTimeOffset?)null),
                AdvanceWatermark: (_, name, at, _) =>
                {
                    _watermarks[name] = at;
                    return Task.CompletedTask;
                }
            ),
            _clock,
            NullLogger<HandleOccurrences>.Instance
        ).RunAsync(_publication, job, TestContext.Current.CancellationToken);

    private Task Do(string job, DateTimeOffset at)
    {
        if (_failure is not null)
        {
            return Task.FromException(_failure);
        }

        _done.Add($"{job} {at:HH:mm}");
        return Task.CompletedTask;
    }
}
