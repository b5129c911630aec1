using System.Data.Common;
using System.Globalization;
using Syndicator.Configuration;

namespace Syndicator.Calls;

/// <summary>A call that contradicts itself, and of which no editor has said anything.</summary>
/// <param name="Until">See <see cref="CallLife.WaitsUntil"/>.</param>
internal sealed record HeldCall(Call Call, DateTimeOffset Since, DateTimeOffset Until);

/// <summary>What waits for an editor's word. What an editor holds is not among it: there was a word.</summary>
internal static class HeldCalls
{
    /// <summary>Those that end first, first.</summary>
    public static async Task<IReadOnlyList<HeldCall>> ReadAsync(DbConnection connection, Publication publication, DateTimeOffset now)
    {
        var calls = await CallTable.SelectAsync(
            connection,
            "publication = @Id and contradiction is not null and (last_day >= @since or closes_at > @now)",
            new
            {
                publication.Id,
                since = (now - publication.Calls.OpenFor).AddDays(-1).UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                now,
            }
        );
        var held = new List<HeldCall>();
        foreach (var call in calls.Where(call => Waits(call.Contradiction, call.Decision) && CallLife.WaitsUntil(call, publication) > now))
        {
            held.Add(new HeldCall(call, Since(await CallHistory.ReadAsync(connection, call.Id)), CallLife.WaitsUntil(call, publication)));
        }

        return [.. held.OrderBy(one => one.Until).ThenBy(one => one.Call.Identity, StringComparer.Ordinal)];
    }

    /// <summary>Since it last began to wait.</summary>
    private static DateTimeOffset Since(IReadOnlyList<CallEvent> history) =>
        history.Reverse().TakeWhile(happened => Waits(happened.After.Contradiction, happened.After.Decision)).Last().At;

    private static bool Waits(string? contradiction, CallDecision? decision) =>
        contradiction is not null && decision is null or CallDecision.Released && !CallContradiction.IsLetPass(contradiction, decision);
}
