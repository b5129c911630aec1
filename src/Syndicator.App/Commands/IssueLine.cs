using System.Globalization;
using Syndicator.Publishing;

namespace Syndicator.App.Commands;

/// <summary>An issue of the source on one line, for people.</summary>
internal static class IssueLine
{
    public static string Of(WatchedIssue seen, TimeZoneInfo zone) =>
        $"{seen.Stored.Key}  {Day(seen.Stored)}  {seen.Stored.Title}  {StateOf(seen, zone)}";

    public static string Of(AnnouncedIssue stored, TimeZoneInfo zone) =>
        $"{stored.Key}  {Day(stored)}  {stored.Title}  {StateOf(stored, zone) ?? "not announced"}";

    public static string StateOf(WatchedIssue seen, TimeZoneInfo zone) =>
        StateOf(seen.Stored, zone)
        ?? (
            seen.IsReady ? "ready" : $"held: {string.Join(", ", seen.Diagnostics.Where(IsError).Select(reason => reason.Code).Distinct())}"
        );

    private static string? StateOf(AnnouncedIssue stored, TimeZoneInfo zone) =>
        stored switch
        {
            { AnnouncedAt: { } at, AnywayReason: { } reason } => $"announced {At(at, zone)} although it was not ready: {reason}",
            { AnnouncedAt: { } at } => $"announced {At(at, zone)}",
            { SameAs: { } announced } => $"announced as {announced}, before its number was corrected",
            { SkippedAt: { } at } => $"skipped {At(at, zone)} by {stored.SkippedBy}: {stored.SkipReason}",
            { IsDraft: true } => "draft",
            { MissedAt: not null } => "missed: it came out while nobody looked",
            _ => null,
        };

    private static string Day(AnnouncedIssue stored) => stored.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "no day";

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == Severity.Error;

    private static string At(DateTimeOffset instant, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(instant, zone).ToString("yyyy-MM-dd HH:mmzzz", CultureInfo.InvariantCulture);
}
