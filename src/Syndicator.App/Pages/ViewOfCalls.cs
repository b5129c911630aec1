using Syndicator.App.Commands;
using Syndicator.Calls;
using Syndicator.Configuration;
using Syndicator.Issues;

namespace Syndicator.App.Pages;

/// <summary>Turns open calls into what the page shows.</summary>
internal static class ViewOfCalls
{
    /// <summary>More are told no better by a longer list.</summary>
    private const int MostShown = 10;

    private static readonly TimeSpan s_soon = TimeSpan.FromDays(7);

    /// <param name="listings">Those that are not over, held ones first and then by their end.</param>
    /// <returns>Null when there is nothing to know of them.</returns>
    public static CallsView? Of(IReadOnlyList<CallListing> listings, Publication publication, DateTimeOffset now)
    {
        var held = listings.Where(listing => listing.State == CallState.Held).ToList();
        var closing = listings
            .Where(listing => listing.State != CallState.Held && listing.Call.Text.Closing is Closing.At at && at.Instant <= now + s_soon)
            .ToList();
        var waiting = listings.Count(listing => listing.State == CallState.Open);
        return held.Count + closing.Count + waiting == 0
            ? null
            : new CallsView(
                [.. held.Take(MostShown).Select(listing => Held(listing, publication))],
                held.Count,
                [.. closing.Take(MostShown).Select(ClosingSoon)],
                closing.Count,
                waiting
            );
    }

    private static HeldCallView Held(CallListing listing, Publication publication)
    {
        var call = listing.Call;
        var why = call.Decision is CallDecision.Held decision ? CallLine.Decision(decision) : call.Contradiction!;
        return new HeldCallView(
            CallLine.TitleOf(call),
            OneLine.Of(why, CallLine.LongestWhy),
            call.Id.ToString(),
            CallLife.WaitsUntil(call, publication)
        );
    }

    private static ClosingCallView ClosingSoon(CallListing listing) =>
        new(CallLine.TitleOf(listing.Call), ((Closing.At)listing.Call.Text.Closing).Instant, CallTelling.InShort(listing));
}
