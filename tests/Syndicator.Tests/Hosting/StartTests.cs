using System.Net;
using System.Net.Sockets;
using Syndicator.App.Commands;
using Syndicator.Tests.Commands;

namespace Syndicator.Tests.Hosting;

/// <summary>The program at its start, with what it cannot use.</summary>
public sealed class StartTests : IDisposable
{
    private readonly ProgramProcess _program = new();

    [Theory]
    [InlineData("deliver")]
    [InlineData("posts", "list")]
    [InlineData("run", "--urls", "http://127.0.0.1:0")]
    public async Task A_data_folder_that_is_a_file_is_named_with_what_to_do(params string[] arguments)
    {
        var file = Path.Combine(_program.Folder, "taken");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);

        (await _program.RunWithAsync(file, arguments)).ShouldSatisfyAllConditions(result => ShouldNameTheFolder(result, file));
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_made_is_named_with_what_to_do()
    {
        Assert.SkipUnless(Directory.Exists("/proc/self"), "needs a file system that takes no folders: /proc");

        (await _program.RunWithAsync("/proc/syndicator", "deliver")).ShouldSatisfyAllConditions(result =>
            ShouldNameTheFolder(result, "/proc/syndicator")
        );
    }

    [Fact]
    public async Task A_start_of_the_demonstration_that_cannot_be_kept_is_named_with_what_to_do()
    {
        Directory.CreateDirectory(Path.Combine(_program.Data, "demonstration-started-at", "in-the-way"));

        (await _program.RunAsync("deliver")).ShouldSatisfyAllConditions(result => ShouldNameTheFolder(result, _program.Data));
    }

    [Fact]
    public async Task An_address_in_use_is_said_in_one_line_and_nothing_else_is_logged()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = $"http://{taken.LocalEndpoint}";

        var (exitCode, output, error) = await _program.RunAsync("run", "--urls", address);

        exitCode.ShouldBe(ExitCode.Unreachable);
        output.ShouldBeEmpty();
        error.ShouldContain(address);
        error.ShouldContain("--urls");
        error.ShouldNotContain("   at ");
        error.ShouldNotContain("Overriding address");
        error.Trim().Split('\n').ShouldHaveSingleItem();
    }

    public void Dispose() => _program.Dispose();

    private static void ShouldNameTheFolder((int ExitCode, string Output, string Error) result, string folder)
    {
        result.ExitCode.ShouldBe(ExitCode.Unreachable, result.Error);
        result.Error.ShouldContain("Storage:Folder");
        result.Error.ShouldContain(folder);
        result.Error.ShouldNotContain("   at ");
        result.Error.Trim().Split('\n').ShouldHaveSingleItem();
    }
}
