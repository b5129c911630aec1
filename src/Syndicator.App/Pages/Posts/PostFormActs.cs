using Syndicator.App.Commands;
using Syndicator.Publishing;

namespace Syndicator.App.Pages.Posts;

/// <summary>What editors decide about a post by filling in a form: another time, other words, sending it anew.</summary>
internal static class PostFormActs
{
    public static void Map(DeskRoutes desk)
    {
        desk.Act($"{PostPages.Path}/{{id:guid}}/{PostPageReads.Schedule}", RescheduleAsync);
        desk.Act($"{PostPages.Path}/{{id:guid}}/{PostPageReads.Preview}", PreviewAsync);
        desk.Act($"{PostPages.Path}/{{id:guid}}/text", SaveAsync);
        desk.Act($"{PostPages.Path}/{{id:guid}}/resend", ResendAsync);
    }

    private static async Task<IResult> RescheduleAsync(DeskRequest desk)
    {
        if (PostActs.VersionOf(desk) is not { } seen || await PostPageReads.FindAsync(desk) is not var (before, history))
        {
            return DeskRequest.NotFound();
        }

        var zone = desk.Publication.Zone;
        var written = desk.Form("at") is { Length: > 0 } filledIn ? filledIn : desk.Query("at") ?? "";
        return await LocalInstant
            .Parse(written, zone)
            .Match(
                instant => RescheduleAsync(desk, before, instant.At, seen),
                _ => Say(desk, "Nothing was done: choose a day and a time."),
                _ =>
                    Say(desk, $"Nothing was done: {written.Replace('T', ' ')} does not come in {zone.Id}, clocks are put forward over it."),
                twice => AskWhichAsync(desk, before, history, twice)
            );
    }

    private static async Task<IResult> RescheduleAsync(DeskRequest desk, Delivery before, DateTimeOffset at, long seen)
    {
        var zone = desk.Publication.Zone;
        var outcome = await desk.Syndication.Change.RescheduleAsync(before.Id, at, desk.Visitor.Actor, desk.Stop, seen);
        var clocks =
            zone.GetUtcOffset(at) == zone.GetUtcOffset(desk.Now) ? "" : ", by the clocks of that day, which are changed until then";
        var said = PostViews.Said(
            outcome,
            desk,
            _ => $"goes out {Words.Instant(at, zone)} ({Words.Zone(zone, at)}{clocks})",
            now => PostActs.UndoOf(desk, before, now)
        );
        return desk.Back(said);
    }

    /// <summary>The time comes twice: the page asks which one is meant.</summary>
    private static async Task<IResult> AskWhichAsync(
        DeskRequest desk,
        Delivery delivery,
        IReadOnlyList<DeliveryEvent> history,
        LocalReading.Twice twice
    ) => DeskRequest.Page<PostPage>(await PostPageReads.ViewAsync(desk, delivery, history) with { Choices = [twice.First, twice.Second] });

    /// <summary>The post as it would be with these words; nothing is changed.</summary>
    private static async Task<IResult> PreviewAsync(DeskRequest desk)
    {
        if (
            await PostPageReads.FindAsync(desk) is not var (delivery, history)
            || ViewOfPosts.Find(desk.Publication, delivery.Place.Account) is not { } account
        )
        {
            return DeskRequest.NotFound();
        }

        var rules = await desk.Syndication.RulesOfAsync(desk.Publication, account, desk.Stop);
        return DeskRequest.Page<PostPage>(
            await PostPageReads.ViewAsync(desk, delivery, history) with
            {
                Draft = PostPageReads.DraftOf(delivery, TextOf(desk), account, rules),
            }
        );
    }

    /// <summary>Whoever is refused gets the words back, in the form.</summary>
    private static async Task<IResult> SaveAsync(DeskRequest desk)
    {
        if (
            PostActs.VersionOf(desk) is not { } seen
            || await PostPageReads.FindAsync(desk) is not var (before, history)
            || ViewOfPosts.Find(desk.Publication, before.Place.Account) is not { } account
        )
        {
            return DeskRequest.NotFound();
        }

        var (text, change) = (TextOf(desk), desk.Syndication.Change);
        var rules = await desk.Syndication.RulesOfAsync(desk.Publication, account, desk.Stop);
        var outcome = await change.EditTextAsync(before.Id, text, rules, account.Prices, desk.Visitor.Actor, desk.Stop, seen);
        var said = PostViews.Said(outcome, desk, _ => "says that now", _ => null);
        if (!said.IsTrouble)
        {
            return desk.Back(said);
        }

        var draft = PostPageReads.DraftOf(before, text, account, rules);
        return DeskRequest.Page<PostPage>(
            await PostPageReads.ViewAsync(desk, before, history) with
            {
                Draft = draft with { Problem = said.Text },
            },
            StatusCodes.Status409Conflict
        );
    }

    private static async Task<IResult> ResendAsync(DeskRequest desk)
    {
        if (PostActs.VersionOf(desk) is not { } seen || await PostPageReads.FindAsync(desk) is not var (before, _))
        {
            return DeskRequest.NotFound();
        }

        if (PostViews.ResendWarning(before.State) is not null && desk.Form("looked").Length == 0)
        {
            return await Say(desk, "Nothing was done: look at the account first, and say that the post is not there.");
        }

        var outcome = await desk.Syndication.Change.ResendAsync(before.Id, desk.Visitor.Actor, desk.Stop, seen);
        var said = PostViews.Said(
            outcome,
            desk,
            now =>
                now.State is DeliveryState.Uncertain
                    ? "is looked for first, and sent if it is not there"
                    : "is sent anew at the next delivery",
            now => PostActs.AddressOf(desk.Frame, PostWords.Route(PostAct.Stop), now.Id.ToString(), now.Version)
        );
        return desk.Back(said, outcome is ChangeOutcome.Done ended ? PostActs.ItemId(ended.Delivery.Id.ToString()) : null);
    }

    private static Task<IResult> Say(DeskRequest desk, string trouble) =>
        Task.FromResult(desk.Back(new SaidView(trouble, IsTrouble: true)));

    /// <summary>Browsers send line ends as CR LF.</summary>
    private static string TextOf(DeskRequest desk) => desk.Form("text").Replace("\r\n", "\n", StringComparison.Ordinal);
}
