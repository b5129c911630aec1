using Syndicator.Configuration;
using Syndicator.Issues;

namespace Syndicator.Sources;

/// <summary>
/// Issues in a branch of a git repository. Each look asks what the branch is at; only a new commit is fetched, and only files that changed are read, from a
/// clone on disk that outlives the program: without the network, the issues last known are still there.
/// </summary>
internal sealed class GitSource : IIssueSource
{
    private readonly SourceOptions.Git _options;
    private readonly string _folder;
    private readonly TimeProvider _clock;
    private readonly GitLimits _limits;
    private readonly GitClone _clone;
    private readonly SourceGlob _glob;
    private readonly SourceGlob? _drafts;
    private readonly SourcePatience _patience;
    private GitTree? _tree;
    private GitBlobs? _blobs;
    private bool _isBroken;

    /// <param name="folder">The clone's own, and nobody else's: <c>data/sources/this-week-in-rust/git</c>. Made when missing.</param>
    /// <param name="program">Where git is; found by PATH.</param>
    public GitSource(SourceOptions.Git options, string folder, TimeProvider clock, GitLimits? limits = null, string program = "git")
    {
        _options = options;
        _folder = Path.GetFullPath(folder);
        _clock = clock;
        _limits = limits ?? GitLimits.Default;
        _clone = new GitClone(new GitProgram(options.Url, clock, program), _folder, options.Url, options.Branch, _limits);
        _glob = new SourceGlob(options.Glob);
        _drafts = options.Drafts is null ? null : new SourceGlob(options.Drafts);
        _patience = new SourcePatience(clock);
    }

    public async Task<SourceListing> ListAsync(CancellationToken cancellationToken)
    {
        if (!_patience.IsWaiting)
        {
            CloseBlobs();
            if (await LookSafelyAsync(cancellationToken) is { } problem)
            {
                _patience.Fail(problem);
            }
            else
            {
                _patience.Succeed();
            }
        }

        return new SourceListing(_tree?.Files ?? [], _tree?.Diagnostics ?? [], _patience.Trouble);
    }

    public async Task<SourceReading> ReadAsync(SourceFile file, string? known, CancellationToken cancellationToken)
    {
        try
        {
            return file.Fingerprint == known ? new SourceReading.Unchanged() : await ReadChangedAsync(file, cancellationToken);
        }
        finally
        {
            // Files are read in their order; nothing stays running until the next look.
            if (_tree?.Files is [.., var last] && last.Name == file.Name)
            {
                CloseBlobs();
            }
        }
    }

    public void Dispose() => CloseBlobs();

    private async Task<Diagnostic?> LookSafelyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var claim = await FolderClaim.TakeAsync(_folder + ".lock", _limits.Answer, _clock, cancellationToken);
            return claim is null
                ? Fail(
                    "source-busy",
                    "Another run of the program has been fetching this repository for long.",
                    "Nothing; if it lasts, end it."
                )
                : await LookAsync(cancellationToken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new Diagnostic(
                "source-unreadable",
                Severity.Error,
                new SourcePosition(_folder),
                $"The folder of the clone cannot be used: {OneLine.Of(error.Message).TrimEnd('.')}.",
                "Check its permissions and the space on its disk."
            );
        }
    }

    /// <summary>Null when the files are those of the branch as it is now.</summary>
    private async Task<Diagnostic?> LookAsync(CancellationToken cancellationToken)
    {
        if (_tree is null && await _clone.CommitAsync(cancellationToken) is { } kept)
        {
            // What is wrong with the clone of an earlier run shows again below, when it has to be used.
            await ListNamesAsync(kept, cancellationToken);
        }

        var asked = await _clone.AskAsync(cancellationToken);
        return asked is not GitAnswer.Given given ? GitProblems.Of(asked, _options.Url)
            : _clone.CommitOf(given) is not { } commit
                ? Fail(
                    "branch-missing",
                    $"The repository has no branch {OneLine.Of(_options.Branch)}, or is empty.",
                    "Correct the source's branch."
                )
            : commit == _tree?.Commit && !_isBroken ? null
            : await FollowAsync(commit, cancellationToken);
    }

    private async Task<Diagnostic?> FollowAsync(string asked, CancellationToken cancellationToken)
    {
        var commit = await _clone.CommitAsync(cancellationToken);
        if (commit != asked || _isBroken)
        {
            var fetched = await _clone.FetchAsync(asked, _isBroken, cancellationToken);
            if (fetched is not GitAnswer.Given)
            {
                return GitProblems.Of(fetched, _options.Url);
            }

            _isBroken = false;
            commit = await _clone.CommitAsync(cancellationToken);
        }

        return commit is null
            ? Fail("source-damaged", "The clone is gone since it was fetched.", "Nothing; it is made anew.")
            : await ListNamesAsync(commit, cancellationToken);
    }

    private async Task<Diagnostic?> ListNamesAsync(string commit, CancellationToken cancellationToken)
    {
        SourceGlob[] globs = _drafts is null ? [_glob] : [_glob, _drafts];
        var listed = await _clone.NamesAsync(commit, globs, cancellationToken);
        if (listed is GitAnswer.Given given && GitTree.Read(commit, given.Output.Span, _options.Branch, _glob, _drafts) is { } tree)
        {
            _tree = tree;
            return null;
        }

        _isBroken = listed is GitAnswer.Given or GitAnswer.Refused;
        return _isBroken
            ? Fail("source-damaged", "The clone is damaged.", "Nothing; it is made anew.")
            : GitProblems.Of(listed, _options.Url);
    }

    private async Task<SourceReading> ReadChangedAsync(SourceFile file, CancellationToken cancellationToken)
    {
        if (_tree is null || !_tree.Sizes.TryGetValue(file.Name, out var size))
        {
            return Trouble(
                Refuse("file-missing", file, "There is no such file in the branch.", "It is looked for again at the next look.")
            );
        }

        if (size > IssueFile.LargestSize)
        {
            return Trouble([.. IssueFile.TooLarge(file.Path, size).Diagnostics]);
        }

        _blobs ??= _clone.OpenBlobs(_clock);
        if (await _blobs.ReadAsync(file.Fingerprint, (int)size, cancellationToken) is not { } bytes)
        {
            _isBroken = true;
            return Trouble(
                Refuse(
                    "file-unreadable",
                    file,
                    "The clone is damaged and does not give the file.",
                    "Nothing; it is made anew at the next look."
                )
            );
        }

        var read = IssueFile.Decode(file.Path, bytes);
        return read.Text is null ? Trouble([.. read.Diagnostics]) : new SourceReading.Changed(read, file.Fingerprint);
    }

    private void CloseBlobs()
    {
        _blobs?.Dispose();
        _blobs = null;
    }

    private static SourceReading.Trouble Trouble(params Diagnostic[] diagnostics) => new(diagnostics);

    private static Diagnostic Refuse(string code, SourceFile file, string message, string remedy) =>
        new(code, Severity.Error, new SourcePosition(file.Path), message, remedy);

    private Diagnostic Fail(string code, string message, string remedy) =>
        new(code, Severity.Error, new SourcePosition(GitAddress.Shown(_options.Url)), message, remedy);
}
