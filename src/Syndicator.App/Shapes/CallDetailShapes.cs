using Syndicator.Calls;
using Syndicator.Publishing;

namespace Syndicator.App.Shapes;

/// <summary>One call with the issues that printed it, its posts and its history.</summary>
internal sealed record CallDetailsShape(
    CallShape Call,
    CallTextShape Printed,
    IReadOnlyList<CallSightingShape> Issues,
    IReadOnlyList<CallDeliveryShape> Posts,
    IReadOnlyList<UnsayableShape> CannotSay,
    IReadOnlyList<CallEventShape> History
)
{
    public static CallDetailsShape Of(CallDetails details, IReadOnlyList<UnsayablePost> unsayable) =>
        new(
            CallShape.Of(details.Listing, takenBack: null),
            CallTextShape.Of(details.Listing.Call.Printed),
            [.. details.Sightings.Select(CallSightingShape.Of)],
            [.. details.Listing.Deliveries.Select(CallDeliveryShape.Of)],
            [.. unsayable.Select(UnsayableShape.Of)],
            [.. details.History.Select(CallEventShape.Of)]
        );
}

/// <summary>What an issue printed of it.</summary>
internal sealed record CallSightingShape(CallIssueShape Issue, CallTextShape Printed, string? Contradiction)
{
    public static CallSightingShape Of(CallSighting sighting) =>
        new(CallIssueShape.Of(sighting.Issue), CallTextShape.Of(sighting.Printed), sighting.Contradiction);
}

/// <summary>A post of the outbox that is about it.</summary>
internal sealed record CallDeliveryShape(string Key, string Account, string Part, string State, DateTimeOffset? SentAt, string? RemoteUrl)
{
    public static CallDeliveryShape Of(Delivery delivery) =>
        new(
            delivery.IdempotencyKey,
            delivery.Place.Account,
            delivery.Place.Part,
            delivery.State.Name,
            (delivery.State as DeliveryState.Delivered)?.At,
            (delivery.State as DeliveryState.Delivered)?.Url
        );
}

/// <summary>A post that is due and cannot be made.</summary>
internal sealed record UnsayableShape(string Account, string Part, string Why, string Remedy)
{
    public static UnsayableShape Of(UnsayablePost post) => new(post.Account, post.Plan.Part, post.Because.Why, post.Remedy);
}

/// <summary>What happened to it once.</summary>
internal sealed record CallEventShape(
    long Version,
    DateTimeOffset At,
    string Actor,
    string Act,
    string Note,
    CallTextShape? Was,
    CallTextShape Is
)
{
    public static CallEventShape Of(CallEvent happened) =>
        new(
            happened.Version,
            happened.At,
            happened.Actor,
            happened.Act,
            happened.Note,
            happened.Before is { } before ? CallTextShape.Of(before.Text) : null,
            CallTextShape.Of(happened.After.Text)
        );
}
