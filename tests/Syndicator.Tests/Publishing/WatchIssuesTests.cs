using Syndicator.Configuration;
using Syndicator.Publishing;
using Syndicator.Tests.Composing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Publishing;

public sealed class WatchIssuesOnSqliteTests() : WatchIssuesTests(new SqliteServer())
{
    [Fact]
    public async Task A_call_with_the_address_of_another_event_of_an_earlier_issue_is_not_in_the_thread()
    {
        const string River = "https://example.com/rust-on-the-river/speak";
        const string Form = "https://forms.example/x";
        Write(
            "677.md",
            Sample(677, new DateOnly(2026, 11, 11))
                .Replace("tidepool", "rockpool", StringComparison.Ordinal)
                .Replace("Rust on the River", "Whirl Days", StringComparison.Ordinal)
                .Replace(River, Form, StringComparison.Ordinal)
        );
        Write("678.md", Sample().Replace(River, Form, StringComparison.Ordinal));

        var threads = (await LookAsync()).Issues.Single().Threads;

        var told = threads.SelectMany(thread => thread.Posts).Where(post => post.Part == "speakers").ToList();
        told.ShouldNotBeEmpty();
        told.ShouldAllBe(post => post.Content.Text.Contains("Ferrite Days") && !post.Content.Text.Contains("Rust on the River"));
    }
}

public sealed class WatchIssuesOnPostgreSqlTests() : WatchIssuesTests(new PostgreSqlServer());

/// <summary>The shipped publication on a folder that the test fills, on the evening of the sample issue.</summary>
public abstract class WatchIssuesTests(TestServer server) : PublishingSuite(server)
{
    private static readonly DateTimeOffset _evening = new(2026, 11, 19, 2, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("syndicator-watch-").FullName;
    private WatchIssues? _watch;
    private PageProbe? _page;

    [Fact]
    public async Task A_ready_issue_is_announced_to_every_account_once()
    {
        Write("678.md", Sample());

        var report = await LookAsync();
        await LookAsync();
        await LookAsync(restarted: true);

        report.Issues.ShouldHaveSingleItem().IsReady.ShouldBeTrue();
        (await AnnouncedAsync()).ShouldBe(["issue-678/bluesky", "issue-678/mastodon", "issue-678/x"]);
    }

    [Fact]
    public async Task An_unfinished_issue_waits_until_it_is_mended()
    {
        Write("678.md", Sample().Replace("# Quote of the Week", "# Quote of the Week\n\n<<<<<<< HEAD\n", StringComparison.Ordinal));
        (await LookAsync()).Issues.ShouldHaveSingleItem().IsReady.ShouldBeFalse();
        (await AnnouncedAsync()).ShouldBeEmpty();

        Write("678.md", Sample());
        await LookAsync();

        (await AnnouncedAsync()).Count.ShouldBe(3);
    }

    [Fact]
    public async Task The_archive_is_never_announced()
    {
        for (var week = 1; week <= 5; week++)
        {
            Write($"{678 - week}.md", Sample(678 - week, new DateOnly(2026, 11, 18).AddDays(-7 * week)));
        }

        var report = await LookAsync();

        report.FileCount.ShouldBe(5);
        (await AnnouncedAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_issue_is_recent_for_as_long_as_the_configuration_says()
    {
        Publication = Publication with { AnnounceWithin = TimeSpan.FromHours(36) };
        Write("678.md", Sample());
        Clock.Jump(TimeSpan.FromHours(16));

        await LookAsync();

        (await AnnouncedAsync()).ShouldBeEmpty("the 18th began more than 36 hours ago in New York");
    }

    [Fact]
    public async Task A_change_or_a_new_name_of_an_announced_issue_is_no_second_announcement()
    {
        Write("678.md", Sample());
        await LookAsync();
        Write("678.md", Sample().Replace("tidepool", "rockpool", StringComparison.Ordinal));
        await LookAsync();
        File.Move(Path.Combine(_folder, "678.md"), Path.Combine(_folder, "moved.md"));
        await LookAsync();

        (await AnnouncedAsync()).Count.ShouldBe(3);
    }

    [Fact]
    public async Task An_issue_that_makes_no_post_is_not_taken_for_announced()
    {
        var templates = Publication.Templates;
        Publication = Publication with { Templates = new Dictionary<string, TemplateFile> { ["lead"] = new("lead.txt", "") } };
        Write("678.md", Sample());
        await LookAsync();
        (await AnnouncedAsync()).ShouldBeEmpty();

        Publication = Publication with { Templates = templates };
        await LookAsync(restarted: true);

        (await AnnouncedAsync()).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Whoever_only_wants_to_see_announces_nothing()
    {
        Write("678.md", Sample());

        var report = await Watch(restarted: false).ReportAsync(Cancellation);

        report.Issues.ShouldHaveSingleItem().Threads.Count.ShouldBe(3);
        (await AnnouncedAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_issue_that_was_saved_since_the_last_look_is_found_and_not_announced_by_that()
    {
        await LookAsync();
        Write("678.md", Sample());

        var (found, text) = (await Watch(restarted: false).FindAsync("issue-678", Cancellation)).ShouldNotBeNull();

        (found.IsReady, text).ShouldBe((true, Sample()));
        (await AnnouncedAsync()).ShouldBeEmpty();
        (await Watch(restarted: false).FindAsync("issue-679", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task One_of_the_archive_that_was_changed_since_the_last_look_is_found_as_it_is_now()
    {
        Write("670.md", Sample(670, new DateOnly(2026, 9, 23)));
        Write("678.md", Sample().Replace("tidepool", "rockpool", StringComparison.Ordinal));
        await LookAsync();
        Write("670.md", Sample(670, new DateOnly(2026, 9, 23)) + "\nA correction.\n");

        var (_, text) = (await Watch(restarted: false).FindAsync("issue-670", Cancellation, mayBeNew: false)).ShouldNotBeNull();

        text.ShouldEndWith("A correction.\n");
    }

    [Fact]
    public async Task Who_only_shows_an_issue_asks_the_source_for_no_other()
    {
        await LookAsync();
        Write("678.md", Sample());
        (await Watch(restarted: false).FindAsync("issue-678", Cancellation, mayBeNew: false)).ShouldBeNull();
    }

    [Fact]
    public async Task A_crate_copied_from_last_week_holds_the_issue()
    {
        Write("677.md", Sample(677, new DateOnly(2026, 11, 11)));
        Write("678.md", Sample());

        var report = await LookAsync();

        report.Issues.ShouldHaveSingleItem().Diagnostics.ShouldContain(diagnostic => diagnostic.Code == "crate-copied");
        (await AnnouncedAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_told_and_hinders_no_other()
    {
        File.WriteAllBytes(Path.Combine(_folder, "broken.md"), [0x54, 0x00, 0xFF]);
        Write("678.md", Sample());

        var report = await LookAsync();

        report.Troubles.ShouldHaveSingleItem().Position.File.ShouldEndWith("broken.md");
        (await AnnouncedAsync()).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_draft_is_judged_and_never_announced_until_it_is_moved()
    {
        Write("drafts/678.md", Sample());
        var report = await LookAsync();
        report.Issues.ShouldHaveSingleItem().IsDraft.ShouldBeTrue();
        (await AnnouncedAsync()).ShouldBeEmpty();

        File.Move(Path.Combine(_folder, "drafts", "678.md"), Path.Combine(_folder, "678.md"));
        Clock.Jump(TimeSpan.FromMinutes(10));
        (await LookAsync()).Issues.ShouldHaveSingleItem().IsDraft.ShouldBeFalse();
        await LookAsync(restarted: true);

        (await AnnouncedAsync()).Count.ShouldBe(3);
        (await new IssueTable(Database, Clock).FindAsync("this-week-in-rust", "issue-678", Cancellation))!.FirstSeenAt.ShouldBe(
            _evening + TimeSpan.FromMinutes(10),
            "it is out since it was moved"
        );
    }

    [Fact]
    public async Task A_renamed_file_is_no_new_issue()
    {
        Write("678.md", Sample());
        await LookAsync();
        File.Move(Path.Combine(_folder, "678.md"), Path.Combine(_folder, "2026-11-18-this-week-in-rust.md"));

        await LookAsync();
        await LookAsync(restarted: true);

        (await PostsAsync(account: null)).GroupBy(post => post.Place.Account).Count().ShouldBe(3);
        (await AnnouncedAsync()).Count.ShouldBe(3);
    }

    [Fact]
    public async Task An_issue_whose_number_is_corrected_after_the_announcement_is_the_same_and_edits_are_proposed()
    {
        Write("678.md", Sample(677));
        await LookAsync();
        (await AnnouncedAsync()).Count.ShouldBe(3);
        Write("678.md", Sample());

        (await LookAsync()).Issues.ShouldHaveSingleItem().Diagnostics.ShouldContain(reason => reason.Code == "announced-already");
        await LookAsync();

        (await AnnouncedAsync()).ShouldAllBe(thread => thread.StartsWith("issue-677/", StringComparison.Ordinal));
        (await new IssueTable(Database, Clock).FindAsync("this-week-in-rust", "issue-678", Cancellation))!.SameAs.ShouldBe("issue-677");
        (await PostsAsync(account: "x"))
            .First(post => post.Place.Part == "lead")
            .Content.Text.ShouldContain("678", customMessage: "it never left, so it follows");
    }

    [Fact]
    public async Task The_next_issue_is_announced_although_a_wrong_number_took_its_own_for_a_while()
    {
        Write("a.md", Sample(679));
        await LookAsync();
        Write("a.md", Sample());
        await LookAsync();
        Clock.Jump(TimeSpan.FromDays(7));
        Write(
            "b.md",
            Sample(679, new DateOnly(2026, 11, 25))
                .Replace("tidepool", "rockpool", StringComparison.Ordinal)
                .Replace(
                    "# Quote of the Week",
                    "# Quote of the Week\n\n> Quite another quote.\n\n – [Somebody](https://example.org)\n\n",
                    StringComparison.Ordinal
                )
        );

        await LookAsync(restarted: true);
        var next = (await LookAsync()).Issues[^1];

        next.Stored.Key.ShouldBe("issue-679-2026-11-25");
        next.Diagnostics.ShouldNotContain(reason => reason.Code == "announced-already");
        await new AnnounceIssue(Database, new Outbox(Database, Clock), Clock).RunAsync(
            Publication,
            next.Issue,
            Sample(),
            next.Threads,
            "cli:eve",
            "a test",
            Cancellation
        );
        (await AnnouncedAsync()).Count.ShouldBe(6);
    }

    [Theory]
    [InlineData("gone")]
    [InlineData("draft")]
    [InlineData("spoilt")]
    public async Task An_issue_that_is_taken_back_during_the_hold_does_not_go_out_until_it_is_there_again(string how)
    {
        Publication = Publication with { Hold = TimeSpan.FromMinutes(15) };
        Write("678.md", Sample());
        await LookAsync();
        await LookAsync();
        var file = Path.Combine(_folder, "678.md");
        switch (how)
        {
            case "gone":
                File.Delete(file);
                break;
            case "draft":
                File.Move(file, Path.Combine(_folder, "drafts", "678.md"));
                break;
            default:
                Write("678.md", Sample().Replace("# Quote of the Week", "# Quote of the Week\n\n<<<<<<< HEAD\n", StringComparison.Ordinal));
                break;
        }

        Clock.Jump(TimeSpan.FromMinutes(10));
        await LookAsync();
        (await PostsAsync(account: null)).ShouldAllBe(post =>
            post.State is DeliveryState.Held && ((DeliveryState.Held)post.State).Reason == HeldReason.Contradiction
        );

        File.Delete(Path.Combine(_folder, "drafts", "678.md"));
        Write("678.md", Sample());
        await LookAsync();
        await LookAsync();

        (await PostsAsync(account: null)).ShouldAllBe(post =>
            post.State is DeliveryState.Held && ((DeliveryState.Held)post.State).Reason == HeldReason.Delay
        );
        (await AnnouncedAsync()).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_copy_of_an_issue_is_told_and_neither_announced_nor_followed()
    {
        Write("678.md", Sample());
        await LookAsync();
        Write("0-copy.md", Sample().Replace("tidepool", "rockpool", StringComparison.Ordinal));

        var report = await LookAsync();

        report.Troubles.ShouldHaveSingleItem().Code.ShouldBe("issue-twice");
        report.Issues.ShouldHaveSingleItem();
        (await PostsAsync(account: null)).ShouldAllBe(post => !post.Content.Text.Contains("rockpool"));
    }

    [Fact]
    public async Task A_page_that_is_not_there_yet_holds_the_issue()
    {
        var missing = new Diagnostic("page-missing", Severity.Error, new SourcePosition("678.md"), "The page answers 404.", null);
        var asked = 0;
        _page = (_, _) => Task.FromResult<Diagnostic?>(++asked < 3 ? missing : null);
        Write("678.md", Sample());

        (await LookAsync()).Issues.ShouldHaveSingleItem().Diagnostics.ShouldContain(missing);
        await LookAsync();
        (await AnnouncedAsync()).ShouldBeEmpty();
        await LookAsync();
        (await AnnouncedAsync()).Count.ShouldBe(3);
        await LookAsync();

        asked.ShouldBe(3, "an announced issue's page is not asked any more");
    }

    [Fact]
    public async Task A_page_of_tomorrow_is_not_asked()
    {
        _page = (_, _) => throw new InvalidOperationException("asked");
        Write("679.md", Sample(679, new DateOnly(2026, 11, 25)));

        (await LookAsync()).Issues.ShouldHaveSingleItem().Diagnostics.ShouldContain(reason => reason.Code == "future-date");
    }

    [Fact]
    public async Task A_skipped_issue_is_not_announced()
    {
        Write("678.md", Sample().Replace("# Quote of the Week", "# Quote of the Week\n\n<<<<<<< HEAD\n", StringComparison.Ordinal));
        await LookAsync();
        await new IssueTable(Database, Clock).SkipAsync("this-week-in-rust", "issue-678", "cli:eve", "a test issue", Cancellation);
        Write("678.md", Sample());

        var report = await LookAsync();

        report.Issues.ShouldHaveSingleItem().Stored.SkipReason.ShouldBe("a test issue");
        (await AnnouncedAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Issues_that_came_while_nobody_looked_are_told_and_not_announced()
    {
        Write("678.md", Sample());
        await LookAsync();
        Clock.Jump(TimeSpan.FromDays(31));
        for (var week = 1; week <= 4; week++)
        {
            Write($"{678 + week}.md", Sample(678 + week, new DateOnly(2026, 11, 18).AddDays(7 * week)));
        }

        await LookAsync(restarted: true);
        await LookAsync(restarted: true);

        (await AnnouncedAsync()).Count.ShouldBe(3, "only the first");
        (await new IssueTable(Database, Clock).ListAsync("this-week-in-rust", Cancellation))
            .Where(issue => issue.MissedAt is not null)
            .Select(issue => issue.Number)
            .ShouldBe([682, 681, 680, 679]);
    }

    [Fact]
    public async Task A_first_start_on_an_archive_misses_nothing()
    {
        for (var week = 1; week <= 5; week++)
        {
            Write($"{678 - week}.md", Sample(678 - week, new DateOnly(2026, 11, 18).AddDays(-7 * week)));
        }

        await LookAsync();
        await LookAsync(restarted: true);

        (await new IssueTable(Database, Clock).ListAsync("this-week-in-rust", Cancellation)).ShouldAllBe(issue => issue.MissedAt == null);
    }

    [Fact]
    public async Task A_file_that_became_unreadable_is_not_announced_by_what_it_held_before()
    {
        Write("678.md", Sample(678, new DateOnly(2026, 11, 19)));
        (await LookAsync()).Issues.ShouldHaveSingleItem().IsReady.ShouldBeFalse("it is dated tomorrow");
        File.WriteAllBytes(Path.Combine(_folder, "678.md"), [0x54, 0x00, 0xFF]);
        Clock.Jump(TimeSpan.FromDays(1));

        (await LookAsync()).Troubles.ShouldHaveSingleItem();

        (await AnnouncedAsync()).ShouldBeEmpty();
    }

    protected override Task PrepareAsync()
    {
        Clock.Jump(_evening - Clock.GetUtcNow());
        Directory.CreateDirectory(Path.Combine(_folder, "drafts"));
        Publication = Shipped.Publication with { Source = new SourceOptions.Folder(_folder, "*.md") };
        return Task.CompletedTask;
    }

    protected override ValueTask CleanUpAsync()
    {
        _watch?.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private protected static string Sample(int number = 678, DateOnly? date = null) =>
        File.ReadAllText(Shipped.SampleFile)
            .Replace("Title: This Week in Rust 678", $"Title: This Week in Rust {number}", StringComparison.Ordinal)
            .Replace("Number: 678", $"Number: {number}", StringComparison.Ordinal)
            .Replace("Date: 2026-11-18", $"Date: {date ?? new DateOnly(2026, 11, 18):yyyy-MM-dd}", StringComparison.Ordinal);

    private protected void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);

    private protected Task<WatchReport> LookAsync(bool restarted = false) => Watch(restarted).RunAsync(Cancellation);

    private WatchIssues Watch(bool restarted)
    {
        if (_watch is null || restarted)
        {
            _watch?.Dispose();
            _watch = WatchOf(_folder, "drafts/*.md", _page);
        }

        return _watch;
    }

    private async Task<List<string>> AnnouncedAsync() =>
        [
            .. (await PostsAsync(account: null))
                .Select(post => $"{post.Place.IssueKey}/{post.Place.Account}")
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
}
