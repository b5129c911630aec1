using Syndicator.Configuration;

namespace Syndicator.Calls.Feeds;

/// <summary>A call that can still be answered.</summary>
/// <param name="ChangedAt">When something that readers see of it changed last, in an issue or by an editor; the issue that prints it last is none of that.</param>
internal sealed record ListedCall(Call Call, DateTimeOffset ChangedAt);

/// <summary>A publication's open calls, as a calendar and as a feed. The same calls give the same bytes, whatever the time.</summary>
internal sealed record CallFeed(Publication Publication, IReadOnlyList<ListedCall> Calls)
{
    /// <summary>When one came, changed or went last.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    public const string CalendarType = "text/calendar; charset=utf-8";
    public const string AtomType = "application/atom+xml; charset=utf-8";

    /// <summary>Closing days of event calls, for calendar programs.</summary>
    public byte[] ToCalendar() => CallCalendar.Write(this);

    /// <summary>All of them, the newest first, for feed readers.</summary>
    /// <param name="address">Where the feed will be; null: not known, and not said.</param>
    public byte[] ToAtom(Uri? address) => CallAtom.Write(this, address);
}
