using System.Diagnostics;
using System.Globalization;

namespace Syndicator.Tests.Sources;

/// <summary>A repository that somebody works in, as the other side of a git source; made by git itself.</summary>
internal sealed class GitRepository : IDisposable
{
    private int _commits;

    public GitRepository(string branch = "main", string format = "sha1")
    {
        Git("init", "--quiet", "--object-format=" + format, "--initial-branch=" + branch, ".");
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("syndicator-repository-").FullName;

    public void Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public void Commit(params (string Name, string Text)[] files)
    {
        foreach (var (name, text) in files)
        {
            Write(name, text);
        }

        Git("add", "--all");
        Git("commit", "--quiet", "--allow-empty", "--message=" + ++_commits);
    }

    /// <summary>Makes a commit of a tree that no work tree could hold.</summary>
    /// <param name="entries">"mode kind id", name, as <c>git mktree</c> takes them.</param>
    public void CommitTree(params (string About, string Name)[] entries)
    {
        var tree = GitWith(string.Concat(entries.Select(entry => $"{entry.About}\t{entry.Name}\0")), "mktree", "-z", "--missing");
        CommitTree(tree);
    }

    public void CommitTree(string tree) => Git("update-ref", "refs/heads/main", Git("commit-tree", "-m", "odd", tree));

    public string Blob(string text) => GitWith(text, "hash-object", "-w", "--stdin");

    public string Git(params string[] arguments) => GitWith("", arguments);

    public string GitWith(string input, params string[] arguments)
    {
        using var git = Process.Start(StartOf(arguments))!;
        var error = new System.Text.StringBuilder();
        git.ErrorDataReceived += (_, line) => error.AppendLine(line.Data);
        git.BeginErrorReadLine();
        git.StandardInput.BaseStream.Write(System.Text.Encoding.Latin1.GetBytes(input));
        git.StandardInput.Close();
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return git.ExitCode == 0 ? output.Trim() : throw new InvalidOperationException($"git {string.Join(' ', arguments)}: {error}");
    }

    /// <summary>The same program and settings, for a test that leaves it running.</summary>
    public ProcessStartInfo StartOf(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("GIT_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var who in new[] { "AUTHOR", "COMMITTER" })
        {
            start.Environment[$"GIT_{who}_NAME"] = "An editor";
            start.Environment[$"GIT_{who}_EMAIL"] = "editor@example.org";
            start.Environment[$"GIT_{who}_DATE"] = string.Create(CultureInfo.InvariantCulture, $"{1_785_000_000 + _commits} +0000");
        }

        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        return start;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
