using Syndicator.App.Pages;
using Syndicator.App.Pages.Numbers;
using Syndicator.Configuration;
using Syndicator.Engagement;
using Syndicator.Nominations.Reviewing;
using Syndicator.Publishing;
using Syndicator.Tests.Publishing;
using Mark = Syndicator.App.Plots.Mark;

namespace Syndicator.Tests.Pages.Numbers;

/// <summary>What the plots say in words, and the tables beside them.</summary>
public class FiguresTests
{
    // A Wednesday.
    private static readonly DateTimeOffset s_now = new(2026, 7, 29, 12, 0, 0, TimeSpan.Zero);

    private static readonly NumbersData s_none = new() { Publication = Samples.Publication("alpha", "beta"), Now = s_now };

    [Fact]
    public void More_kinds_than_colours_are_drawn_otherwise()
    {
        var classes = Enumerable.Range(0, 18).Select(NumbersData.ColourOf).ToList();
        classes.ShouldBeUnique();
        (classes[0], classes[6], classes[13]).ShouldBe(("s0", "s0 turn1", "s1 turn2"));
    }

    [Fact]
    public void The_last_whole_week_is_compared_with_the_one_before()
    {
        var figure = WeeksFigure.Of(
            s_none with
            {
                Sums = [Sum("2026-07-08", 80), Sum("2026-07-15", 100), Sum("2026-07-24", 118), Sum("2026-07-28", 7)],
            }
        );
        figure.Finding.ShouldBe("Readers reacted 118 times to the week of 20 Jul, 18% more than in the week before");
        figure
            .Table.Rows.Select(row => string.Join(' ', row))
            .ShouldBe(["2026-07-06 80 80", "2026-07-13 100 100", "2026-07-20 118 118", "2026-07-27 7 7"]);
    }

    [Fact]
    public void Weeks_begin_on_monday_by_the_publications_clocks_and_none_is_left_out()
    {
        var data = s_none with
        {
            Publication = Samples.Publication("alpha") with { Zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York") },
            Sums = [Sum("2026-07-06T03:45:00Z", 3), Sum("2026-07-06T04:00:00Z", 5)],
        };
        var figure = WeeksFigure.Of(data);
        figure
            .Table.Rows.Select(row => string.Join(' ', row))
            .ShouldBe(["2026-06-29 3 3", "2026-07-06 5 5", "2026-07-13 0 0", "2026-07-20 0 0", "2026-07-27 0 0"]);
        figure.Finding.ShouldBe("Readers reacted 0 times to what was posted this week", "from nothing to nothing there is no percentage");
    }

    [Fact]
    public void What_accounts_had_that_are_configured_no_more_is_shown_as_theirs()
    {
        var figure = WeeksFigure.Of(s_none with { Sums = [Sum("2026-07-28", 4), Sum("2026-07-28", 5, account: "gone")] });
        figure.Legend.Select(each => each.Name).ShouldBe(["Dry run", "former accounts"]);
        figure.Table.Rows.ShouldHaveSingleItem().ShouldBe(["2026-07-27", "4", "5", "9"]);
    }

    [Fact]
    public void Of_the_newest_issue_it_is_said_when_half_of_the_reactions_had_come()
    {
        var figure = GrowthFigure.Of(
            s_none with
            {
                Newest = ("issue 7", [Point("a", 1, 4), Point("b", 1, 1), Point("b", 3, 6), Point("a", 24, 8), Point("c", 24, 6, "beta")]),
            }
        );
        figure.Finding.ShouldBe("Half of the 20 reactions to issue 7 had come after 3 hours");
        figure
            .Table.Rows.Select(row => string.Join(' ', row))
            .ShouldBe([
                "alpha 0 seconds 0",
                "alpha 60 minutes 5",
                "alpha 3 hours 10",
                "alpha 24 hours 14",
                "beta 0 seconds 0",
                "beta 24 hours 6",
            ]);
    }

    [Fact]
    public void Parts_are_compared_by_their_means_whatever_their_number()
    {
        var figure = PartsFigure.Of(
            s_none with
            {
                Sums =
                [
                    Sum("2026-07-28", 30, "lead"),
                    Sum("2026-07-28", 30, "news") with
                    {
                        PostCount = 2,
                    },
                    Sum("2026-07-28", 30, "news/2"),
                ],
            }
        );
        figure.Finding.ShouldBe("“Announcement” moves readers most, with 30 reactions a post");
        figure.Table.Rows.Select(row => $"{row[0]} {row[1]} {row[^1]}").ShouldBe(["Announcement 1 30", "News and picks 3 20"]);
    }

    [Fact]
    public void Rounds_without_any_nomination_are_shown_too()
    {
        RoundCount Round(int week, int nominations, int people) =>
            new(new DateTimeOffset(2026, 7, 7, 20, 0, 0, TimeSpan.Zero).AddDays(7 * week), nominations, people);
        var figure = RoundsFigure.Of(
            s_none with
            {
                Rounds = [Round(0, 0, 0), Round(1, 5, 3), Round(2, 0, 0), Round(3, 1, 1), Round(4, 0, 0)],
            }
        );
        figure.Finding.ShouldBe("Nothing is nominated yet in the round that closes on 4 Aug");
        figure.Table.Rows.Select(row => $"{row[1]} {row[2]}").ShouldBe(["5 3", "0 0", "1 1", "0 0"]);
    }

    [Fact]
    public void The_slowest_account_tells_how_long_an_issue_took()
    {
        var figure = WaitsFigure.Of(
            s_none with
            {
                FirstPosts =
                [
                    new FirstPost("issue-6", 6, "alpha", s_now.AddDays(-7), s_now.AddDays(-6)),
                    new FirstPost("issue-7", 7, "alpha", s_now, s_now.AddSeconds(-1)),
                    new FirstPost("issue-7", 7, "beta", s_now, s_now.AddMinutes(4)),
                ],
            }
        );
        figure.Finding.ShouldBe("Issue 7 was on 2 accounts 4 minutes after it was out");
        figure
            .Table.Rows.Select(row => $"{row[0]} {row[1]} {row[^1]}")
            .ShouldBe(["6 alpha 24 hours", "7 alpha 0 seconds", "7 beta 4 minutes"]);
        figure.Drawing!.Marks.OfType<Mark.Dot>().Count().ShouldBe(3);
    }

    [Fact]
    public void Spending_is_told_against_the_ceiling_month_by_month()
    {
        var paid = Samples.Account("x") with { Network = "x", Prices = new PostPrices(0.015m, 0.2m, null), Ceiling = 5m };
        var figure = SpendingFigure.Of(
            s_none with
            {
                Publication = s_none.Publication with { Accounts = [Samples.Account("alpha"), paid] },
                Spent = [new MonthSpent("x", "2026-05", 1.25m), new MonthSpent("x", "2026-07", 0.6m)],
            }
        );
        figure.Finding.ShouldBe("x has spent US$ 0.60 of 5.00 this month");
        figure.Table.Rows.Select(row => string.Join(' ', row)).ShouldBe(["2026-05 1.25 5.00", "2026-06 0.00 5.00", "2026-07 0.60 5.00"]);
        figure.Drawing!.Marks.OfType<Mark.Stroke>().Count(stroke => stroke.Class == "limit").ShouldBe(3);
    }

    [Fact]
    public void Where_there_is_nothing_each_figure_says_what_will_be_there()
    {
        FigureView[] figures =
        [
            WeeksFigure.Of(s_none),
            GrowthFigure.Of(s_none),
            PartsFigure.Of(s_none),
            RoundsFigure.Of(s_none),
            WaitsFigure.Of(s_none),
            SpendingFigure.Of(s_none),
        ];
        figures.ShouldAllBe(figure => figure.Drawing == null && figure.Note.EndsWith('.'));
        figures.Select(figure => figure.Id).ShouldBeUnique();
    }

    [Theory]
    [InlineData(0, "0 seconds")]
    [InlineData(1, "1 second")]
    [InlineData(89, "89 seconds")]
    [InlineData(90, "2 minutes")]
    [InlineData(5_400, "2 hours")]
    [InlineData(129_600, "2 days")]
    public void Times_are_told_in_the_unit_that_says_most(int seconds, string words) =>
        Words.Span(TimeSpan.FromSeconds(seconds)).ShouldBe(words);

    private static EngagementSum Sum(string at, long likes, string part = "lead", string account = "alpha") =>
        new(
            account,
            part,
            DateTimeOffset.Parse(
                at,
                System.Globalization.CultureInfo.InvariantCulture,
                System.Globalization.DateTimeStyles.AssumeUniversal
            ),
            IsSample: false,
            1,
            likes,
            0,
            0,
            0
        );

    private static EngagementPoint Point(string post, int hours, long total, string account = "alpha") =>
        new(account, post, s_now, s_now.AddHours(hours), total);
}
