using Syndicator.Configuration;
using Syndicator.Networks;

namespace Syndicator.Publishing;

/// <summary>One account's money for reading, out of the same month's ceiling as its posts.</summary>
internal sealed class AccountBudget(Spending spending, string publication, Account account, TimeProvider clock) : IReadingBudget
{
    public async Task<SetAside?> TakeAsync(decimal most, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await spending.TakeAsync(publication, account.Name, most, account.Ceiling, cancellationToken)
            ? new SetAside(most, now)
            : null;
    }

    public Task SettleAsync(SetAside aside, decimal spent) =>
        spent < aside.Amount ? spending.GiveBackAsync(publication, account.Name, aside.At, aside.Amount - spent) : Task.CompletedTask;
}
