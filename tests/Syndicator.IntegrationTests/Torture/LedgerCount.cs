using Syndicator.FakeNetworks;
using Syndicator.Publishing;

namespace Syndicator.IntegrationTests.Torture;

/// <summary>What one server's own ledger says about the posts that were due there.</summary>
/// <param name="Twice">Posts beyond the first of each.</param>
/// <param name="OutOfOrder">Posts that answer another than the one before them, or stand before it.</param>
/// <param name="Strange">Posts that nobody ordered.</param>
/// <param name="Misbelieved">Posts of which the program believes something else than the ledger says.</param>
internal sealed record LedgerCount(int Due, int There, int Twice, int Lost, int OutOfOrder, int Strange, int Misbelieved)
{
    public bool IsRight => There == Due && Twice + Lost + OutOfOrder + Strange + Misbelieved == 0;

    /// <param name="due">The account's deliveries.</param>
    public static LedgerCount Of(IReadOnlyList<Delivery> due, IReadOnlyList<FakePost> ledger)
    {
        var byText = ledger.Select((post, at) => (post, at)).ToLookup(entry => entry.post.Text.Trim());
        var texts = due.Select(post => post.Content.Text.Trim()).ToHashSet(StringComparer.Ordinal);
        texts.Count.ShouldBe(due.Count, "no two posts of an account say the same");
        return new LedgerCount(
            due.Count,
            texts.Count(byText.Contains),
            texts.Sum(text => Math.Max(0, byText[text].Count() - 1)),
            texts.Count(text => !byText.Contains(text)),
            due.GroupBy(post => post.Place.IssueKey).Sum(thread => OutOfOrderIn([.. thread.OrderBy(post => post.Place.Ordinal)], byText)),
            ledger.Count(post => !texts.Contains(post.Text.Trim())),
            due.Count(post =>
                !(
                    post.State is DeliveryState.Delivered sent
                    && byText[post.Content.Text.Trim()].Any(entry => entry.post.Id == sent.RemoteId)
                )
            )
        );
    }

    /// <summary>The same of one thread, whatever else is in the ledger.</summary>
    public static LedgerCount OfThread(IReadOnlyList<Delivery> due, IReadOnlyList<FakePost> ledger) => Of(due, ledger) with { Strange = 0 };

    private static int OutOfOrderIn(List<Delivery> thread, ILookup<string, (FakePost Post, int At)> byText)
    {
        var wrong = 0;
        (FakePost Post, int At)? before = null;
        foreach (var delivery in thread)
        {
            var entries = byText[delivery.Content.Text.Trim()].ToList();
            wrong += entries.Count(entry => entry.Post.ParentId != before?.Post.Id || entry.At < before?.At);
            before = entries.Count > 0 ? entries[0] : before;
        }

        return wrong;
    }

    public static LedgerCount operator +(LedgerCount one, LedgerCount other) =>
        new(
            one.Due + other.Due,
            one.There + other.There,
            one.Twice + other.Twice,
            one.Lost + other.Lost,
            one.OutOfOrder + other.OutOfOrder,
            one.Strange + other.Strange,
            one.Misbelieved + other.Misbelieved
        );
}
