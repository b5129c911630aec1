namespace Syndicator.Tests.Commands;

public sealed class LostLogCommandTests : IDisposable
{
    private readonly ProgramProcess _program = new();

    private string Store => Path.Combine(_program.Data, "syndicator.db");

    [Fact]
    public async Task A_command_that_finds_the_log_gone_says_so_once_and_what_to_do()
    {
        (await _program.RunAsync("announce", ProgramProcess.Issue)).ExitCode.ShouldBe(0);
        // As somebody leaves it who is killed, when its log is deleted.
        await File.WriteAllTextAsync(Store + "-open", "", TestContext.Current.CancellationToken);

        var (exitCode, output, error) = await _program.RunAsync("posts", "list", "--state", "uncertain");
        exitCode.ShouldBe(0, error);
        output.ShouldContain("/lead/");
        var said = error.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem();
        said.ShouldStartWith($"{Store}-wal is gone");
        said.ShouldContain("do again what editors did last");

        (await _program.RunAsync("posts", "list")).Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Bringing_the_store_to_this_version_leaves_it_to_the_next_command()
    {
        (await _program.RunAsync("announce", ProgramProcess.Issue)).ExitCode.ShouldBe(0);
        await File.WriteAllTextAsync(Store + "-open", "", TestContext.Current.CancellationToken);

        (await _program.RunAsync("migrate")).ExitCode.ShouldBe(0);
        (await _program.RunAsync("posts", "list")).Error.ShouldContain("-wal is gone");
    }

    public void Dispose() => _program.Dispose();
}
