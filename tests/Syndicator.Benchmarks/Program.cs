using System.Globalization;
using Syndicator.Benchmarks;

// dotnet run -c Release --project tests/Syndicator.Benchmarks -- FOLDER...
//   ... -- mentions [COUNT] [POSTGRESQL]   mentions that wait on a local server, collected; on SQLite where no connection string is given
//   ... -- desk PROGRAM years|flood [POSTGRESQL]   the pages of a published program on a store with 100,000 nominations and 20,000 posts of ten years,
//                                          or with as many posts and all the nominations in the round that is open
//   ... -- import PROGRAM FOLDER           a published program that imports 165, 330, 660 issues, made of those of a folder
//   ... -- outbox POSTGRESQL [POSTS]       due posts taken from one outbox by four workers
//   ... -- many PROGRAM [COUNT [POSTGRESQL [INSTANCES]]]   a published program with 100, 1,000, 10,000 publications, or so many
//   ... -- plot TABLE.md DRAWING.svg        the table that `many` prints, as a drawing
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

if (args is ["desk", var program, "years" or "flood", ..])
{
    return await DeskPages.RunAsync(program, isFlood: args[2] == "flood", args.Length > 3 ? args[3] : null);
}

if (args is ["import", var importing, var archive])
{
    return await ImportedYears.RunAsync(importing, archive);
}

if (args is ["outbox", var server, ..])
{
    return await OutboxClaims.RunAsync(server, args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 10_000);
}

if (args is ["many", var many, ..])
{
    int[] counts = args.Length > 2 ? [int.Parse(args[2], CultureInfo.InvariantCulture)] : [100, 1_000, 10_000];
    var instances = args.Length > 4 ? int.Parse(args[4], CultureInfo.InvariantCulture) : 1;
    return await ManyPublications.RunAsync(many, counts, args.Length > 3 ? args[3] : null, instances);
}

if (args is ["plot", var table, var drawing])
{
    return await ManyPlot.DrawAsync(table, drawing);
}

var files = args.Where(Directory.Exists)
    .SelectMany(folder => Directory.EnumerateFiles(folder, "*.md", SearchOption.AllDirectories))
    .Order(StringComparer.Ordinal)
    .ToList();
if (files.Count == 0)
{
    await Console.Error.WriteLineAsync(
        "usage: Syndicator.Benchmarks FOLDER...   folders that hold issues as *.md, such as ../shared/corpus; or: mentions [COUNT] [POSTGRESQL]; or: desk PROGRAM years|flood [POSTGRESQL]; or: import PROGRAM FOLDER; or: outbox POSTGRESQL [POSTS]; or: many PROGRAM [COUNT [POSTGRESQL [INSTANCES]]]; or: plot TABLE.md DRAWING.svg"
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
