using System.Text;
using Syndicator.Alarms;
using Syndicator.Calls;
using Syndicator.Composing;
using Syndicator.Configuration;
using Syndicator.Issues;
using Syndicator.Networks;
using Syndicator.Publishing.Edits;
using Syndicator.Tests.Calls;
using Syndicator.Tests.Composing;
using Syndicator.Tests.Publishing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Alarms;

public sealed class HealthTextsOnSqliteTests() : HealthTextsTests(new SqliteServer());

public sealed class HealthTextsOnPostgreSqlTests() : HealthTextsTests(new PostgreSqlServer());

/// <summary>
/// Every reason, provoked once, as an editor reads it in <c>health.txt</c>. After a wanted change run with <c>UPDATE_GOLDEN=1</c> and read the difference.
/// </summary>
public abstract class HealthTextsTests(TestServer server) : AlarmSuite(server)
{
    private readonly string _folder = Directory.CreateTempSubdirectory("syndicator-health-").FullName;
    private readonly StringBuilder _text = new();
    private readonly HashSet<string> _codes = [];

    [Fact]
    public async Task Every_reason_reads_as_it_was_last_found_good()
    {
        await NotDeliveredAsync();
        await StaleAndUnsettledAsync();
        await EditedAsync();
        await PausedAsync();
        await MissedAsync();
        await ServiceAsync();
        await UnreadAsync();
        await MentionsUnreadAsync();
        await CallsHeldAsync();
        await HeldAsync();

        _codes.ShouldBe(HealthCodes.All, ignoreOrder: true);
        var file = Path.Combine(Shared.Repository, "tests", "Syndicator.Tests", "Alarms", "health.txt");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            await File.WriteAllTextAsync(file, _text.ToString(), Cancellation);
        }

        _text.ToString().ShouldBe(await File.ReadAllTextAsync(file, Cancellation));
    }

    private async Task NotDeliveredAsync()
    {
        Begin("not-delivered", "alpha", "beta", "gamma");
        Publication = Publication with
        {
            Accounts = [.. Publication.Accounts.Select(each => each.Name == "gamma" ? each with { Approval = Approval.Required } : each)],
        };
        await AnnounceAsync(7, "lead", "crate", "quote");
        Network("alpha").Always(new PublishOutcome.Refused(RefusalKind.Post, "Validation failed: Text character limit of 500 exceeded"));
        Network("beta").Always(new PublishOutcome.Unavailable("no connection"));
        await DeliverAsync();
        await PassAsync(TimeSpan.FromHours(2));
        await WriteAsync("An issue is out, and not on every account");
    }

    private async Task StaleAndUnsettledAsync()
    {
        Begin("stale", "alpha", "beta");
        Publication = Publication with { FreshFor = TimeSpan.FromMinutes(30) };
        await AnnounceAsync(7, "lead");
        Network("alpha").Always(new PublishOutcome.Unavailable("no connection"));
        Network("beta").Always(new PublishOutcome.Uncertain("connection cut"));
        Network("beta").OnFind = _ => new FindOutcome.CannotTell("the timeline is not shown");
        await DeliverAsync();
        await AdvanceAsync(TimeSpan.FromHours(1));
        await DeliverAsync();
        await PassAsync(TimeSpan.Zero);
        await WriteAsync("Posts that only an editor can decide about");
    }

    private async Task EditedAsync()
    {
        Begin("edited", "alpha");
        await AnnounceAsync(7, "lead");
        Network("alpha").Works();
        await DeliverAsync();
        var lead = Samples.Post("lead");
        var corrected = lead with { Content = lead.Content with { Text = "What there is to say, corrected", Entities = [] } };
        await new ProposeEdits(Database, Clock).RunAsync(
            Publication,
            "issue-7",
            Samples.Text,
            "Title: The Gazette 7\n\nCorrected.\n",
            [new PostThread("alpha", [lead])],
            [new PostThread("alpha", [corrected])],
            Cancellation
        );
        await PassAsync(TimeSpan.FromMinutes(1));
        await WriteAsync("An announced issue was corrected");
    }

    private async Task PausedAsync()
    {
        Begin("paused", "alpha", "beta", "gamma", "delta");
        await AnnounceAsync(7, "lead", "crate");
        Network("alpha").Always(new PublishOutcome.Refused(RefusalKind.Account, "The access token was revoked"));
        Network("beta").Always(new PublishOutcome.Refused(RefusalKind.Budget, "CreditsDepleted"));
        Network("gamma").Always(new PublishOutcome.Throttled(Clock.GetUtcNow().AddHours(1)));
        Network("delta").Works();
        await DeliverAsync();
        await PassAsync(TimeSpan.FromMinutes(10));
        await WriteAsync("Accounts that are paused");
    }

    private async Task MissedAsync()
    {
        Begin("missed", "alpha");
        await SeeAsync(Samples.Issue(7) with { Date = new DateOnly(2026, 7, 22) });
        await PassAsync(TimeSpan.FromDays(12));
        await SeeAsync(Samples.Issue(8) with { Date = new DateOnly(2026, 8, 5) }, isMissed: true);
        await PassAsync(TimeSpan.FromHours(3));
        await WriteAsync("An issue came out while the program was off");
    }

    private async Task ServiceAsync()
    {
        Begin("service", "alpha");
        Publication = Publication with { Webhook = new WebhookOptions("env:HOOK") };
        FreeSpace = 12_345_678;
        await PassAsync(TimeSpan.Zero);
        await WatchAsync();
        foreach (var wait in new[] { 0, 5, 60 })
        {
            await AdvanceAsync(TimeSpan.FromSeconds(wait));
            await SendAsync();
        }

        Jobs.Failed(Publication.Id, "deliver", new HttpRequestException("lost"));
        await AdvanceAsync(TimeSpan.FromMinutes(12));
        await WriteAsync("The service itself");
        FreeSpace = null;
    }

    private async Task MentionsUnreadAsync()
    {
        Begin("mentions-unread", "alpha", "beta");
        await ExecuteAsync(
            """
            insert into reading_positions (publication, source, trouble, trouble_since, not_before)
            values (@id, 'alpha', 'The server gave no answer: no connection.', @now, null), (@id, 'beta', 'The server takes no requests.', @now, @later)
            """,
            new
            {
                id = Publication.Id,
                now = Clock.GetUtcNow(),
                later = Clock.GetUtcNow().AddHours(7),
            }
        );
        await PassAsync(TimeSpan.FromHours(6.5));
        await WriteAsync("What people write cannot be read");
    }

    private async Task CallsHeldAsync()
    {
        Begin("calls-held", "alpha");
        var issue = new CallIssue("issue-7", 7, DateOnly.FromDateTime(Clock.GetUtcNow().Date), "The Gazette 7", null);
        var closes = new Closing.At(Clock.GetUtcNow().AddDays(20), issue.Day.AddDays(19), null);
        var call = new Call
        {
            Id = CallId.At(Clock.GetUtcNow()),
            Publication = Publication.Id,
            Kind = CallKind.Event,
            Identity = "spin.example/cfp",
            Printed = new CallText("SpinConf", "https://spin.example/cfp", closes, 12),
            FirstIssue = issue,
            LastIssue = issue,
            Contradiction = "the event (2025-09-01) began before the issue came: the year may be off",
        };
        await StoredCalls.InsertAsync(Database, Clock.GetUtcNow(), call);
        await PassAsync(TimeSpan.FromHours(24));
        (await CodesAsync()).ShouldBe(["notice calls-held"], "a day to look at it");
        await PassAsync(TimeSpan.FromHours(1));
        await WriteAsync("A call contradicts itself, and nobody has decided");

        await new ReviewCalls(Database, Clock).ReleaseAsync(new CallAction(call.Id, null, "cli:eve"), Cancellation);
        (await CodesAsync()).ShouldBeEmpty();
    }

    private async Task UnreadAsync()
    {
        Begin("unread", "alpha");
        await SeeAsync(Samples.Issue(7) with { Date = DateOnly.FromDateTime(Clock.GetUtcNow().Date) });
        await PassAsync(TimeSpan.FromHours(2));
        await WriteAsync("An issue is out, and this program has not looked yet");
    }

    private async Task HeldAsync()
    {
        await JumpAsync(new DateTimeOffset(2026, 11, 19, 2, 0, 0, TimeSpan.Zero) - Clock.GetUtcNow());
        var issues = Path.Combine(_folder, "issues");
        Directory.CreateDirectory(issues);
        Publication = Shipped.Publication with
        {
            Id = "held",
            Source = new SourceOptions.Folder(issues, "*.md"),
            Schedules = new("0 * * * * ?", "0 * * * * ?"),
        };
        var sample = await File.ReadAllTextAsync(Shipped.SampleFile, Cancellation);
        await File.WriteAllTextAsync(
            Path.Combine(issues, "678.md"),
            sample.Replace("# Quote of the Week", "# Quote of the Week\n\n<<<<<<< HEAD\n", StringComparison.Ordinal),
            Cancellation
        );
        await File.WriteAllBytesAsync(Path.Combine(issues, "broken.md"), [0x54, 0x00, 0xFF], Cancellation);
        using var watch = WatchOf(issues);
        await watch.RunAsync(Cancellation);
        await PassAsync(TimeSpan.FromHours(3));
        Report = await watch.RunAsync(Cancellation);
        await WriteAsync("An issue is out and not finished, and a file is none");

        await File.WriteAllTextAsync(Path.Combine(issues, "678.md"), sample, Cancellation);
        await watch.RunAsync(Cancellation);
        await File.WriteAllTextAsync(
            Path.Combine(issues, "678.md"),
            sample.Replace("# Quote of the Week", "# Quote of the Week\n\n<<<<<<< HEAD\n", StringComparison.Ordinal),
            Cancellation
        );
        Report = await watch.RunAsync(Cancellation);
        await WriteAsync("An announced issue is in the middle of a merge");

        Directory.Move(issues, issues + "-gone");
        await watch.RunAsync(Cancellation);
        await PassAsync(TimeSpan.FromMinutes(31));
        Report = await watch.RunAsync(Cancellation);
        await WriteAsync("The source is gone");
    }

    protected override async ValueTask CleanUpAsync()
    {
        await base.CleanUpAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private void Begin(string id, params string[] accounts)
    {
        var gazette = Samples.Publication(accounts);
        Publication = gazette with { Id = id, Zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York") };
    }

    private async Task WriteAsync(string title)
    {
        _text.Append("=== ").Append(title).Append('\n');
        foreach (var reason in await ReasonsAsync())
        {
            _codes.Add(reason.Code);
            _text
                .Append(reason.IsFailing ? "FAILING " : "notice  ")
                .Append(reason.Code)
                .Append("  ")
                .Append(Portable(reason.Subject))
                .Append('\n');
            _text.Append("    ").Append(Portable(reason.Text)).Append('\n');
            _text.Append("    → ").Append(Portable(reason.Remedy)).Append('\n');
        }

        _text.Append('\n');
    }

    private string Portable(string text) => text.Replace(_folder, "/srv", StringComparison.Ordinal);
}
