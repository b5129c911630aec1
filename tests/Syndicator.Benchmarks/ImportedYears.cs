using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Syndicator.Benchmarks;

/// <summary>
/// The published program importing 165, 330 and 660 issues into an empty store, whole process: the given ones, and as many copies of them under other numbers,
/// days and links as it takes.
/// </summary>
internal static partial class ImportedYears
{
    private const int Runs = 3;

    private static readonly int[] s_counts = [165, 330, 660];

    /// <param name="program">The published program.</param>
    /// <param name="issues">A folder of issues as <c>*.md</c>.</param>
    public static async Task<int> RunAsync(string program, string issues)
    {
        var texts = Directory.EnumerateFiles(issues, "*.md").Order(StringComparer.Ordinal).Select(File.ReadAllText).ToList();
        double? unit = null;
        Print($"{"issues", 8} {"ms", 8} {"ratio", 7}");
        foreach (var count in s_counts)
        {
            var times = new List<double>();
            for (var run = 0; run < Runs; run++)
            {
                times.Add(await ImportAsync(program, texts, count));
            }

            times.Sort();
            var wall = times[Runs / 2];
            unit ??= wall;
            Print($"{count, 8} {wall, 8:0} {wall / unit, 7:0.00}");
        }

        return 0;
    }

    private static async Task<double> ImportAsync(string program, IReadOnlyList<string> texts, int count)
    {
        var folder = Directory.CreateTempSubdirectory("syndicator-import-").FullName;
        try
        {
            var archive = Directory.CreateDirectory(Path.Combine(folder, "archive")).FullName;
            for (var i = 0; i < count; i++)
            {
                await File.WriteAllTextAsync(
                    Path.Combine(archive, FormattableString.Invariant($"{i:0000}.md")),
                    Copy(texts[i % texts.Count], i / texts.Count)
                );
            }

            var start = new ProcessStartInfo(program, ["import", archive, "--config", Path.Combine(AppContext.BaseDirectory, "config")])
            {
                RedirectStandardOutput = true,
                WorkingDirectory = folder,
                UseShellExecute = false,
            };
            start.Environment["Storage__Folder"] = folder;
            var started = Stopwatch.GetTimestamp();
            using var process = Process.Start(start)!;
            var said = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            var wall = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            return process.ExitCode == 0 ? wall : throw new InvalidOperationException(said);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The same issue of another decade.</summary>
    private static string Copy(string text, int number) =>
        number == 0
            ? text
            : Head()
                .Replace(
                    text,
                    line =>
                        line.Groups["year"].Success
                            ? FormattableString.Invariant(
                                $"{line.Groups["name"].Value}{int.Parse(line.Groups["year"].Value, CultureInfo.InvariantCulture) - 14 * number}"
                            )
                            : FormattableString.Invariant(
                                $"{line.Groups["name"].Value}{long.Parse(line.Groups["number"].Value, CultureInfo.InvariantCulture) + 1000 * number}"
                            )
                )
                .Replace("](https://", FormattableString.Invariant($"](https://copy{number}."), StringComparison.Ordinal);

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    [GeneratedRegex(
        "^(?<name>Date: ?)(?<year>[0-9]{4})|^(?<name>Number: ?|Title: This Week in Rust )(?<number>[0-9]+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Head();
}
