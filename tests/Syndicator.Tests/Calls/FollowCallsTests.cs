using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Syndicator.Calls;
using Syndicator.Issues;
using Syndicator.Publishing;
using Syndicator.Storage;
using Syndicator.Tests.Publishing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Calls;

public sealed class FollowCallsOnSqliteTests() : FollowCallsTests(new SqliteServer());

public sealed class FollowCallsOnPostgreSqlTests() : FollowCallsTests(new PostgreSqlServer());

/// <summary>What speaks to the database: on both of them.</summary>
public abstract class FollowCallsTests(TestServer server) : FollowCallsSuite(server)
{
    [Fact]
    public async Task An_issue_is_read_once_and_again_after_a_correction_with_a_line_of_history_for_each_change()
    {
        await AnnounceAsync(900, "2031-03-05", Spin);
        (await FollowAsync()).ShouldBe("issue-900: New SpinConf");
        (await FollowAsync()).ShouldBe("", "it was read");

        await AnnounceAsync(901, "2031-03-12", Spin.Replace("2031-04-27", "2031-05-04", StringComparison.Ordinal));
        (await FollowAsync()).ShouldBe("issue-901: Extended SpinConf");
        await ReviseAsync(901, "2031-03-12", Spin.Replace("Oslo", "Bergen", StringComparison.Ordinal));
        (await FollowAsync()).ShouldBe("issue-901: MovedEarlier SpinConf");
        await ReviseAsync(901, "2031-03-12", "");
        (await FollowAsync()).ShouldBe("issue-901: TakenOut SpinConf");

        var call = (await CallsAsync()).ShouldHaveSingleItem();
        (call.Text.Place, call.LastIssue.Number, call.IsWithdrawn, call.IsArchived, call.Version).ShouldBe(("Oslo", 900, false, false, 4));
        (await HistoryAsync()).ShouldBe(["printed", "extended", "moved earlier", "taken out"]);
    }

    [Fact]
    public async Task Two_workers_that_read_one_issue_at_once_find_a_call_new_once()
    {
        await AnnounceAsync(900, "2031-03-05", Spin, "* [whirl - spin](https://whirl.example/1)");

        var said = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => FollowAsync(), Cancellation)));

        said.Where(one => one.Length > 0).ShouldBe(["issue-900: New whirl - spin, New SpinConf"]);
        (await CallsAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Calls_of_an_archive_count_as_announced_and_reading_it_again_changes_nothing()
    {
        (await ImportAsync(false)).ShouldBe("issue-899: New SpinConf, New whirl - spin; issue-900: Repeated SpinConf");
        (await ImportAsync(true)).ShouldBe("issue-899: ; issue-900: ", "in another order too");

        (await CallsAsync()).ShouldAllBe(call => call.IsArchived && call.Version == 1);
        (
            await Database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("select count(*) from call_sightings"), Cancellation)
        ).ShouldBe(3);
    }

    private async Task<string> ImportAsync(bool isBackwards)
    {
        List<Issue> issues =
        [
            CallSamples.Issue(
                899,
                "2031-02-26",
                Spin + "\n* [**Slip**](LINK) | 2031-04-01 | Oslo",
                "* [whirl - spin](https://whirl.example/1)"
            ),
            CallSamples.Issue(900, "2031-03-05", Spin),
        ];
        var import = new ImportCalls(Database, Clock, Publication.Id);
        foreach (var issue in isBackwards ? issues.AsEnumerable().Reverse() : issues)
        {
            import.Add(AnnouncedIssue.KeyOf(issue), issue);
        }

        // Tasks come first in an issue.
        return string.Join(
            "; ",
            (await import.RunAsync(Cancellation)).Issues.Select(issue =>
                $"{issue.Issue.Key}: {string.Join(", ", issue.Calls.Select(one => $"{one.Change} {one.Call.Text.Title}").Order(StringComparer.Ordinal))}"
            )
        );
    }

    private Task<IReadOnlyList<string>> HistoryAsync() =>
        Database.ReadAsync<IReadOnlyList<string>>(
            async connection => [.. await connection.QueryAsync<string>("select act from call_history order by version")],
            Cancellation
        );
}

/// <summary>What the calls of announced issues become; on SQLite alone.</summary>
public sealed class FollowCallsOfIssuesTests() : FollowCallsSuite(new SqliteServer())
{
    [Fact]
    public async Task A_call_that_the_archive_had_counts_as_announced_and_last_years_does_not()
    {
        const string Twirl = "* [**Twirl**](https://twirl.example/cfp) | 2031-04-27 | Oslo | 2031-09-01";
        EarlierIssue[] archive =
        [
            Earlier(850, "2030-03-06", Twirl.Replace("2031", "2030", StringComparison.Ordinal), ""),
            Earlier(899, "2031-02-26", Spin, "* [whirl - spin](https://whirl.example/1)"),
            // It came too late to be announced, and so is no archive.
            Earlier(901, "2031-03-12", "", "* [whirl - late](https://whirl.example/2)"),
        ];
        await AnnounceAsync(
            900,
            "2031-03-05",
            Spin + "\n" + Twirl,
            "* [whirl - spin](https://whirl.example/1)\n* [whirl - new](https://whirl.example/3)"
        );
        await MissAsync(901, "2031-03-12");
        await AnnounceAsync(902, "2031-03-19", "", "* [whirl - late](https://whirl.example/2)");
        // An old one by hand makes nothing newer new.
        await AnnounceAsync(800, "2029-03-21", "");

        await FollowAsync(archive);

        (await CallsAsync())
            .Select(call => $"{call.Text.Title} {call.IsArchived}")
            .Order(StringComparer.Ordinal)
            .ShouldBe(["SpinConf True", "Twirl False", "whirl - late False", "whirl - new False", "whirl - spin True"]);
    }

    [Fact]
    public async Task What_was_imported_with_the_newest_issue_is_announced_all_the_same_when_that_is()
    {
        var import = new ImportCalls(Database, Clock, Publication.Id);
        import.Add("issue-899", CallSamples.Issue(899, "2031-02-26", "", "* [whirl - old](https://whirl.example/1)"));
        import.Add("issue-900", CallSamples.Issue(900, "2031-03-05", Spin, "* [whirl - old](https://whirl.example/1)"));
        await import.RunAsync(Cancellation);

        await AnnounceAsync(900, "2031-03-05", Spin, "* [whirl - old](https://whirl.example/1)");
        await FollowAsync();

        (await CallsAsync())
            .Select(call => $"{call.Text.Title} {call.IsArchived}")
            .Order(StringComparer.Ordinal)
            .ShouldBe(["SpinConf False", "whirl - old True"]);
    }

    [Fact]
    public async Task An_import_after_the_first_announcement_makes_older_calls_older_and_leaves_announced_issues_alone()
    {
        await AnnounceAsync(900, "2031-03-05", Spin, "* [whirl - old](https://whirl.example/1)");
        await FollowAsync();
        var import = new ImportCalls(Database, Clock, Publication.Id);
        import.Add("issue-899", CallSamples.Issue(899, "2031-02-26", "", "* [whirl - older](https://whirl.example/1)"));
        import.Add("issue-900", CallSamples.Issue(900, "2031-03-05", ""));
        await import.RunAsync(Cancellation);

        (await CallsAsync())
            .Select(call => $"{call.Text.Title} {call.FirstIssue.Number} {call.LastIssue.Number} {call.IsArchived}")
            .Order(StringComparer.Ordinal)
            .ShouldBe(["SpinConf 900 900 False", "whirl - old 899 900 True"]);
    }

    [Fact]
    public async Task Another_events_form_is_known_from_the_sources_older_issues()
    {
        const string Form = "* [**SpinConf**](https://forms.example/spinconf) | 2031-04-27 | Oslo | 2031-09-01";
        await AnnounceAsync(900, "2031-03-05", Form.Replace("SpinConf", "Twirl Days", StringComparison.Ordinal));

        await FollowAsync([Earlier(899, "2031-02-26", Form, "")]);

        (await CallsAsync()).ShouldHaveSingleItem().Contradiction.ShouldBe("its address is that of \"SpinConf\"");
    }

    [Fact]
    public async Task A_hostile_issue_is_read_to_its_end()
    {
        var address = "https://whirl.example/" + new string('a', 3_000);
        var many = string.Concat(Enumerable.Range(0, 300).Select(index => $"* [t{index}](https://whirl.example/{index})\n"));
        await AnnounceAsync(
            900,
            "2031-03-05",
            $"* [**Nul &#0; {new string('x', 5_000)}**](https://spin.example/\u0301) | ? \u202e | Oslo",
            $"{many}\n* [long]({address})"
        );
        await AnnounceAsync(901, "2031-03-12", "", $"* [long]({address})");

        await AnnounceAsync(902, "9999-12-31", Spin);

        // No newsletter can mean the last day of the calendar.
        (await FollowAsync()).ShouldEndWith("issue-901: Repeated long");
        var calls = await CallsAsync();
        calls.Count.ShouldBe(302);
        calls.ShouldAllBe(call => call.Identity.Length < 1_100 && call.Text.Title.Length < 600);
    }

    private static EarlierIssue Earlier(int number, string day, string events, string projects) =>
        EarlierIssue.From(CallSamples.Issue(number, day, events, projects));
}

public abstract class FollowCallsSuite : PublishingSuite
{
    protected FollowCallsSuite(TestServer server)
        : base(server) => Publication = Publication with { Format = IssueFormat.ThisWeekInRust };

    internal const string Spin = "* [**SpinConf**](https://spin.example/cfp) | 2031-04-27 | Oslo | 2031-09-01";

    internal Task AnnounceAsync(int number, string day, string events, string projects = "") =>
        Database.WriteAsync(
            async transaction =>
            {
                var text = CallSamples.Text(number, day, events, projects);
                var issue = IssueReader.Read($"{number}.md", text, IssueFormat.ThisWeekInRust);
                var seen = await IssueTable.SeeAsync(transaction, Publication.Id, issue, Clock.GetUtcNow());
                await IssueTable.AnnounceAsync(transaction, seen, text, null, Clock.GetUtcNow());
                return true;
            },
            Cancellation
        );

    internal Task MissAsync(int number, string day) =>
        Database.WriteAsync(
            transaction =>
                IssueTable.SeeAsync(
                    transaction,
                    Publication.Id,
                    CallSamples.Issue(number, day, ""),
                    Clock.GetUtcNow(),
                    isDraft: false,
                    isMissed: true
                ),
            Cancellation
        );

    /// <summary>What an announced issue says after somebody corrected it.</summary>
    internal async Task ReviseAsync(int number, string day, string events)
    {
        var key = $"issue-{number}";
        var known = await new IssueTable(Database, Clock).FindAnnouncedTextAsync(Publication.Id, key, Cancellation);
        (
            await Database.WriteAsync(
                transaction => IssueTable.ReviseAsync(transaction, Publication.Id, key, known!, CallSamples.Text(number, day, events)),
                Cancellation
            )
        ).ShouldBeTrue();
    }

    /// <returns>What became of which issue's calls.</returns>
    internal async Task<string> FollowAsync(IReadOnlyList<EarlierIssue>? archive = null)
    {
        var follow = new FollowCalls(Database, Clock, NullLogger<FollowCalls>.Instance);
        return string.Join(
            "; ",
            (await follow.RunAsync(Publication, archive ?? [], Cancellation)).Issues.Select(issue => $"{issue.Issue.Key}: {issue.Said()}")
        );
    }

    internal Task<IReadOnlyList<Call>> CallsAsync() =>
        Database.ReadAsync(
            connection => CallTable.SelectAsync(connection, "publication = @Id order by id", new { Publication.Id }),
            Cancellation
        );
}
