using Syndicator.Composing;
using Syndicator.Configuration;
using Syndicator.Issues;
using Syndicator.Networks.DryRun;

namespace Syndicator.Tests.Composing;

public class TemplateRendererTests
{
    private const string Sample = """
        Title: Weekly 7
        Number: 7
        Date: 2026-11-18

        ## Updates from Rust Community

        ### Official
        * [One](https://example.org/1)
        * [Two](https://example.org/2)
        * [Three](https://example.org/3)
        * [Four](https://example.org/4)
        * [Five](https://example.org/5)

        ## Crate of the Week

        This week's crate is [tidepool](https://example.org/tidepool), a store.

        # Quote of the Week

        > First sentence here. Second sentence there. Third sentence nowhere.

        – [Somebody](https://example.org/q)
        """;

    [Fact]
    public void A_line_without_its_value_leaves_the_part_out() => Render("Thanks to {crate.thanks}!").ShouldBeNull();

    [Fact]
    public void An_optional_line_without_its_value_is_left_out() =>
        Render("{issue.title}\n[drop 1] Thanks to {crate.thanks}!").ShouldBe("Weekly 7");

    [Fact]
    public void An_else_line_stands_for_the_line_before_it() =>
        Render("{issue.title}\n[drop 1] Thanks to {crate.thanks}!\n[else] No thanks.").ShouldBe("Weekly 7\nNo thanks.");

    [Fact]
    public void An_else_line_keeps_silent_when_the_line_before_it_stands() =>
        Render("[drop 1] {crate.names}\n[else] No crate.\n[else] Really none.").ShouldBe("tidepool");

    [Fact]
    public void A_group_without_its_value_disappears() =>
        Render("{crate.names}<, {crate.description}>< by {crate.thanks}>").ShouldBe("tidepool, a store");

    [Fact]
    public void Empty_lines_never_double_nor_stand_at_the_ends() =>
        Render("\n\n{issue.title}\n\n[drop 1] {crate.thanks}\n\nend\n\n").ShouldBe("Weekly 7\n\nend");

    [Fact]
    public void Counts_have_their_word() => Render("{community.count|link|links}, {speakers.count|event|events}").ShouldBeNull();

    [Fact]
    public void A_count_of_five_is_plural() => Render("{community.count|link|links}").ShouldBe("5 links");

    [Fact]
    public void The_lowest_number_is_dropped_first() =>
        Render("{issue.title}\n[drop 2] second to go\n[drop 1] first to go\n[drop 3] third to go", 40)
            .ShouldBe("Weekly 7\nsecond to go\nthird to go");

    [Fact]
    public void A_long_optional_line_makes_room_for_a_shorter_one_of_lower_number() =>
        Render("{issue.title}\n[drop 3] a very long line that has no room at all\n[drop 1] short", 30).ShouldBe("Weekly 7\nshort");

    [Fact]
    public void A_list_ends_at_an_item_and_says_how_many_are_left() =>
        Render("News:\n[each news] • {text}\n[more] and {more} more", 38).ShouldBe("News:\n• One\n• Two\n• Three\nand 2 more");

    [Fact]
    public void A_list_that_fits_says_nothing_of_more() =>
        Render("[each news] • {text}\n[more] and {more} more").ShouldBe("• One\n• Two\n• Three\n• Four\n• Five");

    [Fact]
    public void An_empty_list_leaves_the_part_out() => Render("Tasks:\n[each projects] • {text}").ShouldBeNull();

    [Fact]
    public void A_text_that_may_be_cut_ends_at_a_sentence() =>
        Render("“{quote.text…}”\n[more] (cut)", 60).ShouldBe("“First sentence here. Second sentence there. …”\n(cut)");

    [Fact]
    public void A_text_that_fits_is_not_cut() =>
        Render("“{quote.text…}”\n[more] (cut)", 90).ShouldBe("“First sentence here. Second sentence there. Third sentence nowhere.”");

    [Fact]
    public void What_was_cut_away_is_not_cited()
    {
        var text = RenderRich("“{quote.text…}”", 50).ShouldNotBeNull();

        text.Sources.ShouldHaveSingleItem().Text.ShouldBe("First sentence here. Second sentence there.");
    }

    [Fact]
    public void A_line_for_accounts_without_thread_stands_only_there()
    {
        Render("{issue.title}\n[alone] alone", thread: false).ShouldBe("Weekly 7\nalone");
        Render("{issue.title}\n[alone] alone", thread: true).ShouldBe("Weekly 7");
    }

    private static string? Render(string template, int limit = 500, bool thread = false) => RenderRich(template, limit, thread)?.Text;

    private static RichText? RenderRich(string template, int limit, bool thread = false)
    {
        var diagnostics = new List<Diagnostic>();
        var parsed = TemplateParser.Parse("lead", new TemplateFile("lead.txt", template), diagnostics);
        diagnostics.ShouldBeEmpty();
        var rules = new DryRunTextRules(limit);
        var issue = IssueReader.Read("weekly.md", Sample, IssueFormat.ThisWeekInRust);
        var account = Shipped.Publication.Accounts[0] with { Network = "dry-run", Thread = thread };
        return TemplateRenderer.Render(
            parsed,
            new IssueValues(new IssueDigest(issue, Sample, []), Shipped.Publication, account, rules) { Quote = issue.Quotes[0] },
            rules
        );
    }
}
