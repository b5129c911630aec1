using System.ComponentModel.DataAnnotations;

namespace Syndicator.Publishing;

/// <summary>How posts are sent. Section <c>Delivery</c> of the host's settings.</summary>
internal sealed record DeliveryOptions : IValidatableObject
{
    public const string Section = "Delivery";

    /// <summary>How long a worker has a post to itself. After it nobody knows what became of the post, and the network is asked.</summary>
    /// <value>The default is 30 seconds.</value>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one request may take, with everything its network does for it; shorter than <see cref="Lease"/>.</summary>
    /// <value>The default is 20 seconds.</value>
    public TimeSpan RequestTimeLimit { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Half-way from the request's time limit to the lease's end: a network that ignores its limit must not hold up the account.</summary>
    public TimeSpan Patience => (RequestTimeLimit + Lease) / 2;

    /// <summary>How far apart the two look-ups are that must both miss a post before it is sent again.</summary>
    /// <value>The default is 2 minutes.</value>
    public TimeSpan BetweenLookUps { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long to wait after a first attempt that surely failed; doubled with every further one.</summary>
    /// <value>The default is 30 seconds.</value>
    public TimeSpan FirstBackoff { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest such wait.</summary>
    /// <value>The default is 15 minutes.</value>
    public TimeSpan LongestBackoff { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// How often a post is sent without a clear answer and then found nowhere; after that an editor decides. A server that says so again and again, and one
    /// that calls a post a duplicate and never shows it, would otherwise be asked for as long as the post is fresh.
    /// </summary>
    /// <value>The default is 8, which takes about an hour.</value>
    public int MostDoubts { get; init; } = 8;

    /// <param name="attempts">So far, at least 1.</param>
    public TimeSpan Backoff(int attempts)
    {
        var factor = Math.Pow(2, Math.Clamp(attempts - 1, 0, 30));
        var wait = FirstBackoff.TotalMilliseconds * factor;
        return wait < LongestBackoff.TotalMilliseconds ? TimeSpan.FromMilliseconds(wait) : LongestBackoff;
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (RequestTimeLimit <= TimeSpan.Zero || RequestTimeLimit >= Lease)
        {
            yield return new ValidationResult(
                "Delivery:RequestTimeLimit must be more than nothing and less than Delivery:Lease: a request must have ended before another worker looks for its post.",
                [nameof(RequestTimeLimit), nameof(Lease)]
            );
        }

        if (BetweenLookUps < TimeSpan.Zero)
        {
            yield return new ValidationResult("Delivery:BetweenLookUps must not be negative.", [nameof(BetweenLookUps)]);
        }

        if (MostDoubts < 1)
        {
            yield return new ValidationResult("Delivery:MostDoubts must be at least 1.", [nameof(MostDoubts)]);
        }

        if (FirstBackoff <= TimeSpan.Zero || LongestBackoff < FirstBackoff)
        {
            yield return new ValidationResult(
                "Delivery:FirstBackoff must be more than nothing, and Delivery:LongestBackoff not less than it.",
                [nameof(FirstBackoff), nameof(LongestBackoff)]
            );
        }
    }
}
