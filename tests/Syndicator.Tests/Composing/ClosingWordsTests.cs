using Syndicator.Composing;
using Syndicator.Issues;

namespace Syndicator.Tests.Composing;

public class ClosingWordsTests
{
    [Theory]
    [InlineData(null, "en", 2026, "Sunday 6 December")]
    [InlineData("AoE", "en-GB", 2026, "Sunday 6 December, anywhere on Earth")]
    [InlineData("11:59 PM PDT", "en", 2026, "Sunday 6 December, 11:59 PM PDT")]
    [InlineData("7:59am UTC", "en", 2026, "Sunday 6 December, 7:59am UTC")]
    [InlineData("23:59 Europe/Berlin", "en", 2026, "Sunday 6 December, 23:59 Europe/Berlin")]
    [InlineData("23:59 +02:00", "en", 2026, "Sunday 6 December, 23:59 +02:00")]
    [InlineData("11:59 p.m.", "en", 2026, "Sunday 6 December, 11:59 p.m.")]
    [InlineData("23:59", "de", 2026, "2026-12-06, 23:59")]
    [InlineData(null, "en", 2025, "Sunday 6 December 2026")]
    public void The_day_is_in_words_with_time_and_zone(string? time, string language, int thisYear, string words) =>
        ClosingWords.Of(new Closing.At(DateTimeOffset.UnixEpoch, new DateOnly(2026, 12, 6), time), language, thisYear).ShouldBe(words);
}
