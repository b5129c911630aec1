using System.Text.Json;
using Dapper;
using Syndicator.Publishing;
using Syndicator.Publishing.Edits;
using Syndicator.Storage;

namespace Syndicator.IntegrationTests.Replay;

/// <summary>What a replay left: in the store, and in the ledgers outside of it.</summary>
/// <param name="Issues">By key.</param>
/// <param name="Posts">The outbox.</param>
/// <param name="Ledgers">Every line of each account's ledger, in order.</param>
/// <param name="Edits">What changes of announced issues came to.</param>
/// <param name="Alarms">In the order in which they were raised.</param>
/// <param name="Calls">What the webhook's receiver was told, by type, code and subject; repetitions left out.</param>
/// <param name="Reasons">See <see cref="ReplayRun.Reasons"/>.</param>
internal sealed record ReplayOutcome(
    IReadOnlyDictionary<string, AnnouncedIssue> Issues,
    IReadOnlyList<Delivery> Posts,
    IReadOnlyDictionary<string, IReadOnlyList<JsonElement>> Ledgers,
    IReadOnlyList<ReplayedEdit> Edits,
    IReadOnlyList<ReplayedAlarm> Alarms,
    IReadOnlyList<string> Calls,
    IReadOnlyList<SeenReason> Reasons
)
{
    private const string Publication = "this-week-in-rust";

    public static readonly string[] Accounts = ["mastodon", "bluesky", "x"];

    public static async Task<ReplayOutcome> ReadAsync(ReplayRun run, CancellationToken cancellationToken)
    {
        var storage = new StorageOptions { File = Path.Combine(run.Data, "syndicator.db") };
        await using var database = await Database.OpenAsync(storage, TimeProvider.System, cancellationToken);
        var issues = await new IssueTable(database, TimeProvider.System).ListAsync(Publication, cancellationToken);
        return new ReplayOutcome(
            issues.ToDictionary(issue => issue.Key),
            await new DeliveryQueries(database).ListAsync(Publication, limit: 100_000, cancellationToken: cancellationToken),
            Accounts.ToDictionary(account => account, account => ReadLedger(run, account)),
            [.. await ReadProposedAsync(database, cancellationToken), .. await ReadFollowedAsync(database, cancellationToken)],
            await ReadAlarmsAsync(database, cancellationToken),
            [.. run.Site.Calls.Values.Select(CallText)],
            run.Reasons
        );
    }

    /// <summary>The keys of the posts that left, in order.</summary>
    public IReadOnlyList<string> KeysOf(string account) =>
        [.. Ledgers[account].Where(line => line.TryGetProperty("key", out _)).Select(line => line.GetProperty("key").GetString()!)];

    private static async Task<IEnumerable<ReplayedEdit>> ReadProposedAsync(Database database, CancellationToken cancellationToken) =>
        from found in await new ProposedEditTable(database).ListAsync(Publication, state: null, 100_000, cancellationToken)
        let place = found.Edit.Place
        select new ReplayedEdit(place.IssueKey, place.Account, place.Part, found.Edit.CreatedAt, found.Edit.State.Name);

    /// <summary>Posts that still waited and were given the issue's new words.</summary>
    private static Task<IEnumerable<ReplayedEdit>> ReadFollowedAsync(Database database, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async connection =>
                (
                    await connection.QueryAsync<(string Issue, string Account, string Part, DateTimeOffset At)>(
                        """
                        select d.issue_key, d.account, d.part, h.at from delivery_history h join deliveries d on d.id = h.delivery_id
                        where h.reason = @ByIssue
                        """,
                        new { TextChange.ByIssue }
                    )
                ).Select(row => new ReplayedEdit(row.Issue, row.Account, row.Part, row.At, "followed")),
            cancellationToken
        );

    private static Task<IReadOnlyList<ReplayedAlarm>> ReadAlarmsAsync(Database database, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<ReplayedAlarm>>(
            async connection =>
                [
                    .. (
                        await connection.QueryAsync<(string Code, string Subject, DateTimeOffset RaisedAt, DateTimeOffset? ClearedAt)>(
                            "select code, subject, raised_at, cleared_at from alarms order by raised_at, code, subject"
                        )
                    ).Select(row => new ReplayedAlarm(row.Code, row.Subject, row.RaisedAt, row.ClearedAt)),
                ],
            cancellationToken
        );

    private static string CallText(JsonElement call) =>
        $"{call.GetProperty("type")} {call.GetProperty("data").GetProperty("code")} {call.GetProperty("data").GetProperty("subject")}";

    private static IReadOnlyList<JsonElement> ReadLedger(ReplayRun run, string account) =>
        [
            .. File.ReadAllLines(Path.Combine(run.Data, "dry-run", Publication, account + ".jsonl"))
                .Select(line => JsonDocument.Parse(line).RootElement),
        ];
}

/// <param name="Became"><c>followed</c> where the post still waited, else the proposal's state.</param>
internal sealed record ReplayedEdit(string IssueKey, string Account, string Part, DateTimeOffset At, string Became);

/// <param name="ClearedAt">Null: it was still open in the end.</param>
internal sealed record ReplayedAlarm(string Code, string Subject, DateTimeOffset RaisedAt, DateTimeOffset? ClearedAt);
