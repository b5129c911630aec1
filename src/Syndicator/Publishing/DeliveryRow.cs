using System.Text.Json;

namespace Syndicator.Publishing;

/// <summary>A row of the table <c>deliveries</c>: the one place that flattens a delivery and builds it again.</summary>
internal sealed class DeliveryRow
{
    private const decimal Millionths = 1_000_000m;

    public string Id { get; set; } = "";
    public string Publication { get; set; } = "";
    public string IssueKey { get; set; } = "";
    public string Account { get; set; } = "";
    public string Part { get; set; } = "";
    public long Ordinal { get; set; }
    public long Generation { get; set; }
    public string IdempotencyKey { get; set; } = "";
    public string Content { get; set; } = "";
    public long Length { get; set; }
    public long LengthLimit { get; set; }
    public long Cost { get; set; }
    public string Sources { get; set; } = "";
    public long FreshFor { get; set; }
    public string? AnswersId { get; set; }
    public string? AnswersUrl { get; set; }
    public string? AnswersRoot { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public long Version { get; set; }
    public string State { get; set; } = "";
    public string? HeldReason { get; set; }
    public DateTimeOffset? HeldUntil { get; set; }
    public DateTimeOffset? DoubtedSince { get; set; }
    public DateTimeOffset? DueAt { get; set; }
    public DateTimeOffset? RetryAt { get; set; }
    public long Attempts { get; set; }
    public DateTimeOffset? FirstAttemptAt { get; set; }
    public string? Worker { get; set; }
    public DateTimeOffset? LeaseUntil { get; set; }
    public DateTimeOffset? AbsentAt { get; set; }
    public string? RemoteId { get; set; }
    public string? RemoteUrl { get; set; }
    public string? Refusal { get; set; }
    public DateTimeOffset? SettledAt { get; set; }

    public static DeliveryRow From(Delivery delivery)
    {
        var row = new DeliveryRow
        {
            Id = delivery.Id.ToString(),
            Publication = delivery.Place.Publication,
            IssueKey = delivery.Place.IssueKey,
            Account = delivery.Place.Account,
            Part = delivery.Place.Part,
            Ordinal = delivery.Place.Ordinal,
            Generation = delivery.Place.Generation,
            IdempotencyKey = delivery.IdempotencyKey,
            Content = JsonSerializer.Serialize(delivery.Content, DeliveryJson.Default.PostContent),
            Length = delivery.Length,
            LengthLimit = delivery.Limit,
            Cost = (long)decimal.Round(delivery.Cost * Millionths),
            Sources = JsonSerializer.Serialize(delivery.Sources, DeliveryJson.Default.IReadOnlyListPostSource),
            AnswersId = delivery.Answers?.PostId,
            AnswersUrl = delivery.Answers?.Url,
            AnswersRoot = delivery.Answers?.RootId,
            FreshFor = (long)delivery.FreshFor.TotalMilliseconds,
            CreatedAt = delivery.CreatedAt,
            Version = delivery.Version,
        };
        return row.With(delivery.State);
    }

    public Delivery ToDelivery() =>
        new()
        {
            Id = new DeliveryId(Guid.Parse(Id)),
            Place = new PostPlace(Publication, IssueKey, Account, Part, (int)Ordinal, (int)Generation),
            Content = JsonSerializer.Deserialize(Content, DeliveryJson.Default.PostContent)!,
            Length = (int)Length,
            Limit = (int)LengthLimit,
            Cost = Cost / Millionths,
            Sources = JsonSerializer.Deserialize(Sources, DeliveryJson.Default.IReadOnlyListPostSource)!,
            Answers = AnswersId is null ? null : new Answered(AnswersId, AnswersUrl!, AnswersRoot!),
            FreshFor = TimeSpan.FromMilliseconds(FreshFor),
            CreatedAt = CreatedAt,
            Version = Version,
            State = ToState(),
        };

    private DeliveryRow With(DeliveryState state)
    {
        State = state.Name;
        switch (state)
        {
            case DeliveryState.Held held:
                (HeldReason, HeldUntil, DoubtedSince) = (HeldReasons.Name(held.Reason), held.Until, held.DoubtedSince);
                break;
            case DeliveryState.Due due:
                (DueAt, Attempts, FirstAttemptAt, RetryAt) = (due.DueAt, due.Attempts, due.FirstAttemptAt, due.RetryAt);
                break;
            case DeliveryState.Sending sending:
                (Worker, LeaseUntil) = (sending.Worker, sending.LeaseUntil);
                (DueAt, Attempts, FirstAttemptAt) = (sending.DueAt, sending.Attempts, sending.FirstAttemptAt);
                break;
            case DeliveryState.Delivered delivered:
                (RemoteId, RemoteUrl, SettledAt) = (delivered.RemoteId, delivered.Url, delivered.At);
                break;
            case DeliveryState.Failed failed:
                (Refusal, SettledAt) = (failed.Refusal, failed.At);
                break;
            case DeliveryState.Uncertain uncertain:
                (DueAt, Attempts, FirstAttemptAt) = (uncertain.DueAt, uncertain.Attempts, uncertain.FirstAttemptAt);
                AbsentAt = uncertain.AbsentAt;
                break;
            case DeliveryState.Cancelled cancelled:
                SettledAt = cancelled.At;
                break;
            case DeliveryState.Gone gone:
                SettledAt = gone.At;
                break;
        }

        return this;
    }

    private DeliveryState.Held ToHeld() =>
        HeldUntil is { } until ? DeliveryState.Held.ForDelay(until) : DeliveryState.Held.For(HeldReasons.Parse(HeldReason!));

    private DeliveryState ToState() =>
        State switch
        {
            "held" when DoubtedSince is { } since => ToHeld().Doubt(since),
            "held" => ToHeld(),
            "due" => new DeliveryState.Due(DueAt!.Value, (int)Attempts, FirstAttemptAt, RetryAt),
            "sending" => new DeliveryState.Sending(Worker!, LeaseUntil!.Value, (int)Attempts, DueAt!.Value, FirstAttemptAt!.Value),
            "delivered" => new DeliveryState.Delivered(RemoteId!, RemoteUrl!, SettledAt!.Value),
            "failed" => new DeliveryState.Failed(Refusal!, SettledAt!.Value),
            "uncertain" => new DeliveryState.Uncertain(FirstAttemptAt!.Value, (int)Attempts, DueAt!.Value, AbsentAt),
            "cancelled" => new DeliveryState.Cancelled(SettledAt!.Value),
            "gone" => new DeliveryState.Gone(SettledAt!.Value),
            _ => throw new InvalidOperationException($"unknown state {State}"),
        };
}
