using Syndicator.Calls;
using Syndicator.Configuration;
using Syndicator.Issues;

namespace Syndicator.App.Pages.Calls;

/// <summary>What is still to be said of a call: what the next turns make, and what its own facts tell of later ones.</summary>
internal static class ComingPosts
{
    /// <param name="foreseen">Of all calls.</param>
    public static IEnumerable<(DateTimeOffset? At, string Words)> Of(
        CallListing listing,
        IReadOnlyList<ForeseenCallPost> foreseen,
        Publication publication,
        DateTimeOffset now
    )
    {
        if (listing.State is CallState.Held or CallState.Closed or CallState.Withdrawn)
        {
            yield break;
        }

        var next = foreseen.Where(post => post.Call == listing.Call.Id && !post.IsMade).ToList();
        foreach (var post in next)
        {
            yield return (post.At, $"On {post.Account.Name}: {OneLine.Of(post.Words)}");
        }

        var untold = Untold(listing, publication).Except(next.Select(post => post.Account.Name), StringComparer.Ordinal).ToList();
        if (untold.Count > 0)
        {
            yield return (null, $"On {string.Join(", ", untold)}, when its turn comes.");
        }

        foreach (var (at, words) in Reminders(listing, publication).Where(reminder => reminder.At > now).OrderBy(reminder => reminder.At))
        {
            yield return (at, words);
        }
    }

    /// <summary>Accounts that are to tell of it and have not.</summary>
    private static IEnumerable<string> Untold(CallListing listing, Publication publication) =>
        publication
            .Accounts.Where(account => account.Calls != CallPosting.Off && !listing.Call.IsArchived)
            .Select(account => account.Name)
            .Except(listing.Posts.Select(post => post.Account), StringComparer.Ordinal);

    /// <summary>The first turn of the schedule after these instants makes the posts.</summary>
    private static IEnumerable<(DateTimeOffset At, string Words)> Reminders(CallListing listing, Publication publication) =>
        listing.Call.Text.Closing is Closing.At closing && publication.Accounts.Any(account => account.Calls == CallPosting.Each)
            ? publication.Calls.Reminders.Select(distance =>
                (closing.Instant - distance, $"A reminder, {Words.Duration(distance)} before it closes, at the next turn of the schedule.")
            )
            : [];
}
