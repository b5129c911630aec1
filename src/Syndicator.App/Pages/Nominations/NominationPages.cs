using Syndicator.Configuration;
using Syndicator.Nominations;
using Syndicator.Nominations.Reviewing;
using Syndicator.Publishing;

namespace Syndicator.App.Pages.Nominations;

/// <summary>The list of nominations: what it asks for, and where.</summary>
internal static class NominationPages
{
    public const string Path = "/nominations";

    private const int PageSize = 25;

    /// <summary>Of each nomination; the others stand on its own page.</summary>
    private const int ShownPosts = 3;

    private const string All = "all";

    private static readonly TimeSpan s_roundsBack = TimeSpan.FromDays(70);
    private static readonly TimeSpan s_roundsAhead = TimeSpan.FromDays(15);

    public static void Map(DeskRoutes desk)
    {
        desk.Page(Path, ListAsync);
        NominationDetailPages.Map(desk);
        NominationActs.Map(desk);
        EnterActs.Map(desk);
    }

    private static async Task<IResult> ListAsync(DeskRequest desk)
    {
        var (queries, publication) = (desk.Syndication.Nominations.Queries, desk.Publication);
        var newest = await desk.Syndication.Issues.FindNewestAsync(publication.Id, desk.Stop);
        var rounds = queries.RoundsBy(publication, newest);
        var filter = Filter(desk, rounds, newest);
        var page = await queries.ListAsync(publication, filter, desk.Stop);
        var posts = await queries.FirstProposalsAsync([.. page.Items.Select(item => item.Nomination)], ShownPosts, desk.Stop);
        var chosen = await desk.Syndication.Chosen.FindAsync(publication.Id, null, desk.Stop);
        return DeskRequest.Page<NominationsPage>(
            new NominationsView
            {
                Zone = publication.Zone,
                ClosesAt = rounds.Open,
                Filter = FilterView(desk, newest),
                Items = [.. page.Items.Select(item => NominationViews.Item(item, posts[item.Nomination.Id]))],
                Winners = [.. chosen.Nominations.Select(one => Winner(one.Nomination))],
                Issue = RoundIssue.NumberOf(rounds.InMaking, publication, newest),
                UnreadCount = await desk.Syndication.Nominations.Digest.CountUnreadAsync(publication, desk.Stop),
                HowTo = ViewOfRound.HowTo(publication.Nominations),
                Previous = filter.Skip > 0 ? desk.From(Path, Math.Max(0, filter.Skip - PageSize)) : null,
                Next = page.HasMore ? desk.From(Path, filter.Skip + PageSize) : null,
            }
        );
    }

    private static WinnerView Winner(Nomination nomination) =>
        new(nomination.Id.ToString(), NomineeJson.Name(nomination.Nominee.Kind), NomineeName.Of(nomination.Nominee));

    private static NominationFilter Filter(DeskRequest desk, RoundInMaking rounds, NewestIssue newest)
    {
        var usual = NominationFilter.Usual(rounds) with
        {
            Kind = Enum.GetValues<NomineeKind>()
                .Cast<NomineeKind?>()
                .FirstOrDefault(kind => NomineeJson.Name(kind!.Value) == desk.Query("kind")),
            States = desk.Query("state") switch
            {
                All => NominationFilter.AllStates,
                { } state when NominationFilter.AllStates.Contains(state) => [state],
                _ => NominationFilter.UsualStates,
            },
            Search = desk.Query("search"),
            Order = desk.Query("sort") switch
            {
                "age" => NominationOrder.Age,
                "name" => NominationOrder.Name,
                _ => NominationOrder.Support,
            },
            Take = PageSize,
            Skip = (int)Math.Min(desk.QueryNumber("skip") ?? 0, NominationFilter.FarthestSkip),
        };
        return desk.Query("round") switch
        {
            All => usual with { After = null, Until = null },
            { } name when NamedRound.Find(name, desk.Publication, newest, desk.Now) is { } round => usual with
            {
                After = round.AddMilliseconds(-1),
                Until = round,
            },
            _ => usual,
        };
    }

    private static NominationFilterView FilterView(DeskRequest desk, NewestIssue newest)
    {
        string Of(string name) => desk.Query(name) ?? "";
        return new NominationFilterView(
            Of("round"),
            Of("kind"),
            Of("state"),
            Of("search"),
            Of("sort"),
            [
                ("", "The open one"),
                .. desk
                    .Publication.Nominations.Closings.Between(desk.Now - s_roundsBack, desk.Now + s_roundsAhead)
                    .Reverse()
                    .Select(round => (InviteNominations.KeyOf(round), RoundWords(round, desk.Publication, newest))),
                (All, "All rounds"),
            ],
            IsUsual: Of("round") + Of("kind") + Of("state") + Of("search") == ""
        );
    }

    private static string RoundWords(DateTimeOffset round, Publication publication, NewestIssue newest) =>
        RoundIssue.NumberOf(round, publication, newest) is { } number
            ? $"For {Words.Number(number)}, closing {Words.Brief(round, publication.Zone)}"
            : $"Closing {Words.Brief(round, publication.Zone)}";
}
