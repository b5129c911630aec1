using System.Security.Cryptography;
using System.Text;

namespace Syndicator.Sources;

/// <summary>
/// What is kept of a repository on disk: a bare clone of the latest commit of one branch. Nothing is ever checked out of it. Whatever is wrong with it (locks of
/// a killed fetch, damage, another's repository, another address), it is made anew beside and takes the old one's place when it is whole.
/// </summary>
/// <param name="folder">The clone's own; the new one is made in <c>folder.new</c>.</param>
internal sealed class GitClone(GitProgram git, string folder, string url, string branch, GitLimits limits)
{
    private const string Latest = "refs/syndicator/latest";
    private const int ShortAnswer = 64 * 1024;

    /// <summary>Which address and branch it is of, without telling a password.</summary>
    private readonly string _origin = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{url}\n{branch}")));

    private readonly string _fresh = folder + ".new";

    /// <summary>What the branch is at; asks the other side, not the clone.</summary>
    public Task<GitAnswer> AskAsync(CancellationToken cancellationToken) =>
        git.RunAsync(["ls-remote", "--", url, $"refs/heads/{branch}"], limits.Answer, ShortAnswer, cancellationToken);

    /// <summary>The commit in an answer of <see cref="AskAsync"/>; null when there is no such branch. Patterns meet more than the one name.</summary>
    public string? CommitOf(GitAnswer.Given answer) =>
        Encoding
            .UTF8.GetString(answer.Output.Span)
            .Split('\n')
            .Select(line => line.Split('\t'))
            .FirstOrDefault(line => line is [{ Length: 40 or 64 }, var name] && name == $"refs/heads/{branch}")
            ?[0];

    /// <summary>The commit on disk; null when there is none that can be used.</summary>
    public async Task<string?> CommitAsync(CancellationToken cancellationToken)
    {
        if (IsOurs(_fresh))
        {
            PutFreshInPlace();
        }

        if (!IsOurs(folder))
        {
            return null;
        }

        var answer = await RunAsync(["rev-parse", "--verify", "--quiet", Latest + "^{commit}"], ShortAnswer, cancellationToken);
        return answer is GitAnswer.Given given ? Encoding.UTF8.GetString(given.Output.Span).Trim() : null;
    }

    /// <summary>Brings the clone to the branch's latest commit.</summary>
    /// <param name="commit">Expected; its form tells the repository's.</param>
    /// <param name="isBroken">Whether the clone is known to be of no use.</param>
    public async Task<GitAnswer> FetchAsync(string commit, bool isBroken, CancellationToken cancellationToken)
    {
        if (!isBroken && IsOurs(folder) && FolderSize.Of(folder).Files <= limits.Files)
        {
            var answer = await FetchIntoAsync(folder, cancellationToken);
            if (answer is GitAnswer.Given or GitAnswer.TooSlow or GitAnswer.NotStarted)
            {
                return answer;
            }
        }

        return await MakeAnewAsync(commit, cancellationToken);
    }

    /// <summary>Names, kinds, ids and sizes of what may meet the patterns, for <see cref="GitTree"/>.</summary>
    public Task<GitAnswer> NamesAsync(string commit, IReadOnlyList<SourceGlob> globs, CancellationToken cancellationToken)
    {
        var folders = globs.Select(glob => string.Concat(glob.NamedFolders.Select(name => name + "/"))).Distinct().ToList();
        var isWhole = folders.Contains("");
        string[] recursive = globs.Any(glob => glob.IsDeep) || folders.Count > 1 ? ["-r"] : [];
        return RunAsync(
            ["ls-tree", "-z", "-l", "--full-tree", .. recursive, commit, "--", .. isWhole ? [] : folders],
            limits.Names,
            cancellationToken
        );
    }

    public GitBlobs OpenBlobs(TimeProvider clock) => new(git, InClone(folder, ["cat-file", "--batch"]), limits.Answer, clock);

    private Task<GitAnswer> RunAsync(string[] arguments, int output, CancellationToken cancellationToken) =>
        git.RunAsync(InClone(folder, arguments), limits.Answer, output, cancellationToken);

    private static string[] InClone(string clone, string[] arguments) => [$"--git-dir={clone}", .. arguments];

    private Task<GitAnswer> FetchIntoAsync(string clone, CancellationToken cancellationToken) =>
        git.RunAsync(
            InClone(
                clone,
                [
                    "fetch",
                    "--quiet",
                    "--depth=1",
                    "--no-tags",
                    "--no-recurse-submodules",
                    "--no-write-fetch-head",
                    "--",
                    url,
                    $"+refs/heads/{branch}:{Latest}",
                ]
            ),
            limits.Fetch,
            ShortAnswer,
            cancellationToken,
            growing: clone,
            limits.Disk
        );

    private async Task<GitAnswer> MakeAnewAsync(string commit, CancellationToken cancellationToken)
    {
        Delete(_fresh);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
            string[] format = commit.Length == 64 ? ["--object-format=sha256"] : [];
            var made = await git.RunAsync(
                ["init", "--quiet", "--bare", "--template=", .. format, "--", _fresh],
                limits.Answer,
                ShortAnswer,
                cancellationToken
            );
            var fetched = made is GitAnswer.Given ? await FetchIntoAsync(_fresh, cancellationToken) : made;
            if (fetched is GitAnswer.Given)
            {
                await File.WriteAllTextAsync(OriginOf(_fresh), _origin, cancellationToken);
                PutFreshInPlace();
            }

            return fetched;
        }
        finally
        {
            Delete(_fresh);
        }
    }

    /// <summary>A crash on the way leaves it beside, whole, for the next run.</summary>
    private void PutFreshInPlace()
    {
        Delete(folder);
        Directory.Move(_fresh, folder);
    }

    /// <summary>Whether it is a clone of this address and branch; it is told so when it is whole, and not before.</summary>
    private bool IsOurs(string clone)
    {
        var origin = new FileInfo(OriginOf(clone));
        return origin.Exists && origin.Length == _origin.Length && File.ReadAllText(origin.FullName) == _origin;
    }

    private static string OriginOf(string clone) => Path.Combine(clone, "syndicator-origin");

    private static void Delete(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
        else
        {
            File.Delete(path);
        }
    }
}
