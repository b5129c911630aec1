using Syndicator.App.Commands;
using Syndicator.Configuration;
using Syndicator.Publishing;

namespace Syndicator.App.Pages.Accounts;

/// <summary>The accounts: how they fare, what they post, what they may and what they cost.</summary>
internal static class AccountPages
{
    public const string Path = "/accounts";

    public static void Map(DeskRoutes desk)
    {
        desk.Page(Path, ListAsync);
        AccountActs.Map(desk);
    }

    private static async Task<IResult> ListAsync(DeskRequest desk)
    {
        var (syndication, publication) = (desk.Syndication, desk.Publication);
        var pauses = (await syndication.Pauses.ListAsync(publication.Id, desk.Stop)).ToDictionary(pause => pause.Account);
        var problems = await desk.Context.RequestServices.GetRequiredService<HostDesk>().Problems(desk.Stop);
        var accounts = new List<AccountItemView>();
        foreach (var account in publication.Accounts)
        {
            var pause = pauses.GetValueOrDefault(account.Name);
            accounts.Add(await ItemAsync(desk, account, pause, ProblemsOf(problems, publication, account)));
        }

        return DeskRequest.Page<AccountsPage>(new AccountsView(publication.Zone, accounts));
    }

    private static async Task<AccountItemView> ItemAsync(
        DeskRequest desk,
        Account account,
        AccountPause? pause,
        IReadOnlyList<ProblemView> problems
    )
    {
        var (syndication, publication) = (desk.Syndication, desk.Publication);
        var missing = account.Mode == AccountMode.Live ? await AccountsCommand.MissingAsync(syndication, account, desk.Stop) : null;
        var work = await syndication.Accounts.ReadAsync(publication.Id, account.Name, desk.Stop);
        var spent = await syndication.Spending.ReadAsync(publication.Id, account.Name, desk.Stop);
        return AccountViews.Item(publication, account, pause, missing, work) with
        {
            Problems = problems,
            Spending = AccountViews.Spending(account, spent, work, desk.Now),
            Standing = desk.Context.RequestServices.GetRequiredService<KnownStandings>().Find(publication.Id, account) is var (at, said)
                ? AccountViews.Standing(account, at, said)
                : null,
        };
    }

    /// <summary>The pause is shown by itself.</summary>
    private static IReadOnlyList<ProblemView> ProblemsOf(IReadOnlyList<ProblemView> problems, Publication publication, Account account) =>
        [
            .. problems.Where(problem =>
                problem.Publication == publication.Id && problem.Subject == account.Name && problem.Code != Alarms.HealthCodes.AccountPaused
            ),
        ];
}
