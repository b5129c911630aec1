using Syndicator.Issues;
using Syndicator.Sources;

namespace Syndicator.Tests.Sources;

/// <summary>Repositories made to do harm: what they hold is data.</summary>
public sealed class GitSourceHostileTests : GitSourceSuite
{
    [Fact]
    public async Task Odd_names_are_offered_or_told()
    {
        var text = "100644 blob " + Repository.Blob("text");
        Repository.CommitTree(
            (text, "a \"quoted\" 'name'.md"),
            (text, "back\\slash.md"),
            (text, "line\nbreak.md"),
            (text, "n\u00e9.md"),
            (text, "-rf.md"),
            (text, "--help.md"),
            (text, ":(glob)x.md"),
            (text, "tab\there.md"),
            (text, new string('x', 10_000) + ".md")
        );
        var source = Source("*.md");

        var listing = await ListedAsync(source);

        Names(listing).ShouldBe(["--help.md", "-rf.md", ":(glob)x.md", "a \"quoted\" 'name'.md", "back\\slash.md"]);
        foreach (var file in listing.Files)
        {
            (await TextAsync(source, file)).ShouldBe("text");
        }

        listing.Diagnostics.Count.ShouldBe(4);
        listing.Diagnostics.ShouldAllBe(diagnostic => diagnostic.Code == "name-unusable");
        listing.Diagnostics.ShouldAllBe(diagnostic => diagnostic.ToString().Length < 500 && !diagnostic.ToString().Contains('\n'));
    }

    [Fact]
    public async Task Names_that_lead_elsewhere_are_told_and_lead_nowhere()
    {
        var file = Repository.Blob("text");
        var inner = Tree($"100644 x.md\0", file);
        var tree = Tree("40000 ..\0", inner, "40000 .git\0", inner, "40000 good\0", inner);
        Repository.CommitTree(tree);

        var listing = await ListedAsync(Source("**/*.md"));

        Names(listing).ShouldBe(["good/x.md"]);
        listing
            .Diagnostics.Select(diagnostic => (diagnostic.Code, diagnostic.Position.File))
            .ShouldBe([("name-unusable", "main:../x.md"), ("name-unusable", "main:.git/x.md")]);
    }

    [Fact]
    public async Task Links_and_other_repositories_are_not_read()
    {
        Repository.Commit(("content/a.md", "one"));
        File.CreateSymbolicLink(Path.Combine(Repository.Folder, "content", "passwords.md"), "/etc/passwd");
        Repository.Commit();
        var head = Repository.Git("rev-parse", "HEAD");
        Repository.Git("update-index", "--add", "--cacheinfo", $"160000,{head},content/sub.md");
        Repository.Git("commit", "--quiet", "--message=sub");

        var listing = await ListedAsync(Source());

        Names(listing).ShouldBe(["content/a.md"]);
        listing
            .Diagnostics.Select(diagnostic => (diagnostic.Code, diagnostic.Position.File))
            .ShouldBe([("entry-not-read", "main:content/passwords.md"), ("entry-not-read", "main:content/sub.md")]);
    }

    [Fact]
    public async Task Attributes_modules_and_hooks_do_nothing()
    {
        var mark = Path.Combine(Repository.Folder, "HACKED");
        Repository.Commit(
            ("content/a.md", "one $Id$ \n"),
            (".gitattributes", "*.md filter=evil ident text eol=crlf export-ignore"),
            (".gitconfig", $"[filter \"evil\"]\n smudge = touch {mark}\n[core]\n fsmonitor = touch {mark}"),
            (".gitmodules", $"[submodule \"x\"]\n path = x\n url = ext::touch {mark}\n update = !touch {mark}"),
            ("hooks/post-checkout", $"#!/bin/sh\ntouch {mark}"),
            ("hooks/reference-transaction", $"#!/bin/sh\ntouch {mark}")
        );
        var source = Source();

        (await TextAsync(source, (await ListedAsync(source)).Files.ShouldHaveSingleItem())).ShouldBe("one $Id$ \n");
        File.Exists(mark).ShouldBeFalse();
    }

    [Fact]
    public async Task A_hook_planted_in_the_clone_is_not_run()
    {
        Repository.Commit(("content/a.md", "one"));
        await ListedAsync(Source());
        var mark = Path.Combine(Repository.Folder, "HACKED");
        var hooks = Directory.CreateDirectory(Path.Combine(Clone, "hooks")).FullName;
        var hook = Path.Combine(hooks, "reference-transaction");
        await File.WriteAllTextAsync(hook, $"#!/bin/sh\ntouch {mark}\n", Cancellation);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(hook, (UnixFileMode)0b111_101_101);
        }

        await File.AppendAllTextAsync(
            Path.Combine(Clone, "config"),
            $"[core]\n fsmonitor = touch {mark}\n sshCommand = touch {mark}\n",
            Cancellation
        );
        Repository.Commit(("content/b.md", "two"));

        Names(await ListedAsync(Source())).ShouldBe(["content/a.md", "content/b.md"]);
        File.Exists(mark).ShouldBeFalse();
    }

    [Fact]
    public async Task A_file_that_is_too_large_or_no_text_is_trouble_of_its_own()
    {
        Repository.Commit(
            ("content/a.md", "one"),
            ("content/big.md", new string('x', IssueFile.LargestSize + 1)),
            ("content/empty.md", ""),
            ("content/most.md", new string('x', IssueFile.LargestSize)),
            ("content/nul.md", "a\0b")
        );
        var source = Source();
        var files = (await ListedAsync(source)).Files;

        (await TextAsync(source, files[0])).ShouldBe("one");
        (await CodeAsync(source, files[1])).ShouldBe("file-too-large");
        (await CodeAsync(source, files[2])).ShouldBe("file-empty");
        (await TextAsync(source, files[3])).ShouldNotBeNull().Length.ShouldBe(IssueFile.LargestSize);
        (await CodeAsync(source, files[4])).ShouldBe("file-not-text");
    }

    [Fact]
    public async Task A_tree_of_a_billion_names_is_refused()
    {
        var tree = Repository.GitWith($"100644 blob {Repository.Blob("x")}\tx.md\0", "mktree", "-z");
        for (var level = 0; level < 9; level++)
        {
            tree = Repository.GitWith(
                string.Concat(Enumerable.Range(0, 10).Select(number => $"040000 tree {tree}\t{number}\0")),
                "mktree",
                "-z"
            );
        }

        Repository.CommitTree(tree);
        Names(await ListedAsync(Source("*.md", drafts: null))).ShouldBeEmpty();
        await ProblemAsync(Source("**/*.md", limits: GitLimits.Default with { Names = 1 << 20 }), "source-too-large");
    }

    [Fact]
    public async Task What_cannot_be_read_is_told_in_a_bounded_list()
    {
        var link = "120000 blob " + Repository.Blob("/etc/passwd");
        Repository.CommitTree([.. Enumerable.Range(0, 500).Select(number => (link, $"{number:000}.md"))]);

        var listing = await ListedAsync(Source("*.md"));

        listing.Diagnostics.Count.ShouldBe(21);
        listing.Diagnostics[^1].Message.ShouldBe("480 more entries cannot be read.");
    }

    private static async Task<string> CodeAsync(GitSource source, SourceFile file) =>
        (await source.ReadAsync(file, null, Cancellation)).ShouldBeOfType<SourceReading.Trouble>().Diagnostics.ShouldHaveSingleItem().Code;

    /// <summary>A tree as no git would make it: names and ids in turn.</summary>
    private string Tree(params string[] entries)
    {
        var bytes = entries.Select(
            (entry, place) => place % 2 == 0 ? entry : System.Text.Encoding.Latin1.GetString(Convert.FromHexString(entry))
        );
        return Repository.GitWith(string.Concat(bytes), "hash-object", "-t", "tree", "-w", "--literally", "--stdin");
    }
}
