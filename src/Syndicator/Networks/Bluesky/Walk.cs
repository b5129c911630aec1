using System.Globalization;
using System.Text.Json;

namespace Syndicator.Networks.Bluesky;

/// <summary>Goes through pages of notifications, newest first, down to a time before which everything is known.</summary>
/// <param name="floor">In Unix milliseconds.</param>
internal sealed class Walk(long floor, DateTimeOffset now)
{
    private readonly List<Notification> _found = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _cursors = new(StringComparer.Ordinal);
    private long _last = now.ToUnixTimeMilliseconds();

    /// <summary>What is addressed to us and not before the floor, newest first.</summary>
    public IReadOnlyList<Notification> Found => _found;

    /// <summary>Where the next page begins; null when there is none.</summary>
    public string? Next { get; private set; }

    /// <summary>Whether the floor or the end was reached.</summary>
    public bool IsOver { get; private set; }

    public void Add(JsonElement page)
    {
        var (count, fresh) = (0, false);
        foreach (var view in page.List("notifications"))
        {
            var notification = Notification.Of(view, _last, now);
            _last = notification.At;
            count++;
            if (_names.Add(notification.Name))
            {
                fresh = true;
                if (notification.IsAddressed && notification.At >= floor)
                {
                    _found.Add(notification);
                }
            }
        }

        var next = page.Text("cursor");
        Next = fresh ? Overlapping(next) : next;
        // The same cursor twice leads nowhere.
        IsOver = count == 0 || next is null || _last < floor || !_cursors.Add(Next!);
    }

    /// <summary>
    /// The network's cursor is a time alone, and a page may end between two notifications of the same millisecond: one millisecond is read twice. A cursor of
    /// another form is taken as it is.
    /// </summary>
    private static string? Overlapping(string? cursor) =>
        cursor is { Length: 24 } && cursor[^1] == 'Z' && Tolerance.Instant(cursor) is { } at && at < DateTimeOffset.MaxValue.AddDays(-1)
            ? at.AddMilliseconds(1).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
            : cursor;
}
