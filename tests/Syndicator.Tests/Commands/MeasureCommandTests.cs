using Syndicator.App.Commands;

namespace Syndicator.Tests.Commands;

public class MeasureCommandTests
{
    [Fact]
    public async Task A_length_is_printed_for_each_line_and_null_for_what_is_no_string()
    {
        var (output, errors, exitCode) = await RunAsync("x", "\"see main.rs\"\n42\n\n\"\\ud83e\\udd80 \\\"\\n\"\n\"open\n\"\\ud800\"");

        output.ShouldBe("27\nnull\nnull\n5\nnull\n2\n");
        errors.ShouldContain("standard input:2:");
        errors.ShouldContain("standard input:3:");
        errors.ShouldContain("standard input:5:");
        exitCode.ShouldBe(ExitCode.Usage);
    }

    [Fact]
    public async Task Good_lines_only_are_a_success()
    {
        var (output, errors, exitCode) = await RunAsync("mastodon", "\"see https://example.org/a/long/path/that/counts/less\"\r\n\"\"\r\n");

        output.ShouldBe("27\n0\n");
        errors.ShouldBeEmpty();
        exitCode.ShouldBe(ExitCode.Done);
    }

    [Theory]
    [InlineData("\"a\"b\"")]
    [InlineData("\"\\x\"")]
    [InlineData("\"\\u12\"")]
    [InlineData("\"\\\"")]
    [InlineData("\"a\tb\"")]
    [InlineData("[\"a\"]")]
    [InlineData("\"")]
    public void A_line_that_JSON_does_not_know_is_refused(string line) => JsonText.TryRead(line, out _).ShouldBeFalse();

    private static async Task<(string Output, string Errors, int ExitCode)> RunAsync(string network, string input)
    {
        await using var output = new StringWriter { NewLine = "\n" };
        await using var errors = new StringWriter { NewLine = "\n" };
        var exitCode = await MeasureCommand.MeasureLinesAsync(
            NetworkTextRules.For(network)!,
            new StringReader(input),
            output,
            errors,
            CancellationToken.None
        );
        return (output.ToString(), errors.ToString(), exitCode);
    }
}
