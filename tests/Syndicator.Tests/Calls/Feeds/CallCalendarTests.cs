using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Syndicator.Calls;
using Syndicator.Issues;
using Syndicator.Tests.Networks;
using Ics = Ical.Net.Calendar;

namespace Syndicator.Tests.Calls.Feeds;

/// <summary>The calendar, read by a library that did not write it.</summary>
public class CallCalendarTests
{
    [Fact]
    public void A_closing_day_is_a_whole_day_and_a_stated_time_an_instant()
    {
        FeedSamples
            .Unfolded(FeedSamples.Feed([.. FeedSamples.All]).ToCalendar())
            .ShouldBe([
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "PRODID:-//Syndicator//Calls for participation//EN",
                "CALSCALE:GREGORIAN",
                "NAME:The Gazette: closing days",
                "X-WR-CALNAME:The Gazette: closing days",
                "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
                "BEGIN:VEVENT",
                "UID:01990000-0000-7000-8000-000000000002@gazette.example",
                "DTSTAMP:20260722T183005Z",
                "LAST-MODIFIED:20260722T183005Z",
                "SEQUENCE:0",
                "DTSTART:20260811T065900Z",
                "SUMMARY:Closes: EbbConf Call for Speakers",
                @"DESCRIPTION:Closes on 2026-08-10\, 11:59 PM PDT.\nPrinted in The Gazette 6.\nhttps://gazette.example/6\nhttps://ebb.example/",
                "URL:https://ebb.example/",
                "TRANSP:TRANSPARENT",
                "END:VEVENT",
                "BEGIN:VEVENT",
                "UID:01990000-0000-7000-8000-000000000001@gazette.example",
                "DTSTAMP:20260722T183005Z",
                "LAST-MODIFIED:20260722T183005Z",
                "SEQUENCE:2",
                "DTSTART;VALUE=DATE:20260831",
                "SUMMARY:Closes: call for speakers of Tide Days 2026",
                @"DESCRIPTION:Closes on 2026-08-31.\nThe event: 2026-11-02 - 2026-11-04\, Graz\, AT.\nPrinted in The Gazette 6.\nhttps://gazette.example/6\nhttps://tide.example/cfp?a=1",
                "URL:https://tide.example/cfp?a=1",
                "TRANSP:TRANSPARENT",
                "END:VEVENT",
                "END:VCALENDAR",
            ]);
    }

    [Fact]
    public void Another_library_reads_what_was_written()
    {
        var events = Read(FeedSamples.Feed([.. FeedSamples.All]).ToCalendar()).Events.OrderBy(each => each.Uid).ToList();

        events.Count.ShouldBe(2, "tasks of projects do not close");
        events[0].IsAllDay.ShouldBeTrue();
        events[0].Start!.Date.ShouldBe(new DateOnly(2026, 8, 31));
        events[0].Sequence.ShouldBe(2);
        events[1].IsAllDay.ShouldBeFalse();
        events[1].Start!.AsUtc.ShouldBe(new DateTime(2026, 8, 11, 6, 59, 0, DateTimeKind.Utc));
        events[1].Url!.AbsoluteUri.ShouldBe("https://ebb.example/");
    }

    [Fact]
    public void What_does_not_close_at_an_instant_is_not_in_it_and_an_empty_calendar_is_still_one()
    {
        var rolling = FeedSamples.Conference with
        {
            Printed = FeedSamples.Conference.Printed with { Closing = new Closing.Rolling("Rolling deadline") },
        };

        var calendar = Read(FeedSamples.Feed(rolling, FeedSamples.Task).ToCalendar());

        calendar.Events.ShouldBeEmpty();
        calendar.Children.ShouldNotBeEmpty("an iCalendar object has at least one component");
    }

    [Fact]
    public void The_same_calls_give_the_same_bytes_in_any_order()
    {
        var bytes = FeedSamples.Feed([.. FeedSamples.All]).ToCalendar();

        FeedSamples.Feed([.. FeedSamples.All.Reverse()]).ToCalendar().ShouldBe(bytes);
    }

    [Fact]
    public void Whatever_others_wrote_the_calendar_is_read_as_one_event_that_says_it() =>
        Check.One(Seeded.Cases(40), Prop.ForAll(NastyText.Arbitrary, IsOneEventOfIt));

    [Theory]
    [InlineData("a\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil", "a END:VEVENT BEGIN:VEVENT UID:evil")]
    [InlineData("\0\u0001\u0007tide\u001b[31m\u202Edays\u2066", "tide[31mdays")]
    [InlineData("one\u2028two\u2029three\u0085four", "one two three four")]
    [InlineData(@"a\b;c,d""e:f^n", @"a\b;c,d""e:f^n")]
    public void Controls_and_marks_of_the_format_are_words(string title, string shown)
    {
        var calendar = FeedSamples.Feed(Titled(title)).ToCalendar();

        Read(calendar).Events.ShouldHaveSingleItem().Summary.ShouldBe("Closes: call for speakers of " + shown);
        Encoding.UTF8.GetString(calendar).Where(char.IsControl).Distinct().ShouldBe(['\r', '\n'], ignoreOrder: true);
    }

    [Fact]
    public void A_title_of_ten_kilobytes_is_cut_between_characters()
    {
        var families = SummaryOf(string.Concat(Enumerable.Repeat("👨‍👩‍👧‍👦", 1000)));
        families.Length.ShouldBeLessThan(350);
        families.ShouldEndWith("👨‍👩‍👧‍👦…");

        SummaryOf("Z" + new string('\u0301', 10_000)).Length.ShouldBeLessThan(350);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("https://user:word@example.com/")]
    [InlineData("ftp://example.com/")]
    public void Only_web_addresses_are_linked(string url)
    {
        var call = FeedSamples.Conference with { Printed = FeedSamples.Conference.Printed with { Url = url } };

        var only = Read(FeedSamples.Feed(call).ToCalendar()).Events.ShouldHaveSingleItem();

        only.Url.ShouldBeNull();
        only.Description!.ShouldNotContain(url);
    }

    private static string SummaryOf(string title) =>
        Read(FeedSamples.Feed(Titled(title)).ToCalendar()).Events.ShouldHaveSingleItem().Summary.ShouldNotBeNull();

    private static Call Titled(string title) =>
        FeedSamples.Conference with
        {
            Printed = FeedSamples.Conference.Printed with { Title = title },
        };

    private static bool IsOneEventOfIt(string text)
    {
        var bytes = FeedSamples.Feed(FeedSamples.Saying(text)).ToCalendar();
        // Each line by itself is UTF-8: no character was cut.
        foreach (var line in Encoding.Latin1.GetString(bytes).Split("\r\n"))
        {
            line.Length.ShouldBeLessThanOrEqualTo(75);
            new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Encoding.Latin1.GetBytes(line)).ShouldNotBeNull();
        }

        var only = Read(bytes).Events.ShouldHaveSingleItem();
        only.Uid.ShouldBe("01990000-0000-7000-8000-000000000001@gazette.example");
        only.Summary!.ShouldStartWith("Closes: ");
        only.Sequence.ShouldBe(2);
        return true;
    }

    private static Ics Read(byte[] calendar) => Ics.Load(Encoding.UTF8.GetString(calendar)).ShouldNotBeNull();
}
