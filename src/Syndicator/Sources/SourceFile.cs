using Syndicator.Issues;

namespace Syndicator.Sources;

/// <summary>A file a source offers.</summary>
/// <param name="Path">For reading and for messages: a path, <c>main:content/2026-11-18.md</c>, an entry's page.</param>
/// <param name="Name">Below the folder, with <c>/</c> between parts; the order of files. A feed's entry has its id.</param>
/// <param name="Fingerprint">Changes whenever the file's content may have changed. Opaque: only its equality means something.</param>
/// <param name="IsDraft">Whether it lies where unfinished issues lie: it is never announced.</param>
internal sealed record SourceFile(string Path, string Name, string Fingerprint, bool IsDraft = false);

/// <summary>What a source offers now.</summary>
/// <param name="Files">By name.</param>
/// <param name="Diagnostics">Trouble with single entries; the rest is offered all the same.</param>
/// <param name="Trouble">Trouble with the source as a whole; null when it could be asked.</param>
internal sealed record SourceListing(IReadOnlyList<SourceFile> Files, IReadOnlyList<Diagnostic> Diagnostics, SourceTrouble? Trouble = null)
{
    /// <summary>Whether the source shows its latest issues only, as feeds do: one that is no longer listed is not gone.</summary>
    public bool IsWindow { get; init; }
}

/// <summary>Why a source as a whole cannot be read.</summary>
/// <param name="Problem">What happened, where, and what to do.</param>
/// <param name="Since">When it was first found so, without a success since.</param>
/// <param name="AskedAgainAt">Not before this; null: at every look.</param>
internal sealed record SourceTrouble(Diagnostic Problem, DateTimeOffset Since, DateTimeOffset? AskedAgainAt = null);

/// <summary>What reading a file gave.</summary>
internal abstract record SourceReading
{
    private SourceReading() { }

    /// <summary>The file is as it was when the known fingerprint was taken; nothing was read.</summary>
    internal sealed record Unchanged : SourceReading;

    /// <param name="Fingerprint">Of the text that was read; to be kept by the caller.</param>
    /// <param name="PageUrl">The issue's published page where the source knows it, as feeds do; null: the configuration makes it.</param>
    internal sealed record Changed(IssueFile File, string Fingerprint, string? PageUrl = null) : SourceReading;

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
