using System.ComponentModel.DataAnnotations;
using Syndicator.Publishing;

namespace Syndicator.Tests.Publishing;

public class DeliveryOptionsTests
{
    [Fact]
    public void The_defaults_are_valid() => Mistakes(new DeliveryOptions()).ShouldBeEmpty();

    [Fact]
    public void A_request_that_may_outlast_its_lease_is_a_mistake() =>
        Mistakes(new DeliveryOptions { Lease = TimeSpan.FromSeconds(20) }).ShouldContain(nameof(DeliveryOptions.RequestTimeLimit));

    [Fact]
    public void Times_that_make_no_sense_are_all_reported_at_once() =>
        Mistakes(
                new DeliveryOptions
                {
                    RequestTimeLimit = TimeSpan.Zero,
                    BetweenLookUps = TimeSpan.FromSeconds(-1),
                    MostDoubts = 0,
                    FirstBackoff = TimeSpan.FromHours(1),
                }
            )
            .ShouldBe([
                nameof(DeliveryOptions.RequestTimeLimit),
                nameof(DeliveryOptions.Lease),
                nameof(DeliveryOptions.BetweenLookUps),
                nameof(DeliveryOptions.MostDoubts),
                nameof(DeliveryOptions.FirstBackoff),
                nameof(DeliveryOptions.LongestBackoff),
            ]);

    [Theory]
    [InlineData(1, 30)]
    [InlineData(2, 60)]
    [InlineData(5, 480)]
    [InlineData(6, 900)]
    [InlineData(int.MaxValue, 900)]
    public void The_wait_doubles_up_to_the_longest(int attempts, int seconds) =>
        new DeliveryOptions().Backoff(attempts).ShouldBe(TimeSpan.FromSeconds(seconds));

    private static IEnumerable<string> Mistakes(DeliveryOptions options) =>
        options.Validate(new ValidationContext(options)).SelectMany(mistake => mistake.MemberNames);
}
