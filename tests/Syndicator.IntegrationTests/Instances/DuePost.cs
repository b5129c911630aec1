using Syndicator.Networks;
using Syndicator.Publishing;

namespace Syndicator.IntegrationTests.Instances;

/// <summary>A post for an account of a newsletter, which no other says.</summary>
internal static class DuePost
{
    /// <param name="number">Another one for each post of a publication.</param>
    public static Delivery Of(NewsletterAccount account, int number, DateTimeOffset now, DateTimeOffset due)
    {
        var text = FormattableString.Invariant($"Post number {number} of {account.Publication}, to be read once.");
        return new Delivery
        {
            Id = DeliveryId.At(now),
            Place = new PostPlace(account.Publication, FormattableString.Invariant($"issue-{number}"), account.Account, "lead", 0),
            Content = new PostContent { Text = text },
            Length = text.Length,
            Limit = 280,
            Cost = 0,
            FreshFor = TimeSpan.FromHours(36),
            CreatedAt = now,
            State = new DeliveryState.Due(due),
        };
    }
}
