using Microsoft.Extensions.Logging;
using Syndicator.Configuration;
using Syndicator.Networks.DryRun;
using Syndicator.Publishing;
using Syndicator.Sources;
using Syndicator.Storage;

namespace Syndicator;

/// <summary>Everything the program can do with its publications, put together: the only place that knows all rooms and every network.</summary>
internal sealed class Syndication : IAsyncDisposable
{
    private readonly Dictionary<string, WatchIssues> _watches;

    private Syndication(
        IReadOnlyList<Publication> publications,
        string dataFolder,
        Database database,
        DeliveryOptions delivery,
        TimeProvider clock,
        ILoggerFactory loggers
    )
    {
        Publications = publications;
        Clock = clock;
        DataFolder = dataFolder;
        Database = database;
        var outbox = new Outbox(database, clock);
        Issues = new IssueTable(database, clock);
        Announce = new AnnounceIssue(database, outbox, clock);
        Deliveries = new DeliveryQueries(database);
        Watermarks = new Watermarks(database);
        Deliver = new DeliverDue(
            outbox,
            (publication, account) => NetworkFor(publication, account, dataFolder, clock),
            delivery,
            clock,
            loggers.CreateLogger<DeliverDue>(),
            WorkerName()
        );
        _watches = publications.ToDictionary(
            publication => publication.Id,
            publication => new WatchIssues(
                publication,
                SourceOf(publication, clock),
                Issues,
                Announce,
                NetworkTextRules.For,
                clock,
                loggers.CreateLogger<WatchIssues>()
            ),
            StringComparer.Ordinal
        );
    }

    public IReadOnlyList<Publication> Publications { get; }
    public TimeProvider Clock { get; }
    public string DataFolder { get; }
    public Database Database { get; }
    public IssueTable Issues { get; }
    public AnnounceIssue Announce { get; }
    public DeliverDue Deliver { get; }
    public DeliveryQueries Deliveries { get; }
    public Watermarks Watermarks { get; }

    public WatchIssues WatchOf(Publication publication) => _watches[publication.Id];

    /// <summary>Opens the database, making it and bringing it to this version where necessary.</summary>
    /// <param name="dataFolder">Made when missing: SQLite's file and the dry-run ledgers.</param>
    /// <exception cref="StorageException">The folder or the database cannot be used; the message says what to do.</exception>
    public static async Task<Syndication> OpenAsync(
        IReadOnlyList<Publication> publications,
        string dataFolder,
        StorageOptions storage,
        DeliveryOptions delivery,
        TimeProvider clock,
        ILoggerFactory loggers,
        CancellationToken cancellationToken
    )
    {
        Storage.DataFolder.Prepare(dataFolder);
        var database = await Database.OpenAsync(storage, clock, cancellationToken);
        return new Syndication(publications, dataFolder, database, delivery, clock, loggers);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var watch in _watches.Values)
        {
            watch.Dispose();
        }

        await Database.DisposeAsync();
    }

    /// <summary>In this version every account is a dry run; configuration refuses others.</summary>
    private static DryRunNetwork NetworkFor(Publication publication, Account account, string dataFolder, TimeProvider clock) =>
        account.Mode == AccountMode.DryRun
            ? new DryRunNetwork(
                publication.Id,
                account,
                NetworkTextRules.For(account),
                DryRunLedger.Of(dataFolder, publication.Id, account.Name),
                clock
            )
            : throw new InvalidOperationException($"{account.Name} is live, which the configuration should have refused");

    private static IIssueSource SourceOf(Publication publication, TimeProvider clock) =>
        publication.Source.Match<IIssueSource>(
            folder => new FolderSource(folder.Path, folder.Glob, folder.Drafts, clock),
            git => throw new NotSupportedException(git.Name),
            feed => throw new NotSupportedException(feed.Name)
        );

    /// <summary>Who this process is, among all on the database.</summary>
    public static string WorkerName() => FormattableString.Invariant($"{Environment.MachineName}/{Environment.ProcessId}");
}
