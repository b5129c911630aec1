using Microsoft.Extensions.Logging.Abstractions;
using Syndicator.Configuration;
using Syndicator.Publishing;
using Syndicator.Publishing.Edits;
using Syndicator.Sources;
using Syndicator.Storage;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Publishing;

/// <summary>An outbox on a fresh database, with scripted networks behind its accounts.</summary>
public abstract class PublishingSuite(TestServer server) : DatabaseSuite(server)
{
    private readonly Dictionary<string, ScriptedNetwork> _networks = new(StringComparer.Ordinal);

    internal Publication Publication { get; set; } = Samples.Publication("alpha", "beta");
    internal DeliveryOptions Delivering { get; set; } = new();
    internal static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    internal ScriptedNetwork Network(string account = "alpha")
    {
        lock (_networks)
        {
            return _networks.TryGetValue(account, out var network) ? network : _networks[account] = new ScriptedNetwork();
        }
    }

    internal Task<Enqueued> AnnounceAsync(int number, params string[] parts) =>
        AnnounceAsync(number, [.. Publication.Accounts.Select(account => Samples.Thread(account.Name, parts))]);

    internal Task<Enqueued> AnnounceAsync(int number, IReadOnlyList<Syndicator.Composing.PostThread> threads, string? anyway = null) =>
        new AnnounceIssue(Database, new Outbox(Database, Clock), Clock).RunAsync(
            Publication,
            Samples.Issue(number),
            Samples.Text,
            threads,
            "cli:eve",
            anyway,
            Cancellation
        );

    /// <summary>The publication's watch on a folder, as the program puts it together.</summary>
    internal WatchIssues WatchOf(string folder, string? drafts = null, PageProbe? page = null) =>
        new(
            Publication,
            new FolderSource(folder, "*.md", drafts, Clock),
            page,
            new IssueTable(Database, Clock),
            new AnnounceIssue(Database, new Outbox(Database, Clock), Clock),
            new ProposeEdits(Database, Clock),
            new TakeBackIssue(Database, Clock),
            (_, account, _) => ValueTask.FromResult(NetworkTextRules.For(account)),
            Clock,
            NullLogger<WatchIssues>.Instance
        );

    /// <summary>A look that does anything was to be made: the question that is asked before must not spare it.</summary>
    internal async Task<DeliverySummary> DeliverAsync(string worker = "worker-1", Database? database = null, CancellationToken? stop = null)
    {
        var busy = await new BusyPublications(Database, Clock).ListAsync([Publication.Id, "another"], Cancellation);
        var summary = await Deliverer(worker, database).RunAsync(Publication, stop ?? Cancellation);
        if (summary.Handled.Count > 0 || summary.Settled > 0)
        {
            busy.ShouldBe([Publication.Id]);
        }

        return summary;
    }

    internal DeliverDue Deliverer(string worker, Database? database = null, NetworkResolver? networks = null) =>
        new(
            new Outbox(database ?? Database, Clock),
            new AccountHomes(database ?? Database, Clock),
            networks ?? ((_, account) => Network(account.Name)),
            Delivering,
            Clock,
            NullLogger<DeliverDue>.Instance,
            worker
        );

    internal Task<IReadOnlyList<Delivery>> PostsAsync(string? account = "alpha") =>
        new DeliveryQueries(Database).ListAsync(Publication.Id, account: account, cancellationToken: Cancellation);

    internal async Task<Delivery> PostAsync(string part, string account = "alpha", int number = 7, int generation = 1) =>
        (await new DeliveryQueries(Database).ShowAsync($"{Publication.Id}/issue-{number}/{account}/{part}/g{generation}", Cancellation))!
            .Value
            .Delivery;

    internal async Task<string> StatesAsync(string account = "alpha") =>
        string.Join(
            ' ',
            (await PostsAsync(account)).Select(post =>
                post.State is DeliveryState.Held held ? HeldReasons.Name(held.Reason) : post.State.Name
            )
        );
}
