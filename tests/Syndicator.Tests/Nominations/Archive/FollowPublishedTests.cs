using Dapper;
using Syndicator.Configuration;
using Syndicator.Issues;
using Syndicator.Nominations;
using Syndicator.Nominations.Archive;
using Syndicator.Tests.Issues;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Nominations.Archive;

public sealed class FollowPublishedOnSqliteTests() : FollowPublishedTests(new SqliteServer());

public sealed class FollowPublishedOnPostgreSqlTests() : FollowPublishedTests(new PostgreSqlServer());

public abstract class FollowPublishedTests(TestServer server) : ChosenSuite(server)
{
    private const string Body = """
        ## Updates from Rust Community

        ### Miscellaneous

        * [Read this](https://www.example.com/read/?utm_source=twir)

        ## Crate of the Week

        This week's crate is [wild](https://crates.io/crates/wild-linker), a fast linker.

        ## Call for Participation; projects and speakers

        ### CFP - Projects

        * [pool - task](https://example.com/pool/issues/1)

        # Quote of the Week

        > The borrow checker breaks you down so that it can build you back up, stronger than you once were.

        – [Bo](https://example.com/bo)

        """;

    private static readonly Issue s_issue = Sample.Read(Body);

    [Fact]
    public async Task What_the_issue_names_is_published_in_it_with_a_line_of_history()
    {
        var winner = await NominateAsync(new Nominee.Crate("Wild_Linker", null));

        var published = await FollowAsync();

        published.ShouldHaveSingleItem().Id.ShouldBe(winner.Id);
        (await StandingAsync(winner)).State.ShouldBe(new NominationState.Published(900, "issue-900", Clock.GetUtcNow()));
        (await StandingAsync(winner)).Version.ShouldBe(2);
        (await FollowAsync()).ShouldBeEmpty("it is published already");
    }

    [Fact]
    public async Task What_was_nominated_after_the_announcement_belongs_to_a_later_issue()
    {
        await AdvanceAsync(TimeSpan.FromHours(1));
        var late = await NominateAsync(new Nominee.Crate("wild", null));
        Clock.Jump(TimeSpan.FromHours(-1));

        (await FollowAsync()).ShouldBeEmpty();
        (await StandingAsync(late)).State.ShouldBeOfType<NominationState.Chosen>();
    }

    [Fact]
    public async Task Every_kind_is_known_again_and_what_is_not_named_stays()
    {
        var crate = await NominateAsync(new Nominee.Crate("wild", null), new NominationState.Pending());
        var link = await NominateAsync(new Nominee.Link("http://example.com/read", null), new NominationState.Accepted(Review));
        var call = await NominateAsync(
            new Nominee.Call("https://example.com/pool/issues/1#top", null),
            new NominationState.Accepted(Review)
        );
        var quote = await NominateAsync(
            new Nominee.Quote(
                "The borow checker breaks you down so that it can build you back up, stronger and more resilient than you once were.",
                null,
                null
            )
        );
        var other = await NominateAsync(new Nominee.Crate("other", null));
        var another = await NominateAsync(
            new Nominee.Quote("Something that nobody published, and that is about as long as the other one is.", null, null)
        );

        var published = await FollowAsync();

        published.Select(nomination => nomination.Id).ShouldBe([crate.Id, link.Id, call.Id, quote.Id], ignoreOrder: true);
        (await StandingAsync(other)).State.ShouldBeOfType<NominationState.Chosen>();
        (await StandingAsync(another)).State.ShouldBeOfType<NominationState.Chosen>();
    }

    [Fact]
    public async Task A_winner_under_another_name_is_known_by_its_address_and_a_merged_one_by_its_target()
    {
        var winner = await NominateAsync(new Nominee.Crate("linker-of-the-wild", "http://crates.io/crates/wild-linker/"));
        var target = await NominateAsync(new Nominee.Link("https://example.com/same", null), new NominationState.Accepted(Review));
        await NominateAsync(new Nominee.Link("https://example.com/read", null), new NominationState.MergedInto(target.Id));

        (await FollowAsync()).Select(nomination => nomination.Id).ShouldBe([winner.Id, target.Id], ignoreOrder: true);
    }

    [Fact]
    public async Task What_an_issue_had_is_found_by_identity_and_follows_its_changes()
    {
        await FollowAsync();
        const string Wild = "gazette issue-900 900 2031-03-05 wild https://crates.io/crates/wild-linker";
        (await HadAsync(NomineeKind.Crate, "wild")).ShouldBe([Wild]);
        (await HadAsync(NomineeKind.Crate, "wild_linker")).ShouldBe([Wild]);
        (await HadAsync(NomineeKind.Crate, "other")).ShouldBeEmpty();
        (await HadAsync(NomineeKind.Link, CanonicalAddress.Of("https://example.com/read"))).Count.ShouldBe(1);

        await FollowAsync(
            Sample.Read(
                Body.Replace("[wild](https://crates.io/crates/wild-linker)", "[calm](https://calm.example)", StringComparison.Ordinal)
            )
        );
        (await HadAsync(NomineeKind.Crate, "wild")).ShouldBeEmpty();
        (await HadAsync(NomineeKind.Crate, "calm")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_archive_is_imported_twice_with_the_same_result_and_bad_files_are_findings()
    {
        var folder = Directory.CreateTempSubdirectory("syndicator-archive-").FullName;
        string[] names = ["1.md", "2.md", "3.md", "4.md"];
        byte[][] contents =
        [
            System.Text.Encoding.UTF8.GetBytes("Title: This Week in Rust 1\nNumber: 1\nDate: 2031-03-05\n\n" + Body),
            [0x61, 0xFF],
            System.Text.Encoding.UTF8.GetBytes("# No issue\n"),
            System.Text.Encoding.UTF8.GetBytes("Title: This Week in Rust 1\nNumber: 1\nDate: 2031-03-12\n\n" + Body),
        ];
        foreach (var (name, content) in names.Zip(contents))
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, name), content, Cancellation);
        }

        var files = names.Select(name => Path.Combine(folder, name)).ToList();
        var import = new ImportIssues(Database);
        var read = new List<string>();
        var first = await import.RunAsync(
            Publication.Id,
            IssueFormat.ThisWeekInRust,
            files,
            (key, _) => read.Add(key),
            _ => { },
            Cancellation
        );
        var second = await import.RunAsync(
            Publication.Id,
            IssueFormat.ThisWeekInRust,
            files,
            (key, _) => read.Add(key),
            _ => { },
            Cancellation
        );
        Directory.Delete(folder, recursive: true);

        (first.Issues, first.Entries).ShouldBe((2, 10));
        (second.Issues, second.Entries).ShouldBe((2, 10));
        read.ShouldBe(["issue-1", "issue-1-2031-03-12", "issue-1", "issue-1-2031-03-12"]);
        first.Findings.Select(finding => finding.Code).ShouldBe(["file-not-utf8", "not-an-issue"]);
        (await HadAsync(NomineeKind.Crate, "wild")).Select(row => row.Split(' ')[1]).ShouldBe(["issue-1-2031-03-12", "issue-1"]);
    }

    /// <summary>The issues that had something, the latest first.</summary>
    private Task<IReadOnlyList<string>> HadAsync(NomineeKind kind, string identity) =>
        Database.ReadAsync<IReadOnlyList<string>>(
            async connection =>
                [
                    .. (
                        await connection.QueryAsync<(string Publication, string Issue, long? Number, string? On, string Name, string? Url)>(
                            """
                            select publication, issue_key, issue_number, published_on, name, url from published where kind = @kind and identity = @identity
                            order by published_on desc, issue_key desc
                            """,
                            new { kind = NomineeJson.Name(kind), identity }
                        )
                    ).Select(row => $"{row.Publication} {row.Issue} {row.Number} {row.On} {row.Name} {row.Url}"),
                ],
            Cancellation
        );

    private Task<IReadOnlyList<Nomination>> FollowAsync(Issue? issue = null) =>
        Database.WriteAsync(
            transaction =>
                FollowPublished.RunAsync(
                    Database,
                    transaction,
                    Publication.Id,
                    "issue-900",
                    issue ?? s_issue,
                    Clock.GetUtcNow(),
                    Clock.GetUtcNow(),
                    Cancellation
                ),
            Cancellation
        );
}
