using System.CommandLine;
using System.Globalization;
using System.Text;
using Syndicator.Networks;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator measure --network NAME [--jsonl]</c>: how long a text on standard input is for a network.</summary>
internal static class MeasureCommand
{
    private static readonly string[] Networks = ["x", "mastodon", "bluesky", "dry-run"];

    public static Command Create()
    {
        var network = new Option<string>("--network") { Description = "By whose rules: x, mastodon, bluesky or dry-run.", Required = true };
        network.AcceptOnlyFromAmong(Networks);
        var lines = new Option<bool>("--jsonl")
        {
            Description = "Read one JSON string a line and print one length a line. Without it the whole input is one text.",
        };
        var command = new Command("measure", "Print how long texts are for a network.") { network, lines };
        command.SetAction(
            async (parse, cancellation) =>
            {
                var rules = NetworkTextRules.For(parse.GetRequiredValue(network))!;
                var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
                using var input = new StreamReader(Console.OpenStandardInput(), utf8);
                await using var output = new StreamWriter(PipeOutput.Open(), utf8);
                return parse.GetValue(lines)
                    ? await MeasureLinesAsync(rules, input, output, Console.Error, cancellation)
                    : await MeasureAllAsync(rules, input, output, cancellation);
            }
        );
        return command;
    }

    private static async Task<int> MeasureAllAsync(TextRules rules, TextReader input, TextWriter output, CancellationToken cancellation)
    {
        await output.WriteLineAsync(Length(rules, await input.ReadToEndAsync(cancellation)));
        return ExitCode.Done;
    }

    /// <summary>A line that is no JSON string prints <c>null</c>, so that lines stay aligned, and makes the exit code 2.</summary>
    public static async Task<int> MeasureLinesAsync(
        TextRules rules,
        TextReader input,
        TextWriter output,
        TextWriter errors,
        CancellationToken cancellation
    )
    {
        var exitCode = ExitCode.Done;
        for (var number = 1; await input.ReadLineAsync(cancellation) is { } line; number++)
        {
            if (JsonText.TryRead(line, out var text))
            {
                await output.WriteLineAsync(Length(rules, text));
                continue;
            }

            exitCode = ExitCode.Usage;
            await output.WriteLineAsync("null");
            await errors.WriteLineAsync(
                $"standard input:{number.ToString(CultureInfo.InvariantCulture)}: not a JSON string; write one text in double quotes a line."
            );
        }

        return exitCode;
    }

    private static string Length(TextRules rules, string text) => rules.Measure(text).ToString(CultureInfo.InvariantCulture);
}
