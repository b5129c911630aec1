using System.CommandLine;
using System.Text;
using Syndicator.Issues;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator repair FILE</c>: the text as it was before a program took its UTF-8 for something else.</summary>
internal static class RepairCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "The Markdown file." };
        var command = new Command(
            "repair",
            "Writes the file's text to standard output as it was before it was read in a wrong encoding; a correct file unchanged."
        )
        {
            file,
        };
        command.SetAction(
            async (result, cancellation) =>
            {
                await using var output = PipeOutput.Open();
                return await RunAsync(result.GetRequiredValue(file), output, Console.Error, cancellation);
            }
        );
        return command;
    }

    /// <summary>Nothing is written unless all of it can be.</summary>
    public static async Task<int> RunAsync(string path, Stream output, TextWriter messages, CancellationToken cancellation)
    {
        var file = await IssueFile.LoadAsync(path, cancellation);
        if (file.Text is null)
        {
            foreach (var diagnostic in file.Diagnostics)
            {
                await messages.WriteLineAsync(diagnostic.ToString());
            }

            return ExitCode.Findings;
        }

        // The bytes, not the text: byte order mark and line ends stay as they are.
        var before = Encoding.UTF8.GetString(file.Bytes.Span);
        var repaired = Mojibake.Repair(before);
        await output.WriteAsync(ReferenceEquals(repaired, before) ? file.Bytes : Encoding.UTF8.GetBytes(repaired), cancellation);
        return await ReportAsync(path, before, repaired, messages);
    }

    private static async Task<int> ReportAsync(string path, string before, string repaired, TextWriter messages)
    {
        if (Mojibake.Find(repaired) is { } left)
        {
            await messages.WriteLineAsync(left.ToDiagnostic(path).ToString());
            return ExitCode.Findings;
        }

        var message = ReferenceEquals(repaired, before)
            ? $"{path}: nothing to repair."
            : $"{path}: repaired; it had been read as {Mojibake.Find(before)!.Encoding.Name}.";
        await messages.WriteLineAsync(message);
        return ExitCode.Done;
    }
}
