using Syndicator.Issues;

namespace Syndicator.Sources;

/// <summary>A file a source offers.</summary>
/// <param name="Path">For reading and for messages.</param>
/// <param name="Name">Below the folder, with <c>/</c> between parts; the order of files.</param>
/// <param name="Fingerprint">Changes whenever the file's content may have changed. Opaque: only its equality means something.</param>
internal sealed record SourceFile(string Path, string Name, string Fingerprint);

/// <summary>What a source offers now.</summary>
/// <param name="Files">By name.</param>
/// <param name="Diagnostics">Trouble with the folder or single entries; the rest is offered all the same.</param>
internal sealed record SourceListing(IReadOnlyList<SourceFile> Files, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>What reading a file gave.</summary>
internal abstract record SourceReading
{
    private SourceReading() { }

    /// <summary>The file is as it was when the known fingerprint was taken; nothing was read.</summary>
    internal sealed record Unchanged : SourceReading;

    /// <param name="Fingerprint">Of the text that was read; to be kept by the caller.</param>
    internal sealed record Changed(IssueFile File, string Fingerprint) : SourceReading;

    /// <summary>There is no text now: it vanished, is being written, or is no text. The next look may find one.</summary>
    internal sealed record Trouble(IReadOnlyList<Diagnostic> Diagnostics) : SourceReading;

    public T Match<T>(Func<T> unchanged, Func<Changed, T> changed, Func<Trouble, T> trouble) =>
        this switch
        {
            Unchanged => unchanged(),
            Changed some => changed(some),
            Trouble some => trouble(some),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
