using Syndicator.App.Commands;
using Syndicator.Networks;
using Syndicator.Publishing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Publishing;

/// <summary>What <c>syndicator deliver</c> says of the posts that did not go out.</summary>
public class DeliverReportTests() : PublishingSuite(new SqliteServer())
{
    [Fact]
    public async Task When_everything_went_out_nothing_is_said()
    {
        await AnnounceAsync(7, "lead", "crate");

        (await ReportAsync()).ShouldBe((ExitCode.Done, ""));
    }

    [Fact]
    public async Task A_network_that_could_not_be_reached_is_named_with_the_reason()
    {
        await AnnounceAsync(7, "lead", "crate");
        Network().Always(new PublishOutcome.Unavailable("no route to social.example"));

        var (exitCode, error) = await ReportAsync();

        exitCode.ShouldBe(ExitCode.Unreachable);
        error.ShouldContain("gazette/issue-7/alpha/lead/g1");
        error.ShouldContain("not sent: no route to social.example");
        error.ShouldNotContain("beta");
        (await ReportAsync()).ExitCode.ShouldBe(ExitCode.Unreachable, "it still waits, though nobody asked again");
    }

    [Fact]
    public async Task A_refused_post_is_a_finding_and_what_follows_it_is_named()
    {
        await AnnounceAsync(7, "lead", "crate");
        Network().Always(new PublishOutcome.Refused(RefusalKind.Post, "too rude"));

        var (exitCode, error) = await ReportAsync();

        exitCode.ShouldBe(ExitCode.Findings);
        error.ShouldContain("gazette/issue-7/alpha/crate/g1  held");
    }

    [Fact]
    public async Task Trying_again_matters_more_than_a_refusal()
    {
        await AnnounceAsync(7, "lead");
        Network().Always(new PublishOutcome.Refused(RefusalKind.Post, "too rude"));
        Network("beta").Always(new PublishOutcome.Unavailable("no route to social.example"));

        (await ReportAsync()).ExitCode.ShouldBe(ExitCode.Unreachable);
    }

    [Fact]
    public async Task What_waits_for_approval_is_said_and_is_no_failure()
    {
        Publication = Publication with
        {
            Accounts = [.. Publication.Accounts.Select(account => account with { Approval = Syndicator.Configuration.Approval.Required })],
        };
        await AnnounceAsync(7, "lead");

        var (exitCode, error) = await ReportAsync();

        exitCode.ShouldBe(ExitCode.Done);
        error.ShouldContain("gazette/issue-7/alpha/lead/g1  held (an editor must release it)");
    }

    [Fact]
    public async Task What_others_sent_before_the_database_failed_in_one_account_was_told()
    {
        await AnnounceAsync(7, "lead");
        var told = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var failing = Deliverer(
            "worker-1",
            networks: (_, account) =>
                account.Name == "alpha"
                    ? throw Syndicator.Storage.StorageException.Because("database-busy", "file", "Busy.", "Wait.")
                    : Network(account.Name)
        );

        await Should.ThrowAsync<Syndicator.Storage.StorageException>(() =>
            failing.RunAsync(Publication, Cancellation, delivery => told.Enqueue(delivery.Place.Account))
        );

        told.ShouldBe(["beta"]);
    }

    private async Task<(int ExitCode, string Error)> ReportAsync()
    {
        await using var error = new StringWriter();
        var summary = await DeliverAsync();
        var exitCode = await DeliverReport.WriteAsync(new DeliveryQueries(Database), Publication, summary.Handled, error);
        return (exitCode, error.ToString());
    }
}
