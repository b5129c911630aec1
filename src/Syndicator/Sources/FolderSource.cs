using System.Globalization;
using Syndicator.Issues;

namespace Syndicator.Sources;

/// <summary>Issues in a folder. Nothing outside of it is ever read, whatever links say.</summary>
/// <param name="folder">May itself be a link.</param>
/// <param name="glob">Below it: <c>*.md</c>, <c>2026/*.md</c>, <c>**/*.md</c>; <c>*</c> and <c>?</c> within a name, <c>**</c> any folders.</param>
/// <param name="drafts">The same for unfinished issues; a file that both patterns meet is none.</param>
internal sealed class FolderSource(string folder, string glob, string? drafts, TimeProvider clock) : IIssueSource
{
    private DateTimeOffset? _missingSince;

    /// <summary>The files by name; the folder is looked at anew each time, no file is opened.</summary>
    public Task<SourceListing> ListAsync(CancellationToken cancellationToken) => Task.FromResult(List());

    public void Dispose()
    {
        // Nothing is kept open; the interface asks for it.
    }

    /// <summary>The same, for who does not ask by the interface.</summary>
    public SourceListing List()
    {
        if (!Directory.Exists(folder))
        {
            var problem = Error("source-missing", folder, "There is no such folder.", "Create it, or correct the source's folder.");
            return new SourceListing([], [], new SourceTrouble(problem, _missingSince ??= clock.GetUtcNow()));
        }

        _missingSince = null;
        var listing = new Listing(RealPath.Of(folder) ?? Path.GetFullPath(folder));
        if (drafts is not null)
        {
            Walk(listing, new Pattern(new SourceGlob(drafts), IsDraft: true), folder, "", 0);
        }

        Walk(listing, new Pattern(new SourceGlob(glob), IsDraft: false), folder, "", 0);
        var byName = listing.Files.OrderBy(file => file.Key, StringComparer.Ordinal);
        return new SourceListing([.. byName.Select(file => file.Value)], listing.Diagnostics);
    }

    public async Task<SourceReading> ReadAsync(SourceFile file, string? known, CancellationToken cancellationToken)
    {
        if (file.Fingerprint == known)
        {
            return new SourceReading.Unchanged();
        }

        var read = await IssueFile.LoadAsync(file.Path, cancellationToken);
        if (read.Text is null)
        {
            return new SourceReading.Trouble(read.Diagnostics);
        }

        // A file that changed between listing and here may have been read half written.
        return Fingerprint(file.Path) == file.Fingerprint
            ? new SourceReading.Changed(read, file.Fingerprint)
            : new SourceReading.Trouble([
                new Diagnostic(
                    "file-changing",
                    Severity.Warning,
                    new SourcePosition(file.Path),
                    "The file is being written.",
                    "It is read again at the next look."
                ),
            ]);
    }

    private void Walk(Listing listing, Pattern pattern, string path, string name, int part)
    {
        if (part == pattern.Glob.Parts.Length)
        {
            return;
        }

        if (pattern.Glob.IsAnyFolders(part))
        {
            Walk(listing, pattern, path, name, part + 1);
        }

        foreach (var entry in Entries(listing, path))
        {
            var below = name.Length == 0 ? entry.Name : $"{name}/{entry.Name}";
            if (entry is DirectoryInfo)
            {
                Enter(listing, pattern, entry, below, part);
            }
            else if (part == pattern.Glob.Parts.Length - 1 && pattern.Glob.IsMatch(part, entry.Name))
            {
                Offer(listing, entry, below, pattern.IsDraft);
            }
        }
    }

    /// <summary>Links to folders are not followed: inside the folder they would give files twice, or for ever.</summary>
    private void Enter(Listing listing, Pattern pattern, FileSystemInfo entry, string name, int part)
    {
        var isDeep = pattern.Glob.IsAnyFolders(part);
        if ((isDeep || (part < pattern.Glob.Parts.Length - 1 && pattern.Glob.IsMatch(part, entry.Name))) && entry.LinkTarget is null)
        {
            Walk(listing, pattern, entry.FullName, name, isDeep ? part : part + 1);
        }
    }

    private static void Offer(Listing listing, FileSystemInfo entry, string name, bool isDraft)
    {
        if (entry.LinkTarget is not null && !listing.Holds(RealPath.Of(entry.FullName)))
        {
            listing.Diagnostics.Add(
                Error(
                    "link-leaves-folder",
                    entry.FullName,
                    "This link leads out of the source's folder, or nowhere; it is not read.",
                    "Put the file itself there."
                )
            );
        }
        else if (Fingerprint(entry.FullName) is { } fingerprint)
        {
            listing.Files[name] = new SourceFile(entry.FullName, name, fingerprint, isDraft);
        }
    }

    private static List<FileSystemInfo> Entries(Listing listing, string path)
    {
        try
        {
            return [.. new DirectoryInfo(path).EnumerateFileSystemInfos()];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            listing.Diagnostics.Add(
                Error("source-unreadable", path, $"The folder cannot be read: {error.Message.TrimEnd('.')}.", "Check its permissions.")
            );
            return [];
        }
    }

    /// <summary>Size, last change and birth (a replaced file is a new one); null when the file vanished.</summary>
    private static string? Fingerprint(string path)
    {
        try
        {
            var info = new FileInfo(path);
            info = info.LinkTarget is null ? info : (FileInfo?)info.ResolveLinkTarget(returnFinalTarget: true) ?? info;
            return info.Exists
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"{info.Length}-{info.LastWriteTimeUtc.Ticks:x}-{info.CreationTimeUtc.Ticks:x}"
                )
                : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static Diagnostic Error(string code, string path, string message, string remedy) =>
        new(code, Severity.Error, new SourcePosition(path), message, remedy);

    private sealed record Pattern(SourceGlob Glob, bool IsDraft);

    private sealed record Listing(string Root)
    {
        /// <summary>By name, so that a pattern that meets a file twice offers it once.</summary>
        public Dictionary<string, SourceFile> Files { get; } = new(StringComparer.Ordinal);
        public List<Diagnostic> Diagnostics { get; } = [];

        public bool Holds(string? path) =>
            path is not null
            && path.StartsWith(Path.TrimEndingDirectorySeparator(Root) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }
}
