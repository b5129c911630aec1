using Syndicator.FakeNetworks;
using Syndicator.Networks;

namespace Syndicator.Tests.Networks.X;

/// <summary>Whether a post whose outcome is not known is there.</summary>
public class XTimelineTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Plain words.")]
    [InlineData("Put it into main.rs or lib.rs <3 & more &amp; &lt;")]
    [InlineData("Issue 666 🦀 is out\n\nhttps://this-week-in-rust.org/blog/2026/08/26/this-week-in-rust-666/")]
    [InlineData("Two https://Example.ORG/A/ and https://example.org/b?c=1&d=2, and http://x.dev.")]
    [InlineData("@annika_rs thanks for #cotw, 100% agreed")]
    [InlineData("Cafe\u0301 and 👩‍👩‍👧‍👦  with   spaces")]
    [InlineData("Guarded main\u2060.rs and @\u2060name")]
    public async Task What_x_makes_of_a_text_is_recognised(string text)
    {
        await using var stand = await XStand.OpenAsync();
        var post = stand.Post(text);
        stand.Server.Plan(new Fault(FaultKind.Drop, After: true, Path: "/2/tweets"));

        (await stand.Network.PublishAsync(post, Cancellation)).ShouldBeOfType<PublishOutcome.Uncertain>();

        (await stand.Network.FindAsync(post, post.FirstAttemptAt, Cancellation)).ShouldBeOfType<FindOutcome.Found>();
        var other = post with { Content = post.Content with { Text = text + " more" } };
        (await stand.Network.FindAsync(other, other.FirstAttemptAt, Cancellation)).ShouldBe(new FindOutcome.Absent());
    }

    [Fact]
    public async Task A_post_is_found_behind_many_others()
    {
        await using var stand = await XStand.OpenAsync();
        stand.Server.PageSize = 5;
        var first = await stand.PublishedAsync(stand.Post("The first."));
        for (var number = 0; number < 12; number++)
        {
            await stand.PublishedAsync(stand.Post($"Number {number}."));
        }

        (await stand.Network.FindAsync(stand.Post("The first."), stand.Clock.GetUtcNow(), Cancellation)).ShouldBe(
            new FindOutcome.Found(first with { Url = $"https://x.com/ThisWeekInRust/status/{first.Id}" })
        );
    }

    [Fact]
    public async Task More_posts_than_can_be_looked_through_cannot_tell()
    {
        await using var stand = await XStand.OpenAsync();
        stand.Server.PageSize = 2;
        for (var number = 0; number < 12; number++)
        {
            await stand.PublishedAsync(stand.Post($"Number {number}."));
        }

        (
            await stand.Network.FindAsync(stand.Post("Another."), stand.Clock.GetUtcNow(), Cancellation)
        ).ShouldBeOfType<FindOutcome.CannotTell>();
    }

    [Theory]
    [InlineData("""{"data":[{"id":"9"}],"meta":{"result_count":1}}""")]
    [InlineData("""{"data":["?"],"meta":{"result_count":1}}""")]
    [InlineData("""{"meta":{"result_count":0},"errors":[{"title":"Service Unavailable"}]}""")]
    public async Task A_timeline_that_does_not_say_all_cannot_tell(string body)
    {
        await using var stand = await XStand.OpenAsync();
        stand.Server.Plan(new Fault(FaultKind.Status, Path: "/2/users/2300000042/tweets", Status: 200, Body: body));

        (
            await stand.Network.FindAsync(stand.Post("Hello."), stand.Clock.GetUtcNow(), Cancellation)
        ).ShouldBeOfType<FindOutcome.CannotTell>();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"meta":{"result_count":3}}""")]
    public async Task An_answer_that_is_no_timeline_tells_nothing(string body)
    {
        await using var stand = await XStand.OpenAsync();
        stand.Server.Plan(new Fault(FaultKind.Status, Path: "/2/users/2300000042/tweets", Status: 200, Body: body));

        (
            await stand.Network.FindAsync(stand.Post("Hello."), stand.Clock.GetUtcNow(), Cancellation)
        ).ShouldBeOfType<FindOutcome.Unavailable>();
    }
}
