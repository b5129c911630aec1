using Syndicator.Scheduling;

namespace Syndicator.Tests.Scheduling;

public class JobReportsTests
{
    private readonly ManualClock _clock = new(new(2026, 11, 18, 10, 0, 0, TimeSpan.Zero));
    private readonly JobReports _reports;

    public JobReportsTests() => _reports = new JobReports(_clock);

    [Fact]
    public void A_program_that_just_started_has_no_problem() => Problems().ShouldBeEmpty();

    [Fact]
    public void A_job_that_never_ran_although_it_was_due_is_a_problem()
    {
        _clock.Now += TimeSpan.FromMinutes(66);
        _reports.Succeeded("sample", JobNames.Deliver);
        Problems().ShouldHaveSingleItem().ShouldContain("watch should have run at 2026-11-18 11:00:00Z");
    }

    [Fact]
    public void A_job_that_is_a_little_late_is_no_problem()
    {
        _clock.Now += TimeSpan.FromMinutes(64);
        Problems().ShouldBeEmpty();
    }

    [Fact]
    public void A_failing_job_is_a_problem_until_it_succeeds()
    {
        _reports.Failed("sample", JobNames.Watch, "IOException");
        _reports.Failed("sample", JobNames.Watch, "IOException");
        Problems().ShouldHaveSingleItem().ShouldContain("failed 2 times in a row");
        _reports.Succeeded("sample", JobNames.Watch);
        Problems().ShouldBeEmpty();
    }

    private IReadOnlyList<string> Problems() => _reports.Problems([SamplePublication.With("0 0 * * * ?", "0 0 * * * ?")]);
}
