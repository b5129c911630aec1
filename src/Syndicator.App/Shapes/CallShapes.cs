using System.Text.Json.Serialization;
using Syndicator.App.Commands;
using Syndicator.Calls;
using Syndicator.Issues;
using Syndicator.Publishing;

namespace Syndicator.App.Shapes;

// Documented in docs/calls.md and kept stable.

/// <summary>A call for participation with where it stands.</summary>
/// <param name="TakenBack">Keys of posts that an act took back; null: nobody acted.</param>
/// <param name="Remarks">Of the interface: what a decision came to, as sentences. Commands say it on standard error.</param>
internal sealed record CallShape(
    string Id,
    long Version,
    string Kind,
    string State,
    CallTextShape Text,
    DateTimeOffset EndsAt,
    CallIssueShape FirstIssue,
    CallIssueShape LastIssue,
    bool IsArchived,
    bool IsCorrected,
    string? Contradiction,
    CallDecisionShape? Decision,
    IReadOnlyList<CallPostShape> Posts,
    IReadOnlyList<string>? TakenBack,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Remarks = null
)
{
    public static CallShape Of(CallListing listing, IReadOnlyList<Delivery>? takenBack) =>
        new(
            listing.Call.Id.ToString(),
            listing.Call.Version,
            CallLine.Name(listing.Call.Kind),
            CallLine.Name(listing.State),
            CallTextShape.Of(listing.Call.Text),
            listing.EndsAt.ToUniversalTime(),
            CallIssueShape.Of(listing.Call.FirstIssue),
            CallIssueShape.Of(listing.Call.LastIssue),
            listing.Call.IsArchived,
            listing.Call.Correction is not null,
            listing.Call.Contradiction,
            listing.Call.Decision is { } decision ? CallDecisionShape.Of(decision) : null,
            [.. listing.Posts.Select(post => CallPostShape.Of(post, listing.DeliveryOf(post)))],
            takenBack is null ? null : [.. takenBack.Select(delivery => delivery.IdempotencyKey)]
        );
}

/// <summary>What a call says.</summary>
internal sealed record CallTextShape(
    string Title,
    string Url,
    string? Group,
    IReadOnlyList<string> Tags,
    ClosingShape Closing,
    string? Place,
    string? EventDate,
    DateOnly? EventOn,
    int Line
)
{
    public static CallTextShape Of(CallText text) =>
        new(
            text.Title,
            text.Url,
            text.Group,
            text.Tags,
            ClosingShape.Of(text.Closing),
            text.Place,
            text.EventDate,
            text.EventOn,
            text.Line
        );
}

/// <summary>Until when a call can be answered.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(OpenShape), "open")]
[JsonDerivedType(typeof(RollingShape), "rolling")]
[JsonDerivedType(typeof(ClosesAtShape), "at")]
[JsonDerivedType(typeof(UnreadableShape), "unreadable")]
internal abstract record ClosingShape
{
    public static ClosingShape Of(Closing closing) =>
        closing.Match<ClosingShape>(
            open: _ => new OpenShape(),
            rolling: rolling => new RollingShape(rolling.Words),
            at: at => new ClosesAtShape(at.Instant, at.Day, at.Time),
            unreadable: unreadable => new UnreadableShape(unreadable.Words, unreadable.Why)
        );
}

internal sealed record OpenShape : ClosingShape;

internal sealed record RollingShape(string Words) : ClosingShape;

internal sealed record ClosesAtShape(DateTimeOffset Instant, DateOnly Day, string? Time) : ClosingShape;

internal sealed record UnreadableShape(string Words, string Why) : ClosingShape;

/// <summary>An issue that printed a call.</summary>
internal sealed record CallIssueShape(string Key, int? Number, DateOnly Day, string? Url)
{
    public static CallIssueShape Of(CallIssue issue) => new(issue.Key, issue.Number, issue.Day, issue.Url);
}

/// <summary>An editor's word on a call.</summary>
internal sealed record CallDecisionShape(string Act, string Editor, DateTimeOffset At, string Note)
{
    public static CallDecisionShape Of(CallDecision decision) =>
        new(decision.Match(_ => "released", _ => "held", _ => "withdrawn"), decision.Editor, decision.At, decision.Note);
}

/// <summary>A post that speaks of a call.</summary>
internal sealed record CallPostShape(
    string Account,
    string Act,
    string Detail,
    string PostKey,
    DateTimeOffset At,
    string? Key,
    string? State,
    DateTimeOffset? SentAt,
    string? RemoteUrl
)
{
    public static CallPostShape Of(CallPost post, Delivery? delivery) =>
        new(
            post.Account,
            CallPosts.Name(post.Act),
            post.Detail,
            post.PostKey,
            post.At,
            delivery?.IdempotencyKey,
            delivery?.State.Name,
            (delivery?.State as DeliveryState.Delivered)?.At,
            (delivery?.State as DeliveryState.Delivered)?.Url
        );
}
