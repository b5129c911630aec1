using System.Globalization;
using Syndicator.Benchmarks;

// dotnet run -c Release --project tests/Syndicator.Benchmarks -- FOLDER...
//   ... -- mentions [COUNT] [POSTGRESQL]   mentions that wait on a local server, collected; on SQLite where no connection string is given
// Prints each row's time and allocation for one pass over all *.md files, and its ratio to the first row of the same run.
if (args is ["serve-mentions"])
{
    return await MentionServer.RunAsync();
}

if (args is ["mentions", ..])
{
    var count = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 100_000;
    return await MentionCollection.RunAsync(count, args.Length > 2 ? args[2] : null);
}

var files = args.Where(Directory.Exists)
    .SelectMany(folder => Directory.EnumerateFiles(folder, "*.md", SearchOption.AllDirectories))
    .Order(StringComparer.Ordinal)
    .ToList();
if (files.Count == 0)
{
    await Console.Error.WriteLineAsync(
        "usage: Syndicator.Benchmarks FOLDER...   folders that hold issues as *.md, such as ../shared/corpus; or: mentions [COUNT] [POSTGRESQL]"
    );
    return 2;
}

var samples = files.Select(file => new Sample(file, File.ReadAllText(file))).ToList();
var results = Measure.InTurns([.. Rows.All.Select<Row, Action>(row => () => samples.ForEach(row.Work))]);

Print($"{samples.Count} texts, {samples.Sum(sample => sample.Text.Length) / 1000.0:0} k characters");
Print($"{"", -40} {"ms", 9} {"ratio", 7} {"MB", 9} {"ratio", 7}");
foreach (var (row, result) in Rows.All.Zip(results))
{
    var time = result.Time / results[0].Time;
    var memory = (double)result.Allocated / results[0].Allocated;
    Print($"{row.Name, -40} {result.Time.TotalMilliseconds, 9:0.0} {time, 7:0.00} {result.Allocated / 1e6, 9:0.0} {memory, 7:0.00}");
}

return 0;

static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
