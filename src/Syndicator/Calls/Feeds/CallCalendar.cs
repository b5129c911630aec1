using System.Globalization;
using Syndicator.Issues;
using Syndicator.Issues.Writing;

namespace Syndicator.Calls.Feeds;

/// <summary>
/// Closings of event calls as a calendar (https://www.rfc-editor.org/rfc/rfc5545): a whole day where no time of day is stated, since "anywhere on Earth" is no zone that a calendar
/// knows; else an instant. Pure.
/// </summary>
internal static class CallCalendar
{
    /// <summary>How often it is worth asking for it again (https://www.rfc-editor.org/rfc/rfc7986#section-5.7).</summary>
    private const string AskAgainAfter = "PT6H";

    public static byte[] Write(CallFeed feed)
    {
        var lines = new CalendarLines();
        lines.Line("BEGIN", "VCALENDAR");
        lines.Line("VERSION", "2.0");
        lines.Line("PRODID", "-//Syndicator//Calls for participation//EN");
        lines.Line("CALSCALE", "GREGORIAN");
        var name = $"{FeedWords.Line(feed.Publication.Name)}: closing days";
        lines.Text("NAME", name);
        // What calendar programs read in its place.
        lines.Text("X-WR-CALNAME", name);
        lines.Line("REFRESH-INTERVAL;VALUE=DURATION", AskAgainAfter);
        var closings = feed
            .Calls.Where(each => each.Call is { Kind: CallKind.Event, Text.Closing: Closing.At })
            .OrderBy(each => ((Closing.At)each.Call.Text.Closing).Instant)
            .ThenBy(each => each.Call.Id.ToString(), StringComparer.Ordinal)
            .ToList();
        closings.ForEach(each => WriteEvent(lines, feed, each, (Closing.At)each.Call.Text.Closing));
        if (closings.Count == 0)
        {
            WriteNothing(lines);
        }

        lines.Line("END", "VCALENDAR");
        return lines.ToBytes();
    }

    private static void WriteEvent(CalendarLines lines, CallFeed feed, ListedCall listed, Closing.At closing)
    {
        var call = listed.Call;
        var link = SafeUrl.Of(call.Text.Url);
        lines.Line("BEGIN", "VEVENT");
        lines.Line("UID", FeedNames.Uid(feed.Publication, call.Id));
        lines.Line("DTSTAMP", Instant(listed.ChangedAt));
        lines.Line("LAST-MODIFIED", Instant(listed.ChangedAt));
        lines.Line("SEQUENCE", (call.Version - 1).ToString(CultureInfo.InvariantCulture));
        if (closing.IsWholeDay)
        {
            lines.Line("DTSTART;VALUE=DATE", closing.Day.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
        }
        else
        {
            lines.Line("DTSTART", Instant(closing.Instant));
        }

        lines.Text("SUMMARY", FeedWords.ClosingTitle(call));
        lines.Text("DESCRIPTION", Description(call, link));
        if (link is not null)
        {
            lines.Line("URL", link);
        }

        // Nobody is busy because a call closes.
        lines.Line("TRANSP", "TRANSPARENT");
        lines.Line("END", "VEVENT");
    }

    private static string Description(Call call, string? link) =>
        string.Join('\n', FeedWords.Facts(call).Append(SafeUrl.Of(call.LastIssue.Url)).Append(link).OfType<string>());

    /// <summary>A calendar has at least one component; this one is no event.</summary>
    private static void WriteNothing(CalendarLines lines)
    {
        lines.Line("BEGIN", "VTIMEZONE");
        lines.Line("TZID", "Etc/UTC");
        lines.Line("BEGIN", "STANDARD");
        lines.Line("DTSTART", "19700101T000000");
        lines.Line("TZOFFSETFROM", "+0000");
        lines.Line("TZOFFSETTO", "+0000");
        lines.Line("END", "STANDARD");
        lines.Line("END", "VTIMEZONE");
    }

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}
