using Syndicator.FakeNetworks;
using Syndicator.Networks;
using Syndicator.Publishing;

namespace Syndicator.IntegrationTests.Torture;

/// <summary>A judge who never found anything would find nothing now.</summary>
public sealed class LedgerCountTests
{
    private static readonly DateTimeOffset s_at = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly IReadOnlyList<Delivery> s_thread = [Post("lead", 0, "1"), Post("crate", 1, "2"), Post("quote", 2, "3")];

    [Fact]
    public void A_thread_in_order_is_right()
    {
        var count = LedgerCount.Of(s_thread, [There("1", "lead", null), There("2", "crate", "1"), There("3", "quote", "2")]);
        count.ShouldBe(new LedgerCount(3, 3, 0, 0, 0, 0, 0));
        count.IsRight.ShouldBeTrue();
    }

    [Fact]
    public void A_post_that_is_there_twice_is_seen() =>
        Of(There("1", "lead", null), There("2", "crate", "1"), There("4", "crate", "1"), There("3", "quote", "2")).Twice.ShouldBe(1);

    [Fact]
    public void A_lost_post_is_seen() => Of(There("1", "lead", null), There("2", "crate", "1")).Lost.ShouldBe(1);

    [Fact]
    public void An_answer_to_another_post_is_seen() =>
        Of(There("1", "lead", null), There("2", "crate", "1"), There("3", "quote", "1")).OutOfOrder.ShouldBe(1);

    [Fact]
    public void A_post_that_nobody_ordered_is_seen() =>
        Of(There("1", "lead", null), There("2", "crate", "1"), There("3", "quote", "2"), There("4", "spam", null)).Strange.ShouldBe(1);

    [Fact]
    public void A_post_that_the_program_knows_by_another_id_is_seen() =>
        Of(There("9", "lead", null), There("2", "crate", "9"), There("3", "quote", "2")).Misbelieved.ShouldBe(1);

    private static LedgerCount Of(params FakePost[] ledger)
    {
        var count = LedgerCount.Of(s_thread, ledger);
        count.IsRight.ShouldBeFalse();
        return count;
    }

    private static FakePost There(string id, string text, string? parent) => new(id, "newsletter", text, parent, null, s_at);

    private static Delivery Post(string part, int ordinal, string remoteId) =>
        new()
        {
            Id = DeliveryId.At(s_at),
            Place = new PostPlace("gazette", "issue-1", "alpha", part, ordinal),
            Content = new PostContent { Text = part },
            Length = part.Length,
            Limit = 500,
            Cost = 0,
            FreshFor = TimeSpan.FromHours(36),
            CreatedAt = s_at,
            State = new DeliveryState.Delivered(remoteId, "https://alpha.example/" + remoteId, s_at),
        };
}
