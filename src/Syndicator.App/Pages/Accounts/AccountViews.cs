using System.Globalization;
using Syndicator.App.Commands;
using Syndicator.Configuration;
using Syndicator.Networks;
using Syndicator.Publishing;

namespace Syndicator.App.Pages.Accounts;

/// <summary>Turns accounts into what their page shows.</summary>
internal static class AccountViews
{
    private const int ShownPosts = 3;

    private const int LongestText = 100;

    /// <param name="missing">Why its credentials are not to be had; null: they are, or none are needed.</param>
    public static AccountItemView Item(Publication publication, Account account, AccountPause? pause, string? missing, AccountWork work)
    {
        var next = work.Next.ToList();
        return new AccountItemView
        {
            Name = account.Name,
            Network = account.Network,
            Handle = account.Handle,
            Server = account.Server?.Host,
            IsDryRun = account.Mode == AccountMode.DryRun,
            State = State(account, pause, missing),
            Pause = pause is null ? null : Pause(pause),
            Problems = [],
            Habits = Habits(publication, account),
            Limits = Limits(account),
            Last = work.LastOut is { State: DeliveryState.Delivered delivered } last
                ? Post(last, delivered.At, account.Mode == AccountMode.DryRun ? null : delivered.Url)
                : null,
            Next = [.. next.Take(ShownPosts).Select(delivery => Post(delivery, TimeOf(delivery), null))],
            MoreCount = Math.Max(0, next.Count - ShownPosts),
            WaitingCount = work.WaitingCount,
        };
    }

    public static SpendingView? Spending(Account account, decimal spent, AccountWork work, DateTimeOffset now) =>
        account.Prices == PostPrices.Free
            ? null
            : new SpendingView(
                now.UtcDateTime.ToString("MMMM yyyy", CultureInfo.InvariantCulture),
                spent,
                account.Ceiling,
                work.Open.Sum(delivery => delivery.Cost)
            );

    public static StandingView Standing(Account account, DateTimeOffset at, ReadOutcome<AccountStanding> standing)
    {
        var who = (standing as ReadOutcome<AccountStanding>.Read)?.Value;
        var problem = AccountsVerify.Problem(account, standing);
        return new StandingView(
            at,
            who is null ? problem! : $"It is {AccountsVerify.Who(who)}.",
            who is null || problem is not null || who.Missing.Count > 0,
            [
                .. who is not null && problem is not null ? [problem] : Array.Empty<string>(),
                .. who is null ? [] : AccountsVerify.Details(who),
            ]
        );
    }

    private static PostStateView State(Account account, AccountPause? pause, string? missing) =>
        (pause, missing) switch
        {
            ({ Reason: PauseReason.Editor }, _) => new(PostTone.Waiting, "Paused by an editor"),
            ({ Until: not null }, _) => new(PostTone.Waiting, "The network asks to wait"),
            ({ Reason: PauseReason.Budget }, _) => new(PostTone.Trouble, "Paused: no more money may be spent"),
            ({ Reason: PauseReason.Owner }, _) => new(PostTone.Trouble, "Paused: it is another publication's account"),
            ({ }, _) => new(PostTone.Trouble, "Paused: the network refused the account"),
            (_, { } why) => new(PostTone.Trouble, "Not logged in", Detail: why),
            _ when account.Mode == AccountMode.DryRun => new(PostTone.Planned, "Dry run: nothing leaves this machine"),
            _ => new(PostTone.Sent, "Logged in"),
        };

    private static PauseView Pause(AccountPause pause) =>
        new(
            pause.Since.ToUnixTimeMilliseconds(),
            pause.By is { } by ? Words.Who(by) : null,
            OneLine.Of(pause.Detail, CallLine.LongestWhy),
            pause.Since,
            pause.Until
        );

    private static IReadOnlyList<string> Habits(Publication publication, Account account) =>
        [
            account.Thread ? "Announces each issue with a thread of its parts." : "Announces each issue with one post.",
            account.Approval == Approval.Required ? "Each post waits until an editor releases it."
            : publication.Hold > TimeSpan.Zero ? $"Posts go out by themselves, {Words.Duration(publication.Hold)} after the issue is ready."
            : "Posts go out by themselves as soon as the issue is ready.",
            Calls(publication, account),
            publication.Schedules.Invite is null ? "Invites nominations when an editor says so." : "Invites nominations.",
            publication.Nominations.Thank ? "Thanks those who nominated what was published." : "Sends no thanks for nominations.",
        ];

    private static string Calls(Publication publication, Account account) =>
        (account.Calls, publication.Schedules.Calls) switch
        {
            (CallPosting.Off, _) => "Says nothing of calls, beside its thread.",
            (CallPosting.Digest, not null) => "Tells of all calls of an issue in one post.",
            (CallPosting.Digest, _) => "Tells of all calls of an issue in one post, when an editor says so.",
            (_, not null) => $"Tells of each call in a post of its own, at most {Words.Number(publication.Calls.PerDay)} a day.",
            _ =>
                $"Tells of each call in a post of its own, at most {Words.Number(publication.Calls.PerDay)} a day, when an editor says so.",
        };

    private static IReadOnlyList<string> Limits(Account account)
    {
        var limit =
            $"Up to {Words.Number(NetworkTextRules.For(account).Limit)} characters a post, as {Words.Network(account.Network)} counts them";
        return
        [
            account is { Network: "mastodon", Mode: AccountMode.Live, MaxCharacters: null }
                ? limit + " unless the server allows more."
                : limit + ".",
            .. account.Prices == PostPrices.Free ? [] : (string[])[Prices(account.Prices)],
        ];
    }

    private static string Prices(PostPrices prices)
    {
        var asOf = prices.AsOf is { } day ? $", as priced on {Words.Day(day)}" : "";
        return $"A post costs {Words.Money(prices.Post)}, one with a link {Words.Money(prices.PostWithLink)}{asOf}.";
    }

    private static NextPostView Post(Delivery delivery, DateTimeOffset at, string? url) =>
        new(delivery.Id.ToString(), delivery.Place.Part, OneLine.Of(delivery.Content.Text, LongestText), at, url);

    private static DateTimeOffset TimeOf(Delivery delivery) =>
        delivery.State switch
        {
            DeliveryState.Held held => held.Until!.Value,
            DeliveryState.Due due => due.RetryAt ?? due.DueAt,
            _ => delivery.CreatedAt,
        };
}
