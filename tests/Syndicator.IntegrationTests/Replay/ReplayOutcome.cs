using System.Text.Json;
using Syndicator.Publishing;
using Syndicator.Storage;

namespace Syndicator.IntegrationTests.Replay;

/// <summary>What a replay left: in the store, and in the ledgers outside of it.</summary>
/// <param name="Issues">By key.</param>
/// <param name="Posts">The outbox.</param>
/// <param name="Ledgers">Every line of each account's ledger, in order.</param>
/// <param name="Held">See <see cref="ReplayRun.Held"/>.</param>
internal sealed record ReplayOutcome(
    IReadOnlyDictionary<string, AnnouncedIssue> Issues,
    IReadOnlyList<Delivery> Posts,
    IReadOnlyDictionary<string, IReadOnlyList<JsonElement>> Ledgers,
    IReadOnlyDictionary<int, List<string>> Held
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
            run.Held
        );
    }

    /// <summary>The keys of the posts that left, in order.</summary>
    public IReadOnlyList<string> KeysOf(string account) =>
        [.. Ledgers[account].Where(line => line.TryGetProperty("key", out _)).Select(line => line.GetProperty("key").GetString()!)];

    private static IReadOnlyList<JsonElement> ReadLedger(ReplayRun run, string account) =>
        [
            .. File.ReadAllLines(Path.Combine(run.Data, "dry-run", Publication, account + ".jsonl"))
                .Select(line => JsonDocument.Parse(line).RootElement),
        ];
}
