using Syndicator.Issues;
using Syndicator.Publishing;
using Syndicator.Storage;

namespace Syndicator.Nominations.Archive;

/// <param name="Issues">How many were read.</param>
/// <param name="Entries">What they had: crates by name and address, quotes, links, calls.</param>
/// <param name="Findings">Files that are no issues, or could not be read.</param>
internal sealed record ImportedIssues(int Issues, long Entries, IReadOnlyList<Diagnostic> Findings);

/// <summary>Reads an archive of issues, so that it is known what they had. Nothing is announced by it; again it changes nothing.</summary>
internal sealed class ImportIssues(Database database)
{
    /// <summary>Read side by side, and written in one transaction.</summary>
    private const int FilesAtOnce = 64;

    /// <param name="read">Called with every issue and its key, one after another: others have something to keep of it as well.</param>
    /// <param name="progress">Called with the number of files that are done.</param>
    public async Task<ImportedIssues> RunAsync(
        string publication,
        IssueFormat format,
        IReadOnlyList<string> files,
        Action<string, Issue> read,
        Action<int> progress,
        CancellationToken cancellationToken
    )
    {
        var (issues, entries, done) = (0, 0L, 0);
        var findings = new List<Diagnostic>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var some in files.Chunk(FilesAtOnce))
        {
            var ones = await Task.WhenAll(
                some.Select(file => Task.Run(() => ReadAsync(file, format, cancellationToken), cancellationToken))
            );
            findings.AddRange(ones.SelectMany(one => one.Findings));
            var found = ones.Where(one => one.Issue is not null)
                .Select(one => (Key: KeyOf(one.Issue!, keys), one.Entries, Issue: one.Issue!))
                .ToList();
            found.ForEach(one => read(one.Key, one.Issue));
            entries += await database.WriteAsync(
                transaction => RecordPublished.RunAsync(database, transaction, publication, found, cancellationToken),
                cancellationToken
            );
            issues += found.Count;
            progress(done += some.Length);
        }

        return new ImportedIssues(issues, entries, findings);
    }

    private static async Task<FileRead> ReadAsync(string path, IssueFormat format, CancellationToken cancellationToken)
    {
        var file = await IssueFile.LoadAsync(path, cancellationToken);
        if (file.Text is null)
        {
            return new FileRead(null, [], file.Diagnostics);
        }

        var issue = IssueReader.Read(path, file.Text, format);
        return issue.Date is null ? new FileRead(null, [], [NotAnIssue(path)]) : new FileRead(issue, PublishedEntry.Of(issue), []);
    }

    private static Diagnostic NotAnIssue(string path) =>
        new(
            "not-an-issue",
            Severity.Warning,
            new SourcePosition(path),
            "The file has no day, so it is no issue; it is left out.",
            "Add \"Date: YYYY-MM-DD\" to its head if it is one."
        );

    /// <summary>Two issues of one number are told apart by their days, as the store does.</summary>
    private static string KeyOf(Issue issue, HashSet<string> taken)
    {
        var key = AnnouncedIssue.KeyOf(issue);
        key = taken.Contains(key) ? AnnouncedIssue.KeyOfDay(key, issue.Date) : key;
        for (var copy = 2; !taken.Add(key); copy++)
        {
            key = FormattableString.Invariant($"{key}-{copy}");
        }

        return key;
    }

    private sealed record FileRead(Issue? Issue, IReadOnlyList<PublishedEntry> Entries, IReadOnlyList<Diagnostic> Findings);
}
