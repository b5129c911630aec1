using Syndicator.Networks.Text;

namespace Syndicator.Tests.Networks.Text;

public class TextCutTests
{
    [Theory]
    [InlineData("One two three.", 20, "One two three.")]
    [InlineData("One two three four.", 13, "One two…")]
    [InlineData("One two, three four.", 10, "One two…")]
    [InlineData("See (the book) now", 8, "See…")]
    [InlineData("Use `a b c` here", 10, "Use…")]
    [InlineData("Use `a b c` here", 14, "Use `a b c`…")]
    [InlineData("Read https://example.org/a,b now", 20, "Read…")]
    [InlineData("日本語の文章です", 5, "日本語の…")]
    [InlineData("Unbreakable", 5, null)]
    public void A_text_is_cut_behind_a_word(string text, int limit, string? cut) =>
        TextCut.AtWord(text, candidate => candidate.Length <= limit).ShouldBe(cut);

    [Theory]
    [InlineData("First one. Second one. Third one.", 25, "First one. Second one. …")]
    [InlineData("He said “yes.” Then he left the room.", 20, "He said “yes.” …")]
    [InlineData("Use e.g. this. Or that one over there.", 20, "Use e.g. this. …")]
    [InlineData("By J. Doe and friends. Nobody else was there.", 30, "By J. Doe and friends. …")]
    [InlineData("Version 1.5 is out! Get it now, everybody.", 30, "Version 1.5 is out! …")]
    [InlineData("Wait... what is this? No idea at all.", 25, "Wait... what is this? …")]
    [InlineData("Line one\nline two, which is longer", 20, "Line one …")]
    [InlineData("No sentence ends within the limit here.", 20, null)]
    public void A_text_is_cut_behind_a_sentence(string text, int limit, string? cut) =>
        TextCut.AtSentence(text, candidate => candidate.Length <= limit).ShouldBe(cut);

    [Fact]
    public void Few_lengths_are_asked_for()
    {
        var asked = 0;
        var text = string.Join(' ', Enumerable.Repeat("word", 1000));

        TextCut.AtWord(text, candidate => ++asked > 0 && candidate.Length <= 500).ShouldNotBeNull().Length.ShouldBe(500);

        asked.ShouldBeLessThan(13);
    }

    [Fact]
    public void An_accent_on_a_space_stays_with_it() =>
        TextCut.AtWord("ab \u0301cd ef", candidate => candidate.Length <= 7).ShouldBe("ab \u0301cd…");

    [Fact]
    public void A_tag_behind_a_sign_that_leans_on_it_is_not_cut() =>
        TextCut.AtWord("ab \u0600#1234\u65E5\u672C\u8A9E", candidate => candidate.Length <= 11).ShouldBe("ab…");

    [Theory]
    [InlineData("alpha beta gamma delta epsilon (zeta eta) theta", 37, "alpha beta gamma delta epsilon…")]
    [InlineData("alpha beta gamma delta epsilon \"zeta eta\" theta", 37, "alpha beta gamma delta epsilon…")]
    [InlineData("we hope to see you and your friends", 22, "we hope to see you…")]
    [InlineData("one (two three four five)", 16, "one (two three…")]
    public void A_cut_leaves_nothing_open_and_no_small_word_last(string text, int room, string expected) =>
        TextCut.AtWord(text, candidate => candidate.Length <= room).ShouldBe(expected);
}
