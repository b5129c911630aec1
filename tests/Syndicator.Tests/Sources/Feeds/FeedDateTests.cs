using System.Globalization;
using Syndicator.Sources.Feeds;

namespace Syndicator.Tests.Sources.Feeds;

public sealed class FeedDateTests
{
    [Theory]
    [InlineData("2031-03-05T20:30:15Z", "2031-03-05T20:30:15Z")]
    [InlineData("2031-03-05T20:30:15.123+01:00", "2031-03-05T19:30:15Z")]
    [InlineData("2031-03-05t20:30-0500", "2031-03-06T01:30:00Z")]
    [InlineData("2031-03-05 20:30:15", "2031-03-05T20:30:15Z")]
    [InlineData("2031-03-05", "2031-03-05T00:00:00Z")]
    [InlineData("2031-12-31T23:59:60Z", "2031-12-31T23:59:59Z")]
    [InlineData("Wed, 05 Mar 2031 20:30:15 GMT", "2031-03-05T20:30:15Z")]
    [InlineData("Wed, 5 Mar 31 20:30 EST", "2031-03-06T01:30:00Z")]
    [InlineData("5 March 2031 20:30:15 +0000", "2031-03-05T20:30:15Z")]
    [InlineData("Wednesday, 05-Mar-2031 20:30:15 PDT", "2031-03-06T03:30:15Z")]
    [InlineData("Mon, 05 Mar 2031 20:30:15 Z", "2031-03-05T20:30:15Z")]
    [InlineData("05 Sept 1999 20:30:15 +0530 (IST)", "1999-09-05T15:00:15Z")]
    [InlineData("05 Mar 99", "1999-03-05T00:00:00Z")]
    [InlineData("  Wed, 05 Mar 2031 20:30:15 GMT\n", "2031-03-05T20:30:15Z")]
    public void A_date_is_an_instant(string written, string instant) =>
        FeedDate.Parse(written).ShouldBe(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("2031")]
    [InlineData("2031-02-30")]
    [InlineData("2031-13-01")]
    [InlineData("2031-03-05T24:30:00Z")]
    [InlineData("2031-03-05T20:61:00Z")]
    [InlineData("2031-03-05T20:30:75Z")]
    [InlineData("Wed, 30 Feb 2031 20:30:15 GMT")]
    [InlineData("Wed, 05 Mai 2031 20:30:15 GMT")]
    [InlineData("Wed, 05 Mar 2031 20:30:15 XYZ")]
    [InlineData("0000-01-01")]
    [InlineData("2031-03-05T20:30:15+99:99")]
    public void What_names_no_instant_is_none(string written) => FeedDate.Parse(written).ShouldBeNull();

    [Fact]
    public void An_endless_date_is_none() => FeedDate.Parse(new string('1', 1_000_000)).ShouldBeNull();
}
