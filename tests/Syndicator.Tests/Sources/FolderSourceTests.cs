using Syndicator.Sources;

namespace Syndicator.Tests.Sources;

public sealed class FolderSourceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("syndicator-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private FolderSource Source(string glob, string? folder = null) => new(folder ?? _folder, glob, null, TimeProvider.System);

    [Theory]
    [InlineData("*.md", "a.md b.md")]
    [InlineData("?.txt", "c.txt")]
    [InlineData("2026/*.md", "2026/d.md")]
    [InlineData("*/*.md", "2026/d.md")]
    [InlineData("**/*.md", "2026/d.md 2026/deep/e.md a.md b.md")]
    [InlineData("none/*.md", "")]
    public void Files_are_found_by_pattern_and_ordered_by_name(string glob, string names)
    {
        foreach (var name in new[] { "b.md", "a.md", "c.txt", "2026/d.md", "2026/deep/e.md" })
        {
            Write(name);
        }

        var listing = Source(glob).List();

        string.Join(' ', listing.Files.Select(file => file.Name)).ShouldBe(names);
        listing.Diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_unchanged_file_is_not_read_again()
    {
        Write("a.md");
        var source = Source("*.md");
        var first = await source.ReadAsync(source.List().Files[0], null, Cancellation);
        var changed = first.ShouldBeOfType<SourceReading.Changed>();
        changed.File.Text.ShouldBe("text of a.md");

        (await source.ReadAsync(source.List().Files[0], changed.Fingerprint, Cancellation)).ShouldBeOfType<SourceReading.Unchanged>();
    }

    [Fact]
    public async Task A_changed_file_is_read_again()
    {
        Write("a.md");
        var source = Source("*.md");
        var known = source.List().Files[0].Fingerprint;
        Write("a.md", "something else");

        var again = await source.ReadAsync(source.List().Files[0], known, Cancellation);

        again.ShouldBeOfType<SourceReading.Changed>().File.Text.ShouldBe("something else");
    }

    [Fact]
    public void A_file_replaced_by_one_of_the_same_size_and_time_is_another()
    {
        Write("a.md", "one");
        Write("new", "two");
        var source = Source("*.md");
        var known = source.List().Files[0].Fingerprint;
        var (path, replacement) = (Path.Combine(_folder, "a.md"), Path.Combine(_folder, "new"));
        File.SetLastWriteTimeUtc(replacement, File.GetLastWriteTimeUtc(path));
        Assert.SkipUnless(File.GetCreationTimeUtc(path) != File.GetCreationTimeUtc(replacement), "needs a file system that knows births");
        File.Move(replacement, path, overwrite: true);

        source.List().Files[0].Fingerprint.ShouldNotBe(known);
    }

    [Fact]
    public async Task A_file_that_vanishes_after_listing_is_trouble_of_its_own()
    {
        Write("a.md");
        Write("b.md");
        var source = Source("*.md");
        var files = source.List().Files;
        File.Delete(files[0].Path);

        await ShouldBeTrouble(source, files[0], "file-missing");
        (await source.ReadAsync(files[1], null, Cancellation)).ShouldBeOfType<SourceReading.Changed>();
    }

    [Fact]
    public async Task A_file_that_is_being_written_waits_for_the_next_look()
    {
        Write("a.md");
        Write("empty.md", "");
        var source = Source("*.md");
        var files = source.List().Files;
        await File.AppendAllTextAsync(files[0].Path, "more", Cancellation);

        await ShouldBeTrouble(source, files[0], "file-changing");
        await ShouldBeTrouble(source, files[1], "file-empty");
    }

    [Fact]
    public void Links_out_of_the_folder_are_refused_however_they_get_there()
    {
        var outside = Directory.CreateTempSubdirectory("syndicator-").FullName;
        File.WriteAllText(Path.Combine(outside, "secret.md"), "secret");
        Write("inside.md");
        Link("direct.md", Path.Combine(outside, "secret.md"));
        Link("door", outside);
        Link("indirect.md", Path.Combine("door", "secret.md"));
        Link("dangling.md", "nowhere.md");
        Link("circle.md", "circle.md");
        Link("good.md", "inside.md");

        var listing = Source("**/*.md").List();

        listing.Files.Select(file => file.Name).ShouldBe(["good.md", "inside.md"]);
        listing.Diagnostics.ShouldAllBe(diagnostic => diagnostic.Code == "link-leaves-folder");
        listing
            .Diagnostics.Select(diagnostic => Path.GetFileName(diagnostic.Position.File))
            .Order(StringComparer.Ordinal)
            .ShouldBe(["circle.md", "dangling.md", "direct.md", "indirect.md"]);
        Directory.Delete(outside, recursive: true);
    }

    [Fact]
    public void Links_to_folders_give_no_file_twice_and_no_circle()
    {
        Write("a.md");
        Link("again", _folder);

        Source("**/*.md").List().Files.ShouldHaveSingleItem().Name.ShouldBe("a.md");
    }

    [Fact]
    public void The_folder_itself_may_be_a_link()
    {
        Write("releases/12/a.md");
        Link("releases/12/b.md", "a.md");
        Link("current", Path.Combine("releases", "12"));

        Source("*.md", Path.Combine(_folder, "current")).List().Files.Select(file => file.Name).ShouldBe(["a.md", "b.md"]);
    }

    [Fact]
    public void A_missing_folder_is_trouble()
    {
        var listing = Source("*.md", Path.Combine(_folder, "none")).List();

        listing.Files.ShouldBeEmpty();
        listing.Trouble.ShouldNotBeNull().Problem.Code.ShouldBe("source-missing");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task ShouldBeTrouble(FolderSource source, SourceFile file, string code)
    {
        var trouble = (await source.ReadAsync(file, null, Cancellation)).ShouldBeOfType<SourceReading.Trouble>();
        var diagnostic = trouble.Diagnostics.ShouldHaveSingleItem();
        (diagnostic.Code, diagnostic.Position.File).ShouldBe((code, file.Path));
    }

    private void Write(string name, string? text = null)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text ?? $"text of {name}");
    }

    private void Link(string name, string target) => File.CreateSymbolicLink(Path.Combine(_folder, name), target);
}
