using Syndicator.Issues;
using Syndicator.Publishing;

namespace Syndicator.Calls.Simulating;

/// <summary>An issue of an archive that is lived through again.</summary>
/// <param name="Text">Its Markdown.</param>
internal sealed record SimulatedIssue(Issue Issue, DateOnly Day, string Text)
{
    /// <summary>Issues of one number so near each other are one.</summary>
    private const int DaysOfCopies = 3;

    private const int FilesAtOnce = 32;

    public string Key => AnnouncedIssue.KeyOf(Issue);

    /// <summary>By day. Of two that cannot both have come out the first by name counts; files that are no issues are left out; each is reported.</summary>
    public static async Task<(IReadOnlyList<SimulatedIssue> Issues, IReadOnlyList<Diagnostic> Findings)> ReadAsync(
        IReadOnlyList<string> files,
        IssueFormat format,
        CancellationToken cancellationToken
    )
    {
        var (issues, findings) = (new List<SimulatedIssue>(), new List<Diagnostic>());
        foreach (var some in files.Chunk(FilesAtOnce))
        {
            var read = await Task.WhenAll(
                some.Select(file => Task.Run(() => ReadAsync(file, format, cancellationToken), cancellationToken))
            );
            foreach (var (issue, ofFile) in read)
            {
                findings.AddRange(ofFile);
                if (issue is null)
                {
                    continue;
                }

                if (issues.Find(issue.CannotBeBeside) is { } taken)
                {
                    findings.Add(Doubled(issue, taken));
                }
                else
                {
                    issues.Add(issue);
                }
            }
        }

        return ([.. issues.OrderBy(issue => issue.Day)], findings);
    }

    private static async Task<(SimulatedIssue? Issue, IReadOnlyList<Diagnostic> Findings)> ReadAsync(
        string path,
        IssueFormat format,
        CancellationToken cancellationToken
    )
    {
        var file = await IssueFile.LoadAsync(path, cancellationToken);
        if (file.Text is not { } text)
        {
            return (null, file.Diagnostics);
        }

        var issue = IssueReader.Read(path, text, format);
        return issue.Date is { } day && WrittenDate.CanBeMeant(day)
            ? (new SimulatedIssue(issue, day, text), [])
            : (null, [NotAnIssue(path)]);
    }

    /// <summary>The program announces one issue a day, and one of a number in a week.</summary>
    private bool CannotBeBeside(SimulatedIssue other) =>
        other.Day == Day || (other.Key == Key && Math.Abs(other.Day.DayNumber - Day.DayNumber) <= DaysOfCopies);

    private static Diagnostic NotAnIssue(string path) =>
        new(
            "not-an-issue",
            Severity.Warning,
            new SourcePosition(path),
            "The file has no day, or one that cannot be meant, so it is no issue; it is left out.",
            "Add \"Date: YYYY-MM-DD\" to its head if it is one."
        );

    private static Diagnostic Doubled(SimulatedIssue issue, SimulatedIssue taken) =>
        new(
            "doubled-issue",
            Severity.Warning,
            new SourcePosition(issue.Issue.File),
            FormattableString.Invariant(
                $"{Path.GetFileName(taken.Issue.File)} is the issue of {taken.Day:yyyy-MM-dd} already; this one is left out."
            ),
            "Take the copy away, or correct its day and number."
        );
}
