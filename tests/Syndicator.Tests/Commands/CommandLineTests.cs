using Syndicator.App;
using Syndicator.App.Commands;

namespace Syndicator.Tests.Commands;

/// <summary>What all commands have in common, seen from outside.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly ProgramProcess _program = new();

    [Fact]
    public async Task A_usage_error_leaves_standard_output_empty()
    {
        var (exitCode, output, error) = await _program.RunAsync("frobnicate");

        exitCode.ShouldBe(ExitCode.Usage);
        output.ShouldBeEmpty();
        error.ShouldStartWith("There is no command `frobnicate`.");
    }

    [Theory]
    [InlineData("schedule")]
    [InlineData("config-schema")]
    [InlineData("--help")]
    public async Task A_full_standard_output_is_one_message(string command)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "needs /dev/full");

        var (exitCode, _, error) = await _program.RunInShellAsync("exec \"$@\" > /dev/full", command);

        exitCode.ShouldBe(ExitCode.Unreachable, error);
        error.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain("standard output");
    }

    [Fact]
    public async Task A_closed_standard_output_shows_no_stack_trace()
    {
        Assert.SkipUnless(File.Exists("/bin/sh"), "needs a shell");

        var (exitCode, _, error) = await _program.RunInShellAsync("exec \"$@\" >&-", "schedule");

        error.ShouldNotContain("   at ");
        exitCode.ShouldBeOneOf(ExitCode.Done, ExitCode.Unreachable);
    }

    [Fact]
    public async Task When_nobody_reads_any_more_a_command_ends_quietly()
    {
        Assert.SkipUnless(File.Exists("/bin/sh"), "needs a shell");

        // Without an end of its input it would go on for ever.
        var (exitCode, output, error) = await _program.RunInShellAsync(
            "{ yes '{}' 2>/dev/null | \"$@\"; echo $? >&2; } | head -n 3",
            "recognize",
            "--network",
            "x",
            "--jsonl"
        );

        exitCode.ShouldBe(0, "head's");
        output.Trim().Split('\n').Length.ShouldBe(3);
        error.Trim().ShouldBe("141");
    }

    [Theory]
    [InlineData("preview", 0)]
    [InlineData("read", 0)]
    public async Task Damaged_encoding_is_said_by_commands_that_do_not_check(string command, int expected)
    {
        var file = Path.Combine(_program.Folder, "damaged.md");
        var sound = await File.ReadAllTextAsync(ProgramProcess.Issue, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(file, sound + "\nN√ºrnberg, It‚Äôs\n", TestContext.Current.CancellationToken);

        var (exitCode, output, error) = await _program.RunAsync(command, file);

        exitCode.ShouldBe(expected);
        error.ShouldContain("mojibake");
        output.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task What_nobody_foresaw_is_one_line_and_its_own_exit_code()
    {
        await using var error = new StringWriter();

        (await CommandLine.ReportAsync(new InvalidOperationException("odd"), error)).ShouldBe(ExitCode.Bug);

        error.ToString().ShouldBe($"syndicator: unexpected: InvalidOperationException: odd (this is a bug){Environment.NewLine}");
    }

    [Fact]
    public async Task Problems_of_the_host_keep_their_exit_code_wherever_they_come_from()
    {
        (await CommandLine.ReportAsync(new HostProblemException("wrong"), TextWriter.Null)).ShouldBe(ExitCode.Configuration);
        (await CommandLine.ReportAsync(new IOException("No space left on device"), TextWriter.Null)).ShouldBe(ExitCode.Unreachable);
    }

    public void Dispose() => _program.Dispose();
}
