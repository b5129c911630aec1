using System.Diagnostics;

namespace Syndicator.IntegrationTests.Replay;

/// <summary>A newsletter's git repository: a bare one, which the program fetches from, and a work tree that its editors commit from.</summary>
internal sealed class NewsletterRepository(string folder)
{
    private readonly string _away = Path.Combine(folder, "newsletter-away.git");
    private readonly string _workTree = Path.Combine(folder, "editors");

    /// <summary>Where the program finds it.</summary>
    public string Address { get; } = Path.Combine(folder, "newsletter.git");

    /// <summary>It can be committed to while it is away: the editors' machines go on.</summary>
    private string Place => Directory.Exists(_away) ? _away : Address;

    public async Task CreateAsync()
    {
        Directory.CreateDirectory(_workTree);
        await GitAsync("init", "--quiet", "--bare", "--initial-branch=main", Address);
    }

    public void Write(string path, string text)
    {
        var file = Path.Combine(_workTree, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    public void Delete(string path) => File.Delete(Path.Combine(_workTree, path));

    public async Task CommitAsync(string message)
    {
        await InTreeAsync("add", "--all");
        await InTreeAsync("commit", "--quiet", "--message", message);
    }

    /// <summary>The last commit was never made: what is in the tree now takes its place, as after a forced push.</summary>
    public async Task RewriteAsync(string message)
    {
        await InTreeAsync("add", "--all");
        await InTreeAsync("commit", "--quiet", "--amend", "--message", message);
    }

    public void TakeAway() => Directory.Move(Address, _away);

    public void BringBack() => Directory.Move(_away, Address);

    private Task InTreeAsync(params string[] arguments) => GitAsync([$"--git-dir={Place}", $"--work-tree={_workTree}", .. arguments]);

    private async Task GitAsync(params string[] arguments)
    {
        using var git = Process.Start(Start(arguments))!;
        var said = await git.StandardError.ReadToEndAsync();
        await git.WaitForExitAsync();
        git.ExitCode.ShouldBe(0, $"git {string.Join(' ', arguments)}: {said}");
    }

    /// <summary>By nobody's own settings.</summary>
    private ProcessStartInfo Start(string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["-c", "gc.auto=0", .. arguments])
        {
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = folder,
        };
        foreach (
            var (name, value) in (IEnumerable<(string, string)>)
                [
                    ("GIT_CONFIG_GLOBAL", "/dev/null"),
                    ("GIT_CONFIG_NOSYSTEM", "1"),
                    ("GIT_AUTHOR_NAME", "Editor"),
                    ("GIT_AUTHOR_EMAIL", "editor@example.org"),
                    ("GIT_COMMITTER_NAME", "Editor"),
                    ("GIT_COMMITTER_EMAIL", "editor@example.org"),
                ]
        )
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
