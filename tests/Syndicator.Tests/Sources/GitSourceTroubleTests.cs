using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Syndicator.Sources;

namespace Syndicator.Tests.Sources;

/// <summary>What can go wrong with a repository: each ends in a sentence, and the next look goes on.</summary>
public sealed class GitSourceTroubleTests : GitSourceSuite
{
    [Fact]
    public async Task A_missing_repository_is_trouble_with_gits_own_words()
    {
        var problem = await ProblemAsync(Source(url: Path.Combine(Repository.Folder, "none")), "source-unreachable");

        problem.Message.ShouldContain("does not appear to be a git repository");
        problem.Message.ShouldNotContain("\n");
    }

    [Theory]
    [InlineData("none")]
    [InlineData("*")]
    [InlineData("main:refs/heads/other")]
    [InlineData("--upload-pack=touch hacked")]
    [InlineData("../main")]
    [InlineData("")]
    public async Task A_branch_that_is_none_is_trouble(string branch)
    {
        Repository.Commit(("content/a.md", "one"));

        await ProblemAsync(Source(branch: branch), "branch-missing");
        Directory.Exists(Clone).ShouldBeFalse();
    }

    [Fact]
    public async Task An_empty_repository_is_trouble_until_something_is_committed()
    {
        var source = Source();
        await ProblemAsync(source, "branch-missing");
        Repository.Commit(("content/a.md", "one"));
        Clock.Advance(TimeSpan.FromMinutes(1));

        Names(await ListedAsync(source)).ShouldBe(["content/a.md"]);
    }

    [Fact]
    public async Task Without_git_the_message_says_so()
    {
        var problem = await ProblemAsync(Source(program: "git-that-is-not-there"), "git-missing");

        problem.Remedy.ShouldNotBeNull().ShouldContain("Install git");
    }

    [Theory]
    [InlineData("ext::sh -c 'touch HACKED; exit 1'")]
    [InlineData("fd::7")]
    [InlineData("ssh://-oProxyCommand=touch HACKED/a.git")]
    [InlineData("-oProxyCommand=touch HACKED:a.git")]
    [InlineData("ssh://127.0.0.1:1/a.git")]
    [InlineData("ftp://127.0.0.1/a.git")]
    [InlineData("--upload-pack=touch HACKED")]
    public async Task An_address_runs_no_program_and_speaks_no_other_protocol(string url)
    {
        var here = Path.Combine(Environment.CurrentDirectory, "HACKED");

        await ProblemAsync(Source(url: url), "source-unreachable");
        File.Exists(here).ShouldBeFalse();
    }

    [Fact]
    public async Task A_server_that_wants_a_password_is_refused_at_once_and_no_secret_is_told()
    {
        using var listener = new HttpListener();
        var port = FreePort();
        listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        listener.Start();
        var served = AskForPasswordAsync(listener);

        var problem = await ProblemAsync(
            Source(url: $"http://editor:s3cret-word@127.0.0.1:{port}/twir.git?key=alsosecret"),
            "source-unreachable"
        );

        problem.ToString().ShouldNotContain("s3cret-word");
        problem.ToString().ShouldNotContain("alsosecret");
        problem.Message.ShouldContain("Authentication failed");
        problem.Remedy.ShouldNotBeNull().ShouldContain("ssh key");
        listener.Stop();
        await served;
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var limits = GitLimits.Default with { Answer = TimeSpan.FromSeconds(1) };
        var source = Source(
            url: $"git://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/a",
            limits: limits,
            clock: TimeProvider.System
        );

        (await ProblemAsync(source, "source-too-slow")).Message.ShouldContain("1 second");
    }

    [Fact]
    public async Task A_look_that_is_cancelled_ends_all_it_started()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var look = Source(url: $"http://127.0.0.1:{port}/a.git").ListAsync(cancelled.Token);
        // Git's own child, git-remote-http, is the one that speaks.
        using var connection = await silent.AcceptSocketAsync(Cancellation);
        ProcessesThatName($":{port}/a.git").ShouldNotBeEmpty();
        await cancelled.CancelAsync();

        var wasCancelled = false;
        try
        {
            await look;
        }
        catch (OperationCanceledException)
        {
            wasCancelled = true;
        }

        wasCancelled.ShouldBeTrue();
        await UntilAsync(() => ProcessesThatName($":{port}/a.git").Count == 0);
    }

    [Fact]
    public async Task A_repository_larger_than_the_limit_is_ended_and_leaves_nothing()
    {
        CommitNoise(("content/a.md", "one"));
        var source = Source(limits: GitLimits.Default with { Disk = 1 << 20 }, clock: TimeProvider.System);

        (await ProblemAsync(source, "source-too-large")).Message.ShouldContain("1 MB");
        Directory.GetFileSystemEntries(Path.GetDirectoryName(Clone)!).Select(Path.GetFileName).ShouldBe(["git.lock"]);
    }

    [Fact]
    public async Task A_branch_that_grows_too_large_leaves_the_issues_last_known()
    {
        Repository.Commit(("content/a.md", "one"));
        var limits = GitLimits.Default with { Disk = 1 << 20 };
        var source = Source(limits: limits);
        await ListedAsync(source);
        CommitNoise();

        await ProblemAsync(source, "source-too-large");
        var restarted = await Source(limits: limits).ListAsync(Cancellation);
        Names(restarted).ShouldBe(["content/a.md"]);
    }

    [Fact]
    public async Task More_names_than_the_limit_are_trouble()
    {
        Repository.Commit([.. Enumerable.Range(0, 100).Select(number => ($"content/{number}.md", "text"))]);

        await ProblemAsync(Source(limits: GitLimits.Default with { Names = 4096 }), "source-too-large");
    }

    [Theory]
    [InlineData("shallow.lock")]
    [InlineData("index.lock")]
    [InlineData("config.lock")]
    [InlineData("packed-refs.lock")]
    [InlineData("refs/syndicator/latest.lock")]
    public async Task Locks_that_a_killed_fetch_left_do_not_stay_in_the_way(string name)
    {
        Repository.Commit(("content/a.md", "one"));
        await ListedAsync(Source());
        await File.WriteAllTextAsync(Path.Combine(Clone, name), "", Cancellation);
        Repository.Commit(("content/b.md", "two"));

        Names(await ListedAsync(Source())).ShouldBe(["content/a.md", "content/b.md"]);
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("config")]
    [InlineData("shallow")]
    [InlineData("refs/syndicator/latest")]
    [InlineData("objects/pack/*.pack")]
    [InlineData("objects/pack/*.idx")]
    public async Task A_damaged_clone_is_made_anew(string what)
    {
        Repository.Commit(("content/a.md", "one"), ("content/b.md", "two"));
        await ListedAsync(Source());
        foreach (var file in Directory.GetFiles(Clone, what))
        {
            File.SetAttributes(file, FileAttributes.Normal);
            await File.WriteAllTextAsync(file, "damage", Cancellation);
        }

        var source = Source();
        var listing = await source.ListAsync(Cancellation);
        if (listing.Trouble is not null)
        {
            Clock.Advance(TimeSpan.FromMinutes(1));
            listing = await ListedAsync(source);
        }

        (await TextAsync(source, listing.Files[1])).ShouldBe("two");
    }

    [Fact]
    public async Task A_clone_that_lost_a_file_says_so_once_and_is_made_anew_at_the_next_look()
    {
        Repository.Commit(("content/a.md", "one"));
        var source = Source();
        var file = (await ListedAsync(source)).Files.ShouldHaveSingleItem();
        Directory.Delete(Path.Combine(Clone, "objects"), recursive: true);

        var lost = (await source.ReadAsync(file, null, Cancellation)).ShouldBeOfType<SourceReading.Trouble>();
        lost.Diagnostics.ShouldHaveSingleItem().Code.ShouldBe("file-unreadable");
        (await TextAsync(source, (await ListedAsync(source)).Files.ShouldHaveSingleItem())).ShouldBe("one");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Something_else_in_the_clones_place_is_replaced(bool isRepository)
    {
        Repository.Commit(("content/a.md", "one"));
        Directory.CreateDirectory(Path.GetDirectoryName(Clone)!);
        if (isRepository)
        {
            using var foreign = new GitRepository();
            foreign.Commit(("content/foreign.md", "never ours"));
            foreign.Git("clone", "--quiet", "--bare", ".", Clone);
        }
        else
        {
            await File.WriteAllTextAsync(Clone, "a file", Cancellation);
        }

        Names(await ListedAsync(Source())).ShouldBe(["content/a.md"]);
    }

    [Fact]
    public async Task A_clone_of_too_many_files_is_made_anew()
    {
        var source = Source(limits: GitLimits.Default with { Files = 30 });
        for (var number = 10; number < 30; number++)
        {
            Repository.Commit(($"content/{number}.md", $"{number}"));
            (await ListedAsync(source)).Files.Count.ShouldBe(number - 9);
        }

        Directory.GetFiles(Clone, "*", SearchOption.AllDirectories).Length.ShouldBeLessThan(36);
    }

    [Fact]
    public async Task A_crash_before_the_new_clone_took_its_place_loses_nothing()
    {
        Repository.Commit(("content/a.md", "one"));
        await ListedAsync(Source());
        Directory.Move(Clone, Clone + ".new");
        Directory.CreateDirectory(Path.Combine(Clone, "half", "deleted"));
        Directory.Delete(Path.Combine(Repository.Folder, ".git"), recursive: true);

        Names(await Source().ListAsync(Cancellation)).ShouldBe(["content/a.md"]);
    }

    [Fact]
    public async Task Two_runs_of_the_program_take_turns()
    {
        Repository.Commit(("content/a.md", "one"));
        var sources = Enumerable.Range(0, 4).Select(_ => Source(clock: TimeProvider.System)).ToList();

        var listings = await Task.WhenAll(sources.Select(source => Task.Run(() => ListedAsync(source), Cancellation)));
        listings.ShouldAllBe(listing => listing.Files.Count == 1);

        using var claim = await FolderClaim.TakeAsync(Clone + ".lock", TimeSpan.Zero, TimeProvider.System, Cancellation);
        claim.ShouldNotBeNull();
        var limits = GitLimits.Default with { Answer = TimeSpan.FromMilliseconds(300) };
        await ProblemAsync(Source(clock: TimeProvider.System, limits: limits), "source-busy");
    }

    [Fact]
    public async Task No_program_stays_behind_the_last_file_or_the_sources_end()
    {
        Repository.Commit(("content/a.md", "one"), ("content/b.md", "two"));
        var source = Source();
        var files = (await ListedAsync(source)).Files;
        await TextAsync(source, files[0]);
        ProcessesThatName("--git-dir=" + Clone).Count.ShouldBe(1);
        await TextAsync(source, files[1]);
        await UntilAsync(() => ProcessesThatName("--git-dir=" + Clone).Count == 0);

        await TextAsync(source, files[0]);
        source.Dispose();
        await UntilAsync(() => ProcessesThatName("--git-dir=" + Clone).Count == 0);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_trouble()
    {
        Repository.Commit(("content/a.md", "one"));
        var parent = Path.GetDirectoryName(Clone)!;
        await File.WriteAllTextAsync(parent, "a file where the folder should be", Cancellation);

        await ProblemAsync(Source(), "source-unreadable");
    }

    [Fact]
    public async Task A_killed_fetch_is_trouble_and_the_next_look_goes_on()
    {
        Repository.Commit(("content/a.md", "one"));
        await using var daemon = await GitDaemon.StartAsync(Repository, Cancellation);
        var source = Source(url: daemon.Url);
        await ListedAsync(source);
        foreach (var kept in Directory.GetFiles(Clone, "*", SearchOption.AllDirectories))
        {
            (await File.ReadAllTextAsync(kept, Cancellation)).ShouldNotContain(daemon.Url, customMessage: "an address may hold a password");
        }

        CommitNoise(("content/b.md", "two"));
        daemon.PassesBytes = 1 << 20;
        var look = source.ListAsync(Cancellation);
        await UntilAsync(() => daemon.HasStalled);
        // The clone it makes anew would stall at the same place: whatever fetches is killed until the look gives up.
        await UntilAsync(() =>
        {
            KillFetches(daemon.Url);
            return look.IsCompleted;
        });

        var listing = await look;
        listing.Trouble.ShouldNotBeNull().Problem.Code.ShouldBe("source-unreachable");
        (await TextAsync(source, listing.Files.ShouldHaveSingleItem())).ShouldBe("one");
        daemon.PassesBytes = int.MaxValue;
        Clock.Advance(TimeSpan.FromMinutes(1));
        listing = await ListedAsync(source);
        (await TextAsync(source, listing.Files[1])).ShouldBe("two");
    }

    [Fact]
    public async Task A_fetch_that_stalls_is_given_up_and_its_programs_are_gone()
    {
        CommitNoise(("content/a.md", "one"));
        await using var daemon = await GitDaemon.StartAsync(Repository, Cancellation);
        daemon.PassesBytes = 1 << 20;
        var source = Source(url: daemon.Url);
        var look = source.ListAsync(Cancellation);
        await UntilAsync(() => daemon.HasStalled);
        ProcessesThatName(Path.GetDirectoryName(Clone)!).ShouldNotBeEmpty();
        Clock.Advance(GitLimits.Default.Fetch);

        (await look).Trouble.ShouldNotBeNull().Problem.Code.ShouldBe("source-too-slow");
        await UntilAsync(() => ProcessesThatName(Path.GetDirectoryName(Clone)!).Count == 0);
        Directory.Exists(Clone + ".new").ShouldBeFalse();
    }

    private void CommitNoise(params (string Name, string Text)[] files)
    {
        var noise = new byte[3 << 20];
        new Random(1).NextBytes(noise);
        File.WriteAllBytes(Path.Combine(Repository.Folder, "noise.bin"), noise);
        Repository.Commit(files);
    }

    private static void KillFetches(string url)
    {
        foreach (var id in ProcessesThatName(url))
        {
            try
            {
                using var git = Process.GetProcessById(id);
                git.Kill();
            }
            catch (ArgumentException)
            {
                // It ended by itself meanwhile.
            }
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static async Task AskForPasswordAsync(HttpListener listener)
    {
        try
        {
            while (true)
            {
                var context = await listener.GetContextAsync();
                context.Response.StatusCode = 401;
                context.Response.AddHeader("WWW-Authenticate", "Basic realm=\"here\"");
                context.Response.Close();
            }
        }
        catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
        {
            // The listener was stopped.
        }
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        for (var tries = 0; !isSo(); tries++)
        {
            tries.ShouldBeLessThan(600, "it never came to be");
            await Task.Delay(50, Cancellation);
        }
    }

    private static List<int> ProcessesThatName(string text)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads /proc");
        var found = new List<int>();
        foreach (var folder in Directory.GetDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _)))
        {
            try
            {
                if (File.ReadAllText(Path.Combine(folder, "cmdline")).Contains(text, StringComparison.Ordinal))
                {
                    found.Add(int.Parse(Path.GetFileName(folder), System.Globalization.CultureInfo.InvariantCulture));
                }
            }
            catch (IOException)
            {
                // It ended meanwhile.
            }
        }

        return found;
    }
}
