using System.Globalization;
using Syndicator.Configuration;
using Syndicator.Networks;
using Syndicator.Publishing;

namespace Syndicator.App.Pages.Posts;

/// <summary>One post: what its page shows, at first and while an editor tries something out.</summary>
internal static class PostPageReads
{
    /// <summary>Answers to forms lead here as well, so the address shows the post to whoever loads it again.</summary>
    public const string Preview = "preview";

    public const string Schedule = "schedule";

    public static void Map(DeskRoutes desk)
    {
        desk.Page(PostPages.Path + "/{id:guid}", ShowAsync);
        desk.Page(PostPages.Path + "/{id:guid}/" + Preview, ShowAsync);
        desk.Page(PostPages.Path + "/{id:guid}/" + Schedule, ShowAsync);
    }

    public static string AddressOf(DeskFrame frame, string key) => frame.To($"{PostPages.Path}/{key}");

    /// <summary>The post of the route; null when this newsletter has none such.</summary>
    public static async Task<(Delivery Delivery, IReadOnlyList<DeliveryEvent> History)?> FindAsync(DeskRequest desk) =>
        DeliveryId.Parse(desk.Route("id")) is { } id
        && await desk.Syndication.Deliveries.ShowAsync(id, desk.Stop) is { } found
        && found.Delivery.Place.Publication == desk.Publication.Id
            ? found
            : null;

    public static async Task<PostPageView> ViewAsync(DeskRequest desk, Delivery delivery, IReadOnlyList<DeliveryEvent> history)
    {
        var publication = desk.Publication;
        var account = ViewOfPosts.Find(publication, delivery.Place.Account);
        var thread = await desk.Syndication.Deliveries.ListThreadAsync(delivery.Place, desk.Stop);
        var issue = await desk.Syndication.Issues.FindAsync(publication.Id, delivery.Place.IssueKey, desk.Stop);
        return new PostPageView
        {
            Zone = publication.Zone,
            Now = desk.Now,
            Row = PostViews.Row(delivery, publication),
            Account = ViewOfPosts.AccountOf(publication, delivery.Place.Account),
            Post = ViewOfPosts.Of(delivery, account),
            IdempotencyKey = delivery.IdempotencyKey,
            Issue = issue is null ? null : new IssueLinkView(issue.Key, issue.Title),
            Answers = delivery.Answers?.Url,
            Thread = [.. thread.Select(post => PostViews.Row(post, publication))],
            ResendWarning = PostViews.ResendWarning(delivery.State),
            PlannedFor = Local(delivery.At > desk.Now ? delivery.At.Value : desk.Now.AddHours(1), publication.Zone),
            Edit = await EditAsync(desk, delivery),
            History = [.. history.Reverse().Select(PostViews.Past)],
        };
    }

    /// <summary>Words tried out: what <see cref="ChangeDelivery.EditTextAsync"/> would store.</summary>
    public static DraftView DraftOf(Delivery delivery, string text, Account account, TextRules rules)
    {
        var reworded = delivery.Reworded(text, rules, account.Prices);
        return new DraftView(
            text,
            ViewOfPosts.Of(reworded, account),
            text.Length == 0 ? "A post has to say something."
                : rules.Fits(text) ? null
                : $"It is too long: {Words.Number(reworded.Length)} of {Words.Number(reworded.Limit)}."
        );
    }

    private static async Task<IResult> ShowAsync(DeskRequest desk) =>
        await FindAsync(desk) is var (delivery, history)
            ? DeskRequest.Page<PostPage>(await ViewAsync(desk, delivery, history))
            : DeskRequest.NotFound();

    private static async Task<EditView?> EditAsync(DeskRequest desk, Delivery delivery) =>
        await desk.Syndication.Edits.FindAsync(desk.Publication.Id, delivery.IdempotencyKey, desk.Stop) is var (edit, post)
            ? ViewOf.Edit(edit, post, desk.Syndication.DecideEdit.Obstacle(desk.Publication, edit, post))
            : null;

    /// <summary>As fields for a date and a time have it.</summary>
    private static string Local(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
}
