using Syndicator.App.Commands;
using Syndicator.Configuration;
using Syndicator.Publishing;

namespace Syndicator.App.Pages;

/// <summary>Turns posts of the outbox, and those that an issue would make, into what the pages show.</summary>
internal static class ViewOfPosts
{
    /// <summary>What is in the outbox for an account; before the announcement, what would be.</summary>
    /// <param name="issue">Null: the source does not have it.</param>
    public static IReadOnlyList<PostView> Thread(Account account, WatchedIssue? issue, IReadOnlyList<Delivery> stored)
    {
        var deliveries = stored.Where(delivery => delivery.Place.Account == account.Name).ToList();
        if (deliveries.Count > 0)
        {
            return [.. deliveries.Select(delivery => Of(delivery, account))];
        }

        var state = new PostStateView(
            PostTone.Planned,
            issue is { IsReady: true } ? "Not announced by itself" : "Planned, once the issue is ready"
        );
        return
        [
            .. (issue?.Threads.FirstOrDefault(thread => thread.Account == account.Name)?.Posts ?? []).Select(post =>
                ViewOf.Post(post, state)
            ),
        ];
    }

    /// <param name="account">Null: it is not configured any more.</param>
    public static PostView Of(Delivery delivery, Account? account) =>
        ViewOf.Post(delivery.ToComposed(), StateOf(delivery.State, account)) with
        {
            Key = delivery.Id.ToString(),
        };

    /// <remarks>The URL of a dry run leads nowhere.</remarks>
    public static PostStateView StateOf(DeliveryState state, Account? account) =>
        state.Match(
            held: held => new PostStateView(
                PostTone.Waiting,
                held.Until is null ? "Held" : "Goes out",
                held.Until,
                DeliveryLine.ReasonOf(held.Reason)
            ),
            due: due => new PostStateView(PostTone.Planned, due.RetryAt is null ? "Due" : "Is tried again", due.RetryAt ?? due.DueAt),
            sending: sending => new PostStateView(PostTone.Planned, "Being sent"),
            delivered: delivered => new PostStateView(
                PostTone.Sent,
                "Sent",
                delivered.At,
                null,
                account is { Mode: AccountMode.DryRun } ? null : delivered.Url
            ),
            failed: failed => new PostStateView(PostTone.Trouble, "Refused", failed.At, failed.Refusal),
            uncertain: uncertain => new PostStateView(
                PostTone.Trouble,
                "Perhaps sent",
                uncertain.FirstAttemptAt,
                "The network is asked before anything is sent again."
            ),
            cancelled: cancelled => new PostStateView(PostTone.Waiting, "Stopped", cancelled.At),
            gone: gone => new PostStateView(PostTone.Trouble, "Gone from the network", gone.At)
        );

    /// <summary>The account that a post is of; what is known of it, where it is not configured any more.</summary>
    public static AccountView AccountOf(Publication publication, string name) =>
        Find(publication, name) is { } account
            ? ViewOf.Account(publication, account, account.Network, [], null)
            : new AccountView
            {
                Name = name,
                DisplayName = publication.Name,
                Handle = name,
                Network = "",
                Note = "This account is not in accounts.yaml any more.",
            };

    public static Account? Find(Publication publication, string name) =>
        publication.Accounts.FirstOrDefault(account => account.Name == name);
}
