using System.Text;
using Syndicator.App.Commands;

namespace Syndicator.Tests.Commands;

public sealed class RepairCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("syndicator-").FullName;

    [Fact]
    public async Task A_correct_file_is_written_byte_for_byte()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("Zürich\r\n🦀 √\r\n")];

        var (code, output, messages) = await RepairAsync(bytes);

        code.ShouldBe(ExitCode.Done);
        output.ShouldBe(bytes);
        messages.ShouldContain("nothing to repair");
    }

    [Fact]
    public async Task A_damaged_file_is_written_as_it_was()
    {
        var (code, output, messages) = await RepairAsync(Encoding.UTF8.GetBytes("N√ºrnberg\r\nIt‚Äôs\n"));

        code.ShouldBe(ExitCode.Done);
        Encoding.UTF8.GetString(output).ShouldBe("Nürnberg\r\nIt’s\n");
        messages.ShouldContain("Mac Roman");
    }

    [Fact]
    public async Task A_file_damaged_in_places_is_written_unchanged_and_reported()
    {
        var bytes = Encoding.UTF8.GetBytes("Zürich\nN√ºrnberg\n");

        var (code, output, messages) = await RepairAsync(bytes);

        code.ShouldBe(ExitCode.Findings);
        output.ShouldBe(bytes);
        messages.ShouldContain("issue.md:2: warning mojibake-in-places");
    }

    [Fact]
    public async Task Of_a_bad_file_nothing_is_written()
    {
        var (code, output, messages) = await RepairAsync([0x61, 0xFF]);

        code.ShouldBe(ExitCode.Findings);
        output.ShouldBeEmpty();
        messages.ShouldContain("issue.md:1:2: error file-not-utf8");
    }

    [Fact]
    public async Task The_damaged_draft_beside_the_repository_is_given_back_exactly()
    {
        var seed = Directory.EnumerateFiles(Shared.Need("corpus", "seed")).Single();
        var before = Shared.Need("corpus", "drafts", "2025-04-02__first-link__b1d993fc9.md");

        var (code, output, _) = await RepairAsync(await File.ReadAllBytesAsync(seed, TestContext.Current.CancellationToken));

        code.ShouldBe(ExitCode.Done);
        output.ShouldBe(await File.ReadAllBytesAsync(before, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void The_command_wants_one_file()
    {
        RepairCommand.Create().Parse([]).Errors.ShouldNotBeEmpty();
        RepairCommand.Create().Parse(["draft.md"]).Errors.ShouldBeEmpty();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<(int Code, byte[] Output, string Messages)> RepairAsync(byte[] bytes)
    {
        var path = Path.Combine(_folder, "issue.md");
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
        using var output = new MemoryStream();
        await using var messages = new StringWriter();
        var code = await RepairCommand.RunAsync(path, output, messages, TestContext.Current.CancellationToken);
        return (code, output.ToArray(), messages.ToString());
    }
}
