using System.CommandLine;
using System.Globalization;
using Syndicator.Storage;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator backup FILE [--force]</c>: everything in the store, in one file, while the service runs.</summary>
internal static class BackupCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "Where the backup goes." };
        var force = new Option<bool>("--force") { Description = "Replace an older backup of that name." };
        return StoreAccess.CompleteForAll(
            new Command("backup", "Writes the whole store into one file, while the service may be running.") { file, force },
            (parse, syndication, stop) => RunAsync(syndication, parse.GetValue(file)!, parse.GetValue(force), stop)
        );
    }

    private static async Task<int> RunAsync(Syndication syndication, string file, bool force, CancellationToken cancellationToken)
    {
        var (made, refusal) = await syndication.BackUp.RunAsync(file, force, cancellationToken);
        if (made is null)
        {
            await Console.Error.WriteLineAsync(refusal!.ToString());
            return ExitCode.Findings;
        }

        await Console.Out.WriteLineAsync($"{file}: {Describe(made)}");
        return ExitCode.Done;
    }

    /// <summary><c>12 rows, taken 2026-11-18T14:00:00Z by version 1.0.0 (schema 6)</c>.</summary>
    public static string Describe(BackupFacts facts) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{facts.RowCount} rows, taken {facts.TakenAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'} by version {facts.Program} (schema {facts.Schema})"
        );
}
