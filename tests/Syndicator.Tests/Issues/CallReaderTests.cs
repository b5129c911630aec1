using Syndicator.Issues;

namespace Syndicator.Tests.Issues;

public sealed class CallReaderTests
{
    [Theory]
    [InlineData("* [easy] [whirl: Spin more](u). It spins.", "whirl: Spin more", "[easy] whirl: Spin more. It spins.", "easy")]
    [InlineData("- [whirl - spin](u)", "whirl - spin", "whirl - spin", "")]
    [InlineData(
        "* [ Whirl - [REFACTOR]: [Zen] `#[derive(X)]` ](u)",
        "Whirl - [REFACTOR]: [Zen] #[derive(X)]",
        "Whirl - [REFACTOR]: [Zen] #[derive(X)]",
        ""
    )]
    [InlineData("* [whirl](u) has a lot of [good first issues](v)", "whirl", "whirl has a lot of good first issues", "")]
    [InlineData("[whirl - without a mark](u)", "whirl - without a mark", "whirl - without a mark", "")]
    [InlineData("* **[whirl - bold](u)**", "whirl - bold", "whirl - bold", "")]
    [InlineData("* [whirl - slip](u))", "whirl - slip", "whirl - slip)", "")]
    public void A_project_call_is_read_in_every_form(string line, string text, string item, string tags)
    {
        var call = Sample.Projects(line).ProjectCalls.ShouldHaveSingleItem();
        (call.Text, call.Url, call.Item, string.Join(' ', call.Tags), call.Line).ShouldBe((text, "u", item, tags, 12));
    }

    [Fact]
    public void A_bold_paragraph_names_the_group_below_it()
    {
        var calls = Sample.Projects("**Whirl**\n\n* [a](u)\n\n**Twirl**\n\n* [b](v)\n* [c](w)").ProjectCalls;
        calls.Select(call => call.Group).ShouldBe(["Whirl", "Twirl", "Twirl"]);
        calls.Select(call => call.GroupLine).ShouldBe([12, 16, 16]);
    }

    [Fact]
    public void A_sentence_above_a_list_names_no_group()
    {
        var call = Sample.Projects("whirl introduces a [label](l) for newcomers:\n\n* [a](u)").ProjectCalls.ShouldHaveSingleItem();
        (call.Group, call.GroupLine).ShouldBe((null, 0));
    }

    [Theory]
    [InlineData("*No Calls for participation were submitted this week.*")]
    [InlineData("- *No Calls for participation were submitted this week.*")]
    [InlineData("*No issues were proposed for CfP, see the [guidelines](u)*.")]
    [InlineData("<!-- * [ - ]() -->\n<!-- or if none - *No Calls* -->")]
    public void None_is_none(string body)
    {
        var issue = Sample.Projects(body);
        issue.ProjectCalls.ShouldBeEmpty();
        issue.Diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public void An_item_above_the_project_heading_counts() =>
        Sample
            .Read("## Call for Participation; projects and speakers\n\n* [whirl - spin](u)\n\n### CFP - Projects\n")
            .ProjectCalls.ShouldHaveSingleItem();

    [Fact]
    public void A_conferences_row_among_the_tasks_is_an_event_call()
    {
        var issue = Sample.Projects(
            "* [**SpinConf Call for Speakers**](u) | Closes 2031-04-29 11:59 PM PDT | Oslo | 2031-09-02\n* [whirl | spin 2031-05-04](v)\n* [twirl](w) | easy"
        );

        issue.EventCalls.ShouldHaveSingleItem().ClosesOn.ShouldBe(new DateOnly(2031, 4, 29));
        issue.ProjectCalls.Select(call => call.Url).ShouldBe(["v", "w"]);
    }

    [Fact]
    public void Calls_for_proposals_below_a_bold_title_are_event_calls()
    {
        var issue = Sample.Read(
            "## Call for Participation\n\n* [whirl - spin](u)\n\n**Calls for Proposals**\n\n* [SpinConf Call for Speakers (By 2031-05-12)](v)\n"
        );
        issue.ProjectCalls.ShouldHaveSingleItem();
        issue.EventCalls.ShouldHaveSingleItem().ClosesOn.ShouldBe(new DateOnly(2031, 5, 12));
    }

    [Theory]
    [InlineData("* [**SpinConf**](u)| 2031-04-27 | Oslo, NO | 2031-05-13", "2031-04-27", "Oslo, NO", "2031-05-13", null)]
    [InlineData("[**SpinConf**](u) | Closes 2031-04-27 | Oslo | 2031-05-13–2031-05-14", "2031-04-27", "Oslo", "2031-05-13", null)]
    [InlineData(
        "* [SpinConf](u) CFP closes 2031-04-27 | Oslo | Event date: 2031-05-13 & 2031-05-14",
        "2031-04-27",
        "Oslo",
        "2031-05-13",
        null
    )]
    [InlineData("* [SpinConf](u) | [Site](s) | Deadline: 27 April 2031 | Oslo | 13 May 2031", "2031-04-27", "Oslo", "2031-05-13", null)]
    [InlineData("* [SpinConf](u) | April 27, 2031 | Oslo | 2031-05-13 to 15. | [Site](s)", "2031-04-27", "Oslo", "2031-05-13", null)]
    [InlineData(
        "* [**SpinConf](u) | Closes 2031-04-27 11:59 PM PDT | online | 2031-05-13",
        "2031-04-27",
        "online",
        "2031-05-13",
        "11:59 PM PDT"
    )]
    [InlineData(
        "* [**SpinConf**](u) | Closes 2031-04-27 at 7:59am UTC | online | 2031-05-13",
        "2031-04-27",
        "online",
        "2031-05-13",
        "7:59am UTC"
    )]
    [InlineData(
        "* [**SpinConf**](u) | 2031-04-27 (extended) | Online + Oslo | 2031-05-13",
        "2031-04-27",
        "Online + Oslo",
        "2031-05-13",
        null
    )]
    public void An_event_call_is_read_in_every_form(string row, string closes, string place, string day, string? time)
    {
        var issue = Sample.EventCalls(row);
        var call = issue.EventCalls.ShouldHaveSingleItem();
        (call.Name, call.Url, call.Place, call.Closing.ShouldBeOfType<Closing.At>().Time).ShouldBe(("SpinConf", "u", place, time));
        $"{call.ClosesOn:yyyy-MM-dd} {call.EventOn:yyyy-MM-dd}".ShouldBe($"{closes} {day}");
        issue.Diagnostics.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("* [SpinConf](u) [CFP](v) closes 2031-04-27 | Oslo | 2031-05-13", "v")]
    [InlineData("* [SpinConf](u) | 2031-04-27 | Oslo | 2031-05-13 | [Submit a talk](v)", "v")]
    [InlineData("* [SpinConf](u) | 2031-04-27 | Oslo | 2031-05-13 | [Site](s)", "u")]
    [InlineData("* [SpinConf](u) [CFP]() closes 2031-04-27 | Oslo | 2031-05-13", "u")]
    public void The_link_to_the_call_is_told_from_the_events_page(string row, string url)
    {
        var call = Sample.EventCalls(row).EventCalls.ShouldHaveSingleItem();
        (call.Name, call.Url, call.CallUrl).ShouldBe(("SpinConf", "u", url));
    }

    [Theory]
    [InlineData("SpinConf Call for Speakers (By 2031-05-12)", "SpinConf Call for Speakers")]
    [InlineData("SpinConf (by far)", "SpinConf (by far)")]
    [InlineData("SpinConf", "SpinConf")]
    public void A_closing_day_is_no_part_of_the_name_to_show(string name, string shown) =>
        Sample.EventCalls($"* [{name}](u) | 2031-05-12 | Oslo").EventCalls.ShouldHaveSingleItem().DisplayName.ShouldBe(shown);

    [Fact]
    public void A_rolling_deadline_has_no_closing_day()
    {
        var issue = Sample.EventCalls("* [**SpinConf**](u) | Rolling deadline | Oslo, NO | 2031-05-13");
        issue.EventCalls.Single().IsRolling.ShouldBeTrue();
        issue.Diagnostics.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("* [**SpinConf**](u) | Closes soon | Oslo | 2031-05-13", "closing-day-unreadable")]
    [InlineData("* [**SpinConf**](u) | Closes 2031-04-31 | Oslo | 2031-05-13", "closing-day-unreadable")]
    [InlineData("* [**SpinConf**](u) | 04.05.2031 | Oslo | 2031-05-13", "closing-day-unreadable")]
    [InlineData("* [**SpinConf**](u) | 2031-04-30 | Oslo | 2031-05-33", "event-day-unreadable")]
    [InlineData("* [SpinConf] (https://spin.example) | 2031-04-30 | Oslo | 2031-05-03", "broken-link")]
    [InlineData("* SpinConf | 2031-04-30 | Oslo | 2031-05-03", "call-without-link")]
    public void What_cannot_be_read_in_a_row_is_reported(string row, string code)
    {
        var diagnostic = Sample.EventCalls(row).Diagnostics.ShouldHaveSingleItem();
        (diagnostic.Code, diagnostic.Position.Line, diagnostic.Severity).ShouldBe((code, 12, Severity.Warning));
    }
}
