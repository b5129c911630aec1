using Syndicator.Configuration;

namespace Syndicator.Tests.Configuration;

public class NearestTests
{
    private static readonly string[] Keys = ["name", "hold", "hashtags", "announceWithin", "threadVisibility"];

    [Theory]
    [InlineData("nmae", "name")]
    [InlineData("Hold", "hold")]
    [InlineData("hashtag", "hashtags")]
    [InlineData("announce_within", "announceWithin")]
    [InlineData("threadvisibilty", "threadVisibility")]
    [InlineData("password", null)]
    [InlineData("x", null)]
    [InlineData("", null)]
    public void Only_a_near_name_is_proposed(string written, string? near) => Nearest.To(written, Keys).ShouldBe(near);

    [Fact]
    public void A_long_name_is_not_compared() => Nearest.To(new string('n', 10_000), Keys).ShouldBeNull();

    [Fact]
    public void Without_a_near_name_all_are_listed() => Nearest.Remedy("password", ["a", "b"]).ShouldBe("Known here: a, b.");
}
