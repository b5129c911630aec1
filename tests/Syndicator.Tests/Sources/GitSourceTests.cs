using Syndicator.Sources;

namespace Syndicator.Tests.Sources;

public sealed class GitSourceTests : GitSourceSuite
{
    [Fact]
    public async Task Issues_and_drafts_of_the_branch_are_offered_by_name_and_read()
    {
        Repository.Commit(
            ("content/b.md", "two"),
            ("content/a.md", "one"),
            ("draft/c.md", "three"),
            ("README.md", "no"),
            ("content/deep/d.md", "no")
        );
        using var source = Source();

        var listing = await ListedAsync(source);

        Names(listing).ShouldBe(["content/a.md", "content/b.md", "draft/c.md (draft)"]);
        listing.Files[0].Path.ShouldBe("main:content/a.md");
        (await TextAsync(source, listing.Files[0])).ShouldBe("one");
        (await TextAsync(source, listing.Files[2])).ShouldBe("three");
        (await TextAsync(source, listing.Files[1])).ShouldBe("two");
    }

    [Fact]
    public async Task Nothing_is_checked_out_and_nothing_older_than_the_latest_commit_is_kept()
    {
        Repository.Commit(("content/a.md", "old words"));
        var old = Repository.Git("rev-parse", "HEAD:content/a.md");
        Repository.Commit(("content/a.md", "new words"));
        await ListedAsync(Source());

        Directory.GetFiles(Clone, "*.md", SearchOption.AllDirectories).ShouldBeEmpty();
        Should.Throw<InvalidOperationException>(() => Repository.Git("--git-dir=" + Clone, "cat-file", "-e", old));
    }

    [Fact]
    public async Task A_growing_draft_is_read_again_and_the_others_are_not()
    {
        Repository.Commit(("content/a.md", "one"), ("draft/b.md", "a line"));
        var source = Source();
        var before = await ListedAsync(source);
        Repository.Commit(("draft/b.md", "a line\nand another"));
        var after = await ListedAsync(source);

        (await source.ReadAsync(after.Files[0], before.Files[0].Fingerprint, Cancellation)).ShouldBeOfType<SourceReading.Unchanged>();
        var changed = await source.ReadAsync(after.Files[1], before.Files[1].Fingerprint, Cancellation);
        changed.ShouldBeOfType<SourceReading.Changed>().File.Text.ShouldBe("a line\nand another");
    }

    [Fact]
    public async Task A_draft_that_moves_to_publication_is_an_issue_of_the_same_content()
    {
        Repository.Commit(("draft/a.md", "the text"));
        var source = Source();
        var draft = (await ListedAsync(source)).Files.ShouldHaveSingleItem();
        Directory.CreateDirectory(Path.Combine(Repository.Folder, "content"));
        Repository.Git("mv", "draft/a.md", "content/a.md");
        Repository.Commit();

        var issue = (await ListedAsync(source)).Files.ShouldHaveSingleItem();
        (draft.IsDraft, issue.IsDraft, issue.Name).ShouldBe((true, false, "content/a.md"));
        issue.Fingerprint.ShouldBe(draft.Fingerprint);
    }

    [Fact]
    public async Task Rewritten_history_is_followed()
    {
        Repository.Commit(("content/a.md", "first"));
        Repository.Commit(("content/b.md", "regretted"));
        var source = Source();
        Names(await ListedAsync(source)).ShouldBe(["content/a.md", "content/b.md"]);
        Repository.Git("checkout", "--quiet", "--orphan", "other");
        Repository.Git("rm", "--quiet", "-rf", ".");
        Repository.Commit(("content/c.md", "begun anew"));
        Repository.Git("branch", "--force", "main", "other");

        var listing = await ListedAsync(source);
        Names(listing).ShouldBe(["content/c.md"]);
        (await TextAsync(source, listing.Files[0])).ShouldBe("begun anew");
    }

    [Fact]
    public async Task An_unchanged_branch_costs_one_question_and_no_fetch()
    {
        Repository.Commit(("content/a.md", "one"));
        var source = Source();
        var first = await ListedAsync(source);
        var written = Directory.GetFiles(Clone, "*", SearchOption.AllDirectories).ToDictionary(file => file, File.GetLastWriteTimeUtc);

        var second = await ListedAsync(source);

        second.Files.ShouldBeSameAs(first.Files);
        Directory.GetFiles(Clone, "*", SearchOption.AllDirectories).ToDictionary(file => file, File.GetLastWriteTimeUtc).ShouldBe(written);
    }

    [Fact]
    public async Task Other_branches_and_tags_are_not_fetched()
    {
        Repository.Commit(("content/a.md", "one"));
        Repository.Git("tag", "v1");
        Repository.Git("checkout", "--quiet", "-b", "feature/main");
        Repository.Commit(("content/b.md", "two"));

        Names(await ListedAsync(Source())).ShouldBe(["content/a.md"]);
        Repository.Git("--git-dir=" + Clone, "for-each-ref", "--format=%(refname)").ShouldBe("refs/syndicator/latest");
    }

    [Fact]
    public async Task Six_hundred_files_are_read_through_one_program()
    {
        Repository.Commit([.. Enumerable.Range(100, 600).Select(number => ($"content/{number}.md", $"issue {number}"))]);
        var source = Source();
        var listing = await ListedAsync(source);

        var texts = new List<string?>();
        foreach (var file in listing.Files)
        {
            texts.Add(await TextAsync(source, file));
        }

        texts.ShouldBe(Enumerable.Range(100, 600).Select(number => $"issue {number}"));
    }

    [Fact]
    public async Task Another_branch_or_repository_does_not_use_the_old_clone()
    {
        Repository.Commit(("content/a.md", "one"));
        Repository.Git("branch", "same");
        await ListedAsync(Source());
        using var other = new GitRepository();

        // With the network away, what the old clone holds would be offered.
        var gone = Source(branch: "same", url: Path.Combine(Repository.Folder, "none"));
        (await gone.ListAsync(Cancellation)).Files.ShouldBeEmpty();
        (await ProblemAsync(Source(url: other.Folder), "branch-missing")).Message.ShouldContain("main");
        other.Commit(("content/b.md", "two"));
        Names(await ListedAsync(Source(url: other.Folder))).ShouldBe(["content/b.md"]);
        Names(await ListedAsync(Source(branch: "same"))).ShouldBe(["content/a.md"]);
    }

    [Fact]
    public async Task After_a_restart_without_the_network_the_issues_last_known_are_there()
    {
        Repository.Commit(("content/a.md", "one"));
        await ListedAsync(Source());
        Directory.Move(Path.Combine(Repository.Folder, ".git"), Path.Combine(Repository.Folder, "away"));
        var source = Source();

        var listing = await source.ListAsync(Cancellation);

        listing.Trouble.ShouldNotBeNull().Problem.Code.ShouldBe("source-unreachable");
        (await TextAsync(source, listing.Files.ShouldHaveSingleItem())).ShouldBe("one");
    }

    [Fact]
    public async Task In_trouble_it_is_asked_again_after_its_wait_and_not_before()
    {
        Repository.Commit(("content/a.md", "one"));
        var source = Source();
        await ListedAsync(source);
        var (git, away) = (Path.Combine(Repository.Folder, ".git"), Path.Combine(Repository.Folder, "away"));
        Directory.Move(git, away);
        var since = Clock.GetUtcNow();
        (await source.ListAsync(Cancellation)).Trouble.ShouldNotBeNull().AskedAgainAt.ShouldBe(since.AddMinutes(1));
        Clock.Advance(TimeSpan.FromMinutes(1));
        var again = (await source.ListAsync(Cancellation)).Trouble.ShouldNotBeNull();
        (again.Since, again.AskedAgainAt).ShouldBe((since, since.AddMinutes(3)));
        Directory.Move(away, git);
        Repository.Commit(("content/b.md", "two"));

        Clock.Advance(TimeSpan.FromSeconds(119));
        var waiting = await source.ListAsync(Cancellation);
        waiting.Trouble.ShouldNotBeNull();
        Names(waiting).ShouldBe(["content/a.md"]);
        Clock.Advance(TimeSpan.FromSeconds(1));
        Names(await ListedAsync(source)).ShouldBe(["content/a.md", "content/b.md"]);
    }

    [Fact]
    public async Task A_repository_of_long_ids_is_read_too()
    {
        using var modern = new GitRepository(format: "sha256");
        modern.Commit(("content/a.md", "one"));
        var source = Source(url: modern.Folder);

        (await TextAsync(source, (await ListedAsync(source)).Files.ShouldHaveSingleItem())).ShouldBe("one");
    }

    [Theory]
    [InlineData("*.md", null, "top.md")]
    [InlineData("*.md", "draft/*.md", "draft/d.md (draft) top.md")]
    [InlineData("content/*.md", "content/deep/*.md", "content/a.md content/deep/b.md (draft)")]
    [InlineData("**/*.md", "draft/*.md", "content/a.md content/deep/b.md draft/d.md top.md")]
    [InlineData("content/**", null, "content/a.md content/deep/b.md content/n.txt")]
    [InlineData("c*/d?ep/*", null, "content/deep/b.md")]
    [InlineData("none/*.md", null, "")]
    [InlineData("content", null, "")]
    public async Task Patterns_choose_what_is_offered(string glob, string? drafts, string names)
    {
        Repository.Commit(("top.md", "0"), ("content/a.md", "1"), ("content/deep/b.md", "2"), ("content/n.txt", "3"), ("draft/d.md", "4"));

        string.Join(' ', Names(await ListedAsync(Source(glob, drafts)))).ShouldBe(names);
    }
}
