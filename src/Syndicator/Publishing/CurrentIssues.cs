using Syndicator.Configuration;

namespace Syndicator.Publishing;

/// <summary>Which of a source's issues are of these days, and so judged at every look.</summary>
internal sealed class CurrentIssues(Publication publication, KnownIssues issues, TimeProvider clock)
{
    /// <summary>Everything else is the archive: it is compared with, never announced, and its text is let go.</summary>
    public bool Matters(KnownIssue known, IssueMemory memory) =>
        IsRecent(known.Trace.Date)
        || IsMissed(known, memory)
        || (!known.IsFollowed && memory.KeyOf(known.Key, known.Trace.Date) is not null);

    /// <summary>An issue of a day is recent while less than the configured time has passed since that day began, in the publication's zone.</summary>
    public bool IsRecent(DateOnly? date)
    {
        var oldest = TimeZoneInfo.ConvertTime(clock.GetUtcNow() - publication.AnnounceWithin, publication.Zone);
        return date is null || date.Value.ToDateTime(TimeOnly.MinValue) >= oldest.DateTime;
    }

    /// <summary>Whether it came after every issue that was ever seen, and is too old to go out by itself.</summary>
    public bool IsMissed(KnownIssue known, IssueMemory memory) =>
        !known.File.IsDraft && memory.NewestSeen is { } newest && known.Trace.Date is { } date && date > newest && !IsRecent(date);

    /// <summary>Issues of these days, those that were missed, and the latest where there are none; by day. A draft that was published is not looked at.</summary>
    public IReadOnlyList<KnownIssue> List(IssueMemory memory)
    {
        var latest = issues.Latest?.File;
        var current = new List<KnownIssue>();
        foreach (var known in issues.Chosen.ToList())
        {
            if (known.File == latest || IsRecent(known.Trace.Date) || IsMissed(known, memory))
            {
                current.Add(known);
            }
            else if (known.IsFollowed && known.Issue is not null)
            {
                issues.Keep(known.WithoutText());
            }
        }

        var published = current
            .Where(known => known is { File.IsDraft: false, Fingerprint.Length: > 0 })
            .Select(known => known.Key)
            .ToHashSet(StringComparer.Ordinal);
        return [.. current.Where(known => !known.File.IsDraft || !published.Contains(known.Key)).OrderBy(known => known.Trace.Date)];
    }

    /// <summary>Two files that are one issue: neither may be announced beside the other, nor drive its edits.</summary>
    public IEnumerable<Diagnostic> PassOverCopies(IssueMemory memory)
    {
        var announced = memory.Announced.Select(issue => issue.File).ToHashSet(StringComparer.Ordinal);
        return issues
            .PassOverCopies(known => announced.Contains(known.File.Path))
            .Select(copy => new Diagnostic(
                "issue-twice",
                Severity.Error,
                new SourcePosition(copy.File.Path),
                $"Another file is {copy.Trace.Name} of the same day as well; this one is not read.",
                "Remove one of them, or correct its number."
            ));
    }
}
