using Syndicator.Issues;

namespace Syndicator.Tests.Issues;

public sealed class HeadingRolesTests
{
    private static string Roles(string body) =>
        string.Join(", ", Sample.Read(body).Sections.Select(section => $"{section.Title}={section.Role}"));

    [Fact]
    public void A_heading_without_a_role_has_that_of_the_heading_above_it() =>
        Roles(
                "## Updates from the Rust Project\n#### Compiler\n### Final Comment Period\n#### [RFCs](u)\n##### Rust\n## Upcoming Events\n### Virtual\n"
            )
            .ShouldBe(
                "Updates from the Rust Project=Core, Compiler=Core, Final Comment Period=FinalCommentPeriod, RFCs=FinalCommentPeriod, "
                    + "Rust=FinalCommentPeriod, Upcoming Events=Events, Virtual=Events"
            );

    [Fact]
    public void A_sibling_of_a_part_belongs_to_the_whole() =>
        Roles("## Updates from Rust Community\n### Official\n### SomeConf 2031\n").ShouldEndWith("SomeConf 2031=Community");

    [Fact]
    public void A_heading_that_is_too_high_between_community_parts_is_community() =>
        Roles("## Updates from Rust Community\n### Official\n## SomeConf 2031\n## [OtherConf](u)\n### Newsletters\n## Crate of the Week\n")
            .ShouldContain("SomeConf 2031=Community, OtherConf=Community, Newsletters=Newsletters");

    [Fact]
    public void A_stray_heading_of_level_one_continues_its_section() =>
        Roles("## Upcoming Events\n### Africa\n# 2031-03-05 | Lagos, NG | Rust Nigeria\n### Asia\n# Oceania\n# Quote of the Week\n")
            .ShouldBe(
                "Upcoming Events=Events, Africa=Events, 2031-03-05 | Lagos, NG | Rust Nigeria=Events, Asia=Events, Oceania=Events, Quote of the Week=Quote"
            );

    [Fact]
    public void A_new_kind_of_section_has_no_role_and_is_reported()
    {
        var issue = Sample.Read("## Crate of the Week\n\nThis week's crate is [a](u), a thing.\n\n## Module of the Week\n\n[m](u)\n");
        issue.Sections[1].Role.ShouldBe(SectionRole.Unknown);
        var diagnostic = issue.Diagnostics.ShouldHaveSingleItem();
        (diagnostic.Code, diagnostic.Position.Line).ShouldBe(("unknown-heading", Sample.FirstLine + 4));
    }

    [Theory]
    [InlineData("## UPCOMING EVENTS:", nameof(SectionRole.Events))]
    [InlineData("## What’s cooking on nightly?", nameof(SectionRole.News))]
    [InlineData("### Research Papers and more", nameof(SectionRole.Research))]
    [InlineData("# fn work(on: RustProject) -> Money", nameof(SectionRole.Jobs))]
    [InlineData("## [Call for Testing](https://example.com)", nameof(SectionRole.Testing))]
    public void Case_colon_typographic_quotes_and_endings_do_not_matter(string heading, string role) =>
        Sample.Read(heading + "\n").Sections.ShouldHaveSingleItem().Role.ToString().ShouldBe(role);

    [Fact]
    public void Headings_inside_quotes_are_no_sections()
    {
        var issue = Sample.Quote("> # Loud words\n>\n> quiet words\n\n– [A](https://a.example)");
        issue.Sections.ShouldHaveSingleItem();
        issue.Quotes.ShouldHaveSingleItem().Text.ShouldBe("Loud words quiet words");
    }

    [Fact]
    public void Sections_have_lines_links_text_and_the_link_of_their_heading()
    {
        var issue = Sample.Read(
            "intro [x](u)\n\n## [Jobs](https://jobs.example)\n\n<!-- [no](no) -->\nAsk [here](a)\nand\u00a0[there](b) &amp; <b>now</b>.\n\n* `code`\n\n# Quote of the Week\n"
        );
        var jobs = issue.Sections[0];
        (jobs.Title, jobs.Level, jobs.Line, jobs.Links, jobs.HeadingUrl, jobs.EndLine).ShouldBe(
            ("Jobs", 2, 8, 2, "https://jobs.example", 15)
        );
        jobs.Text.ShouldBe("Ask here and there & now.\ncode");
    }
}
