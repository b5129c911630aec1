using Syndicator.Configuration;
using Syndicator.Issues.Writing;
using Syndicator.Nominations;
using Syndicator.Nominations.Reviewing;
using Syndicator.Publishing;

namespace Syndicator.App.Pages.Nominations;

/// <summary>One nomination, mentions that are none yet, entering by hand, and the text for the draft.</summary>
internal static class NominationDetailPages
{
    public const string Mentions = NominationPages.Path + "/mentions";
    public const string New = NominationPages.Path + "/new";
    public const string Export = NominationPages.Path + "/export";

    /// <summary>An answer to the form leads here as well, so the address shows the nomination to whoever loads it again.</summary>
    public const string Correction = "correction";

    private const int PageSize = 25;

    public static void Map(DeskRoutes desk)
    {
        desk.Page(NominationPages.Path + "/{id:guid}", ShowAsync);
        desk.Page($"{NominationPages.Path}/{{id:guid}}/{Correction}", ShowAsync);
        desk.Page(Mentions, MentionsAsync);
        desk.Page(New, NewAsync);
        desk.Page(Export, ExportAsync);
    }

    /// <summary>The nomination of the route; null when there is none such.</summary>
    public static async Task<NominationView?> FindAsync(DeskRequest desk)
    {
        var id = NominationId.Parse(desk.Route("id"));
        if (await desk.Syndication.Nominations.Queries.ShowAsync(desk.Publication, id, desk.Stop) is not { } details)
        {
            return null;
        }

        var nomination = details.Listing.Nomination;
        return new NominationView
        {
            Zone = desk.Publication.Zone,
            Item = NominationViews.Item(details.Listing, []),
            Round = nomination.Round,
            FirstRound = nomination.FirstRound,
            Posts = [.. details.Proposals.Select(post => ($"{post.Source}/{post.PostId}", NominationViews.Post(post), post.Why))],
            Fields = NomineeFields.Of(nomination.Nominee),
            CanUndo =
                details.History.LastOrDefault(act => !act.IsUndone && act.Act != UndoReview.Undone) is { } last
                && Actors.IsPerson(last.Actor),
            History = [.. details.History.Reverse().Select(Past)],
        };
    }

    /// <summary>The form for a nomination of this kind.</summary>
    public static NewNominationView Form(NomineeKind kind, string? mention) =>
        new(
            NomineeJson.Name(kind),
            [.. Enum.GetValues<NomineeKind>().Select(NomineeJson.Name)],
            mention,
            NomineeFields.Of(NomineeFields.Empty(kind))
        );

    private static async Task<IResult> ShowAsync(DeskRequest desk) =>
        await FindAsync(desk) is { } view ? DeskRequest.Page<NominationPage>(view) : DeskRequest.NotFound();

    private static PastActView Past(PastAct act) =>
        new(act.At, Words.Who(act.Actor), act.Note.Length > 0 ? $"{act.Act}: {OneLine.Of(act.Note)}" : act.Act, act.IsUndone);

    private static async Task<IResult> MentionsAsync(DeskRequest desk)
    {
        var isUnreadOnly = desk.Query("all") is null;
        var skip = (int)Math.Min(desk.QueryNumber("skip") ?? 0, NominationFilter.FarthestSkip);
        var found = await desk.Syndication.Nominations.Queries.ListMentionsAsync(
            desk.Publication.Id,
            isUnreadOnly,
            skip,
            PageSize + 1,
            desk.Stop
        );
        string At(int from) => desk.Frame.To($"{Mentions}?skip={Words.Number(from)}{(isUnreadOnly ? "" : "&all=yes")}");
        return DeskRequest.Page<MentionsPage>(
            new MentionsView(
                desk.Publication.Zone,
                isUnreadOnly,
                [.. found.Take(PageSize).Select(Mention)],
                skip > 0 ? At(Math.Max(0, skip - PageSize)) : null,
                found.Count > PageSize ? At(skip + PageSize) : null
            )
        );
    }

    private static MentionView Mention(KeptMention mention) =>
        new(
            $"{mention.Source}/{mention.PostId}",
            new NominatingPostView(
                OneLine.Of(mention.AuthorName, 80),
                OneLine.Of(mention.Handle, 120),
                mention.Network,
                mention.Url,
                mention.Text,
                mention.PostedAt,
                mention.IsPublic ? null : "private"
            ),
            mention.Why,
            mention.IsRead
        );

    private static Task<IResult> NewAsync(DeskRequest desk)
    {
        var kind = Enum.GetValues<NomineeKind>().FirstOrDefault(kind => NomineeJson.Name(kind) == desk.Query("kind"));
        return Task.FromResult(DeskRequest.Page<NewNominationPage>(Form(kind, desk.Query("mention"))));
    }

    private static async Task<IResult> ExportAsync(DeskRequest desk)
    {
        var exported = await desk.Syndication.Export.RunAsync(desk.Publication.Id, null, Enum.GetValues<DraftSection>(), desk.Stop);
        return DeskRequest.Page<ExportPage>(
            new ExportView(
                [.. exported.Sections.Select(section => (Heading(section.Section), section.Text))],
                exported.Withheld,
                [.. exported.Undescribed.Select(crate => (crate.Words, $"{NominationPages.Path}/{crate.Nomination}"))]
            )
        );
    }

    private static string Heading(DraftSection section) =>
        section switch
        {
            DraftSection.Crate => "Crate of the Week",
            DraftSection.Quote => "Quote of the Week",
            DraftSection.ProjectCalls => "Calls for participation: tasks of projects",
            DraftSection.EventCalls => "Calls for participation: speakers of events",
            _ => "Links",
        };
}
