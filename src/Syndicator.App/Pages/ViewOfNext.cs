using Syndicator.App.Pages.Calls;
using Syndicator.App.Pages.Posts;
using Syndicator.Calls;
using Syndicator.Publishing;

namespace Syndicator.App.Pages;

/// <summary>Turns what goes out next, and what waits for an editor, into what the page shows.</summary>
internal static class ViewOfNext
{
    private const int MostShown = 6;

    /// <param name="planned">What is in the outbox and has its time.</param>
    /// <param name="foreseen">What the next turns make of calls.</param>
    public static IReadOnlyList<NextPostView> Of(IReadOnlyList<Delivery> planned, IReadOnlyList<ForeseenCallPost> foreseen) =>
        [
            .. planned
                .Where(post => post.State is DeliveryState.Held { Until: not null } or DeliveryState.Due)
                .GroupBy(post => (post.Place.IssueKey, post.Place.Account))
                .Select(thread => Of([.. thread]))
                .Concat(Foreseen(foreseen))
                .OrderBy(post => post.At)
                .Take(MostShown),
        ];

    /// <summary>What is not made yet: each call once, with all accounts that tell of it then.</summary>
    public static IEnumerable<NextPostView> Foreseen(IReadOnlyList<ForeseenCallPost> foreseen) =>
        foreseen
            .Where(post => post is { IsMade: false, At: not null })
            .GroupBy(post => (post.At, post.Call, post.Call is null ? post.Account.Name : ""))
            .Select(same => Of([.. same]));

    /// <param name="undecided">One more than are counted, where there are so many.</param>
    public static WaitingPostsView? Waiting(IReadOnlyList<Delivery> undecided, int mostCounted) =>
        undecided.Count == 0
            ? null
            : new WaitingPostsView(
                Math.Min(undecided.Count, mostCounted),
                undecided.Count > mostCounted,
                [.. undecided.Select(post => post.Place.Account).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]
            );

    private static NextPostView Of(IReadOnlyList<Delivery> thread)
    {
        var first = thread[0];
        var others = thread.Count == 1 ? "" : $" and {Words.Number(thread.Count - 1)} more";
        return new NextPostView(
            first.At ?? first.CreatedAt,
            [first.Place.Account],
            Words.Part(first.Place.Part) + others,
            $"{PostPages.Path}/{first.Id}"
        );
    }

    /// <summary>Networks write some words of one call differently; here those of the first are enough.</summary>
    private static NextPostView Of(IReadOnlyList<ForeseenCallPost> same) =>
        new(
            same[0].At!.Value,
            [.. same.Select(post => post.Account.Name)],
            OneLine.Of(same[0].Words),
            same[0].Call is { } call ? $"{CallPages.Path}/{call}" : null
        );
}
