using Syndicator.Publishing.Edits;

namespace Syndicator.App.Pages.Posts;

/// <summary>What changes of announced issues would change in their posts: the list, and an editor's decisions.</summary>
internal static class EditPages
{
    public const string Path = PostPages.Path + "/edits";

    /// <summary>More than these nobody reads in one go; deciding shows the next ones.</summary>
    public const int MostAtOnce = 100;

    private const string Reopening = "reopening";

    private delegate Task<EditDecision> Decide(DeskRequest desk, string key);

    public static void Map(DeskRoutes desk)
    {
        desk.Page(Path, ListAsync);
        desk.Act(
            Path + "/acceptance",
            request =>
                DecideAsync(
                    request,
                    "is accepted",
                    (one, key) => one.Syndication.DecideEdit.AcceptAsync(one.Publication, key, one.Visitor.Actor, one.Stop)
                )
        );
        desk.Act(
            Path + "/dismissal",
            request =>
                DecideAsync(
                    request,
                    "is dismissed",
                    (one, key) => one.Syndication.DecideEdit.DismissAsync(one.Publication, key, one.Visitor.Actor, one.Stop),
                    edit => AddressOf(request.Frame, Reopening, edit.Place.Key)
                )
        );
        desk.Act(
            $"{Path}/{Reopening}",
            request =>
                DecideAsync(
                    request,
                    "is proposed again",
                    (one, key) => one.Syndication.DecideEdit.ReopenAsync(one.Publication, key, one.Stop)
                )
        );
    }

    public static string AddressOf(DeskFrame frame, string decision, string key) =>
        frame.To($"{Path}/{decision}?key={Uri.EscapeDataString(key)}");

    private static async Task<IResult> ListAsync(DeskRequest desk)
    {
        var isOpenOnly = desk.Query("all") is null;
        var found = await desk.Syndication.Edits.ListAsync(desk.Publication.Id, isOpenOnly ? "open" : null, MostAtOnce, desk.Stop);
        return DeskRequest.Page<EditsPage>(
            new EditsView(
                desk.Publication.Zone,
                isOpenOnly,
                [
                    .. found.Select(one =>
                        ViewOf.Edit(one.Edit, one.Post, desk.Syndication.DecideEdit.Obstacle(desk.Publication, one.Edit, one.Post))
                    ),
                ]
            )
        );
    }

    /// <param name="undo">Where it is taken back; null where nothing does.</param>
    private static async Task<IResult> DecideAsync(DeskRequest desk, string done, Decide decide, Func<ProposedEdit, string>? undo = null)
    {
        if (desk.Query("key") is not { } key)
        {
            return DeskRequest.NotFound();
        }

        return desk.Back(
            (await decide(desk, key)).Match(
                decided => new SaidView(
                    $"The change of {Words.Part(decided.Edit.Place.Part)} on {decided.Edit.Place.Account} {done}.",
                    Undo: undo?.Invoke(decided.Edit)
                ),
                _ => new SaidView("There is no such proposed edit any more. Nothing was done.", IsTrouble: true),
                not => new SaidView($"Nothing was done. {not.Reason}", IsTrouble: true),
                unavailable => new SaidView($"It is not decided. {unavailable.Reason}", IsTrouble: true)
            )
        );
    }
}
