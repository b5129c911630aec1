using System.Globalization;
using Syndicator.Calls;
using Syndicator.Composing;
using Syndicator.Issues;
using Syndicator.Publishing;

namespace Syndicator.App.Commands;

/// <summary>What somebody who decided about a call has to know of its posts, and what comes next; sentences, pure.</summary>
/// <param name="Before">As it was.</param>
/// <param name="After">As it is.</param>
/// <param name="TakenBack">Posts that had not left, and do not leave now.</param>
internal sealed record CallRemarks(CallListing Before, CallListing After, IReadOnlyList<Delivery> TakenBack, TimeZoneInfo Zone)
{
    private string Id => CallLine.ShortId(After.Call.Id);

    private bool IsStopped => After.Call.IsWithdrawn || After.Call.IsHeld;

    private bool SaysOtherwise => CallParts.Changes(Before.Call.Text, After.Call.Text).Count > 0;

    /// <summary>What an act came to, above all for the posts there are.</summary>
    public IEnumerable<string> Now() => [.. OfUndo(), .. OfTakenBack(), .. OfPublished(), .. OfDoubtful()];

    public string Next() =>
        After.State switch
        {
            CallState.Held when After.Call.Decision is CallDecision.Held =>
                $"Nobody is told of it until it is released: syndicator calls release {Id}",
            CallState.Held =>
                $"Nobody is told of it while it contradicts itself: {OneLine.Of(After.Call.Contradiction!, CallLine.LongestWhy)}. Say what is right (syndicator calls correct {Id}), or let it be told of as it is: syndicator calls release {Id}",
            CallState.Withdrawn =>
                $"Nobody is told of it any more, whatever issues print. To take that back: syndicator calls release {Id}",
            CallState.Closed =>
                $"It is over since {DeliveryLine.At(After.EndsAt, Zone)}: nobody is told of it. Where that day is wrong: syndicator calls correct {Id} --closes DAY",
            CallState.Open => "It is told of when its turn comes; syndicator schedule shows when calls are announced.",
            CallState.Announced or CallState.Reminded when After.Call.Text.Closing is Closing.At =>
                "No account tells of it twice; before it closes, they remind of it.",
            _ => "No account tells of it twice.",
        };

    private IEnumerable<string> OfUndo() =>
        Before.Call.Correction is not null && After.Call.Correction is null ? ["It says again what issues print."] : [];

    private IEnumerable<string> OfTakenBack()
    {
        if (TakenBack.Count > 0)
        {
            var others = TakenBack.Any(delivery => delivery.Place.Part == TemplateSet.Calls)
                ? " The other calls of the digest have their turn again."
                : "";
            yield return $"{Count(TakenBack, "post that had not left was", "posts that had not left were")} taken back: {string.Join(", ", TakenBack.Select(delivery => delivery.IdempotencyKey))}.{others}";
        }
    }

    private IEnumerable<string> OfPublished()
    {
        var published = After.Deliveries.Where(delivery => delivery.State is DeliveryState.Delivered).ToList();
        if (published.Count == 0 || !(After.Call.IsWithdrawn || SaysOtherwise))
        {
            yield break;
        }

        yield return After.Call.IsWithdrawn
            ? $"{Count(published, "post is out and stays", "posts are out and stay")}; the program deletes nothing on a network. Where readers must not see it, delete it there:"
            : $"{Count(published, "post is out and goes on saying", "posts are out and go on saying")} what was said before; the program changes no post about a call. Where that misleads readers, change or delete it there:";
        foreach (var delivery in published)
        {
            yield return $"  {delivery.Place.Account}, {DeliveryLine.StateOf(delivery.State, Zone)}";
        }
    }

    /// <summary>What nobody can be sure of, and what will be tried again.</summary>
    private IEnumerable<string> OfDoubtful() =>
        from delivery in IsStopped || SaysOtherwise ? After.Deliveries : []
        where
            delivery.State is DeliveryState.Sending or DeliveryState.Uncertain
            || (delivery.State is DeliveryState.Due or DeliveryState.Held && !delivery.State.NeverLeft)
        let way = delivery.State is DeliveryState.Due or DeliveryState.Held
            ? "To stop it: syndicator posts stop"
            : "What came of it: syndicator posts show"
        select $"One may be out, or go out yet: {delivery.IdempotencyKey}, {DeliveryLine.StateOf(delivery.State, Zone)}. {way} {delivery.IdempotencyKey}";

    private static string Count(IReadOnlyList<Delivery> posts, string one, string several) =>
        string.Create(CultureInfo.InvariantCulture, $"{posts.Count} {(posts.Count == 1 ? one : several)}");
}
