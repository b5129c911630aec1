using System.Globalization;
using System.IO.Enumeration;
using System.Security.Cryptography;
using System.Text;
using Syndicator.Issues;
using Syndicator.Sources.Feeds;

namespace Syndicator.Sources;

/// <summary>An entry that can be an issue.</summary>
/// <param name="Entry">As the feed has it.</param>
/// <param name="Title">On one line.</param>
/// <param name="Day">In the publication's zone.</param>
internal sealed record FeedIssue(FeedEntry Entry, string Title, DateOnly Day)
{
    /// <summary>The number at the end of the title; null when it ends in none.</summary>
    public int? Number { get; } =
        int.TryParse(Title.Split(' ')[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Of everything an issue is made of.</summary>
    public string Hash { get; } =
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    string.Create(CultureInfo.InvariantCulture, $"{Title}\n{Day:O}\n{Entry.PublishedAt:O}\n{Entry.Link}\n{Entry.Html}")
                )
            )
        )[..32];

    /// <summary>The entry's page, for messages; its id where it names no page.</summary>
    public string Path => PathOf(Entry);

    /// <summary>The entries that have all an issue needs, the latest first. The others are told; of several with one id the newest counts.</summary>
    /// <param name="titles">How the titles of issues read, <c>*</c> for any signs; other entries are no issues.</param>
    public static IReadOnlyList<FeedIssue> Choose(Feed feed, string titles, TimeZoneInfo zone, List<Diagnostic> diagnostics)
    {
        var issues = new List<FeedIssue>();
        foreach (var same in feed.Entries.GroupBy(entry => entry.Id, StringComparer.Ordinal))
        {
            var entry = same.MaxBy(entry => entry.PublishedAt ?? DateTimeOffset.MinValue)!;
            var title = string.Join(' ', (entry.Title ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            if (title.Length == 0)
            {
                diagnostics.Add(Warn("entry-without-title", entry, "This entry of the feed has no title; it is not read."));
            }
            else if (!FileSystemName.MatchesSimpleExpression(titles, title, ignoreCase: true))
            {
                // Feeds of whole sites have other news too.
            }
            else if (entry.PublishedAt is not { } published)
            {
                diagnostics.Add(Warn("entry-without-date", entry, "This entry of the feed has no date that can be read; it is not read."));
            }
            else
            {
                issues.Add(new FeedIssue(entry, title, DayOf(published, zone)));
            }
        }

        return [.. issues.OrderByDescending(issue => issue.Entry.PublishedAt).ThenBy(issue => issue.Entry.Id, StringComparer.Ordinal)];
    }

    /// <summary>The entry's own text as an issue's Markdown; null when it has none.</summary>
    public string? Markdown(Uri feed)
    {
        if (string.IsNullOrWhiteSpace(Entry.Html))
        {
            return null;
        }

        var number = Number is { } own ? string.Create(CultureInfo.InvariantCulture, $"Number: {own}\n") : "";
        var body = HtmlMarkdown.Convert(Entry.Html, Entry.Link is null ? feed : new Uri(Entry.Link));
        return string.Create(CultureInfo.InvariantCulture, $"Title: {Title}\n{number}Date: {Day:yyyy-MM-dd}\n\n{body}");
    }

    /// <summary>The address of the entry's Markdown; null when the filled pattern is none.</summary>
    public Uri? MarkdownAddress(string pattern) =>
        Uri.TryCreate(PageUrl.Fill(pattern, Day, Title, Number), UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : null;

    /// <summary>Midnight is how sites write a day, whatever zone they write it in; any other time is an instant.</summary>
    private static DateOnly DayOf(DateTimeOffset published, TimeZoneInfo zone) =>
        DateOnly.FromDateTime((published.TimeOfDay == TimeSpan.Zero ? published : TimeZoneInfo.ConvertTime(published, zone)).DateTime);

    private static string PathOf(FeedEntry entry) => OneLine.Of(entry.Link ?? entry.Id);

    private static Diagnostic Warn(string code, FeedEntry entry, string message) =>
        new(code, Severity.Warning, new SourcePosition(PathOf(entry)), message, "Correct the feed; an issue needs title and date.");
}
