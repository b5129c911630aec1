using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Syndicator.Issues;

namespace Syndicator.Tests.Issues;

public sealed class ClosingReaderTests
{
    [Theory]
    // Every form that the newsletter has had.
    [InlineData("2031-04-27", "2031-04-28 12:00")]
    [InlineData("Closes 2031-05-01", "2031-05-02 12:00")]
    [InlineData("CFP closes 2031-12-08", "2031-12-09 12:00")]
    [InlineData("CFP closes on 2031-06-02", "2031-06-03 12:00")]
    [InlineData("Closes on 2031-01-19", "2031-01-20 12:00")]
    [InlineData("CFP open until 2031-03-23", "2031-03-24 12:00")]
    [InlineData("Last chance: CFP closes 2031-02-16", "2031-02-17 12:00")]
    [InlineData("Deadline: 30 November 2031", "2031-12-01 12:00")]
    [InlineData("2031-05-04 (extended)", "2031-05-05 12:00")]
    [InlineData("Closes 2031-03-15 at 7:59am UTC", "2031-03-15 07:59")]
    [InlineData("Closes 2031-04-29 11:59 PM PDT", "2031-04-30 06:59")]
    // Extended in the words.
    [InlineData("2031-04-27, extended to 2031-05-04", "2031-05-05 12:00")]
    [InlineData("EXTENDED: 2031-05-04 (was 2031-04-27)", "2031-05-05 12:00")]
    [InlineData("Extension until May 4, 2031 23:59 UTC", "2031-05-04 23:59")]
    [InlineData("CFP opens 2031-02-01, closes 2031-03-01", "2031-03-02 12:00")]
    [InlineData("Extended from 2031-04-27 to 2031-05-04", "2031-05-05 12:00")]
    // Anywhere on Earth, said or not.
    [InlineData("2031-05-04 AoE", "2031-05-05 12:00")]
    [InlineData("2031-05-04 (anywhere on Earth)", "2031-05-05 12:00")]
    [InlineData("2031-05-04 23:59 AoE", "2031-05-05 11:59")]
    [InlineData("2031-05-04 at 17:00", "2031-05-05 05:00")]
    // Zones by distance, abbreviation, name; east and west.
    [InlineData("2031-05-04 23:59 UTC+2", "2031-05-04 21:59")]
    [InlineData("2031-05-04 23:59 (GMT -03:30)", "2031-05-05 03:29")]
    [InlineData("2031-05-04T23:59+02:00", "2031-05-04 21:59")]
    [InlineData("2031-05-04T23:59:59Z", "2031-05-04 23:59")]
    [InlineData("2031-05-04 23:59 CET", "2031-05-04 22:59")]
    [InlineData("2031-05-04 23:59 CEST", "2031-05-04 21:59")]
    [InlineData("2031-05-04 23:59 Central European Summer Time", "2031-05-04 21:59")]
    [InlineData("2031-05-04 9 a.m. JST", "2031-05-04 00:00")]
    [InlineData("2031-05-04 noon NZST", "2031-05-04 00:00")]
    [InlineData("2031-05-04 5pm Pacific time", "2031-05-05 00:00")]
    [InlineData("2031-05-04 24:00 UTC", "2031-05-05 00:00")]
    [InlineData("2031-05-04 Europe/Berlin", "2031-05-04 22:00")]
    [InlineData("2031-05-04 Pacific/Kiritimati", "2031-05-04 10:00")]
    [InlineData("2031-05-04 HST", "2031-05-05 10:00")]
    [InlineData("2031-05-04 23:59 UTC-12", "2031-05-05 11:59")]
    [InlineData("2031-05-04 23:59 CEST (UTC+2)", "2031-05-04 21:59")]
    [InlineData("2031-05-04 23h59 CET", "2031-05-04 22:59")]
    // Numbers that can be read in one way only.
    [InlineData("13.05.2031", "2031-05-14 12:00")]
    [InlineData("05.13.2031", "2031-05-14 12:00")]
    [InlineData("05.05.2031", "2031-05-06 12:00")]
    [InlineData("Closes 31.12.2031 23:59 CET", "2031-12-31 22:59")]
    // The day's own daylight saving, both ways.
    [InlineData("2031-01-15 12:00 PT", "2031-01-15 20:00")]
    [InlineData("2031-07-15 12:00 PT", "2031-07-15 19:00")]
    [InlineData("2031-03-30 Europe/Berlin", "2031-03-30 22:00")]
    [InlineData("2031-03-29 Europe/Berlin", "2031-03-29 23:00")]
    [InlineData("2031-10-25 Europe/Berlin", "2031-10-25 22:00")]
    [InlineData("2031-10-26 Europe/Berlin", "2031-10-26 23:00")]
    // A time that the clocks leave out, and one that they show twice.
    [InlineData("2031-03-30 02:30 Europe/Berlin", "2031-03-30 01:30")]
    [InlineData("2031-10-26 02:30 Europe/Berlin", "2031-10-26 00:30")]
    [InlineData("2031-03-09 2:30am PT", "2031-03-09 10:30")]
    [InlineData("2031-11-02 1:30am PT", "2031-11-02 08:30")]
    // Ends of the year and of February.
    [InlineData("2031-12-31", "2032-01-01 12:00")]
    [InlineData("2032-02-29", "2032-03-01 12:00")]
    [InlineData("2032-02-28 23:59 PST", "2032-02-29 07:59")]
    [InlineData("2031-12-31 23:59 UTC+14", "2031-12-31 09:59")]
    public void A_closing_day_is_an_instant(string words, string instant)
    {
        var at = ClosingReader.Read(words).ShouldBeOfType<Closing.At>();
        at.Instant.Offset.ShouldBe(TimeSpan.Zero);
        at.Instant.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture).ShouldBe(instant);
    }

    [Theory]
    [InlineData("2031-05-04", null)]
    [InlineData("Closes 2031-04-29 11:59 PM PDT", "11:59 PM PDT")]
    [InlineData("2031-05-04 (23:59, UTC+2)", "23:59 UTC+2")]
    [InlineData("2031-05-04 anywhere on earth", "anywhere on earth")]
    public void The_time_is_kept_as_written(string words, string? time) =>
        ClosingReader.Read(words).ShouldBeOfType<Closing.At>().Time.ShouldBe(time);

    [Theory]
    [InlineData("2031-05-04", true)]
    [InlineData("2031-05-04 AoE", true)]
    [InlineData("2031-05-04 (anywhere on Earth)", true)]
    [InlineData("2031-05-04 23:59 AoE", false)]
    [InlineData("2031-05-04 UTC", false)]
    public void A_day_without_a_time_of_day_anywhere_on_Earth_is_a_day_and_no_instant(string words, bool isWholeDay) =>
        ClosingReader.Read(words).ShouldBeOfType<Closing.At>().IsWholeDay.ShouldBe(isWholeDay);

    [Theory]
    [InlineData("Extended until 2031-05-04, notification 2031-06-20")]
    [InlineData("CFP extended to 2031-05-04 (notification: 2031-06-20)")]
    [InlineData("No longer extended: 2031-05-04 (previously 2031-05-20)")]
    [InlineData("2031-05-04, extended abstracts by 2031-06-04")]
    [InlineData("talks until 2031-05-04, workshops until 2031-06-01")]
    [InlineData("closes 2031-05-04 notification 2031-06-20")]
    [InlineData("2031-05-04 (CANCELLED)")]
    [InlineData("not 2031-05-04")]
    public void Days_of_other_things_and_doubtful_ones_are_not_taken_for_the_closing(string words) =>
        ClosingReader.Read(words).ShouldBeOfType<Closing.Unreadable>();

    [Theory]
    [InlineData(null, "it has no closing day")]
    [InlineData("soon", "no closing day can be read in \"soon\"")]
    [InlineData("2031-02-29", "no closing day can be read in \"2031-02-29\"")]
    [InlineData("2031-05-04 23:59 IST", "\"IST\" is the time of India, Ireland or Israel")]
    [InlineData("2031-05-04 BST", "\"BST\" is the time of Britain in summer or of Bangladesh")]
    [InlineData("2031-05-04 5pm CST", "\"CST\" is the time of North America, China or Cuba")]
    [InlineData("2031-05-04 23:59 XYZT", "what \"XYZT\" says of the time cannot be told")]
    [InlineData("2031-05-04 23:59 pst", "what \"pst\" says of the time cannot be told")]
    [InlineData("2031-05-04 23:59 Berlin time", "what \"Berlin\" says of the time cannot be told")]
    [InlineData("2031-05-04 Europe/Atlantis", "what \"Europe/Atlantis\" says of the time cannot be told")]
    [InlineData("2031-05-04 ../../etc/passwd", "what \"etc/passwd\" says of the time cannot be told")]
    [InlineData("2031-05-04 23:59 local time", "\"local\" is no time of day that can be told")]
    [InlineData("2031-05-04 midnight", "\"midnight\" is no time of day that can be told")]
    [InlineData("2031-05-04 25:00", "\"2031-05-04 25:00\" names no time of day that can be told")]
    [InlineData("2031-05-04 9:00 - 17:00", "\"2031-05-04 9:00 - 17:00\" names no time of day that can be told")]
    [InlineData("2031-05-04 23:59 UTC+15", "\"UTC+15\" is no time zone")]
    [InlineData("2031-05-04 23:59 UTC-13", "\"UTC-13\" is no time zone")]
    [InlineData("2031-05-04 UTC-12:30", "\"UTC-12:30\" is no time zone")]
    [InlineData("04.05.2031", "\"04.05.2031\" can be 4 May or 5 April")]
    [InlineData("Closes 2.1.2031 at 17:00 UTC", "\"2.1.2031\" can be 2 January or 1 February")]
    [InlineData("31.04.2031", "no closing day can be read in \"31.04.2031\"")]
    [InlineData("May 4", "no closing day can be read in \"May 4\"")]
    [InlineData("2031-05-04 25h00", "\"2031-05-04 25h00\" names no time of day that can be told")]
    [InlineData("2031-05-04 23:59 PDT CET", "the time zones in \"2031-05-04 23:59 PDT CET\" contradict each other")]
    [InlineData("before 2031-05-04", "\"before\" is no time of day that can be told")]
    [InlineData("CFP opens 2031-05-04", "\"CFP opens 2031-05-04\" says when it opens, not when it closes")]
    [InlineData("9999-12-31", "the year of \"9999-12-31\" cannot be meant")]
    [InlineData("0001-01-01", "the year of \"0001-01-01\" cannot be meant")]
    [InlineData(
        "2031-05-04 2031-05-11",
        "\"2031-05-04 2031-05-11\" names several days, 2031-05-04 and 2031-05-11, and does not say which of them it closes on"
    )]
    [InlineData("2031-05-04 CLOSED", "\"2031-05-04 CLOSED\" says \"closed\": whether it is open until then is not certain")]
    [InlineData("Rolling, closed", "\"Rolling, closed\" says \"closed\": whether it is open until then is not certain")]
    [InlineData("2031-05-04?", "\"2031-05-04?\" says \"?\": whether it is open until then is not certain")]
    public void What_cannot_be_told_is_not_guessed(string? words, string why) =>
        ClosingReader.Read(words).ShouldBeOfType<Closing.Unreadable>().Why.ShouldBe(why);

    [Fact]
    public void A_rolling_deadline_is_none_and_one_with_a_day_is_one()
    {
        ClosingReader.Read("Rolling deadline").ShouldBe(new Closing.Rolling("Rolling deadline"));
        ClosingReader.Read("Rolling until 2031-05-04").ShouldBeOfType<Closing.At>();
    }

    [Fact]
    public void No_words_make_it_throw_or_take_long()
    {
        string[] pieces =
        [
            "2031-05-04",
            "23:59",
            "23h59",
            "04.05.2031",
            "11",
            "pm",
            "UTC",
            "+",
            "-",
            "/",
            "Etc/GMT",
            "٣",
            " ",
            ":",
            "T",
            "Z",
            "(",
            "\0",
            "🦀",
            "noon",
            "CET",
            "a",
            "é",
        ];
        Prop.ForAll(
                Gen.Elements(pieces).ListOf().Select(string.Concat).ToArbitrary(),
                words =>
                    ClosingReader
                        .Read(words)
                        .Match(_ => false, _ => true, at => at.Day.Year == 2031, unreadable => unreadable.Why.Length > 0)
            )
            .Check(Seeded.Config);
        ClosingReader
            .Read(string.Concat(Enumerable.Repeat("2031-05-04 ", 100_000)))
            .ShouldBeOfType<Closing.Unreadable>()
            .Words.Length.ShouldBeLessThan(250);
    }
}
