using System.Globalization;
using Syndicator.Configuration;
using Syndicator.Publishing;

namespace Syndicator.App.Pages.Accounts;

/// <summary>What editors do with accounts by a button: pause, resume, ask the network.</summary>
internal static class AccountActs
{
    /// <summary>An address that a browser is to keep must leave room for the words beside it.</summary>
    private const int LongestQuery = 1000;

    public static void Map(DeskRoutes desk)
    {
        desk.Act($"{AccountPages.Path}/{{name}}/pause", request => OfAccountAsync(request, PauseAsync));
        desk.Act($"{AccountPages.Path}/{{name}}/resumption", request => OfAccountAsync(request, ResumeAsync));
        desk.Act($"{AccountPages.Path}/{{name}}/verification", request => OfAccountAsync(request, VerifyAsync));
    }

    /// <summary>The id of an account's element.</summary>
    public static string ItemId(string name) => "account-" + name;

    /// <param name="query">Without its question mark; null: none.</param>
    public static string AddressOf(DeskFrame frame, string act, string name, string? query = null) =>
        frame.To($"{AccountPages.Path}/{Uri.EscapeDataString(name)}/{act}{(query is null ? "" : "?" + query)}");

    /// <summary>Where a pause is ended: this one, and no other that may have come since.</summary>
    public static string ResumptionOf(DeskFrame frame, string name, long seen) =>
        AddressOf(frame, "resumption", name, string.Create(CultureInfo.InvariantCulture, $"seen={seen}"));

    private static async Task<IResult> OfAccountAsync(DeskRequest desk, Func<DeskRequest, Account, Task<SaidView>> act) =>
        desk.Publication.Accounts.FirstOrDefault(account => account.Name == desk.Route("name")) is { } account
            ? desk.Back(await act(desk, account), ItemId(account.Name))
            : DeskRequest.NotFound();

    private static async Task<SaidView> PauseAsync(DeskRequest desk, Account account)
    {
        var reason = desk.Form("reason") is { Length: > 0 } said ? said : desk.Query("reason")?.Trim() ?? "";
        if (reason.Length == 0)
        {
            return new SaidView($"{account.Name} is not paused: it needs a reason. Other editors read it.", IsTrouble: true);
        }

        var pauses = desk.Syndication.Pauses;
        if (!await pauses.PauseAsync(desk.Publication.Id, account.Name, reason, desk.Visitor.Actor, desk.Stop))
        {
            return await FasterAsync(desk, account, "It is paused already.");
        }

        var seen = await FindAsync(desk, account);
        return new SaidView(
            $"{account.Name} is paused. Nothing goes out to it until somebody resumes it.",
            Undo: seen is null ? null : ResumptionOf(desk.Frame, account.Name, seen.Since.ToUnixTimeMilliseconds())
        );
    }

    private static async Task<SaidView> ResumeAsync(DeskRequest desk, Account account)
    {
        if (await FindAsync(desk, account) is not { } pause || pause.Since.ToUnixTimeMilliseconds() != desk.QueryNumber("seen"))
        {
            return await FasterAsync(desk, account, "The pause that the page showed is over.");
        }

        var released = await desk.Syndication.Pauses.ResumeAsync(
            desk.Publication.Id,
            account.Name,
            desk.Visitor.Actor,
            desk.Stop,
            pause.Since
        );
        return released is { } count
            ? new SaidView(
                $"{account.Name} goes on. "
                    + (count == 0 ? "Nothing waited for it." : $"{Words.Count(count, "post is", "posts are")} due now."),
                Undo: pause.Reason == PauseReason.Editor && Uri.EscapeDataString(pause.Detail) is { Length: <= LongestQuery } reason
                    ? AddressOf(desk.Frame, "pause", account.Name, $"reason={reason}")
                    : null
            )
            : await FasterAsync(desk, account, "The pause that the page showed is over.");
    }

    /// <summary>Bounded by <see cref="VerifyAccounts"/>.</summary>
    private static async Task<SaidView> VerifyAsync(DeskRequest desk, Account account)
    {
        var asked = await desk.Syndication.Verify.RunAsync(desk.Publication, [account], desk.Stop);
        if (asked[0].Standing is not { } standing)
        {
            return new SaidView($"{account.Name} is a dry run: there is nobody to ask.", IsTrouble: true);
        }

        var standings = desk.Context.RequestServices.GetRequiredService<KnownStandings>();
        standings.Keep(desk.Publication.Id, account, desk.Now, standing);
        var view = AccountViews.Standing(account, desk.Now, standing);
        return new SaidView($"{account.Name}: {view.Words}{(view.Details.Count > 0 ? " More is said below." : "")}", view.IsTrouble);
    }

    private static async Task<AccountPause?> FindAsync(DeskRequest desk, Account account) =>
        (await desk.Syndication.Pauses.ListAsync(desk.Publication.Id, desk.Stop)).FirstOrDefault(pause => pause.Account == account.Name);

    private static async Task<SaidView> FasterAsync(DeskRequest desk, Account account, string why)
    {
        var last = await desk.Syndication.AccountHistory.LastAsync(desk.Publication.Id, account.Name, desk.Stop);
        var who =
            last is null ? ""
            : last.Actor == desk.Visitor.Actor ? $" You {last.Act} it at {Words.Brief(last.At, desk.Publication.Zone)}."
            : $" {Words.Who(last.Actor)} {last.Act} it at {Words.Brief(last.At, desk.Publication.Zone)}.";
        return new SaidView($"{why}{who} Nothing was done by you; it is shown as it is now.", IsTrouble: true);
    }
}
