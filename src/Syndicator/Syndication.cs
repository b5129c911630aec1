using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Syndicator.Calls;
using Syndicator.Calls.Feeds;
using Syndicator.Configuration;
using Syndicator.Crates;
using Syndicator.Editors;
using Syndicator.Engagement;
using Syndicator.Forgetting;
using Syndicator.Forums;
using Syndicator.Networks;
using Syndicator.Networks.DryRun;
using Syndicator.Networks.Wire;
using Syndicator.Nominations;
using Syndicator.Nominations.Archive;
using Syndicator.Nominations.Collecting;
using Syndicator.Nominations.Export;
using Syndicator.Nominations.Reviewing;
using Syndicator.Publishing;
using Syndicator.Publishing.Edits;
using Syndicator.Scheduling;
using Syndicator.Secrets;
using Syndicator.Sources;
using Syndicator.Sources.Web;
using Syndicator.Storage;

namespace Syndicator;

/// <summary>Everything the program can do with its publications, put together: the only place that knows all rooms and every network.</summary>
internal sealed class Syndication : IAsyncDisposable
{
    /// <summary>Below the key folder: what one instance alone protects the desk's forms and sessions with.</summary>
    public const string DeskFolder = "desk";

    /// <summary>Of publications that this process has looked at, as they were configured then.</summary>
    private readonly ConditionalWeakTable<Publication, Lazy<WatchIssues>> _watches = [];
    private readonly Func<Publication, WatchIssues> _newWatch;
    private readonly WebReader _web;
    private readonly WireClient _wire = new();
    private readonly SecretResolver _outside = new(Environment.GetEnvironmentVariable);
    private readonly SecretKeys _keys;
    private readonly LiveNetworks _live;
    private readonly CratesIo _cratesIo;
    private readonly ILogger _log;
    private readonly ILogger<ForgetOld> _forgetLog;
    private readonly string _keyFolder;
    private readonly MarkedStore _store;
    private readonly AccountHomes _homes;

    private Syndication(
        IReadOnlyList<Publication> publications,
        string dataFolder,
        string keyFolder,
        MarkedStore store,
        DeliveryOptions delivery,
        TimeProvider clock,
        ILoggerFactory loggers
    )
    {
        _log = loggers.CreateLogger<Syndication>();
        _forgetLog = loggers.CreateLogger<ForgetOld>();
        Scheduled = new ScheduledPublications(publications);
        Clock = clock;
        DataFolder = dataFolder;
        _store = store;
        var database = Database = store.Database;
        _web = new WebReader(clock);
        var outbox = new Outbox(database, clock);
        _homes = new AccountHomes(database, clock);
        _keyFolder = keyFolder;
        _keys = new SecretKeys(keyFolder);
        SecretStore = new SecretStore(database, _keys, clock);
        Secrets = new AccountSecrets(_outside, SecretStore, WorkerName(), clock);
        Spending = new Spending(database, clock);
        _live = new LiveNetworks(Secrets, Spending, _wire, clock);
        Issues = new IssueTable(database, clock);
        Announce = new AnnounceIssue(database, outbox, clock);
        _cratesIo = new CratesIo(_wire, clock, publications.Select(publication => publication.Format.Site).FirstOrDefault());
        AskCratesIo = new AskCratesIo(database, _cratesIo.GetAsync, clock, loggers.CreateLogger<AskCratesIo>());
        Collect = new CollectMentions(database, SourcesOf, WorkerName(), clock, loggers.CreateLogger<CollectMentions>());
        Chosen = new ChosenNominations(
            database,
            clock,
            async (id, stop) =>
                FindPublication(id) is { } publication
                    ? (await Nominations!.Queries.RoundsAsync(publication, stop)).InMaking
                    : DateTimeOffset.MinValue
        );
        Export = new ExportNominations(Chosen);
        OpenCalls = new OpenCalls(database, clock);
        FillDraft = new FillDraft(Chosen);
        Import = new ImportIssues(database);
        FollowCalls = new FollowCalls(database, clock, loggers.CreateLogger<FollowCalls>());
        Follow = new FollowAnnounced(database, clock, loggers.CreateLogger<FollowAnnounced>());
        Thank = new ThankNominators(database, outbox, Issues, RulesOfAsync, clock);
        Invite = new InviteNominations(database, outbox, Issues, RulesOfAsync, clock);
        WithdrawCallPosts = new WithdrawCallPosts(database, clock);
        Calls = new CallQueries(database, clock);
        ReviewCalls = new ReviewCalls(database, clock);
        AnnounceCalls = new AnnounceCalls(database, outbox, WithdrawCallPosts, RulesOfAsync, clock);
        ForeseeCallPosts = new ForeseeCallPosts(database, (_, account, _) => ValueTask.FromResult(NetworkTextRules.For(account)), clock);
        FindUnsayable = new FindUnsayable(RulesOfAsync, clock);
        TellUnsayable = new TellUnsayable(loggers.CreateLogger<TellUnsayable>());
        Nominations = new NominationDesk(database, Issues, clock);
        CountEngagement = new CountEngagement(database, CounterOf, Spending, clock, loggers.CreateLogger<CountEngagement>());
        Engagement = new EngagementQueries(database);
        Deliveries = new DeliveryQueries(database);
        FirstPosts = new FirstPosts(database);
        Change = new ChangeDelivery(database, clock);
        Watermarks = new Watermarks(database);
        // A process that is started anew must not go on with what one of its name and number held.
        Duties = new Duties(
            database,
            FormattableString.Invariant($"{WorkerName()}/{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}"),
            delivery.Lease
        );
        Pauses = new AccountPauses(database, clock);
        Accounts = new AccountQueries(database);
        AccountHistory = new AccountHistory(database);
        DeliveryHistory = new DeliveryHistory(database);
        CallHistories = new CallHistories(database);
        LogIn = new LogInAccount(_live, SecretStore, Pauses, clock);
        LogOut = new LogOutAccount(_live, SecretStore);
        Verify = new VerifyAccounts(NetworkOf, clock);
        BackUp = new BackUpStore(database, clock);
        Restore = new RestoreStore(database, dataFolder, clock);
        Deliver = new DeliverDue(outbox, _homes, NetworkOf, delivery, clock, loggers.CreateLogger<DeliverDue>(), WorkerName());
        Edits = new ProposedEditTable(database);
        DecideEdit = new DecideEdit(database, NetworkOf, delivery, clock, loggers.CreateLogger<DecideEdit>());
        _newWatch = publication => new WatchIssues(
            publication,
            IssueSources.Open(publication, dataFolder, _web, clock),
            PageOf(publication, _web),
            Issues,
            Announce,
            new ProposeEdits(database, clock),
            new TakeBackIssue(database, clock),
            RulesOfAsync,
            clock,
            loggers.CreateLogger<WatchIssues>()
        );
        Busy = new BusyPublications(database, clock);
    }

    /// <summary>The publications, for the jobs; pages and commands ask for <see cref="Publications"/>.</summary>
    public ScheduledPublications Scheduled { get; }

    public IReadOnlyList<Publication> Publications => Scheduled.All;
    public TimeProvider Clock { get; }
    public string DataFolder { get; }
    public Database Database { get; }
    public IssueTable Issues { get; }
    public AnnounceIssue Announce { get; }
    public DeliverDue Deliver { get; }
    public CollectMentions Collect { get; }
    public AskCratesIo AskCratesIo { get; }
    public FollowAnnounced Follow { get; }
    public FollowCalls FollowCalls { get; }
    public ThankNominators Thank { get; }
    public InviteNominations Invite { get; }
    public WithdrawCallPosts WithdrawCallPosts { get; }
    public CallQueries Calls { get; }
    public ReviewCalls ReviewCalls { get; }
    public AnnounceCalls AnnounceCalls { get; }
    public ForeseeCallPosts ForeseeCallPosts { get; }
    public FindUnsayable FindUnsayable { get; }
    public TellUnsayable TellUnsayable { get; }
    public NominationDesk Nominations { get; }
    public CountEngagement CountEngagement { get; }
    public EngagementQueries Engagement { get; }
    public ChosenNominations Chosen { get; }
    public ExportNominations Export { get; }
    public OpenCalls OpenCalls { get; }
    public FillDraft FillDraft { get; }
    public ImportIssues Import { get; }
    public DeliveryQueries Deliveries { get; }
    public FirstPosts FirstPosts { get; }
    public ProposedEditTable Edits { get; }
    public DecideEdit DecideEdit { get; }
    public ChangeDelivery Change { get; }
    public BusyPublications Busy { get; }
    public Watermarks Watermarks { get; }
    public Duties Duties { get; }
    public AccountPauses Pauses { get; }
    public AccountQueries Accounts { get; }
    public AccountHistory AccountHistory { get; }
    public DeliveryHistory DeliveryHistory { get; }
    public CallHistories CallHistories { get; }
    public BackUpStore BackUp { get; }
    public RestoreStore Restore { get; }
    public AccountSecrets Secrets { get; }
    public Spending Spending { get; }
    public SecretStore SecretStore { get; }
    public LogInAccount LogIn { get; }
    public LogOutAccount LogOut { get; }
    public VerifyAccounts Verify { get; }

    /// <summary>What was doubted when it was opened, because the store had lost its log; null: it had not.</summary>
    public RestoredPosts? DoubtedPosts => _store.Doubted;

    /// <summary>Null: none is called so.</summary>
    public Publication? FindPublication(string id) => Scheduled.Find(id);

    /// <summary>
    /// The configuration was read anew: these are the publications from now on. Work under way goes on with what it began with; what was read, opened or
    /// asked for those that changed is not used again.
    /// </summary>
    public void Replace(IReadOnlyList<Publication> publications)
    {
        var before = Publications;
        Scheduled.Replace(publications);
        _live.KeepOnly(publications);
        foreach (var publication in before.Except(publications, ReferenceEqualityComparer.Instance).OfType<Publication>())
        {
            if (_watches.TryGetValue(publication, out var watch) && watch.IsValueCreated)
            {
                _ = watch.Value.CloseAsync();
            }
        }
    }

    public WatchIssues WatchOf(Publication publication) =>
        _watches.GetValue(publication, one => new Lazy<WatchIssues>(() => _newWatch(one))).Value;

    /// <summary>What the last look of this process at a source found; null before the first.</summary>
    public WatchReport? LastReportOf(Publication publication) =>
        _watches.TryGetValue(publication, out var watch) ? watch.Value.LastReport : null;

    /// <summary>Opens the database, making it and bringing it to this version where necessary.</summary>
    /// <param name="dataFolder">Made when missing: SQLite's file and the dry-run ledgers.</param>
    /// <param name="keyFolder">What secrets are encrypted with; made with the first of them.</param>
    /// <exception cref="StorageException">The folder or the database cannot be used; the message says what to do.</exception>
    public static async Task<Syndication> OpenAsync(
        IReadOnlyList<Publication> publications,
        string dataFolder,
        string keyFolder,
        StorageOptions storage,
        DeliveryOptions delivery,
        TimeProvider clock,
        ILoggerFactory loggers,
        CancellationToken cancellationToken
    )
    {
        Storage.DataFolder.Prepare(dataFolder);
        var store = await MarkedStore.OpenAsync(storage, clock, cancellationToken);
        var syndication = new Syndication(publications, dataFolder, keyFolder, store, delivery, clock, loggers);
        syndication.TellLoss();
        try
        {
            await syndication._homes.ClaimKnownAsync(publications, cancellationToken);
            return syndication;
        }
        catch
        {
            await syndication.DisposeAsync();
            throw;
        }
    }

    private void TellLoss()
    {
        if (DoubtedPosts is { } doubted)
        {
            _log.LogError(
                "{Store}-wal is gone, although this program was killed while it had the store open: what was stored last is lost. {Uncertain} posts are looked for "
                    + "on their networks before they are sent, {Held} when their hold ends. What editors did last is to be done again; issues that were announced last are announced "
                    + "again, and looked for too. Was the file copied without its -wal? Stop the program, put copies of both back that were made together, and start it",
                Database.Name,
                doubted.UncertainCount,
                doubted.HeldCount
            );
        }
    }

    /// <summary>The open calls of a publication; null where none is called so.</summary>
    public async Task<CallFeed?> FindOpenCallsAsync(string publication, CancellationToken cancellationToken) =>
        FindPublication(publication) is { } known ? await OpenCalls.RunAsync(known, cancellationToken) : null;

    /// <summary>What announced issues had, and thanks for it. Before anything is collected: a nomination of this moment is for the next issue.</summary>
    public async Task<(IReadOnlyList<Nomination> Published, IReadOnlyList<Delivery> Thanks)> FollowAsync(
        Publication publication,
        string actor,
        CancellationToken cancellationToken
    ) => (await Follow.RunAsync(publication, cancellationToken), await Thank.RunAsync(publication, actor, cancellationToken));

    /// <summary>One look at a publication's source, and the calls of what is announced by now.</summary>
    public async Task<WatchReport> WatchAsync(Publication publication, CancellationToken cancellationToken)
    {
        var report = await WatchOf(publication).RunAsync(cancellationToken);
        await FollowCallsAsync(publication, cancellationToken);
        return report;
    }

    /// <summary>The calls of announced issues that were not read for them yet. After anything was announced, and before anything is told of calls.</summary>
    public async Task<FollowedCalls> FollowCallsAsync(Publication publication, CancellationToken cancellationToken)
    {
        var watch = WatchOf(publication);
        var context = await watch.ContextAsync(cancellationToken);
        // Without the source's older issues, calls of last week would seem new: they wait until it can be read.
        return watch.LastReport is { Trouble: not null }
            ? new FollowedCalls([])
            : await FollowCalls.RunAsync(publication, context.Earlier, cancellationToken);
    }

    /// <summary>What an archive of issues had: crates, quotes, links, and calls that count as announced.</summary>
    /// <param name="progress">Called with the number of files that are done.</param>
    public async Task<ImportedIssues> ImportAsync(
        Publication publication,
        IReadOnlyList<string> files,
        Action<int> progress,
        CancellationToken cancellationToken
    )
    {
        var calls = new ImportCalls(Database, Clock, publication.Id);
        var imported = await Import.RunAsync(publication.Id, publication.Format, files, calls.Add, progress, cancellationToken);
        await calls.RunAsync(cancellationToken);
        return imported;
    }

    /// <summary>After anything was collected: what crates.io knows of it, and the editors' digest when its time has come.</summary>
    public async Task TellAsync(Publication publication, CancellationToken cancellationToken)
    {
        await AskCratesIo.RunAsync(publication, cancellationToken);
        await Nominations.SendDigest.RunAsync(publication, cancellationToken);
    }

    /// <summary>Looks up again the posts of what is about to go into an issue: what was deleted since is no longer exported.</summary>
    /// <returns>By source; those in trouble say why, and what they have stays as it was.</returns>
    public async Task<IReadOnlyList<SourceReport>> LookAgainBeforeExportAsync(Publication publication, CancellationToken cancellationToken)
    {
        var chosen = await Chosen.FindAsync(publication.Id, round: null, cancellationToken);
        return await Collect.LookAgainAsync(publication, [.. chosen.Nominations.Select(one => one.Nomination.Id)], cancellationToken);
    }

    /// <summary>Makes Quartz's tables where instances share the store, and any others of their names anew.</summary>
    /// <returns>What Quartz connects with; null where one process has the store to itself.</returns>
    public async Task<string?> JoinClusterAsync(CancellationToken cancellationToken)
    {
        if (Database.SharedConnection is null)
        {
            return null;
        }

        var tables = new BorrowedTables(QuartzTables.Prefix, QuartzTables.Statements, QuartzTables.Mark);
        if (await tables.MakeAsync(Database, cancellationToken))
        {
            _log.LogWarning(
                "The tables {Prefix}* were another Quartz's and were made anew; nothing was in them that is missed",
                QuartzTables.Prefix
            );
        }

        return Database.SharedConnection;
    }

    /// <summary>What instances that share the store protect the desk's forms and sessions with; null where one process has the store to itself.</summary>
    /// <returns>Or why this instance cannot take part.</returns>
    public async Task<(DeskKeys? Keys, Configuration.Problem? Problem)> ShareDeskKeysAsync(CancellationToken cancellationToken)
    {
        if (Database.SharedConnection is null)
        {
            return (null, null);
        }

        var keys = new DeskKeys(Database, SecretStore, new KeyFolder(Path.Combine(_keyFolder, DeskFolder)));
        return await keys.PrepareAsync(cancellationToken) is { } problem ? (null, problem) : (keys, null);
    }

    /// <summary>Who may use the desk, by the host's settings.</summary>
    public SignInDesk SignInBy(SignInOptions options) => new(options, Database, _wire, _outside, TimeProvider.System);

    /// <summary>What throws away what has grown old, by the host's settings.</summary>
    public ForgetOld ForgetBy(RetentionOptions options) => new(Database, options, Clock, TimeProvider.System, ShownSince, _forgetLog);

    private DateTimeOffset ShownSince()
    {
        var now = Clock.GetUtcNow();
        return Publications.Select(publication => new Rounds(publication.Nominations).OpenSince(now)).DefaultIfEmpty(now).Min();
    }

    /// <summary>What the scheduled jobs call.</summary>
    /// <param name="health">Judges a publication's health; see <see cref="HealthWatch"/>.</param>
    /// <param name="busyHealth">Of many, those for which that has anything to do; null: each may have.</param>
    public ScheduledWork ToScheduledWork(
        Func<Publication, CancellationToken, Task> health,
        Func<IReadOnlyList<Publication>, CancellationToken, Task<IReadOnlySet<string>?>>? busyHealth = null
    ) =>
        new(
            Watch: (publication, _, stop) => WatchAsync(publication, stop),
            Deliver: async (publication, _, stop) =>
            {
                // What an issue or an editor has changed since, and what the clock has.
                await WithdrawCallPosts.RunAsync(publication, stop);
                await Deliver.RunAsync(publication, stop);
            },
            Collect: async (publication, _, stop) =>
            {
                await FollowAsync(publication, Actors.Service, stop);
                await Collect.RunAsync(publication, null, stop);
                await TellAsync(publication, stop);
            },
            Health: (publication, _, stop) => health(publication, stop),
            Invite: (publication, occurrence, stop) => Invite.RunAsync(publication, occurrence, Actors.Service, stop),
            Calls: async (publication, occurrence, stop) =>
            {
                var announced = await AnnounceCalls.RunAsync(publication, occurrence, Actors.Service, stop);
                TellUnsayable.Run(publication, announced.Unsayable);
            },
            Engagement: (publication, _, stop) => CountEngagement.RunAsync(publication, stop),
            ReadWatermark: (publication, job, stop) => Watermarks.ReadAsync(publication.Id, job, stop),
            AdvanceWatermark: async (publication, job, to, stop) =>
                await Watermarks.AdvanceAsync(publication.Id, job, await Watermarks.ReadAsync(publication.Id, job, stop), to, stop)
        )
        {
            FindBusy = async (job, due, stop) =>
            {
                string[] ids = [.. due.Select(publication => publication.Id)];
                return job switch
                {
                    JobNames.Deliver => await Busy.ListAsync(ids, stop),
                    JobNames.Engagement => await CountEngagement.ListBusyAsync(ids, stop),
                    JobNames.Calls => await Calls.ListBusyAsync(ids, stop),
                    JobNames.Health when busyHealth is not null => await busyHealth(due, stop),
                    // Sources and networks are asked, and every invitation is a post.
                    _ => null,
                };
            },
            Tend = Database.TendAsync,
        };

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, watch) in _watches)
        {
            watch.Value.Dispose();
        }

        _web.Dispose();
        _live.Dispose();
        _cratesIo.Dispose();
        _wire.Dispose();
        _keys.Dispose();
        await _store.DisposeAsync();
    }

    /// <summary>The network that an account posts to: its own, or a ledger beside the store when it is a dry run.</summary>
    public INetwork NetworkOf(Publication publication, Account account) =>
        account.Mode == AccountMode.Live
            ? _live.Of(publication, account)
            : DryRunNetwork.Of(
                publication.Id,
                account,
                NetworkTextRules.For(account),
                DryRunLedger.Of(DataFolder, publication.Id, account.Name),
                Clock
            );

    /// <summary>The rules of text that hold for an account: a live one's server is asked for its limits.</summary>
    public ValueTask<TextRules> RulesOfAsync(Publication publication, Account account, CancellationToken cancellationToken) =>
        NetworkTextRules.AskAsync(NetworkOf(publication, account), cancellationToken);

    /// <summary>Whatever a publication collects mentions from.</summary>
    private IReadOnlyList<MentionSource> SourcesOf(Publication publication) =>
        [
            .. publication
                .Accounts.Select(account => MentionSource.Of(publication, account, ReaderOf(publication, account)))
                .Where(source => source.Can<IReadsMentions>() is not null),
            .. publication.Nominations.Topics.Select(topic =>
                MentionSource.Of(publication, topic, new DiscourseTopic(topic.Url, _wire, Clock, publication.Format.Site))
            ),
        ];

    /// <summary>What reads mentions for an account; a dry run reads samples.</summary>
    private object ReaderOf(Publication publication, Account account) =>
        account.Mode == AccountMode.Live
            ? _live.Of(publication, account)
            : DryRunMentions.Of(publication.Folder, account.Name, DryRunLedger.Of(DataFolder, publication.Id, account.Name), Clock);

    /// <summary>What counts an account's posts. A dry run has no readers, unless the demonstration makes some up.</summary>
    private PostCounter? CounterOf(Publication publication, Account account)
    {
        if (account.Mode == AccountMode.Live)
        {
            return _live.Of(publication, account) is ICountsReactions network ? new PostCounter(network, account) : null;
        }

        var ledger = DryRunLedger.Of(DataFolder, publication.Id, account.Name);
        return publication.DemonstrationStartsAt is null
            ? null
            : new PostCounter(new DryRunReactions(ledger, Clock), account, IsSample: true);
    }

    private static PageProbe? PageOf(Publication publication, WebReader reader) =>
        publication.CheckPage ? new PageCheck(reader, new Uri(publication.Format.Site)).AskAsync : null;

    /// <summary>Who this process is, among all on the database.</summary>
    public static string WorkerName() => FormattableString.Invariant($"{Environment.MachineName}/{Environment.ProcessId}");
}
