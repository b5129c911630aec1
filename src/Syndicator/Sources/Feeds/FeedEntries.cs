using System.Security.Cryptography;
using System.Text;

namespace Syndicator.Sources.Feeds;

/// <summary>What an entry says of itself, before it is judged.</summary>
internal sealed record FoundEntry
{
    public string? Id { get; init; }
    public string? Title { get; init; }
    public string? Link { get; init; }

    /// <summary>The best first.</summary>
    public IReadOnlyList<FeedElement> Dates { get; init; } = [];
    public string? Html { get; init; }
    public string? Author { get; init; }
}

/// <summary>The entries of a feed, each once and not too many.</summary>
internal sealed class FeedEntries(FeedProblems problems)
{
    /// <summary>All issues of a weekly newsletter in thirty years are 1,500.</summary>
    private const int Most = 5000;

    private const int LongestId = 1000;

    private readonly List<FeedEntry> _entries = [];
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private bool _isFull;

    public IReadOnlyList<FeedEntry> Read => _entries;

    public void Add(FeedElement at, FoundEntry found)
    {
        if (_entries.Count == Most)
        {
            ReportFull(at);
            return;
        }

        var id = IdOf(found);
        if (!_ids.Add(id))
        {
            const string advice = "Nothing, if it is the same; else tell whoever publishes the feed.";
            problems.Warn("feed-entry-repeated", at, $"An entry above has the same id, \"{Shown(id)}\"; this one is left out.", advice);
            return;
        }

        _entries.Add(new FeedEntry(id, found.Title, found.Link, DateOf(at, found), found.Html, found.Author));
    }

    private void ReportFull(FeedElement at)
    {
        if (!_isFull)
        {
            problems.Warn(
                "feed-too-many-entries",
                at,
                $"Only the first {Most} entries are read.",
                "Ask for a feed of the latest issues only."
            );
            _isFull = true;
        }
    }

    /// <summary>Endless ids are shortened to what stands for them.</summary>
    private static string IdOf(FoundEntry found) =>
        found switch
        {
            { Id: { Length: > 0 and <= LongestId } id } => id,
            { Id: { Length: > LongestId } id } => Hash(id),
            { Link: { Length: <= LongestId } link } => link,
            _ => Hash($"{found.Link}\n{found.Title}\n{found.Html}"),
        };

    private static string Hash(string text) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The first that can be read; one that is there and cannot be is reported.</summary>
    private DateTimeOffset? DateOf(FeedElement at, FoundEntry found)
    {
        foreach (var date in found.Dates)
        {
            if (FeedDate.Parse(date.Text) is { } instant)
            {
                return instant;
            }

            const string advice = "Without a date, the issue's own day counts; if it has none, tell whoever publishes the feed.";
            problems.Warn("feed-date-unreadable", date, $"The date \"{Shown(date.Text)}\" of {Named(found, at)} cannot be read.", advice);
        }

        return null;
    }

    private static string Named(FoundEntry found, FeedElement at) =>
        found.Title is null ? $"the entry in line {at.Line}" : $"\"{Shown(found.Title)}\"";

    private static string Shown(string text) => text.Length <= 80 ? text : text[..79] + "…";
}
