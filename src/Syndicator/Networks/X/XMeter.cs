namespace Syndicator.Networks.X;

/// <summary>Lets a request leave only when the account may spend the most it can cost.</summary>
/// <param name="budget">Null: nobody counts.</param>
internal sealed class XMeter(IReadingBudget? budget, XPrices prices, string account)
{
    /// <summary>Posts on one page: few where money is set aside for all of them.</summary>
    public int PageSize => budget is null ? XPages.PageSize : 25;

    public async Task<XAnswer> ReadAsync(XCall call, Func<Task<XAnswer>> read, CancellationToken cancellationToken)
    {
        var most = XReadCost.Most(call, prices);
        if (budget is null || most == 0)
        {
            return await read();
        }

        if (await budget.TakeAsync(most, cancellationToken) is not { } aside)
        {
            return new XAnswer.Refused(
                RefusalKind.Budget,
                XTrouble.Other,
                $"Reading from X could pass the month's `ceiling` of account {account}. Raise it in accounts.yaml, or wait for the next month."
            );
        }

        var answer = await read();
        await budget.SettleAsync(aside, Spent(call, answer, most));
        return answer;
    }

    private decimal Spent(XCall call, XAnswer answer, decimal most) =>
        answer.Match(good => XReadCost.Of(call, good, prices), _ => 0, _ => 0, _ => 0, _ => most);
}
