using Syndicator.Networks;
using Syndicator.Publishing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Publishing;

public sealed class DoubtLostLogTests() : PublishingSuite(new SqliteServer())
{
    [Fact]
    public async Task What_is_due_in_a_store_that_lost_its_log_is_looked_for_before_it_is_sent()
    {
        await AnnounceAsync(7, "lead");
        var writtenAt = Clock.GetUtcNow();
        Clock.Advance(TimeSpan.FromHours(1));

        var doubted = await new DoubtLostLog(Database, Clock).RunAsync(writtenAt, "storage", Cancellation);

        doubted.ShouldBe(new RestoredPosts(2, 0));
        (await PostAsync("lead")).State.ShouldBeOfType<DeliveryState.Uncertain>().FirstAttemptAt.ShouldBeLessThan(writtenAt);
        Network().OnFind = _ => new FindOutcome.Found(new RemotePost("7", "https://social.example/7"));
        await DeliverAsync();
        (await StatesAsync()).ShouldBe("delivered");
        Network().Arrived.ShouldBeEmpty();
    }
}
