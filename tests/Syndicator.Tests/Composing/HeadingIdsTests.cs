using Syndicator.Composing;
using Syndicator.Issues;

namespace Syndicator.Tests.Composing;

public class HeadingIdsTests
{
    [Theory]
    [InlineData("Call for Participation; projects and speakers", "call-for-participation-projects-and-speakers")]
    [InlineData("CFP - Projects", "cfp-projects")]
    [InlineData("Updates from the Rust Project", "updates-from-the-rust-project")]
    [InlineData("Observations/Thoughts", "observationsthoughts")]
    [InlineData("Aufrufe für Vorträge!", "aufrufe-fur-vortrage")]
    [InlineData("snake_case & co", "snake_case-co")]
    [InlineData("Ends in !", "ends-in")]
    [InlineData("- dashed -", "-dashed-")]
    [InlineData("呼びかけ", "_1")]
    [InlineData("", "_1")]
    public void A_heading_has_the_id_that_the_newsletters_pages_have(string title, string id) => Ids(title).ShouldBe([id]);

    [Fact]
    public void A_heading_that_comes_again_has_a_number() =>
        Ids("Calls", "Calls", "Calls 1", "Calls_1", "Calls").ShouldBe(["calls", "calls_1", "calls-1", "calls_2", "calls_3"]);

    [Fact]
    public void Thousands_of_one_name_need_no_thousands_of_tries_each()
    {
        Section[] sections = [.. Enumerable.Range(1, 20_000).Select(line => new Section("Calls", 2, line, 0, SectionRole.Calls))];
        HeadingIds.Of(sections, sections[^1]).ShouldBe("calls_19999");
    }

    [Fact]
    public void A_section_of_another_issue_has_no_id() =>
        HeadingIds.Of([], new Section("Calls", 2, 1, 0, SectionRole.Calls)).ShouldBeNull();

    private static IReadOnlyList<string?> Ids(params string[] titles)
    {
        Section[] sections = [.. titles.Select((title, i) => new Section(title, 2, i + 1, 0, SectionRole.Calls))];
        return [.. sections.Select(section => HeadingIds.Of(sections, section))];
    }
}
