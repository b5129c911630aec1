using FsCheck;
using FsCheck.Fluent;
using Syndicator.App.Plots;

namespace Syndicator.Tests.Plots;

public class TicksTests
{
    private static readonly Gen<double> s_amounts = Gen.Choose(0, 1_000_000_000)
        .SelectMany(whole => Gen.Choose(0, 9).Select(power => whole / Math.Pow(10, power)));

    [Theory]
    [InlineData(0, "0 1")]
    [InlineData(3, "0 1 2 3")]
    [InlineData(8, "0 2 4 6 8")]
    [InlineData(282, "0 100 200 300")]
    [InlineData(48_000, "0 20 k 40 k 60 k")]
    [InlineData(3_000_000_000, "0 1 G 2 G 3 G")]
    public void Counts_are_whole_and_round(double most, string labels) => Labels(Ticks.Counts(most)).ShouldBe(labels);

    [Theory]
    [InlineData(0, "0 0.01")]
    [InlineData(0.55, "0 0.2 0.4 0.6")]
    [InlineData(5, "0 2 4 6")]
    public void Money_is_told_to_the_cent(double most, string labels) => Labels(Ticks.Money(most)).ShouldBe(labels);

    [Theory]
    [InlineData(0, 0, "1 s 10 s")]
    [InlineData(8, 8, "1 s 10 s")]
    [InlineData(70, 5000, "1 min 10 min 1 h 6 h")]
    [InlineData(1e9, 1e9, "1 y 10 y")]
    public void Times_are_those_that_people_think_in(double least, double most, string labels) =>
        Labels(Ticks.Times(least, most)).ShouldBe(labels);

    [Theory]
    [InlineData(0.04, "0 min 3 min")]
    [InlineData(3.2, "0 h 1 h 2 h 3 h 4 h")]
    [InlineData(720, "0 d 7 d 14 d 21 d 28 d 35 d")]
    public void Ages_are_in_minutes_hours_or_days(double hours, string labels) => Labels(Ticks.Ages(hours, 5)).ShouldBe(labels);

    [Fact]
    public void Ticks_cover_whatever_there_is_in_order_and_are_few() =>
        Prop.ForAll(
                s_amounts.ToArbitrary(),
                s_amounts.ToArbitrary(),
                (one, other) =>
                    Cover(Ticks.Counts(one), 0, one)
                    && Cover(Ticks.Money(one), 0, one)
                    && Cover(Ticks.Ages(one), 0, one)
                    && Cover(
                        Ticks.Times(Within(Math.Min(one, other)), Within(Math.Max(one, other))),
                        Within(Math.Min(one, other)),
                        Within(Math.Max(one, other))
                    )
            )
            .Check(Seeded.Cases(500));

    private static double Within(double seconds) => Math.Clamp(seconds, 1, TimeSpan.FromDays(3650).TotalSeconds);

    private static bool Cover(IReadOnlyList<Tick> ticks, double least, double most) =>
        ticks.Count is >= 2 and <= 11
        && ticks[0].Value <= least
        && ticks[^1].Value >= most * (1 - 1e-8)
        && ticks.Zip(ticks.Skip(1)).All(pair => pair.First.Value < pair.Second.Value)
        && ticks.Select(tick => tick.Label).Distinct().Count() == ticks.Count;

    private static string Labels(IReadOnlyList<Tick> ticks) => string.Join(' ', ticks.Select(tick => tick.Label));
}
