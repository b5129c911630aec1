using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Syndicator.Configuration;
using Syndicator.Networks;
using Syndicator.Networks.Mastodon;
using Syndicator.Networks.Wire;
using Syndicator.Nominations.Collecting;
using Syndicator.Storage;

namespace Syndicator.Benchmarks;

/// <summary>
/// Mentions that wait on a local server, collected, recognised and stored: how many a second, how much more memory, how large the database; and the same again with
/// nothing new. Beside it the same pages only read and understood, because machines differ; processor time is this process's, without the server's and PostgreSQL's.
/// </summary>
internal static class MentionCollection
{
    private const double Megabyte = 1e6;

    /// <param name="postgreSql">Null: SQLite in a temporary folder.</param>
    public static async Task<int> RunAsync(int count, string? postgreSql)
    {
        using var server = Process.Start(
            new ProcessStartInfo(Environment.ProcessPath!, ["serve-mentions"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        var folder = Directory.CreateTempSubdirectory("syndicator-mentions-").FullName;
        try
        {
            var address = new Uri((await server.StandardOutput.ReadLineAsync())!);
            await using var database = await Database.OpenAsync(
                new StorageOptions { File = Path.Combine(folder, "test.db"), PostgreSql = postgreSql },
                TimeProvider.System
            );
            using var wire = new WireClient();
            var publication = Publication(address);
            var network = new MastodonNetwork(publication.Accounts[0], new GivenToken(), wire, TimeProvider.System);
            await MeasureAsync(server, database, publication, network, count, folder);
        }
        finally
        {
            server.StandardInput.Close();
            await server.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    private static async Task MeasureAsync(
        Process server,
        Database database,
        Publication publication,
        MastodonNetwork network,
        int count,
        string folder
    )
    {
        // The first mentions warm everything up, and give the cursor from which the others are read.
        const int WarmUp = 4000;
        var collect = new CollectMentions(
            database,
            each => [MentionSource.Of(each, each.Accounts[0], network)],
            "benchmark",
            TimeProvider.System,
            NullLogger<CollectMentions>.Instance
        );
        await HoldAsync(server, 80);
        await collect.RunAsync(publication, null, CancellationToken.None);
        await HoldAsync(server, WarmUp);
        await collect.RunAsync(publication, null, CancellationToken.None);
        await HoldAsync(server, WarmUp + count);

        var read = await TimeAsync(() => ReadAsync(network, MentionServer.CursorAfter(WarmUp)));
        var before = Memory();
        using var watch = new MemoryWatch();
        SourceReport? report = null;
        var collected = await TimeAsync(async () => report = (await collect.RunAsync(publication, null, CancellationToken.None)).Single());
        var peak = watch.Peak;
        var nothing = await TimeAsync(() => collect.RunAsync(publication, null, CancellationToken.None));

        Print(
            $"{report!.Count} mentions: {string.Join(", ", report.Became.Select(each => $"{each.Value} {each.Key}"))}{(report.Trouble is { } trouble ? ", " + trouble.Text : "")}"
        );
        Print($"{"", -40} {"ms", 9} {"a second", 9} {"ratio", 7} {"processor ms", 13}");
        Print("pages read and understood alone", read, count, read.Time);
        Print("collected, recognised and stored", collected, count, read.Time);
        Print($"{"again, nothing new", -40} {nothing.Time.TotalMilliseconds, 9:0} {"", 17} {nothing.Processor.TotalMilliseconds, 13:0}");
        Print($"memory: {before / Megabyte:0.0} MB before, {peak / Megabyte:0.0} MB at most: +{(peak - before) / Megabyte:0.0} MB");
        var files = Directory.GetFiles(folder).Sum(file => new FileInfo(file).Length);
        if (files > 0)
        {
            Print($"database: {files / Megabyte:0.0} MB, {files / (count + WarmUp)} bytes a mention");
        }
    }

    private static async Task ReadAsync(MastodonNetwork network, string? cursor)
    {
        for (var hasMore = true; hasMore; )
        {
            var page = (await network.ReadMentionsAsync(cursor, CancellationToken.None)).ValueOrDefault()!;
            (cursor, hasMore) = (page.Cursor, page.HasMore);
        }
    }

    private static async Task HoldAsync(Process server, int count)
    {
        await server.StandardInput.WriteLineAsync(count.ToString(CultureInfo.InvariantCulture));
        await server.StandardOutput.ReadLineAsync();
    }

    private static async Task<(TimeSpan Time, TimeSpan Processor)> TimeAsync(Func<Task> work)
    {
        GC.Collect();
        var (started, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await work();
        return (Stopwatch.GetElapsedTime(started), Environment.CpuUsage.TotalTime - used);
    }

    private static long Memory()
    {
        GC.Collect();
        return Environment.WorkingSet;
    }

    private static Publication Publication(Uri server)
    {
        var shipped = ConfigurationReader.Load(Path.Combine(AppContext.BaseDirectory, "config")).Publications.Single();
        return shipped with
        {
            Accounts =
            [
                new Account
                {
                    Name = "mastodon",
                    Network = "mastodon",
                    Server = server,
                    Mode = AccountMode.Live,
                },
            ],
            // Older mentions are not thrown away while they are counted.
            Nominations = shipped.Nominations with
            {
                KeepMentions = TimeSpan.FromDays(36500),
            },
        };
    }

    private static void Print(string work, (TimeSpan Time, TimeSpan Processor) spent, int count, TimeSpan unit) =>
        Print(
            $"{work, -40} {spent.Time.TotalMilliseconds, 9:0} {count / spent.Time.TotalSeconds, 9:0} {spent.Time / unit, 7:0.00} {spent.Processor.TotalMilliseconds, 13:0}"
        );

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private sealed class GivenToken : IAccountSecret
    {
        public Task<(Secret? Secret, Problem? Problem)> ReadAsync(CancellationToken cancellationToken) =>
            Task.FromResult<(Secret?, Problem?)>((new Secret("token"), null));

        public Task<Secret?> RenewAsync(Func<Secret, CancellationToken, Task<Secret?>> renew, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}

/// <summary>The most memory this process held while it was watched.</summary>
internal sealed class MemoryWatch : IDisposable
{
    private readonly Timer _timer;
    private long _peak;

    public MemoryWatch() => _timer = new Timer(_ => Look(), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(20));

    public long Peak
    {
        get
        {
            Look();
            return Volatile.Read(ref _peak);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Look() => _peak = Math.Max(_peak, Environment.WorkingSet);
}
