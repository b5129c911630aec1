using System.CommandLine;
using System.Globalization;
using System.Text;
using Syndicator.Configuration;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator recognize --network NAME [--jsonl] [FILE]</c>: what posts become, and why.</summary>
internal static class RecognizeCommand
{
    public static Command Create()
    {
        var network = new Option<string>("--network")
        {
            Description = "Whose posts these are: " + string.Join(", ", RecognizeOne.Networks) + ".",
            Required = true,
        };
        network.AcceptOnlyFromAmong([.. RecognizeOne.Networks]);
        var lines = new Option<bool>("--jsonl") { Description = "Print one JSON object a line; without it, lines for people." };
        var file = new Argument<string>("FILE")
        {
            Description =
                "One post a line: {\"wire\":…,\"parent\":…,\"quoted\":…,\"inReplyToInvitation\":false}, each as the network's programming interface gives it. -: standard input.",
            Arity = ArgumentArity.ZeroOrOne,
            DefaultValueFactory = _ => "-",
        };
        var command = new Command("recognize", "Shows what mentions become: nominations, endorsements, unsorted, nothing.")
        {
            network,
            lines,
            file,
            ConfigurationOptions.Config,
            ConfigurationOptions.Publication,
        };
        command.SetAction(
            (parse, cancellationToken) =>
                ConfigurationOptions.RunAsync(
                    parse,
                    (publication, stop) =>
                        RunAsync(publication, parse.GetRequiredValue(network), parse.GetValue(file)!, parse.GetValue(lines), stop),
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        Publication publication,
        string network,
        string file,
        bool isJson,
        CancellationToken cancellationToken
    )
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        try
        {
            using var input = new StreamReader(file == "-" ? Console.OpenStandardInput() : File.OpenRead(file), utf8);
            await using var output = new StreamWriter(PipeOutput.Open(), utf8);
            return await RecognizeAsync(RecognizeOne.For(publication, network), input, output, Console.Error, isJson, cancellationToken);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(
                $"{file} cannot be read: {problem.Message} Give a file that is there, or - for standard input."
            );
            return ExitCode.Unreachable;
        }
    }

    /// <summary>
    /// One answer a line, in order; a line that cannot be understood is answered with its number and why, and makes the exit code 1. So does a post beside it
    /// that cannot be understood; it is left out, and named among the errors.
    /// </summary>
    public static async Task<int> RecognizeAsync(
        RecognizeOne recognize,
        TextReader input,
        TextWriter output,
        TextWriter errors,
        bool isJson,
        CancellationToken cancellationToken
    )
    {
        var exitCode = ExitCode.Done;
        var lines = new BoundedLines(input);
        for (var number = 1; await lines.ReadAsync(cancellationToken) is { } line; number++)
        {
            var (post, problem) = line.IsCut
                ? (null, $"it is longer than {BoundedLines.Longest} characters")
                : recognize.Recognize(line.Text);
            exitCode = post is { LeftOut.Count: 0 } ? exitCode : ExitCode.Findings;
            foreach (var left in post?.LeftOut ?? [])
            {
                await errors.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"line {number}: {left}"));
            }

            await output.WriteLineAsync(
                (post, isJson) switch
                {
                    (null, true) => RecognitionText.Json(number, problem!),
                    (null, false) => string.Create(CultureInfo.InvariantCulture, $"line {number}: {problem}"),
                    (_, true) => RecognitionText.Json(post),
                    (_, false) => RecognitionText.ForPeople(post),
                }
            );
        }

        return exitCode;
    }
}
