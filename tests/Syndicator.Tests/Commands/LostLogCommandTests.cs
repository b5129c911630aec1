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
    public async Task A_store_is_not_moved_without_the_doubt_of_what_it_lost()
    {
        (await _program.RunAsync("announce", ProgramProcess.Issue)).ExitCode.ShouldBe(0);
        await File.WriteAllTextAsync(Store + "-open", "", TestContext.Current.CancellationToken);
        var elsewhere = Path.Combine(_program.Folder, "elsewhere");

        var (exitCode, _, error) = await _program.RunAsync("migrate", "--to", elsewhere);
        exitCode.ShouldBe(0, error);
        error.ShouldContain("-wal is gone");
        (await _program.RunWithAsync(elsewhere, "posts", "list", "--state", "uncertain")).Output.ShouldContain("/lead/");

        var again = await _program.RunAsync("migrate", "--to", elsewhere);
        again.Error.ShouldNotContain("-wal is gone");
    }

    [Fact]
    public async Task Bringing_the_store_to_this_version_says_it_too()
    {
        (await _program.RunAsync("announce", ProgramProcess.Issue)).ExitCode.ShouldBe(0);
        await File.WriteAllTextAsync(Store + "-open", "", TestContext.Current.CancellationToken);

        (await _program.RunAsync("migrate")).Error.ShouldContain("-wal is gone");
        (await _program.RunAsync("posts", "list")).Error.ShouldBeEmpty();
    }

    public void Dispose() => _program.Dispose();
}
