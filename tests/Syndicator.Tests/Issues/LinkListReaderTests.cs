namespace Syndicator.Tests.Issues;

public sealed class LinkListReaderTests
{
    [Fact]
    public void Community_links_have_tags_role_and_line()
    {
        var issue = Sample.Read(
            "## Updates from Rust Community\n\n### Official\n* [One](a)\n\n### Miscellaneous\n* [video] [DE] [Two](b)\n* [Three](c) <small>[[discuss](d)]</small>\n* [Four]()\n"
        );
        issue
            .CommunityLinks.Select(link => $"{link.Line} {link.Role} [{string.Join(',', link.Tags)}] {link.Text} {link.Url}")
            .ShouldBe([
                "9 Official [] One a",
                "12 Miscellaneous [video,DE] Two b",
                "13 Miscellaneous [] Three c",
                "13 Miscellaneous [] discuss d",
                "14 Miscellaneous [] Four ",
            ]);
    }

    [Theory]
    [InlineData("* See [One](a) at once.", true)]
    [InlineData("[video] [One](a).", true)]
    [InlineData("Please read [One](a) at once.", false)]
    [InlineData("[One](a) and more.", false)]
    public void A_link_in_running_prose_is_no_item(string line, bool isItem) =>
        Sample.Read("### Official\n\n" + line + "\n").CommunityLinks.ShouldHaveSingleItem().IsListItem.ShouldBe(isItem);

    [Theory]
    [InlineData("<https://spin.example/whirl>", true)]
    [InlineData("[spin.example](https://Spin.example/)", true)]
    [InlineData("[Spin](https://spin.example/)", false)]
    [InlineData("[]()", false)]
    public void A_link_may_say_nothing_but_its_address(string link, bool isBare) =>
        Sample.Read("### Official\n* " + link + "\n").CommunityLinks.ShouldHaveSingleItem().IsBareUrl.ShouldBe(isBare);

    [Fact]
    public void Only_the_first_link_of_an_item_is_a_call_for_testing()
    {
        var issue = Sample.Read(
            "## Calls for Testing\n\nSee [how](h).\n\n* [Feature](a)\n    * [Testing steps](b)\n* *No calls for testing were issued this week by [Rust](c).*\n"
        );
        issue.CallsForTesting.ShouldHaveSingleItem().Text.ShouldBe("Feature");
    }

    [Fact]
    public void A_title_that_begins_with_No_is_no_declaration() =>
        Sample.Read("### Approved RFCs\n\n* [No more spinning](a)\n").ApprovedRfcs.ShouldHaveSingleItem();

    [Fact]
    public void Final_comment_periods_have_their_disposition()
    {
        var issue = Sample.Read(
            "### Final Comment Period\n\nSee [the team](t).\n\n#### Tracking Issues & PRs\n##### Rust\n* [disposition: merge] [A](a)\n* [disposition:close] [B](b)\n* *No Items entered Final Comment Period this week for [Cargo](c).*\n### New and Updated RFCs\n* [new] [C](d)\n"
        );
        issue.FinalCommentPeriods.Select(link => link.Tags[0] + " " + link.Text).ShouldBe(["disposition: merge A", "disposition:close B"]);
        issue.NewRfcs.ShouldHaveSingleItem().Tags.ShouldBe(["new"]);
    }

    [Fact]
    public void Jobs_discussion_and_accounts_are_found()
    {
        var issue = Sample.Read(
            "Tag us at [@whirl](https://bsky.app/profile/whirl), [Whirl](https://m.example/@whirl), or [send a pull request](p).\n\n## Jobs\n\nPlease see the [Who's Hiring thread](j)\n\n# Quote of the Week\n\n<small>[Discuss on r/rust](REDDIT_LINK_HERE)</small>\n"
        );
        issue.IntroductionLinks.Select(link => link.Url).ShouldBe(["https://bsky.app/profile/whirl", "https://m.example/@whirl"]);
        issue.Jobs.ShouldHaveSingleItem().Url.ShouldBe("j");
        (issue.Discussion!.Url, issue.Discussion.Line).ShouldBe(("REDDIT_LINK_HERE", 14));
    }

    [Theory]
    [InlineData("* [Spin] (https://spin.example)")]
    [InlineData("* [Spin]((https://spin.example)")]
    public void Something_that_looks_like_a_link_and_is_none_is_reported(string item) =>
        Sample.Read("### Official\n" + item + "\n").Diagnostics.ShouldHaveSingleItem().Code.ShouldBe("broken-link");
}
