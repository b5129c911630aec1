using Syndicator.Composing;
using Syndicator.Publishing;

namespace Syndicator.App.Shapes;

/// <summary>A post of the outbox.</summary>
/// <param name="RemoteUrl">Null until it is delivered.</param>
/// <param name="Length">As its limit in the network's own unit.</param>
/// <param name="Cost">Estimated, in US$.</param>
/// <param name="History">The oldest first; null in lists.</param>
internal sealed record OutboxPostShape(
    string Id,
    long Version,
    string Key,
    string Issue,
    string Account,
    string Part,
    string State,
    string? RemoteUrl,
    string Text,
    int Length,
    int Limit,
    decimal Cost,
    IReadOnlyList<PostSource> Sources,
    IReadOnlyList<DeliveryEvent>? History
)
{
    public static OutboxPostShape Of(Delivery post, IReadOnlyList<DeliveryEvent>? history = null) =>
        new(
            post.Id.ToString(),
            post.Version,
            post.IdempotencyKey,
            post.Place.IssueKey,
            post.Place.Account,
            post.Place.Part,
            post.State.Name,
            (post.State as DeliveryState.Delivered)?.Url,
            post.Content.Text,
            post.Length,
            post.Limit,
            post.Cost,
            post.Sources,
            history
        );
}
