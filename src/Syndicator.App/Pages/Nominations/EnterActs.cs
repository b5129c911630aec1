using Syndicator.Configuration;
using Syndicator.Nominations;
using Syndicator.Nominations.Reviewing;

namespace Syndicator.App.Pages.Nominations;

/// <summary>Entering what reached editors otherwise, and settling mentions that are no nomination.</summary>
internal static class EnterActs
{
    public static void Map(DeskRoutes desk)
    {
        desk.Act(NominationPages.Path, EnterAsync);
        desk.Act(NominationDetailPages.Mentions + "/reading", ReadAsync);
        desk.Act(NominationDetailPages.Export + "/look", LookAsync);
    }

    private static async Task<IResult> EnterAsync(DeskRequest desk)
    {
        var kinds = Enum.GetValues<NomineeKind>().Where(kind => NomineeJson.Name(kind) == desk.Query("kind")).ToList();
        if (kinds is not [var kind])
        {
            return DeskRequest.NotFound();
        }

        var (nominee, problem) = NomineeFields.Read(desk, NomineeFields.Empty(kind)).Apply(NomineeFields.Empty(kind));
        if (nominee is null)
        {
            return Again(desk, kind, $"Nothing was entered. {problem}");
        }

        var add = desk.Syndication.Nominations.Add;
        var act = new EditorAct(desk.Visitor.Actor, desk.Form("note"));
        var isSelf = desk.Form("self").Length > 0;
        var outcome = desk.Form("mention") is { Length: > 0 } mention
            ? await add.OfMentionAsync(desk.Publication, mention, _ => (nominee, null), isSelf, act, desk.Stop)
            : await add.ByHandAsync(
                desk.Publication,
                new HandProposal(nominee, desk.Form("by"), NullIfEmpty(desk.Form("post")), isSelf),
                act,
                desk.Stop
            );
        var said = NominationViews.Said(
            outcome,
            "is nominated",
            desk,
            now => NominationActs.AddressOf(desk.Frame, "undo", now.Id.ToString(), now.Version)
        );
        return said.IsTrouble ? Again(desk, kind, said.Text) : desk.Back(said);
    }

    /// <summary>Whoever is refused gets the words back, in the form.</summary>
    private static IResult Again(DeskRequest desk, NomineeKind kind, string problem)
    {
        var form = NominationDetailPages.Form(kind, NullIfEmpty(desk.Form("mention")));
        return DeskRequest.Page<NewNominationPage>(
            form with
            {
                Fields = desk.Filled(form.Fields),
                By = desk.Form("by"),
                Post = desk.Form("post"),
                IsSelf = desk.Form("self").Length > 0,
                Problem = problem,
            },
            StatusCodes.Status409Conflict
        );
    }

    private static async Task<IResult> ReadAsync(DeskRequest desk)
    {
        IReadOnlyList<string> mentions = desk.Query("mention") is { } one ? [one] : desk.FormAll("mention");
        var count = 0;
        foreach (var mention in mentions)
        {
            count += await desk.Syndication.Nominations.ReadMentions.RunAsync(desk.Publication.Id, mention, desk.Stop) is null ? 0 : 1;
        }

        return desk.Back(
            count > 0
                ? new SaidView($"{Words.Count(count, "mention is", "mentions are")} read.")
                : new SaidView("Nothing was ticked, or somebody else was faster.", IsTrouble: true)
        );
    }

    private static async Task<IResult> LookAsync(DeskRequest desk)
    {
        var reports = await desk.Syndication.LookAgainBeforeExportAsync(desk.Publication, desk.Stop);
        var troubles = reports
            .Where(report => report.Trouble is not null)
            .Select(report => $"{report.Source} could not be asked: {report.Trouble!.Text}")
            .ToList();
        return desk.Back(
            troubles.Count == 0
                ? new SaidView("Every post was looked at again; what is gone or changed is taken into account.")
                : new SaidView(string.Join(" ", troubles), IsTrouble: true)
        );
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
