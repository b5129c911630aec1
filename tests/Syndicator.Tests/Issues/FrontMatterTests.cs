using Syndicator.Issues;

namespace Syndicator.Tests.Issues;

public sealed class FrontMatterTests
{
    private static Issue Read(string markdown) => IssueReader.Read("x.md", markdown, IssueFormat.ThisWeekInRust);

    [Theory]
    [InlineData(
        "Title: This Week in Rust 7\nDate: 2013-07-20 18:46\nCategory: x\n\n",
        7,
        "https://this-week-in-rust.org/blog/2013/07/20/this-week-in-rust-7/"
    )]
    [InlineData(
        "Title: These Weeks in Rust 127\nNumber: 127\nDate: 2016-4-5\n\n",
        127,
        "https://this-week-in-rust.org/blog/2016/04/05/these-weeks-in-rust-127/"
    )]
    [InlineData(
        "Title: The State of Rust 0.9\nDate: 2013-12-01\nTags: a\n\n",
        null,
        "https://this-week-in-rust.org/blog/2013/12/01/the-state-of-rust-09/"
    )]
    [InlineData(
        "\uFEFFTitle: This Week in Rust 8\r\nNumber: 8\r\nDate: 2014-01-02\r\n\r\n## Jobs\r\n",
        8,
        "https://this-week-in-rust.org/blog/2014/01/02/this-week-in-rust-8/"
    )]
    public void Number_and_page_follow_from_the_front_matter(string markdown, int? number, string url)
    {
        var issue = Read(markdown);
        issue.Number.ShouldBe(number);
        issue.Url.ShouldBe(url);
        issue.Diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public void A_key_after_the_blank_line_is_body_text()
    {
        var issue = Read("Title: This Week in Rust 9\nNumber: 9\nDate: 2031-01-01\n\nCategory: This Week in Rust\n\n## Jobs\n");
        issue.Number.ShouldBe(9);
        issue.Sections.ShouldHaveSingleItem().Line.ShouldBe(7);
    }

    [Theory]
    [InlineData("Title: This Week in Rust $number\nNumber: $number\nDate: 2031-01-01\n\n", "unreadable-number", 2)]
    [InlineData("Title: This Week in Rust 9\nNumber: 10\nDate: 2031-01-01\n\n", "number-differs", 2)]
    [InlineData("Title: This Week in Rust 9\nNumber: 9\nDate: 2031-02-30\n\n", "missing-date", 3)]
    [InlineData("Number: 9\nDate: 2031-02-03\n\n", "missing-title", 1)]
    public void What_the_front_matter_lacks_is_said_with_its_line(string markdown, string code, int line)
    {
        var diagnostic = Read(markdown).Diagnostics.ShouldHaveSingleItem();
        (diagnostic.Code, diagnostic.Position.Line, diagnostic.Severity).ShouldBe((code, line, Severity.Error));
    }
}
