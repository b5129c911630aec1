using Syndicator.Forums;

namespace Syndicator.Tests.Forums;

public class TopicAddressTests
{
    [Theory]
    [InlineData("https://forum.example/t/crate-of-the-week/2704")]
    [InlineData("https://forum.example/t/crate-of-the-week/2704/601")]
    [InlineData("https://forum.example/t/crate-of-the-week/2704/601?u=ben#x")]
    [InlineData("https://forum.example/t/2704")]
    [InlineData("https://forum.example/t/2704/601")]
    [InlineData("https://forum.example/t/-/2704/")]
    [InlineData("https://forum.example/t/crate-of-the-week/2704.json")]
    public void Every_form_of_a_topics_address_names_the_topic(string address) =>
        TopicAddress.Parse(new Uri(address)).ShouldBe(new TopicAddress(new Uri("https://forum.example/"), 2704));

    [Fact]
    public void A_forum_may_live_below_a_path() =>
        TopicAddress
            .Parse(new Uri("https://example.org:8443/forum/t/x/7"))
            .ShouldBe(new TopicAddress(new Uri("https://example.org:8443/forum/"), 7));

    [Theory]
    [InlineData("https://forum.example/")]
    [InlineData("https://forum.example/t/")]
    [InlineData("https://forum.example/t/slug")]
    [InlineData("https://forum.example/t/slug/0")]
    [InlineData("https://forum.example/t/slug/7/8/9")]
    [InlineData("https://forum.example/c/help/7")]
    [InlineData("ftp://forum.example/t/slug/7")]
    [InlineData("file:///t/slug/7")]
    public void Anything_else_names_none(string address) => TopicAddress.Parse(new Uri(address)).ShouldBeNull();

    [Theory]
    [InlineData("7/601", 601)]
    [InlineData("8/601", null)]
    [InlineData("7/", null)]
    [InlineData("7/-1", null)]
    [InlineData("601", null)]
    public void A_posts_id_is_its_topic_and_number(string id, int? number) =>
        new TopicAddress(new Uri("https://forum.example/"), 7).Number(id).ShouldBe(number);
}
