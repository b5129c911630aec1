using Syndicator.Publishing;

namespace Syndicator.App.Shapes;

/// <summary>An issue of the source and how far it is.</summary>
/// <param name="Ready">As its diagnostics null for issues that are not of these days.</param>
internal sealed record IssueShape(
    string Key,
    int? Number,
    DateOnly? Date,
    string Title,
    string? Url,
    string File,
    bool Draft,
    bool? Ready,
    DateTimeOffset FirstSeenAt,
    DateTimeOffset? PageSeenAt,
    DateTimeOffset? AnnouncedAt,
    string? AnywayReason,
    DateTimeOffset? MissedAt,
    DateTimeOffset? SkippedAt,
    string? SkippedBy,
    string? SkipReason,
    string? SameAs,
    IReadOnlyList<DiagnosticShape>? Diagnostics
)
{
    public static IssueShape Of(AnnouncedIssue stored, WatchedIssue? now) =>
        new(
            stored.Key,
            stored.Number,
            stored.Date,
            stored.Title,
            stored.Url,
            stored.File,
            stored.IsDraft,
            now?.IsReady,
            stored.FirstSeenAt,
            stored.PageSeenAt,
            stored.AnnouncedAt,
            stored.AnywayReason,
            stored.MissedAt,
            stored.SkippedAt,
            stored.SkippedBy,
            stored.SkipReason,
            stored.SameAs,
            now is null ? null : [.. now.Diagnostics.Select(DiagnosticShape.Of)]
        );
}

/// <summary>Something a person should know, and what to do about it.</summary>
internal sealed record DiagnosticShape(string Code, Severity Severity, int Line, string Message, string? Remedy)
{
    public static DiagnosticShape Of(Diagnostic diagnostic) =>
        new(diagnostic.Code, diagnostic.Severity, diagnostic.Position.Line, diagnostic.Message, diagnostic.Remedy);
}
