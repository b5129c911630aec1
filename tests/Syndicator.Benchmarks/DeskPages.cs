using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Syndicator.Nominations.Reviewing;
using Syndicator.Storage;

namespace Syndicator.Benchmarks;

/// <summary>
/// The desk's pages on a large store, asked for one after another: how long an answer takes until its last byte, how long the program computes for it, and how
/// large it is. The page that only says that there is no such page is what the others are compared with.
/// </summary>
internal static partial class DeskPages
{
    private const int WarmUps = 60;
    private const int Requests = 300;

    /// <summary>No more requests of a page after that.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);

    /// <param name="program">The published program.</param>
    /// <param name="isFlood">Whether all nominations are in the round that is open, and not as many in each of ten years.</param>
    /// <param name="postgreSql">Of an empty database. Null: SQLite in a temporary folder.</param>
    public static async Task<int> RunAsync(string program, bool isFlood, string? postgreSql)
    {
        var folder = Directory.CreateTempSubdirectory("syndicator-desk-").FullName;
        try
        {
            using (var evening = await RehearsedProgram.StartAsync(program, folder, postgreSql))
            {
                await evening.PassAsync();
            }

            var storage = new StorageOptions { File = Path.Combine(folder, "data", "syndicator.db"), PostgreSql = postgreSql };
            await using (var database = await Database.OpenAsync(storage, TimeProvider.System))
            {
                Print($"{await LargeStore.FillAsync(database, isFlood)}");
                await new CountSupport(database).RunAsync(CancellationToken.None);
                await database.TendAsync(CancellationToken.None);
            }

            using var desk = await RehearsedProgram.StartAsync(program, folder, postgreSql);
            await MeasureAsync(desk);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    private static async Task MeasureAsync(RehearsedProgram desk)
    {
        var pages = await PagesAsync(desk.Client);
        // What runs often is compiled anew, better, beside the first requests: no page is to pay for those before it.
        foreach (var page in pages)
        {
            await AskAsync(desk, page, WarmUps);
        }

        Print($"{"", -50} {"p50 ms", 8} {"p99 ms", 8} {"ratio", 7} {"processor ms", 13} {"kB", 7}");
        double? unit = null;
        foreach (var page in pages)
        {
            var (times, processor, bytes) = await AskAsync(desk, page, Requests);
            var (half, almostAll) = (times[times.Count / 2], times[times.Count * 99 / 100]);
            unit ??= half;
            Print(
                $"{page, -50} {half, 8:0.0} {almostAll, 8:0.0} {half / unit, 7:0.0} {processor.TotalMilliseconds / times.Count, 13:0.0} {bytes / 1000.0, 7:0.0}"
            );
        }
    }

    /// <summary>Every page, with one of each of those of which there are many.</summary>
    private static async Task<IReadOnlyList<string>> PagesAsync(HttpClient client)
    {
        async Task<string> FirstAsync(string list, string kind)
        {
            var page = await client.GetStringAsync(new Uri(list, UriKind.Relative));
            return Link()
                .Matches(page)
                .Select(link => link.Groups["to"].Value)
                .First(link => link.StartsWith(kind, StringComparison.Ordinal));
        }

        return
        [
            "/nowhere",
            "/",
            "/nominations",
            "/nominations?kind=crate",
            "/nominations?sort=name",
            "/nominations?skip=5000",
            "/nominations?search=99999",
            await FirstAsync("/nominations", "/nominations/0"),
            "/nominations/mentions",
            "/nominations/new",
            "/nominations/export",
            "/posts",
            "/posts?week=2021-06-07",
            "/posts/list",
            "/posts/list?state=delivered&account=mastodon",
            "/posts/list?search=tidepool",
            await FirstAsync("/posts/list?state=delivered", "/posts/0"),
            "/posts/edits?all=1",
            "/calls",
            "/calls?state=all",
            await FirstAsync("/calls?state=all", "/calls/0"),
            "/issues",
            "/issues/issue-678",
            "/accounts",
            "/numbers",
            "/activity",
            "/activity?who=everybody",
            "/health/ready",
            "/feeds/this-week-in-rust/calls.atom",
        ];
    }

    private static async Task<(List<double> Milliseconds, TimeSpan Processor, int Bytes)> AskAsync(
        RehearsedProgram desk,
        string page,
        int requests
    )
    {
        var bytes = 0;
        var times = new List<double>();
        var (begun, used) = (Stopwatch.GetTimestamp(), desk.Processor);
        while (times.Count < requests && (times.Count == 0 || Stopwatch.GetElapsedTime(begun) < s_longest))
        {
            var started = Stopwatch.GetTimestamp();
            using var answer = await desk.Client.GetAsync(new Uri(page, UriKind.Relative));
            bytes = (await answer.Content.ReadAsByteArrayAsync()).Length;
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        times.Sort();
        return (times, desk.Processor - used, bytes);
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    [GeneratedRegex("href=\"(?<to>/[^\"#?]*)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
