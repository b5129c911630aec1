using System.Data.Common;

namespace Syndicator.Calls.Feeds;

/// <summary>Finds when readers of a feed last saw something of a call change. An issue that prints it again as it was is no change of it.</summary>
internal static class ReadChanges
{
    public static async Task<IReadOnlyDictionary<CallId, DateTimeOffset>> RunAsync(DbTransaction snapshot, IReadOnlyList<Call> calls)
    {
        var changedAt = new Dictionary<CallId, DateTimeOffset>();
        foreach (var some in calls.Chunk(CallSightings.AtOnce))
        {
            var histories = await CallHistory.ReadAsync(snapshot.Connection!, [.. some.Select(call => call.Id)], snapshot);
            foreach (var call in some)
            {
                changedAt[call.Id] = LastChange(call, histories[call.Id]);
            }
        }

        return changedAt;
    }

    /// <param name="history">The first of it is that an issue printed the call.</param>
    private static DateTimeOffset LastChange(Call call, IEnumerable<CallEvent> history)
    {
        DateTimeOffset? at = null;
        var seen = "";
        foreach (var happened in history)
        {
            var then = Seen(happened.After.Recall(call));
            if (at is null || then != seen)
            {
                (at, seen) = (happened.At, then);
            }
        }

        return at!.Value;
    }

    /// <summary>What a feed says of it, apart from the issue that printed it; nothing while it is held or withdrawn.</summary>
    private static string Seen(Call call) =>
        call.IsHeld || call.IsWithdrawn ? "" : string.Join('\n', CallParts.Of(call.Text).Select(part => part.Words));
}
