using FsCheck;
using FsCheck.Fluent;
using Syndicator.Scheduling;

namespace Syndicator.Tests.Scheduling;

public class CronTextTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("0 0/5 * * * ?")]
    [InlineData("0 0 15 ? * MON-FRI")]
    [InlineData("0/20 * * * * ?")]
    [InlineData("0 0 12 29 2 ?")]
    public void A_schedule_has_no_problem(string text) => CronText.Problem(text, s_now).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("daily")]
    [InlineData("* * * * *")]
    [InlineData("0 61 * * * ?")]
    [InlineData("0 0 25 * * ?")]
    [InlineData("0 0 9 ? * WEDNESDAZ")]
    [InlineData("0 0 9 ? * WED extra words here")]
    public void What_is_no_schedule_is_told_in_a_sentence(string text) => CronText.Problem(text).ShouldNotBeNull().ShouldEndWith(".");

    [Theory]
    [InlineData("0 0 9 31 2 ?")]
    [InlineData("0 0 9 1 1 ? 2019")]
    public void A_schedule_that_never_fires_is_a_problem(string text) =>
        CronText.Problem(text, s_now).ShouldNotBeNull().ShouldContain("never");

    [Fact]
    public void An_endless_text_is_refused_before_it_is_read() => CronText.Problem(new string('*', 1_000_000)).ShouldNotBeNull();

    [Fact]
    public void No_text_whatever_makes_it_throw()
    {
        var pieces = Gen.Elements(
            "0",
            "*",
            "?",
            "/",
            "-",
            ",",
            "L",
            "W",
            "#",
            "MON",
            "99",
            " ",
            "é",
            "\0",
            "2026",
            "H",
            "@daily",
            "(",
            ")"
        );
        Prop.ForAll(
                pieces.ListOf().Select(string.Concat).ToArbitrary(),
                text => CronText.Problem(text, s_now) is not { } problem || problem.EndsWith('.')
            )
            .Check(Seeded.Cases(500));
    }
}
