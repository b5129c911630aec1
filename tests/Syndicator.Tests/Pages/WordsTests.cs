using Syndicator.App.Pages;

namespace Syndicator.Tests.Pages;

public class WordsTests
{
    [Theory]
    [InlineData("issue-678", "issue 678")]
    [InlineData("calls-issue-678", "issue 678")]
    [InlineData("round-2026-11-24-2000", "the round that closes 25 Nov")]
    [InlineData("round-for-nothing", "round-for-nothing")]
    [InlineData("call-a0c8d9dbeecb", "")]
    [InlineData("thanks-0198-1", "")]
    [InlineData("issue-2026-11-18", "issue-2026-11-18")]
    public void What_posts_are_about_is_said_in_words_by_the_clocks_of_the_newsletter(string key, string words) =>
        Words.About(key, TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo")).ShouldBe(words);

    [Fact]
    public void Editors_have_names_and_the_program_has_one() =>
        new[] { "desk:eve", "cli:a:b", "service", "worker-7" }.Select(Words.Who).ShouldBe(["eve", "a:b", "The program", "The program"]);
}
