using System.Globalization;
using Syndicator.Storage;

namespace Syndicator.App.Pages.Activity;

/// <summary>The last line of a page: the next begins behind it, whatever was done meanwhile.</summary>
/// <param name="Room">Its place in <see cref="ActivityRooms.All"/>: of one instant, rooms come in their order.</param>
internal sealed record ActivityCursor(DateTimeOffset At, int Room, HistoryPlace Place)
{
    /// <summary>Null for whatever is none.</summary>
    public static ActivityCursor? Parse(string? text) =>
        text?.Split('.', 4) is [var at, var room, var version, var key]
        && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
        && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
        && int.TryParse(room, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var line)
            ? new ActivityCursor(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), number, new HistoryPlace(key, line))
            : null;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{At.ToUnixTimeMilliseconds()}.{Room}.{Place.Version}.{Place.Key}");

    /// <summary>From when on a room goes on: rooms before this one have shown all of its instant, rooms behind it nothing yet.</summary>
    public (DateTimeOffset Until, HistoryPlace? After) Of(int room) =>
        (room < Room ? At.AddMilliseconds(-1) : At, room == Room ? Place : null);
}
