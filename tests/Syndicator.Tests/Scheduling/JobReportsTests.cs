using Syndicator.Scheduling;
using Syndicator.Storage;

namespace Syndicator.Tests.Scheduling;

public class JobReportsTests
{
    private static readonly DateTimeOffset s_ten = new(2026, 11, 18, 10, 0, 0, TimeSpan.Zero);

    private readonly ManualClock _clock = new(s_ten);
    private readonly Dictionary<string, DateTimeOffset> _watermarks = [];
    private readonly JobReports _reports;

    public JobReportsTests() => _reports = new JobReports(_clock);

    [Fact]
    public void A_program_that_just_started_has_no_problem()
    {
        _watermarks[JobNames.Watch] = s_ten.AddDays(-3);
        Problems().ShouldBeEmpty("it is about to make up what was missed");
    }

    [Fact]
    public void A_job_that_never_ran_although_it_was_due_is_a_problem()
    {
        _clock.Now += TimeSpan.FromMinutes(66);
        Done(JobNames.Deliver, JobNames.Health);
        var problem = Problems().ShouldHaveSingleItem();
        problem.Text.ShouldBe("The job watch should have run at 2026-11-18 11:00 +00:00 and did not.");
        problem.ShouldSatisfyAllConditions(() => problem.IsOverdue.ShouldBeTrue(), () => problem.Since.ShouldBe(s_ten.AddHours(1)));
    }

    [Fact]
    public void A_trouble_of_the_database_is_said_in_its_words()
    {
        _reports.LookFailed(StorageException.Because("database-damaged", "a.db", "It is damaged.", "Restore a backup."));
        _clock.Now += TimeSpan.FromMinutes(1);
        _reports.LookFailed(StorageException.Because("database-damaged", "a.db", "It is damaged.", "Restore a backup."));
        Problems()
            .ShouldHaveSingleItem()
            .Text.ShouldBe(
                "What is due could not be read since 2026-11-18 10:00 +00:00, so that nothing goes out: "
                    + "a.db: error database-damaged: It is damaged. Restore a backup."
            );
        _reports.Looked();
        Problems().ShouldBeEmpty();
    }

    [Fact]
    public void A_schedule_that_was_just_read_has_missed_nothing()
    {
        _clock.Now += TimeSpan.FromHours(5);
        _reports.Began("sample");
        Problems().ShouldBeEmpty("it is about to begin");
        _clock.Now += TimeSpan.FromMinutes(66);
        Problems().ShouldNotBeEmpty();
    }

    [Fact]
    public void A_job_that_another_process_runs_is_no_problem()
    {
        _clock.Now += TimeSpan.FromHours(5);
        Done(JobNames.Watch, JobNames.Deliver, JobNames.Health);
        Problems().ShouldBeEmpty();
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
        _reports.Failed("sample", JobNames.Watch, new IOException("lost"));
        _clock.Now += TimeSpan.FromMinutes(1);
        _reports.Failed("sample", JobNames.Watch, new IOException("lost"));
        var problem = Problems().ShouldHaveSingleItem();
        problem.Text.ShouldBe("The job watch failed 2 times in a row since 2026-11-18 10:00 +00:00, last with IOException, see the log.");
        problem.ShouldSatisfyAllConditions(() => problem.IsOverdue.ShouldBeFalse(), () => problem.Since.ShouldBe(s_ten));
        _reports.Succeeded("sample", JobNames.Watch);
        Problems().ShouldBeEmpty();
    }

    [Fact]
    public void A_job_that_another_process_has_done_since_is_no_problem()
    {
        _reports.Failed("sample", JobNames.Watch, new IOException("lost"));
        Problems().Count.ShouldBe(1);
        _clock.Now += TimeSpan.FromMinutes(1);
        Done(JobNames.Watch);
        Problems().ShouldBeEmpty();
    }

    [Fact]
    public void One_that_another_process_did_in_its_place_is_no_problem_although_its_mark_is_older_than_the_failure()
    {
        _watermarks[JobNames.Watch] = s_ten.AddHours(-1);
        _clock.Now += TimeSpan.FromSeconds(2);
        _reports.Failed("sample", JobNames.Watch, new IOException("lost"));
        Problems().Count.ShouldBe(1, "nobody has done what was due at ten");
        // The mark is when it was due, not when it was done.
        _watermarks[JobNames.Watch] = s_ten;
        Problems().ShouldBeEmpty();
    }

    [Fact]
    public void A_failure_is_over_only_when_all_that_was_due_by_then_is_done()
    {
        _clock.Now += TimeSpan.FromHours(1);
        _reports.Failed("sample", JobNames.Watch, new IOException("lost"));
        _watermarks[JobNames.Watch] = s_ten;
        Problems().ShouldHaveSingleItem().IsOverdue.ShouldBeFalse();
    }

    private void Done(params string[] jobs) => jobs.ToList().ForEach(job => _watermarks[job] = _clock.Now);

    private IReadOnlyList<JobProblem> Problems() =>
        _reports.Problems(SamplePublication.With("0 0 * * * ?", "0 0 * * * ?", health: "0 0 * * * ?"), _watermarks);
}
