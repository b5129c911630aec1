using Syndicator.Issues;
using Syndicator.Issues.Writing;

namespace Syndicator.Tests.Issues.Writing;

public class DraftFillerTests
{
    private static readonly string s_filled = DraftSamples
        .Draft.Replace(
            "<!-- COTW goes here -->",
            """
            This week's crate is [tidepool](https://crates.io/crates/tidepool), a pool of things that wait for the tide.

            Thanks to [Mara Lind](https://social.example/@mara/1) for the suggestion!
            """,
            StringComparison.Ordinal
        )
        .Replace(
            "<!-- QOTW goes here -->",
            """
            > The compiler is a friend who reads everything.
            >
            > Twice.

            – [Ona Vale on rust-users](https://forum.example/t/1/2)

            Thanks to [Teo](https://social.example/@teo/2) for the self-suggestion!
            """,
            StringComparison.Ordinal
        )
        .Replace(
            "<!-- or if none - *No Calls for participation were submitted this week.* -->\n",
            """
            <!-- or if none - *No Calls for participation were submitted this week.* -->

            * [lamp - `no_std`](https://example.com/lamp/issues/2)
            * [tidepool - write the guide](https://example.com/tidepool/issues/1)

            """,
            StringComparison.Ordinal
        )
        .Replace(
            "<!-- or if none - *No Calls for papers or presentations were submitted this week.* -->\n",
            """
            <!-- or if none - *No Calls for papers or presentations were submitted this week.* -->

            * [**Ferris Days 2031**](https://ferris.example/cfp)| 2031-05-01 | Graz, AT | 2031-09-01

            """,
            StringComparison.Ordinal
        )
        .Replace("### Miscellaneous\n", "### Miscellaneous\n* [How tides work](https://example.com/tides)\n", StringComparison.Ordinal);

    [Fact]
    public void What_was_chosen_stands_at_the_placeholders_and_nothing_else_changes()
    {
        var fill = DraftSamples.Fill(DraftSamples.Draft);

        fill.Refusals.ShouldBeEmpty();
        fill.Sections.ShouldAllBe(section => section.Outcome == FillOutcome.Filled);
        fill.Text.ShouldBe(s_filled);
    }

    [Fact]
    public void A_placeholder_that_occurs_twice_is_filled_once_and_the_other_named()
    {
        const string Placeholder = "<!-- COTW goes here -->";
        var draft = DraftSamples.Draft.Replace(Placeholder, $"{Placeholder}\n\n{Placeholder}\n{Placeholder}", StringComparison.Ordinal);

        var fill = DraftSamples.Fill(draft, null, DraftSection.Crate);

        fill.Sections.ShouldHaveSingleItem()
            .Words.ShouldBe("The crate is put at the placeholder. There is another one in line 24, 25: remove it.");
        fill.Text.Split(Placeholder).Length.ShouldBe(3);
    }

    [Fact]
    public void The_second_time_changes_nothing()
    {
        var fill = DraftSamples.Fill(s_filled);

        fill.Sections.ShouldAllBe(section => section.Outcome == FillOutcome.AlreadyThere);
        fill.Text.ShouldBe(s_filled);
        fill.Difference.ShouldBeEmpty();
    }

    [Fact]
    public void The_filled_draft_is_read_as_what_was_chosen()
    {
        var issue = IssueReader.Read("draft.md", s_filled, IssueFormat.ThisWeekInRust);

        issue.Crates.ShouldHaveSingleItem().Name.ShouldBe("tidepool");
        issue.Crates[0].Thanks.ShouldBe([new Thanks("Mara Lind", "https://social.example/@mara/1")]);
        issue.Quotes.ShouldHaveSingleItem().Layout.ShouldBe("The compiler is a friend who reads everything.\n\nTwice.");
        issue.Quotes[0].IsSelfSuggestion.ShouldBeTrue();
        issue.ProjectCalls.Select(call => call.Text).ShouldBe(["lamp - no_std", "tidepool - write the guide"]);
        issue.EventCalls.ShouldHaveSingleItem().ClosesOn.ShouldBe(new DateOnly(2031, 5, 1));
        issue.CommunityLinks.ShouldHaveSingleItem().Text.ShouldBe("How tides work");
        issue.Diagnostics.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Line_ends_byte_order_mark_and_blanks_stay_as_they_are(string ending)
    {
        var draft =
            "\uFEFF"
            + DraftSamples
                .Draft.Replace("Hello!\n", "Hello! \t \n", StringComparison.Ordinal)
                .TrimEnd('\n')
                .Replace("\n", ending, StringComparison.Ordinal);

        var fill = DraftSamples.Fill(draft);

        fill.Sections.ShouldAllBe(section => section.Outcome == FillOutcome.Filled);
        fill.Text.ShouldBe(
            "\uFEFF"
                + s_filled
                    .Replace("Hello!\n", "Hello! \t \n", StringComparison.Ordinal)
                    .TrimEnd('\n')
                    .Replace("\n", ending, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Only_the_sections_that_are_wanted_are_filled()
    {
        var fill = DraftSamples.Fill(DraftSamples.Draft, null, DraftSection.Quote);

        fill.Sections.ShouldHaveSingleItem().Section.ShouldBe(DraftSection.Quote);
        fill.Text.ShouldContain("<!-- COTW goes here -->");
        fill.Text.ShouldNotContain("QOTW");
    }

    [Fact]
    public void A_section_for_which_nothing_is_chosen_says_so()
    {
        var fill = DraftSamples.Fill(DraftSamples.Draft, new DraftWinners { Crates = DraftSamples.Winners.Crates });

        fill.Sections.Select(section => section.Outcome)
            .ShouldBe([
                FillOutcome.Filled,
                FillOutcome.NothingChosen,
                FillOutcome.NothingChosen,
                FillOutcome.NothingChosen,
                FillOutcome.NothingChosen,
            ]);
    }

    [Theory]
    [InlineData("<!-- COTW goes here -->", "This week's crate is [other](https://example.com), another one.", nameof(DraftSection.Crate))]
    [InlineData("<!-- COTW goes here -->", "<!-- COTW goes here -->\n\nSadly, there was no nomination.", nameof(DraftSection.Crate))]
    [InlineData("<!-- QOTW goes here -->", "> Mine.\n\n– Me", nameof(DraftSection.Quote))]
    public void A_section_that_is_written_is_refused_with_its_line(string placeholder, string written, string section)
    {
        var draft = DraftSamples.Draft.Replace(placeholder, written, StringComparison.Ordinal);

        var fill = DraftSamples.Fill(draft, null, Enum.Parse<DraftSection>(section));

        var refused = fill.Sections.ShouldHaveSingleItem();
        refused.Outcome.ShouldBe(FillOutcome.Refused);
        refused.Words.ShouldContain("already written");
        draft.Split('\n')[refused.Line - 1].ShouldBe(written.Split('\n')[^1] is "– Me" ? "> Mine." : written.Split('\n')[^1]);
        fill.Text.ShouldBe(draft);
    }

    [Theory]
    [InlineData("<!-- COTW goes here -->", nameof(DraftSection.Crate))]
    [InlineData("<!-- QOTW goes here -->", nameof(DraftSection.Quote))]
    public void A_section_without_a_placeholder_is_refused(string placeholder, string section)
    {
        var draft = DraftSamples.Draft.Replace(placeholder, "", StringComparison.Ordinal);

        var refused = DraftSamples.Fill(draft, null, Enum.Parse<DraftSection>(section)).Sections.ShouldHaveSingleItem();

        refused.Outcome.ShouldBe(FillOutcome.Refused);
        refused.Words.ShouldContain("goes here");
    }

    [Fact]
    public void Calls_take_the_place_of_the_line_that_says_there_are_none()
    {
        var draft = DraftSamples.Draft.Replace(
            "<!-- or if none - *No Calls for participation were submitted this week.* -->",
            "*No Calls for participation were submitted this week.*",
            StringComparison.Ordinal
        );

        var fill = DraftSamples.Fill(draft, null, DraftSection.ProjectCalls);

        fill.Text.ShouldBe(
            draft.Replace(
                "*No Calls for participation were submitted this week.*",
                "* [lamp - `no_std`](https://example.com/lamp/issues/2)\n* [tidepool - write the guide](https://example.com/tidepool/issues/1)",
                StringComparison.Ordinal
            )
        );
    }

    [Fact]
    public void Calls_come_to_their_places_in_a_list_that_is_in_order()
    {
        var draft = WithProjectCalls(
            "- [Anchor - a task](https://example.com/anchor)\n<!-- sha=1 -->\n- [ocean - a task](https://example.com/ocean)\n  and more of it\n"
        );

        var fill = DraftSamples.Fill(draft, null, DraftSection.ProjectCalls);

        fill.Sections.ShouldHaveSingleItem().Words.ShouldBe("2 of the calls for projects are put into the list, each at its place.");
        fill.Text.ShouldBe(
            draft
                .Replace("- [ocean", "- [lamp - `no_std`](https://example.com/lamp/issues/2)\n- [ocean", StringComparison.Ordinal)
                .Replace(
                    "  and more of it\n",
                    "  and more of it\n- [tidepool - write the guide](https://example.com/tidepool/issues/1)\n",
                    StringComparison.Ordinal
                )
        );
        DraftSamples
            .Fill(fill.Text, null, DraftSection.ProjectCalls)
            .ShouldSatisfyAllConditions(
                again => again.Text.ShouldBe(fill.Text),
                again => again.Sections.ShouldHaveSingleItem().Outcome.ShouldBe(FillOutcome.AlreadyThere)
            );
    }

    [Theory]
    [InlineData("* [z](https://example.com/z)\n* [a](https://example.com/a)\n", "* ")]
    [InlineData("+ [z](https://example.com/z)\n+ [a](https://example.com/a)\n  + [nested](https://example.com/n)\n\n  more\n", "+ ")]
    [InlineData("* [z](https://example.com/z)\n\n[a](https://example.com/a)\n", "\n* ")]
    public void Below_a_list_in_an_order_of_its_own_calls_come_last(string list, string marker)
    {
        var draft = WithProjectCalls(list);

        DraftSamples
            .Fill(draft, null, DraftSection.ProjectCalls)
            .Text.ShouldBe(
                draft.Replace(
                    list,
                    list
                        + marker
                        + "[lamp - `no_std`](https://example.com/lamp/issues/2)\n"
                        + marker.TrimStart('\n')
                        + "[tidepool - write the guide](https://example.com/tidepool/issues/1)\n",
                    StringComparison.Ordinal
                )
            );
    }

    [Fact]
    public void Only_what_the_draft_lacks_is_added_wherever_it_has_the_rest()
    {
        var draft = WithProjectCalls("* [pool](http://www.example.com/tidepool/issues/1#top)\n* [days](https://ferris.example/cfp/)\n");

        var fill = DraftSamples.Fill(draft, null, DraftSection.ProjectCalls, DraftSection.EventCalls);

        fill.Sections.Select(section => section.Outcome).ShouldBe([FillOutcome.Filled, FillOutcome.AlreadyThere]);
        fill.Text.ShouldContain("issues/1#top)\n");
        fill.Text.Split('\n').Count(line => line.Contains("tidepool", StringComparison.Ordinal)).ShouldBe(1);
        fill.Text.ShouldContain("[lamp - `no_std`]");
    }

    [Fact]
    public void Calls_for_speakers_are_ordered_by_their_closing_days()
    {
        const string early = "* [**Early**](https://early.example)| Closes 2031-03-10 | Bern, CH | 2031-08-01\n";
        const string rolling = "* [**Ever**](https://ever.example)| Rolling deadline | Rome, IT | 2031-12-01\n";
        var draft = DraftSamples.Draft.Replace("If you organize", early + rolling + "\nIf you organize", StringComparison.Ordinal);

        DraftSamples
            .Fill(draft, null, DraftSection.EventCalls)
            .Text.ShouldBe(
                draft.Replace(
                    rolling,
                    "* [**Ferris Days 2031**](https://ferris.example/cfp)| 2031-05-01 | Graz, AT | 2031-09-01\n" + rolling,
                    StringComparison.Ordinal
                )
            );
    }

    [Fact]
    public void A_list_that_is_divided_by_projects_is_left_to_who_divided_it()
    {
        var draft = WithProjectCalls("**Ocean**\n\n* [a task](https://example.com/ocean)\n");

        var fill = DraftSamples.Fill(draft, null, DraftSection.ProjectCalls);

        fill.Sections.ShouldHaveSingleItem().Outcome.ShouldBe(FillOutcome.Refused);
        fill.Sections[0].Words.ShouldContain("divided by projects");
        fill.Text.ShouldBe(draft);
    }

    [Fact]
    public void What_runs_into_its_neighbours_is_set_apart()
    {
        var draft = DraftSamples.Draft.Replace("<!-- COTW goes here -->\n\n", "<!-- COTW goes here -->\n", StringComparison.Ordinal);

        var issue = IssueReader.Read("draft.md", DraftSamples.Fill(draft, null, DraftSection.Crate).Text, IssueFormat.ThisWeekInRust);

        issue.Crates.ShouldHaveSingleItem().Thanks.ShouldHaveSingleItem();
    }

    [Fact]
    public void Links_are_added_to_a_list_that_others_write()
    {
        var draft = DraftSamples.Draft.Replace(
            "### Miscellaneous\n",
            "### Miscellaneous\n\n* [Another](https://example.com/another)\n<!-- sha=1 -->\n",
            StringComparison.Ordinal
        );

        DraftSamples
            .Fill(draft, null, DraftSection.Links)
            .Text.ShouldBe(
                draft.Replace(
                    "<!-- sha=1 -->\n",
                    "<!-- sha=1 -->\n* [How tides work](https://example.com/tides)\n",
                    StringComparison.Ordinal
                )
            );
    }

    [Fact]
    public void The_difference_is_one_that_patch_understands()
    {
        var fill = DraftSamples.Fill(DraftSamples.Draft, null, DraftSection.Crate);

        fill.Difference.ShouldBe(
            """
            --- draft.md
            +++ draft.md
            @@ -19,7 +19,9 @@
             
             ## Crate of the Week
             
            -<!-- COTW goes here -->
            +This week's crate is [tidepool](https://crates.io/crates/tidepool), a pool of things that wait for the tide.
            +
            +Thanks to [Mara Lind](https://social.example/@mara/1) for the suggestion!
             
             [Please submit your suggestions and votes for next week][submit_crate]!
             

            """
        );
    }

    [Theory]
    [InlineData("Hello!", "In N√ºrnberg it‚Äôs warm, in K√∂ln too.", "mojibake")]
    [InlineData("Hello!", "<<<<<<< ours\na\n=======\nb\n>>>>>>> main", "conflict-marker")]
    [InlineData("*This Week in Rust is", "<!-- never closed", "unclosed-comment")]
    public void A_damaged_draft_is_not_touched(string from, string to, string code)
    {
        var draft = DraftSamples.Draft.Replace(from, to, StringComparison.Ordinal);

        var fill = DraftSamples.Fill(draft);

        fill.Refusals.ShouldContain(refusal => refusal.Code == code);
        fill.Sections.ShouldBeEmpty();
        fill.Text.ShouldBe(draft);
    }

    private static string WithProjectCalls(string list) =>
        DraftSamples.Draft.Replace("If you own a project", list + "\nIf you own a project", StringComparison.Ordinal);

    [Fact]
    public void A_text_that_is_no_draft_is_not_touched() =>
        DraftSamples.Fill("# Notes\n\nNothing.\n").Refusals.ShouldHaveSingleItem().Code.ShouldBe("not-a-draft");
}
