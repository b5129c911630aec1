using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Syndicator.Composing;
using Syndicator.Configuration;
using Syndicator.Issues;
using Syndicator.Networks;
using Syndicator.Networks.DryRun;
using Syndicator.Publishing;
using Syndicator.Storage;

namespace Syndicator.IntegrationTests.Publishing;

/// <summary>
/// The process that is killed: announces one issue after another and delivers each to dry-run accounts, as <c>announce</c> and <c>deliver</c> do.
/// </summary>
internal static class KillTarget
{
    public const string Command = "--kill-target";

    /// <summary>Printed when the first request is about to leave: everything before it is starting.</summary>
    public const string Ready = "ready";
    public static readonly IReadOnlyList<string> Accounts = ["alpha", "beta", "gamma"];
    public static readonly IReadOnlyList<string> Parts = ["lead", "crate", "quote", "news", "events", "invitation"];

    private static readonly DeliveryOptions Options = new()
    {
        Lease = TimeSpan.FromMilliseconds(500),
        RequestTimeLimit = TimeSpan.FromMilliseconds(350),
        BetweenLookUps = TimeSpan.FromMilliseconds(100),
        FirstBackoff = TimeSpan.FromMilliseconds(20),
        LongestBackoff = TimeSpan.FromMilliseconds(200),
    };

    public static Publication Publication { get; } =
        new()
        {
            Id = "gazette",
            Folder = "config/gazette",
            Name = "The Gazette",
            ShortName = "Gazette",
            Format = new IssueFormat
            {
                Site = "https://gazette.example/",
                PagePath = "{number}",
                Headings = new Dictionary<SectionRole, IReadOnlyList<string>>(),
            },
            Source = new SourceOptions.Folder("/issues", "*.md"),
            Zone = TimeZoneInfo.Utc,
            Schedules = new Schedules("0 0/5 * * * ?", "0 * * * * ?"),
            Hold = TimeSpan.Zero,
            Accounts =
            [
                .. Accounts.Select(name => new Account
                {
                    Name = name,
                    Network = "dry-run",
                    Mode = AccountMode.DryRun,
                    Thread = true,
                }),
            ],
            Handles = Handles.None,
            Templates = new Dictionary<string, TemplateFile>(),
        };

    public static async Task<int> Main(string[] args)
    {
        if (args is not [Command, var file, var postgres, var dataFolder, var worker, var issues])
        {
            return await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
        }

        var storage = new StorageOptions { File = file, PostgreSql = postgres.Length == 0 ? null : postgres };
        await using var database = await Database.OpenAsync(storage, TimeProvider.System);
        await RunAsync(database, dataFolder, worker, int.Parse(issues, CultureInfo.InvariantCulture));
        return 0;
    }

    /// <param name="issueCount">How many issues to finish, counted from the first; then the process ends by itself.</param>
    private static async Task RunAsync(Database database, string dataFolder, string worker, int issueCount)
    {
        var outbox = new Outbox(database, TimeProvider.System);
        var deliver = new DeliverDue(
            outbox,
            new AccountHomes(database, TimeProvider.System),
            (publication, account) => new SlowNetwork(dataFolder, publication.Id, account),
            Options,
            TimeProvider.System,
            NullLogger<DeliverDue>.Instance,
            worker
        );
        var queries = new DeliveryQueries(database);
        for (var number = await FirstUnfinishedAsync(queries); number <= issueCount; number++)
        {
            var threads = Accounts.Select(account => new PostThread(account, [.. Parts.Select(part => Post(part, number))])).ToList();
            await new AnnounceIssue(database, outbox, TimeProvider.System).RunAsync(
                Publication,
                new Issue { File = $"{number}.md", Number = number },
                "",
                threads,
                worker,
                null,
                CancellationToken.None
            );
            while (!await IsFinishedAsync(queries, number))
            {
                await deliver.RunAsync(Publication, CancellationToken.None);
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
            }
        }
    }

    /// <summary>Issues are finished one after another.</summary>
    private static async Task<int> FirstUnfinishedAsync(DeliveryQueries queries) =>
        (await queries.ListAsync(Publication.Id, state: "delivered", limit: int.MaxValue)).Count / (Accounts.Count * Parts.Count) + 1;

    private static async Task<bool> IsFinishedAsync(DeliveryQueries queries, int number) =>
        (await queries.ListAsync(Publication.Id, $"issue-{number}", state: "delivered")).Count == Accounts.Count * Parts.Count;

    private static ComposedPost Post(string part, int number)
    {
        var text = $"Issue {number}: what there is to say about {part}";
        return new ComposedPost(part, new PostContent { Text = text }, text.Length, 500, 0, []);
    }

    /// <summary>Takes some time before and after the line is in the ledger, so that kills land on either side of it.</summary>
    private sealed class SlowNetwork(string dataFolder, string publication, Account account) : INetwork
    {
        private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(8);
        private static int announced;

        private readonly DryRunNetwork _network = new(
            publication,
            account,
            new NoRules(),
            DryRunLedger.Of(dataFolder, publication, account.Name),
            TimeProvider.System
        );

        public ValueTask<TextRules> GetTextRulesAsync(CancellationToken cancellationToken) => _network.GetTextRulesAsync(cancellationToken);

        public async Task<PublishOutcome> PublishAsync(OutboundPost post, CancellationToken cancellationToken)
        {
            if (Interlocked.Exchange(ref announced, 1) == 0)
            {
                Console.WriteLine(Ready);
            }

            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
            var outcome = await _network.PublishAsync(post, cancellationToken);
            await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
            return outcome;
        }

        public Task<FindOutcome> FindAsync(OutboundPost post, DateTimeOffset firstAttemptAt, CancellationToken cancellationToken) =>
            _network.FindAsync(post, firstAttemptAt, cancellationToken);
    }

    private sealed class NoRules : TextRules
    {
        public override string Network => "plain";
        public override int Limit => 500;

        public override int Measure(string text) => text.Length;

        public override IReadOnlyList<TextEntity> FindEntities(string text) => [];

        public override string Guard(string text) => text;
    }
}
