using Syndicator.App.Pages.Nominations;
using Syndicator.Configuration;
using Syndicator.Publishing;

namespace Syndicator.App.Pages.Posts;

/// <summary>Turns posts into what their pages show.</summary>
internal static class PostViews
{
    private const int FirstWords = 110;

    public static PostRowView Row(Delivery delivery, Publication publication)
    {
        var account = ViewOfPosts.Find(publication, delivery.Place.Account);
        return new PostRowView
        {
            Key = delivery.Id.ToString(),
            Version = delivery.Version,
            Account = delivery.Place.Account,
            Network = account?.Network ?? "",
            Part = delivery.Place.Part,
            Issue = Words.About(delivery.Place.IssueKey, publication.Zone),
            Text = OneLine.Of(delivery.Content.Text, FirstWords),
            At = delivery.At,
            State = ViewOfPosts.StateOf(delivery.State, account),
            Acts = Acts(delivery.State, account),
        };
    }

    /// <summary>The posts of a thread together, in the order of the first of each.</summary>
    public static IReadOnlyList<SlotView> Slots(IEnumerable<Delivery> posts, Publication publication) =>
        [
            .. posts
                .GroupBy(post => (post.Place.IssueKey, post.Place.Account))
                .Select(thread => new SlotView([.. thread.Select(post => Row(post, publication))])),
        ];

    /// <param name="account">Null: it is not configured any more, so nobody knows how long its posts may be.</param>
    public static IReadOnlyList<PostAct> Acts(DeliveryState state, Account? account) =>
        [
            .. state
                .Match<IReadOnlyList<PostAct>>(
                    held =>
                        [
                            PostAct.Release,
                            .. held.Reason is HeldReason.Delay ? [PostAct.Hold] : (PostAct[])[],
                            PostAct.Stop,
                            PostAct.Reschedule,
                            .. held.DoubtedSince is null ? [PostAct.Edit] : (PostAct[])[],
                            .. held.Reason is HeldReason.Unsettled ? [PostAct.Resend] : (PostAct[])[],
                        ],
                    due =>
                        due.Attempts == 0
                            ? [PostAct.Hold, PostAct.Stop, PostAct.Reschedule, PostAct.Edit]
                            : [PostAct.Stop, PostAct.Reschedule],
                    _ => [],
                    _ => [],
                    _ => [PostAct.Release, PostAct.Stop, PostAct.Resend],
                    _ => [],
                    _ => [PostAct.Hold, PostAct.Resend],
                    _ => [PostAct.Resend]
                )
                .Where(act => act != PostAct.Edit || account is not null),
        ];

    /// <summary>What speaks against sending it anew; null where nothing does.</summary>
    public static string? ResendWarning(DeliveryState state) =>
        state switch
        {
            DeliveryState.Held { Reason: HeldReason.Unsettled } =>
                "The network may have this post: it was sent, and nobody could tell what became of it. Look at the account first. If it is there and is sent anew, it stands there twice.",
            DeliveryState.Gone => "It was out, and somebody deleted it on the network. Perhaps it should stay so.",
            _ => null,
        };

    /// <summary>How an act ended, as said on the next page.</summary>
    /// <param name="done">Of the post as it is now: <c>is stopped</c>.</param>
    /// <param name="undo">Where the act is taken back; null where it cannot be.</param>
    public static SaidView Said(ChangeOutcome outcome, DeskRequest desk, Func<Delivery, string> done, Func<Delivery, string?> undo) =>
        outcome.Match(
            ended => new SaidView($"{NameOf(ended.Delivery)} {done(ended.Delivery)}.", Undo: undo(ended.Delivery)),
            changed => desk.Faster(changed.By, Words.Who(changed.By), changed.At, changed.What),
            _ => new SaidView("There is no such post any more. Nothing was done.", IsTrouble: true),
            not => new SaidView($"Nothing was done. {not.Reason}", IsTrouble: true)
        );

    public static PastActView Past(DeliveryEvent happened) =>
        new(
            happened.At,
            Words.Who(happened.Actor),
            happened.From == happened.To ? OneLine.Of(happened.Reason) : $"{PostWords.State(happened.To)}: {OneLine.Of(happened.Reason)}",
            IsUndone: false
        );

    public static string NameOf(Delivery delivery) => $"{Words.Part(delivery.Place.Part)} on {delivery.Place.Account}";
}
