using Syndicator.Publishing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Publishing;

public sealed class DeliveryStateOnSqliteTests() : DeliveryStateTests(new SqliteServer());

public sealed class DeliveryStateOnPostgreSqlTests() : DeliveryStateTests(new PostgreSqlServer());

public abstract class DeliveryStateTests(TestServer server) : PublishingSuite(server)
{
    private static readonly DateTimeOffset At = new(2026, 7, 29, 12, 0, 0, 123, TimeSpan.Zero);

    /// <summary>Every case, with every optional member there and not there.</summary>
    private static readonly IReadOnlyList<DeliveryState> Every =
    [
        DeliveryState.Held.ForDelay(At),
        .. Enum.GetValues<HeldReason>().Where(reason => reason != HeldReason.Delay).Select(DeliveryState.Held.For),
        DeliveryState.Held.ForDelay(At).Doubt(At.AddHours(-1)),
        DeliveryState.Held.For(HeldReason.Approval).Doubt(At.AddHours(-1)),
        new DeliveryState.Due(At),
        new DeliveryState.Due(At, 3, At.AddSeconds(1), At.AddMinutes(1)),
        new DeliveryState.Sending("worker", At.AddSeconds(30), 2, At, At.AddSeconds(2)),
        new DeliveryState.Delivered("id", "https://social.example/1", At),
        new DeliveryState.Failed("too long", At),
        new DeliveryState.Uncertain(At, 1, At.AddSeconds(-1)),
        new DeliveryState.Uncertain(At, 1, At.AddSeconds(-1), At.AddMinutes(1)),
        new DeliveryState.Cancelled(At),
        new DeliveryState.Gone(At),
    ];

    [Fact]
    public async Task Every_case_comes_back_as_it_was_stored()
    {
        Every.Select(state => state.GetType()).Distinct().Count().ShouldBe(typeof(DeliveryState).GetNestedTypes().Length);
        foreach (var (ordinal, state) in Every.Index())
        {
            var delivery = Samples.Delivery(state, $"account-{ordinal}", ordinal);
            await InsertAsync(delivery);
            var back = (await PostsAsync(delivery.Place.Account)).ShouldHaveSingleItem();
            back.State.ShouldBe(state);
            back.Content.Text.ShouldBe(delivery.Content.Text);
            back.Content.Entities.ShouldBe(delivery.Content.Entities);
            back.Content.Card.ShouldBe(delivery.Content.Card);
            back.Content.Visibility.ShouldBe(delivery.Content.Visibility);
            back.Sources.ShouldBe(delivery.Sources);
            (back with { Content = delivery.Content, Sources = delivery.Sources }).ShouldBe(delivery);
        }
    }

    [Theory]
    [InlineData("state = 'lost'")]
    [InlineData("state = 'delivered'")]
    [InlineData("remote_id = 'x'")]
    [InlineData("remote_url = 'x'")]
    [InlineData("state = 'sending', attempts = 1, first_attempt_at = 1")]
    [InlineData("lease_until = 5")]
    [InlineData("worker = 'w'")]
    [InlineData("held_reason = 'delay'")]
    [InlineData("held_until = 5")]
    [InlineData("state = 'held', due_at = null")]
    [InlineData("state = 'held', due_at = null, held_reason = 'mood'")]
    [InlineData("state = 'held', due_at = null, held_reason = 'delay'")]
    [InlineData("state = 'held', due_at = null, held_reason = 'approval', held_until = 5")]
    [InlineData("state = 'held', held_reason = 'approval'")]
    [InlineData("state = 'held', due_at = null, held_reason = 'approval', attempts = 1, first_attempt_at = 1")]
    [InlineData("doubted_since = 5")]
    [InlineData("state = 'cancelled', due_at = null, settled_at = 1, doubted_since = 5")]
    [InlineData("due_at = null")]
    [InlineData("attempts = 1")]
    [InlineData("attempts = -1")]
    [InlineData("first_attempt_at = 1")]
    [InlineData("absent_at = 1")]
    [InlineData("state = 'uncertain'")]
    [InlineData("state = 'uncertain', attempts = 1")]
    [InlineData("state = 'uncertain', attempts = 1, first_attempt_at = 1, retry_at = 1")]
    [InlineData("state = 'failed', due_at = null, settled_at = 1")]
    [InlineData("state = 'failed', due_at = null, refusal = 'x'")]
    [InlineData("refusal = 'x'")]
    [InlineData("state = 'cancelled', due_at = null")]
    [InlineData("state = 'cancelled', settled_at = 1")]
    [InlineData("settled_at = 1")]
    [InlineData("state = 'gone', due_at = null, settled_at = 1, remote_id = 'x', remote_url = 'y'")]
    public async Task The_database_refuses_a_row_that_no_case_makes(string change)
    {
        await InsertAsync(Samples.Delivery(new DeliveryState.Due(At)));
        await ShouldBeRefusedAsync($"update deliveries set {change}");
    }

    [Fact]
    public async Task Two_posts_cannot_have_one_key_nor_one_place()
    {
        var first = Samples.Delivery(new DeliveryState.Due(At));
        await InsertAsync(first);
        await InsertAsync(Samples.Delivery(new DeliveryState.Due(At), ordinal: 1));
        await ShouldBeRefusedAsync("update deliveries set idempotency_key = 'x'");
        await ShouldBeRefusedAsync("update deliveries set ordinal = 0");
    }

    [Fact]
    public async Task Two_posts_of_one_account_cannot_be_under_way()
    {
        await InsertAsync(Samples.Delivery(new DeliveryState.Sending("w", At, 1, At, At)));
        await InsertAsync(Samples.Delivery(new DeliveryState.Sending("w", At, 1, At, At), "beta"));
        await Should.ThrowAsync<System.Data.Common.DbException>(() =>
            ExecuteAsync("update deliveries set account = 'alpha', ordinal = 1 where account = 'beta'")
        );
    }

    [Fact]
    public void A_delay_without_an_end_cannot_be_made() => Should.Throw<ArgumentException>(() => DeliveryState.Held.For(HeldReason.Delay));

    [Fact]
    public void A_doubted_hold_ends_in_a_look_up_whatever_happens_to_it_before()
    {
        var since = At.AddHours(-1);
        var doubted = DeliveryState.Held.For(HeldReason.Approval).Doubt(since);
        foreach (var held in (DeliveryState.Held[])[doubted, doubted.Delay(At), doubted.Hold(HeldReason.Thread), doubted.Doubt(At)])
        {
            held.Release(At).ShouldBe(new DeliveryState.Uncertain(since, 1, At));
        }

        DeliveryState.Held.For(HeldReason.Approval).Release(At).ShouldBe(new DeliveryState.Due(At));
    }

    [Fact]
    public void What_was_looked_up_before_a_restoration_counts_no_more()
    {
        var looked = new DeliveryState.Uncertain(At, 2, At, AbsentAt: At.AddMinutes(1));
        looked.Doubt(At.AddHours(-1)).ShouldBe(new DeliveryState.Uncertain(At.AddHours(-1), 2, At));
        looked.Doubt(At.AddHours(1)).ShouldBe(new DeliveryState.Uncertain(At, 2, At));
    }

    private Task<bool> InsertAsync(Delivery delivery) =>
        Database.WriteAsync(transaction => DeliveryTable.InsertAsync(transaction, delivery, "test", "made"), Cancellation);
}
