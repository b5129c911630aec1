using System.Globalization;
using Syndicator.Publishing;

namespace Syndicator.App.Commands;

/// <summary>A post of the outbox on one line, for people.</summary>
internal static class DeliveryLine
{
    public static string Of(Delivery delivery, TimeZoneInfo zone) => $"{delivery.IdempotencyKey}  {StateOf(delivery.State, zone)}";

    public static string StateOf(DeliveryState state, TimeZoneInfo zone) =>
        state switch
        {
            DeliveryState.Held { Until: { } until } held => $"held ({ReasonOf(held.Reason)}) until {At(until, zone)}",
            DeliveryState.Held held => $"held ({ReasonOf(held.Reason)})",
            DeliveryState.Due due => $"due since {At(due.DueAt, zone)}",
            DeliveryState.Sending sending => $"being sent by {sending.Worker} until {At(sending.LeaseUntil, zone)}",
            DeliveryState.Delivered delivered => $"delivered {At(delivered.At, zone)} {delivered.Url}",
            DeliveryState.Failed failed => $"refused {At(failed.At, zone)}: {failed.Refusal}",
            DeliveryState.Uncertain uncertain => $"perhaps sent since {At(uncertain.FirstAttemptAt, zone)}; the network is asked",
            DeliveryState.Cancelled cancelled => $"stopped {At(cancelled.At, zone)}",
            DeliveryState.Gone gone => $"gone from the network since {At(gone.At, zone)}",
            _ => state.Name,
        };

    public static string ReasonOf(HeldReason reason) =>
        reason switch
        {
            HeldReason.Delay => "time for editors to look",
            HeldReason.Approval => "an editor must release it",
            HeldReason.Stale => "it waited too long to be sent unasked",
            HeldReason.Thread => "a post before it in its thread did not go out",
            HeldReason.Contradiction => "it contradicts itself",
            HeldReason.Budget => "no credit or a spending limit",
            HeldReason.Account => "the account is paused",
            HeldReason.Unsettled => "nobody can tell whether it went out",
            _ => reason.ToString(),
        };

    public static string At(DateTimeOffset instant, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(instant, zone).ToString("yyyy-MM-dd HH:mm:sszzz", CultureInfo.InvariantCulture);
}
