using System.Diagnostics.CodeAnalysis;
using System.Text;
using Syndicator.Issues;

namespace Syndicator.Tests.Issues;

public sealed class IssueFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("syndicator-").FullName;

    [Fact]
    public async Task A_good_file_is_its_text()
    {
        var file = await LoadAsync("good.md", "Title: Ünïcode 🦀\n"u8.ToArray());

        file.Text.ShouldBe("Title: Ünïcode 🦀\n");
        file.Diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_byte_order_mark_and_Windows_line_ends_are_understood_and_kept_in_the_bytes()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. "a\r\nb\r\n"u8];

        var file = await LoadAsync("windows.md", bytes);

        file.Text.ShouldBe("a\nb\n");
        file.Bytes.ToArray().ShouldBe(bytes);
    }

    [Theory]
    [InlineData("target.md")]
    [InlineData("link.md")]
    public async Task A_link_is_the_file_it_leads_to(string target)
    {
        await LoadAsync("target.md", "Title: a\n"u8.ToArray());
        File.CreateSymbolicLink(Path.Combine(_folder, "link.md"), "target.md");
        var path = Path.Combine(_folder, "linked.md");
        File.CreateSymbolicLink(path, target);

        var file = await IssueFile.LoadAsync(path, TestContext.Current.CancellationToken);

        file.Diagnostics.ShouldBeEmpty();
        (file.Path, file.Text).ShouldBe((path, "Title: a\n"));
    }

    [Fact]
    public async Task A_link_to_nothing_and_one_to_itself_are_refused()
    {
        var nowhere = Path.Combine(_folder, "nowhere.md");
        File.CreateSymbolicLink(nowhere, "none.md");
        var self = Path.Combine(_folder, "self.md");
        File.CreateSymbolicLink(self, "self.md");

        ShouldBeRefused(await IssueFile.LoadAsync(nowhere, TestContext.Current.CancellationToken), "file-missing");
        ShouldBeRefused(await IssueFile.LoadAsync(self, TestContext.Current.CancellationToken), "file-unreadable");
    }

    [Theory]
    [InlineData(new byte[0], "file-empty", 0, 0)]
    [InlineData(new byte[] { 0x20, 0x0A, 0x0A }, "file-empty", 0, 0)]
    [InlineData(new byte[] { 0x61, 0x0A, 0x62, 0x00, 0x63 }, "file-not-text", 2, 2)]
    [InlineData(new byte[] { 0x61, 0x0A, 0xC3, 0xBC, 0xFC, 0x62 }, "file-not-utf8", 2, 2)]
    [InlineData(new byte[] { 0x61, 0x0A, 0x62, 0xF0, 0x9F, 0xA6 }, "file-not-utf8", 2, 2)]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x61, 0x00 }, "file-not-utf8", 1, 1)]
    [InlineData(new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A }, "file-not-utf8", 1, 1)]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 }, "file-not-utf8", 1, 1)]
    public async Task What_is_no_text_is_refused_with_its_place(byte[] bytes, string code, int line, int column)
    {
        var file = await LoadAsync("bad.md", bytes);

        ShouldBeRefused(file, code);
        (file.Diagnostics[0].Position.Line, file.Diagnostics[0].Position.Column).ShouldBe((line, column));
    }

    [Fact]
    public async Task Missing_files_and_folders_are_refused()
    {
        ShouldBeRefused(await IssueFile.LoadAsync(Path.Combine(_folder, "none.md"), TestContext.Current.CancellationToken), "file-missing");
        ShouldBeRefused(await IssueFile.LoadAsync(_folder, TestContext.Current.CancellationToken), "file-is-folder");
        ShouldBeRefused(await IssueFile.LoadAsync("", TestContext.Current.CancellationToken), "file-unreadable");
        ShouldBeRefused(await IssueFile.LoadAsync("a\0b", TestContext.Current.CancellationToken), "file-unreadable");
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_unread()
    {
        var path = Path.Combine(_folder, "large.md");
        await using (var large = File.Create(path))
        {
            large.SetLength(50 * 1024 * 1024);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var file = await IssueFile.LoadAsync(path, TestContext.Current.CancellationToken);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1024 * 1024);
        ShouldBeRefused(file, "file-too-large");
        file.Diagnostics[0].Message.ShouldContain("50 MB");
    }

    [Fact]
    public async Task The_largest_size_is_still_read()
    {
        var file = await LoadAsync("limit.md", Encoding.ASCII.GetBytes(new string('a', IssueFile.LargestSize)));

        file.Text.ShouldNotBeNull().Length.ShouldBe(IssueFile.LargestSize);
    }

    [Fact]
    public async Task An_endless_file_ends()
    {
        Assert.SkipUnless(File.Exists("/dev/zero"), "needs /dev/zero");

        ShouldBeRefused(await IssueFile.LoadAsync("/dev/zero", TestContext.Current.CancellationToken), "file-empty");
    }

    [Fact]
    [SuppressMessage("Interoperability", "CA1416", Justification = "Skipped on Windows.")]
    public async Task An_unreadable_file_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "needs permissions that bind this user");
        var path = Path.Combine(_folder, "secret.md");
        await File.WriteAllTextAsync(path, "text", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(path, UnixFileMode.None);

        ShouldBeRefused(await IssueFile.LoadAsync(path, TestContext.Current.CancellationToken), "file-unreadable");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void ShouldBeRefused(IssueFile file, string code)
    {
        file.Text.ShouldBeNull();
        var diagnostic = file.Diagnostics.ShouldHaveSingleItem();
        (diagnostic.Code, diagnostic.Severity, diagnostic.Position.File).ShouldBe((code, Severity.Error, file.Path));
        diagnostic.Remedy.ShouldNotBeNullOrEmpty();
    }

    private async Task<IssueFile> LoadAsync(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder, name);
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
        return await IssueFile.LoadAsync(path, TestContext.Current.CancellationToken);
    }
}
