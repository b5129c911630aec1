using System.Globalization;
using Syndicator.Calls;
using Syndicator.Publishing;

namespace Syndicator.App.Commands;

/// <summary>Where the posts about a call stand, for people: what is out is told, and nothing else is.</summary>
internal static class CallTelling
{
    /// <summary><c>told on mastodon 2026-11-20; reminder on mastodon due since …</c>; null: no post is about it.</summary>
    public static string? Of(CallListing listing, TimeZoneInfo zone)
    {
        var posts = listing.Posts.ToLookup(post => IsOut(listing.DeliveryOf(post)?.State));
        var told = posts[true]
            .GroupBy(post => post.Account)
            .OrderBy(account => account.Key, StringComparer.Ordinal)
            .Select(account => $"{account.Key} {Day(account.Max(post => OutAt(listing, post)), zone)}")
            .ToList();
        var clauses = posts[false]
            .GroupBy(post => (post.Act, Stand: DeliveryLine.StateOf(listing.DeliveryOf(post)!.State, zone)), post => post.Account)
            .Select(alike => $"{Of(alike.Key.Act)}on {string.Join(", ", alike)} {alike.Key.Stand}");
        return string.Join("; ", told.Count > 0 ? clauses.Prepend($"told on {string.Join(", ", told)}") : clauses) is { Length: > 0 } words
            ? words
            : null;
    }

    /// <summary><c>told on mastodon, not out on x</c>: where there is little room.</summary>
    public static string InShort(CallListing listing)
    {
        var told = AccountsOf(listing.Posts.Where(post => IsOut(listing.DeliveryOf(post)?.State)));
        var others = AccountsOf(listing.Posts).Except(told, StringComparer.Ordinal).ToList();
        return (told.Count, others.Count) switch
        {
            (0, 0) => "not told yet",
            (_, 0) => $"told on {string.Join(", ", told)}",
            (0, _) => $"not out on {string.Join(", ", others)}",
            _ => $"told on {string.Join(", ", told)}, not out on {string.Join(", ", others)}",
        };
    }

    /// <summary>Whether anybody was told: of what an archive printed readers were, though no post says so.</summary>
    public static bool IsTold(CallListing listing) =>
        listing.Posts.Count == 0 ? listing.Call.IsArchived : listing.Posts.Any(post => IsOut(listing.DeliveryOf(post)?.State));

    /// <summary><c>announced on mastodon: delivered 2026-11-20 15:00:04-05:00 https://…  (KEY)</c>.</summary>
    public static string LineOf(CallListing listing, CallPost post, TimeZoneInfo zone)
    {
        var act = post.Act == CallAct.Announced ? CallPosts.Name(post.Act) : $"{CallPosts.Name(post.Act)} ({OneLine.Of(post.Detail)})";
        return listing.DeliveryOf(post) is { } delivery
            ? $"{act} on {post.Account}: {DeliveryLine.StateOf(delivery.State, zone)}  {delivery.IdempotencyKey}"
            : $"{act} on {post.Account} {DeliveryLine.At(post.At, zone)}";
    }

    /// <remarks>A post that the outbox does not know went out from a store that was lost.</remarks>
    private static bool IsOut(DeliveryState? state) => state is null or DeliveryState.Delivered;

    private static List<string> AccountsOf(IEnumerable<CallPost> posts) =>
        [.. posts.Select(post => post.Account).Distinct(StringComparer.Ordinal)];

    private static DateTimeOffset OutAt(CallListing listing, CallPost post) =>
        listing.DeliveryOf(post)?.State is DeliveryState.Delivered delivered ? delivered.At : post.At;

    private static string Of(CallAct act) =>
        act switch
        {
            CallAct.Reminded => "reminder ",
            CallAct.Extended => "extension ",
            _ => "",
        };

    private static string Day(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
