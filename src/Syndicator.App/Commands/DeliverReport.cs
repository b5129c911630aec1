using Syndicator.Configuration;
using Syndicator.Publishing;

namespace Syndicator.App.Commands;

/// <summary>What <c>deliver</c> leaves behind: every post that did not go out, with the reason, and the exit code that follows from them.</summary>
internal static class DeliverReport
{
    /// <summary>
    /// <see cref="ExitCode.Unreachable"/> when a network could not be reached or asked to wait, so that trying again helps; else
    /// <see cref="ExitCode.Findings"/> when a post was refused, or is held for another reason than its delay or its approval.
    /// </summary>
    /// <param name="handled">What this run asked a network about; a refusal of an earlier run is no news.</param>
    public static async Task<int> WriteAsync(
        DeliveryQueries deliveries,
        Publication publication,
        IReadOnlyList<Delivery> handled,
        TextWriter error
    )
    {
        var held = await deliveries.ListAsync(publication.Id, state: "held");
        var uncertain = await deliveries.ListAsync(publication.Id, state: "uncertain");
        // Due and never tried: behind another of its thread, or its account is asked to wait. The tried one says why.
        var unsent = (await deliveries.ListAsync(publication.Id, state: "due")).Where(IsTried).ToList();
        foreach (var delivery in held.Concat(uncertain))
        {
            await error.WriteLineAsync(DeliveryLine.Of(delivery, publication.Zone));
        }

        foreach (var delivery in unsent)
        {
            var reason = (await deliveries.ShowAsync(delivery.Id))?.History[^1].Reason;
            await error.WriteLineAsync($"{DeliveryLine.Of(delivery, publication.Zone)}, not sent: {reason}");
        }

        return unsent.Count > 0 ? ExitCode.Unreachable
            : held.Any(NeedsAnEditor) || handled.Any(delivery => delivery.State is DeliveryState.Failed) ? ExitCode.Findings
            : ExitCode.Done;
    }

    private static bool IsTried(Delivery delivery) => delivery.State is DeliveryState.Due { Attempts: > 0 };

    /// <summary>A delay ends by itself, and an approval was asked for by the configuration.</summary>
    private static bool NeedsAnEditor(Delivery delivery) =>
        delivery.State is DeliveryState.Held { Reason: not (HeldReason.Delay or HeldReason.Approval) };
}
