namespace Syndicator.Tests.Commands;

public sealed class BackupCommandTests : IDisposable
{
    private readonly ProgramProcess _program = new();

    private string FilePath => Path.Combine(_program.Folder, "week.backup");

    [Fact]
    public async Task A_backup_goes_into_a_new_store_without_force_and_into_a_used_one_only_with_it()
    {
        (await _program.RunAsync("announce", ProgramProcess.Issue)).ExitCode.ShouldBe(0);
        var backup = await _program.RunAsync("backup", FilePath);
        (backup.ExitCode, backup.Error).ShouldBe((0, ""));
        backup.Output.ShouldMatch(
            @"week\.backup: \d+ rows, taken 20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ by version \d+\.\d+\.\d+ \(schema \d+\)"
        );

        var elsewhere = Path.Combine(_program.Folder, "elsewhere");
        var restored = await _program.RunWithAsync(elsewhere, "restore", FilePath);
        (restored.ExitCode, restored.Error).ShouldBe((0, ""));
        restored.Output.ShouldContain("posts list --state uncertain");
        Directory.GetFiles(elsewhere, "before-restore-*").ShouldBeEmpty();

        var refused = await _program.RunWithAsync(elsewhere, "restore", FilePath);
        refused.ExitCode.ShouldBe(1);
        refused.Error.ShouldContain("--force");
        refused.Error.ShouldContain("deliveries");

        var forced = await _program.RunWithAsync(elsewhere, "restore", FilePath, "--force");
        forced.ExitCode.ShouldBe(0, forced.Error);
        forced.Output.ShouldContain(Directory.GetFiles(elsewhere, "before-restore-*.backup").ShouldHaveSingleItem());
        Directory.GetFiles(elsewhere, "*.part*").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_cannot_be_written_or_read_is_said_in_a_sentence()
    {
        await File.WriteAllTextAsync(FilePath, "a letter", TestContext.Current.CancellationToken);
        await ShouldFailAsync(1, "is no backup", "backup", FilePath, "--force");
        await ShouldFailAsync(1, "--force", "backup", FilePath);
        await ShouldFailAsync(1, "folder", "backup", _program.Folder);
        await ShouldFailAsync(4, "was not written", "backup", Path.Combine(_program.Folder, "nowhere", "x.backup"));
        await ShouldFailAsync(1, "no backup", "restore", FilePath, "--force");
        await ShouldFailAsync(1, "no such file", "restore", FilePath + ".gone");
        await ShouldFailAsync(1, "empty", "restore", "/dev/zero", "--force");
    }

    [Fact]
    public async Task The_store_itself_is_never_overwritten_by_its_backup()
    {
        (await _program.RunAsync("announce", ProgramProcess.Issue)).ExitCode.ShouldBe(0);
        await ShouldFailAsync(1, "is no backup", "backup", Path.Combine(_program.Data, "syndicator.db"), "--force");
        (await _program.RunAsync("posts", "list")).Output.ShouldContain("/lead/");
    }

    [Fact]
    public async Task A_backup_that_outgrows_its_disk_leaves_the_old_one()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a shell's limit on the size of files");
        (await _program.RunAsync("announce", ProgramProcess.Issue)).ExitCode.ShouldBe(0);
        (await _program.RunAsync("backup", FilePath)).ExitCode.ShouldBe(0);
        var before = await File.ReadAllBytesAsync(FilePath, TestContext.Current.CancellationToken);

        // A write beyond 64 KiB fails; the signal that goes with it is ignored, as a full disk sends none. The runtime itself
        // would map a file larger than that, unless told not to.
        var (exitCode, _, error) = await _program.RunInShellAsync(
            "trap '' XFSZ; ulimit -f 128; export DOTNET_EnableWriteXorExecute=0; exec \"$@\"",
            "backup",
            FilePath,
            "--force"
        );
        exitCode.ShouldBe(4, error);
        error.ShouldContain("backup-not-written");
        error.ShouldContain("week.backup: ");
        (await File.ReadAllBytesAsync(FilePath, TestContext.Current.CancellationToken)).ShouldBe(before);
        Directory.GetFiles(_program.Folder, "*.part*").ShouldBeEmpty();
    }

    public void Dispose() => _program.Dispose();

    private async Task ShouldFailAsync(int exitCode, string sentence, params string[] arguments)
    {
        var result = await _program.RunAsync(arguments);
        result.Output.ShouldBeEmpty();
        result.Error.ShouldContain(sentence);
        result.Error.ShouldNotContain("   at ");
        result.ExitCode.ShouldBe(exitCode, result.Error);
    }
}
