using Syndicator.Composing;

namespace Syndicator.Tests.Composing;

public class WrittenDaysTests
{
    [Theory]
    [InlineData("2026-10-14", "14 October 2026")]
    [InlineData("Event date: 2026-10-14.", "14 October 2026")]
    [InlineData("Event on 2026-10-14 - 2026-10-17", "14–17 October 2026")]
    [InlineData("2026-10-14–2026-10-17", "14–17 October 2026")]
    [InlineData("2026-09-21 to 23.", "21–23 September 2026")]
    [InlineData("2026-09-30 to 2026-10-02", "30 September – 2 October 2026")]
    [InlineData("2026-12-30 - 2027-01-02", "30 December 2026 – 2 January 2027")]
    [InlineData("2026-05-19 & 2026-05-20", "19–20 May 2026")]
    [InlineData("15 March 2025", "15 March 2025")]
    [InlineData("March 15, 2025", "15 March 2025")]
    [InlineData("15 March 2025 – 16 March 2025", "15–16 March 2025")]
    public void A_day_or_a_span_is_said_in_one_form(string written, string words) => WrittenDays.Of(written, "en").ShouldBe(words);

    [Theory]
    [InlineData("2026-05-19 & 2026-05-26")]
    [InlineData("2026-05-19 - 2026-05-18")]
    [InlineData("2026-05-19 - 2027-05-20")]
    [InlineData("2026-05-19 - 32")]
    [InlineData("2026-05-19 to 18")]
    [InlineData("2026-05-19 to 21 and 25")]
    [InlineData("2026-05-19, doors at seven")]
    [InlineData("2026-02-30")]
    [InlineData("2026-05-19 tomorrow")]
    [InlineData("14-17 October")]
    [InlineData("12 to 14 May 2026")]
    public void All_else_stays_as_it_is_written(string written) => WrittenDays.Of(written, "en").ShouldBe(written);

    [Theory]
    [InlineData("Event on 14 October 2026", "2026-10-14")]
    [InlineData("2026-10-14 to 17", "2026-10-14 – 2026-10-17")]
    public void In_languages_the_program_does_not_know_it_is_in_digits(string written, string digits) =>
        WrittenDays.Of(written, "de").ShouldBe(digits);
}
