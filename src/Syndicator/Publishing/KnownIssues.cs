using Syndicator.Issues;
using Syndicator.Sources;

namespace Syndicator.Publishing;

/// <summary>What a publication's source holds, as far as it was read: everything leaves a trace, texts are kept of those that matter now.</summary>
internal sealed class KnownIssues(IIssueSource source, IssueFormat format) : IDisposable
{
    private readonly Dictionary<string, KnownIssue> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EarlierIssue> _goneFromWindow = new(StringComparer.Ordinal);
    private HashSet<string> _copies = new(StringComparer.Ordinal);

    public IReadOnlyCollection<KnownIssue> All => _byName.Values;

    /// <summary>How often anything in the source became another: as long as it is the same, so is what issues are compared with.</summary>
    public int ChangeCount { get; private set; }

    /// <summary>All but the copies that were passed over.</summary>
    public IEnumerable<KnownIssue> Chosen => _byName.Values.Where(known => !_copies.Contains(known.File.Name));

    /// <summary>What an issue is compared with: all that were published. Drafts hold last week's crate on purpose.</summary>
    public IReadOnlyList<EarlierIssue> Earlier =>
        [.. _byName.Values.Where(known => !known.File.IsDraft).Select(known => known.Trace), .. _goneFromWindow.Values];

    /// <summary>Whether the source shows its latest issues only, so that one that is not listed is not gone.</summary>
    public bool IsWindow { get; private set; }

    /// <summary>The one with the latest day; null when there is none.</summary>
    public KnownIssue? Latest => _byName.Values.MaxBy(known => known.Trace.Date ?? DateOnly.MaxValue);

    /// <summary>Looks at the source and reads what is new or changed.</summary>
    /// <param name="matters">Whether an issue's text is kept.</param>
    /// <returns>What could not be read.</returns>
    public async Task<SourceTroubles> ReadAsync(Func<KnownIssue, bool> matters, CancellationToken cancellationToken)
    {
        var listing = await source.ListAsync(cancellationToken);
        var troubles = listing.Diagnostics.ToList();
        IsWindow = listing.IsWindow;
        Forget(listing);
        foreach (var file in listing.Files)
        {
            switch (await source.ReadAsync(file, _byName.GetValueOrDefault(file.Name)?.Fingerprint, cancellationToken))
            {
                case SourceReading.Changed changed:
                    var known = Read(file, changed);
                    _byName[file.Name] = matters(known) ? known : known.WithoutText();
                    ChangeCount++;
                    break;
                case SourceReading.Unchanged when _byName.TryGetValue(file.Name, out var same) && same.File != file:
                    _byName[file.Name] = same with { File = file };
                    break;
                case SourceReading.Trouble trouble:
                    troubles.AddRange(trouble.Diagnostics);
                    DropText(file.Name);
                    break;
            }
        }

        return new SourceTroubles(listing.Trouble, troubles);
    }

    /// <summary>By the key the store may have given it; null when the source does not have it. A published issue goes before a draft.</summary>
    public KnownIssue? Find(string key) =>
        _byName
            .Values.Where(known => known.Key == key || AnnouncedIssue.KeyOfDay(known.Key, known.Trace.Date) == key)
            .OrderBy(known => known.File.IsDraft)
            .FirstOrDefault();

    /// <summary>The issue with its text, read once more where that was let go; null when it cannot be read now.</summary>
    public async Task<KnownIssue?> LoadAsync(KnownIssue known, CancellationToken cancellationToken)
    {
        if (known.Issue is not null)
        {
            return known;
        }

        return await source.ReadAsync(known.File, null, cancellationToken) is SourceReading.Changed changed
            ? _byName[known.File.Name] = Read(known.File, changed) with { IsFollowed = known.IsFollowed }
            : null;
    }

    /// <summary>
    /// Passes over published files that say the same number and day as another, which goes first: the one that was announced, else the first by name.
    /// </summary>
    /// <returns>The files that are passed over until the next call.</returns>
    public IReadOnlyList<KnownIssue> PassOverCopies(Func<KnownIssue, bool> wasAnnounced)
    {
        var copies = _byName
            .Values.Where(known => !known.File.IsDraft)
            .GroupBy(known => (known.Key, known.Trace.Date))
            .SelectMany(same => same.OrderByDescending(wasAnnounced).ThenBy(known => known.File.Name, StringComparer.Ordinal).Skip(1))
            .ToList();
        _copies = copies.Select(copy => copy.File.Name).ToHashSet(StringComparer.Ordinal);
        return copies;
    }

    public void Keep(KnownIssue known) => _byName[known.File.Name] = known;

    /// <summary>Lets go of a text that matters and with which nothing is to be done until it changes.</summary>
    public void Spare(string name)
    {
        if (_byName.TryGetValue(name, out var known) && known is { IsFollowed: true, Issue: not null })
        {
            _byName[name] = known.WithoutText() with { IsSpared = true };
        }
    }

    public void Dispose() => source.Dispose();

    private KnownIssue Read(SourceFile file, SourceReading.Changed changed)
    {
        var issue = IssueReader.Read(file.Path, changed.File.Text!, format);
        issue = changed.PageUrl is { } page ? issue with { Url = page } : issue;
        return new KnownIssue(file, changed.Fingerprint, AnnouncedIssue.KeyOf(issue), EarlierIssue.From(issue), issue, changed.File.Text!);
    }

    private void Forget(SourceListing listing)
    {
        foreach (var name in _byName.Keys.Except(listing.Files.Select(file => file.Name)).ToList())
        {
            if (listing.IsWindow && _byName[name] is { File.IsDraft: false } gone)
            {
                _goneFromWindow[name] = gone.Trace;
            }

            _byName.Remove(name);
            ChangeCount++;
        }
    }

    /// <summary>What cannot be read now must not be announced by what stood there before.</summary>
    private void DropText(string name)
    {
        if (_byName.TryGetValue(name, out var known))
        {
            _byName[name] = known.WithoutText() with { Fingerprint = "" };
            ChangeCount++;
        }
    }
}

/// <param name="Fingerprint">Of the file when it was read.</param>
/// <param name="Trace">What later issues are compared with.</param>
/// <param name="Issue">Null when the text was let go.</param>
/// <param name="Text">Its Markdown; null exactly when <paramref name="Issue"/> is.</param>
internal sealed record KnownIssue(SourceFile File, string Fingerprint, string Key, EarlierIssue Trace, Issue? Issue, string? Text)
{
    /// <summary>Whether this text was compared with the one that was announced.</summary>
    public bool IsFollowed { get; init; }

    /// <summary>Whether its text was let go although it matters: nothing was to be done with it, and it is read again where it is asked for.</summary>
    public bool IsSpared { get; init; }

    public KnownIssue WithoutText() => this with { Issue = null, Text = null, IsSpared = false };
}

/// <param name="Source">Trouble with the source as a whole; null when it could be asked.</param>
/// <param name="Files">Trouble with single files.</param>
internal sealed record SourceTroubles(SourceTrouble? Source, IReadOnlyList<Diagnostic> Files);
