using Syndicator.Calls;
using Syndicator.Issues;
using Syndicator.Publishing;
using Syndicator.Storage;
using Syndicator.Tests.Composing;
using Syndicator.Tests.Publishing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Calls;

/// <summary>The shipped publication on the afternoon after its sample issue, and calls that the issue printed.</summary>
public abstract class CallsSuite(TestServer server) : PublishingSuite(server)
{
    private static readonly DateTimeOffset s_thursday = new(2026, 11, 19, 20, 0, 0, TimeSpan.Zero);

    private static readonly Issue s_issue = IssueReader.Read("sample.md", File.ReadAllText(Shipped.SampleFile), Shipped.Publication.Format);
    private static readonly CallIssue s_printed = new("issue-678", s_issue.Number, s_issue.Date!.Value, s_issue.Title, s_issue.Url);

    protected override async Task PrepareAsync()
    {
        Publication = Shipped.Publication;
        await JumpAsync(s_thursday - Clock.GetUtcNow());
        await Database.WriteAsync(
            async transaction =>
            {
                var seen = await IssueTable.SeeAsync(transaction, Publication.Id, s_issue, Clock.GetUtcNow());
                await IssueTable.AnnounceAsync(transaction, seen, File.ReadAllText(Shipped.SampleFile), null, Clock.GetUtcNow());
                return seen;
            },
            Cancellation
        );
        await ExecuteAsync("update issues set calls_read_at = 1");
    }

    internal static Call Project(string title) => Of(PlannedCalls.Project(title));

    internal static Call Event(string title, string closes) => Of(PlannedCalls.Event(title, closes));

    internal static string Key(string title, string? identity = null) =>
        PlannedPost.KeyOf(identity is null ? Project(title) : Project(title) with { Identity = identity });

    internal Task PrintAsync(params Call[] calls) => StoredCalls.InsertAsync(Database, Clock.GetUtcNow(), calls);

    internal Task<Call> DecideAsync(Call call, CallDecision decision) => DecideAsync(call, call with { Decision = decision });

    internal Task<Call> DecideAsync(Call call, Call after) =>
        Database.WriteAsync(
            async transaction => (await CallTable.WriteAsync(transaction, call, after, Clock.GetUtcNow(), "cli:eve", "decided", ""))!,
            Cancellation
        );

    internal Task<AnnouncedCalls> AnnounceAsync(Database? database = null) =>
        Announcer(database ?? Database).RunAsync(Publication, Clock.GetUtcNow(), "service", Cancellation);

    internal AnnounceCalls Announcer(Database database) =>
        new(
            database,
            new Outbox(database, Clock),
            new WithdrawCallPosts(database, Clock),
            (_, account, _) => ValueTask.FromResult(NetworkTextRules.For(account)),
            Clock
        );

    internal WithdrawCallPosts Withdraw() => new(Database, Clock);

    internal Task<IReadOnlyList<Delivery>> StoredAsync() =>
        Database.ReadAsync(connection => DeliveryTable.SelectAsync(connection, "1 = 1 order by d.id", new { }), Cancellation);

    internal Task<IReadOnlyList<CallPost>> SaidAsync() =>
        Database.ReadAsync(connection => CallPosts.SelectAsync(connection, "1 = 1 order by account, call_id", new { }), Cancellation);

    /// <summary>Why posts were taken back.</summary>
    internal async Task<IReadOnlyList<string>> ReasonsAsync()
    {
        var reasons = new List<string>();
        foreach (var post in (await StoredAsync()).Where(post => post.State is DeliveryState.Cancelled))
        {
            reasons.Add(
                (await Database.ReadAsync(connection => DeliveryTable.ReadHistoryAsync(connection, post.Id), Cancellation))[^1].Reason
            );
        }

        return reasons;
    }

    private static Call Of(Call call) => call with { Publication = Shipped.Publication.Id, FirstIssue = s_printed, LastIssue = s_printed };
}
