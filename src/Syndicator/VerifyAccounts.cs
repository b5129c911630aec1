using Syndicator.Configuration;
using Syndicator.Networks;

namespace Syndicator;

/// <summary>Asks the networks whose the accounts are and what they may do, all beside one another.</summary>
internal sealed class VerifyAccounts(Func<Publication, Account, INetwork> networkOf, TimeProvider clock)
{
    /// <summary>For all questions about one account.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    /// <returns>In the order given; null for a dry run.</returns>
    public Task<(Account Account, ReadOutcome<AccountStanding>? Standing)[]> RunAsync(
        Publication publication,
        IReadOnlyList<Account> accounts,
        CancellationToken cancellationToken
    ) =>
        Task.WhenAll(
            accounts.Select(async account =>
                (
                    account,
                    account.Mode == AccountMode.DryRun ? null : await AskAsync(networkOf(publication, account), clock, cancellationToken)
                )
            )
        );

    /// <summary>Whose account the program would post to when it is another than the configuration names; null when it is that one.</summary>
    public static string? OtherHandle(Account account, AccountStanding who) =>
        account.Handle is { } handle && !handle.TrimStart('@').Equals(who.Handle.TrimStart('@'), StringComparison.OrdinalIgnoreCase)
            ? $"These are the credentials of {who.Handle}, and accounts.yaml gives {account.Name} the handle {handle}. Log in as that one, or correct `handle`."
            : null;

    public static async Task<ReadOutcome<AccountStanding>> AskAsync(
        INetwork network,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (network is not IVerifiesAccount verifies)
        {
            return new ReadOutcome<AccountStanding>.Unavailable("This network does not tell who an account is.");
        }

        using var limit = new CancellationTokenSource(s_patience, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await verifies.VerifyAsync(both.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ReadOutcome<AccountStanding>.Unavailable("The network did not answer in time.");
        }
    }
}
