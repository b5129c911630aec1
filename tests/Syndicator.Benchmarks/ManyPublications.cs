using System.Diagnostics;
using System.Globalization;
using Syndicator.Storage;

namespace Syndicator.Benchmarks;

/// <summary>
/// The published program with ever more publications: how long it takes to be ready, what it needs when nothing is to do, and how many posts a second it sends when
/// very many are due. The accounts are dry runs: each post is a line in a ledger that is flushed to the disk.
/// </summary>
internal static class ManyPublications
{
    private const int Posts = 100_000;

    /// <summary>A whole cycle: most default schedules look every ten minutes on the clock, so that less would count such a wave in full or not at all.</summary>
    private static readonly TimeSpan s_idle = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_sending = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(30);

    /// <param name="program">The published program.</param>
    /// <param name="counts">How many publications, one after another.</param>
    /// <param name="postgreSql">Of a database that is empty; only with one count. Null: SQLite in a temporary folder.</param>
    /// <param name="instances">On PostgreSQL.</param>
    public static async Task<int> RunAsync(string program, IReadOnlyList<int> counts, string? postgreSql, int instances)
    {
        Print($"idle: measured for {s_idle.TotalMinutes:0} minutes once every job has looked, and reckoned up to an hour");
        Print($"sending: {Posts:#,0} posts due at the start, counted for {s_sending.TotalSeconds:0} s at most");
        Print($"");
        Print($"{ManyRow.Header}");
        foreach (var count in counts)
        {
            var folder = Directory.CreateTempSubdirectory("syndicator-many-").FullName;
            try
            {
                await MeasureAsync(program, folder, count, postgreSql, instances);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        return 0;
    }

    /// <summary>Everything in one run, since a start has work of its own: first it is idle, then the posts are due.</summary>
    private static async Task MeasureAsync(string program, string folder, int count, string? postgreSql, int instances)
    {
        ManyFolders.Make(Path.Combine(folder, "config"), count);
        var storage = new StorageOptions { File = Path.Combine(folder, "data", "syndicator.db"), PostgreSql = postgreSql };
        Directory.CreateDirectory(Path.Combine(folder, "data"));
        await using var database = await Database.OpenAsync(storage, TimeProvider.System);
        using var running = new Instances(program, folder, postgreSql);
        var started = Stopwatch.GetTimestamp();
        await running.StartAsync(instances);
        // Told as it goes: of ten thousand the rest takes minutes.
        await TellAsync($"{count}: ready after {Since(started):0.0} s, {running.Processor.TotalSeconds:0.0} s of processor time");
        await UntilAllLookedAsync(database, count);
        var (looked, lookedProcessor) = (Since(started), running.Processor);
        await TellAsync($"{count}: every job has looked after {looked:0.0} s, {lookedProcessor.TotalSeconds:0.0} s of processor time");
        await Task.Delay(s_idle);
        var hourly = (running.Processor - lookedProcessor) * (TimeSpan.FromHours(1) / s_idle);
        var (memory, own) = (running.All.Max(one => one.Memory.All), running.All.Max(one => one.Memory.Own));
        await TellAsync($"{count}: {hourly.TotalSeconds:0.0} s an hour when idle, {memory} MB");
        await ManyPosts.FillAsync(database, count, Posts);
        var (rate, processor) = await SendAsync(database, running);
        Print(
            $"{new ManyRow(
                count,
                postgreSql is null ? "SQLite" : instances == 1 ? "PostgreSQL" : Text($"PostgreSQL, {instances} instances"),
                running.All.Max(one => one.ReadyAfter).TotalSeconds,
                running.All.Max(one => one.ReadyProcessor).TotalSeconds,
                looked,
                lookedProcessor.TotalSeconds,
                memory,
                own,
                hourly.TotalSeconds,
                rate,
                processor.TotalMilliseconds
            )}"
        );
    }

    /// <summary>From the first post on that is out.</summary>
    private static async Task<(double Rate, TimeSpan Processor)> SendAsync(Database database, Instances running)
    {
        var waited = Stopwatch.GetTimestamp();
        while (await ManyPosts.CountOpenAsync(database) == Posts)
        {
            if (Stopwatch.GetElapsedTime(waited) > s_patience)
            {
                throw new TimeoutException($"no post is out after {s_patience.TotalMinutes} minutes");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }

        var (started, used, open) = (Stopwatch.GetTimestamp(), running.Processor, await ManyPosts.CountOpenAsync(database));
        var left = open;
        while (left > 0 && Stopwatch.GetElapsedTime(started) < s_sending)
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
            left = await ManyPosts.CountOpenAsync(database);
        }

        var sent = open - left;
        return (sent / Stopwatch.GetElapsedTime(started).TotalSeconds, (running.Processor - used) / Math.Max(1, sent));
    }

    private static async Task UntilAllLookedAsync(Database database, int publications)
    {
        var started = Stopwatch.GetTimestamp();
        while (await ManyPosts.CountDutiesAsync(database) < publications || await ManyPosts.CountBehindAsync(database) > 0)
        {
            if (Stopwatch.GetElapsedTime(started) > s_patience)
            {
                throw new TimeoutException(
                    $"{await ManyPosts.CountBehindAsync(database)} jobs have not looked after {s_patience.TotalMinutes} minutes"
                );
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500));
        }
    }

    private static double Since(long started) => Stopwatch.GetElapsedTime(started).TotalSeconds;

    private static Task TellAsync(FormattableString line) => Console.Error.WriteLineAsync(Text(line));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void Print(FormattableString line) => Console.WriteLine(Text(line));

    private sealed class Instances(string program, string folder, string? postgreSql) : IDisposable
    {
        public List<ServingProgram> All { get; } = [];

        public TimeSpan Processor => All.Aggregate(TimeSpan.Zero, (sum, one) => sum + one.Processor);

        public async Task StartAsync(int count)
        {
            var starting = Enumerable.Range(0, count).Select(_ => ServingProgram.StartAsync(program, folder, "data", postgreSql));
            All.AddRange(await Task.WhenAll(starting));
        }

        public void Dispose() => All.ForEach(one => one.Dispose());
    }
}
