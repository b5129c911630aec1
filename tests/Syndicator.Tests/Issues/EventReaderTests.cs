using Syndicator.Issues;

namespace Syndicator.Tests.Issues;

public sealed class EventReaderTests
{
    private static string Show(IssueEvent e) => $"{e.On:yyyy-MM-dd}/{e.EndsOn:yyyy-MM-dd} {e.Place} / {e.Title} / {e.Group} / {e.Url}";

    [Theory]
    [InlineData("* 2031-03-06 | Oslo, NO | [Rust Oslo](g)\n    * [**Spin night**](t)", "2031-03-06/ Oslo, NO / Spin night / Rust Oslo / t")]
    [InlineData("* 2031-03-06| Virtual | [A](g) + [B](h)\n    * [**One**](t) | [**Two**](v)", "2031-03-06/ Virtual / One / A + B / t")]
    [InlineData(
        "* 2031-03-06 - 2031-03-08 | Hybrid (Oslo, NO) | [SpinConf](g)",
        "2031-03-06/2031-03-08 Hybrid (Oslo, NO) / SpinConf /  / g"
    )]
    [InlineData("* [March 6, 2031 | Oslo, NO | **Spin night** | Rust Oslo](g)", "2031-03-06/ Oslo, NO / Spin night / Rust Oslo / g")]
    [InlineData("* [Mar 6. Oslo, NO - Spin night](g).", "/ Oslo, NO / Spin night /  / g")]
    [InlineData("* [Mar 6 - Apr 8. Oslo, NO - Spin weeks](g).", "/ Oslo, NO / Spin weeks /  / g")]
    [InlineData("* [Nov 19-21, Rome, IT - Spin course](g).", "/ Rome, IT / Spin course /  / g")]
    [InlineData("* [Oct 18 & 19. Oslo, NO - Spin days](g).", "/ Oslo, NO / Spin days /  / g")]
    [InlineData("* [3/6. Rust Oslo](g)", "/  / Rust Oslo /  / g")]
    [InlineData("* [March 6, Rust Oslo](g). With Ada.", "/  / Rust Oslo. With Ada /  / g")]
    public void An_event_is_read_in_every_form(string item, string expected)
    {
        var issue = Sample.Events(item);
        Show(issue.Events.ShouldHaveSingleItem()).ShouldBe(expected);
        issue.EventCount.ShouldBe(1);
    }

    [Fact]
    public void A_title_that_lost_its_indentation_goes_with_the_row_above()
    {
        var issue = Sample.Events(
            "* 2031-03-06 | Oslo, NO | [Rust Oslo](g)\n* [**Spin night**](t)\n* 2031-03-07 | Rome, IT | [Rust Rome](r)\n    * [**Dine**](d)"
        );
        issue.Events.Select(e => e.Title).ShouldBe(["Spin night", "Dine"]);
        issue.EventCount.ShouldBe(3);
    }

    [Fact]
    public void An_event_knows_its_region_and_line()
    {
        var e = Sample.Events("* 2031-03-06 | Oslo, NO | [Rust Oslo](g)").Events.Single();
        (e.Region, e.Line).ShouldBe(("Europe", 11));
    }

    [Theory]
    [InlineData("no day here", null)]
    [InlineData("2031-2-3", "2031-02-03")]
    [InlineData("Event on 2031-02-29, or 2031-03-01", "2031-03-01")]
    [InlineData("Sept 5, 2031", "2031-09-05")]
    [InlineData("5 Maybe 2031", null)]
    [InlineData("12031-01-01", null)]
    [InlineData("1 January 2031", "2031-01-01")]
    public void Days_are_found_in_words(string text, string? day) =>
        (WrittenDate.Find(text)?.Day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(day);
}
