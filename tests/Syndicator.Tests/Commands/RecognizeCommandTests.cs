using System.Text.Json;
using Syndicator.App.Commands;
using Syndicator.Configuration;

namespace Syndicator.Tests.Commands;

public class RecognizeCommandTests
{
    private const string Post = """{"id":"1","text":"#cotw https://docs.rs/jiff","author":{"handle":"ada"}}""";

    [Fact]
    public async Task Every_line_has_an_answer_in_its_place()
    {
        var (exitCode, lines) = await RunAsync(
            $$"""{"wire":{{Post}},"inReplyToInvitation":true}""",
            "no JSON",
            """{"wire":{"text":7}}""",
            "[]",
            $$"""{"wire":{"text":"+1","author":{"handle":"ben"},"parentId":"1"},"parent":{{Post}}}"""
        );

        exitCode.ShouldBe(ExitCode.Findings);
        lines[0]
            .ShouldBe(
                """{"kind":"crate","kinds":["crate"],"nominees":[{"kind":"crate","name":"jiff","url":"https://docs.rs/jiff"}],"selfSuggestion":false,"quotable":true,"why":"tag in reply to invitation, crate from docs.rs link"}"""
            );
        lines[1..4].Select(line => JsonDocument.Parse(line).RootElement.GetProperty("line").GetInt32()).ShouldBe([2, 3, 4]);
        lines[4].ShouldStartWith("""{"kind":"endorsement","kinds":["endorsement"],"nominees":[{"kind":"crate","name":"jiff",""");
    }

    [Theory]
    [InlineData("parent", "7", "`parent` is neither a post nor null")]
    [InlineData("quoted", "\"x\"", "`quoted` is neither a post nor null")]
    [InlineData("inReplyToInvitation", "\"yes\"", "`inReplyToInvitation` is neither true nor false")]
    public async Task What_has_not_its_shape_is_said_with_its_line(string member, string value, string problem)
    {
        var (exitCode, lines) = await RunAsync($$"""{"wire":{{Post}}}""", $$"""{"wire":{{Post}},"{{member}}":{{value}}}""");

        exitCode.ShouldBe(ExitCode.Findings);
        lines[1].ShouldBe($$"""{"line":2,"error":"{{problem}}"}""");
        (await RunAsync($$"""{"wire":{{Post}},"{{member}}":null}""")).ExitCode.ShouldBe(ExitCode.Done);
    }

    [Fact]
    public async Task A_post_beside_it_that_cannot_be_understood_is_left_out_and_named()
    {
        await using var errors = new StringWriter { NewLine = "\n" };
        var (exitCode, lines) = await RunAsync(errors, $$"""{"wire":{{Post}} }""", $$"""{"parent":{"id":"9"},"wire":{{Post}}}""");

        exitCode.ShouldBe(ExitCode.Findings);
        lines[1].ShouldBe(lines[0]);
        errors.ToString().ShouldBe("line 2: `parent` cannot be understood and is left out: it has no text\n");
    }

    [Fact]
    public async Task A_line_without_end_is_an_error_and_the_next_one_is_read()
    {
        var (exitCode, lines) = await RunAsync(new string('x', BoundedLines.Longest + 1), $$"""{"wire":{{Post}}}""");

        exitCode.ShouldBe(ExitCode.Findings);
        lines[0].ShouldStartWith("""{"line":1,"error":"it is longer""");
        lines[1].ShouldStartWith("""{"kind":"crate",""");
    }

    private static Task<(int ExitCode, string[] Lines)> RunAsync(params string[] lines) => RunAsync(TextWriter.Null, lines);

    private static async Task<(int ExitCode, string[] Lines)> RunAsync(TextWriter errors, params string[] lines)
    {
        var publication = ConfigurationReader.Load(Path.Combine(Shared.Repository, "config")).Publications.Single();
        using var input = new StringReader(string.Join('\n', lines));
        await using var output = new StringWriter { NewLine = "\n" };
        var exitCode = await RecognizeCommand.RecognizeAsync(
            RecognizeOne.For(publication, "dry-run"),
            input,
            output,
            errors,
            isJson: true,
            TestContext.Current.CancellationToken
        );
        return (exitCode, output.ToString().TrimEnd('\n').Split('\n'));
    }
}
