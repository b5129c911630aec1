using FsCheck;
using FsCheck.Fluent;
using Syndicator.App.Commands;

namespace Syndicator.Tests.Commands;

public sealed class TextDifferenceTests
{
    [Theory]
    [InlineData("a small change", "a great change", "a [-small-]{+great+} change")]
    [InlineData("same", "same", "same")]
    [InlineData("", "all of it", "{+all of it+}")]
    [InlineData("all of it", "", "[-all of it-]")]
    [InlineData("one\ntwo\nthree", "one\nthree", "one\n[-two\n-]three")]
    [InlineData("a b c d e", "a x c y e", "a [-b-]{+x+} c [-d-]{+y+} e")]
    [InlineData("naïve 👩‍👩‍👧", "naïve 👩‍👩‍👦", "naïve [-👩‍👩‍👧-]{+👩‍👩‍👦+}")]
    public void Words_that_changed_are_marked(string before, string after, string expected) =>
        TextDifference.Of(before, after).ShouldBe(expected);

    [Fact]
    public void Both_texts_can_be_read_out_of_the_difference()
    {
        var text = Gen.ListOf(Gen.Elements("a", "b", "c", " ", "  ", "\n")).Select(words => string.Concat(words)).ToArbitrary();
        Prop.ForAll(
                text,
                text,
                (before, after) =>
                {
                    var shown = TextDifference.Of(before, after);
                    return Without(shown, "{+", "+}").Replace("[-", "").Replace("-]", "") == before
                        && Without(shown, "[-", "-]").Replace("{+", "").Replace("+}", "") == after;
                }
            )
            .Check(Seeded.Cases(300));
    }

    [Fact]
    public void Texts_of_any_length_are_compared_in_bounded_memory()
    {
        var before = string.Join(' ', Enumerable.Range(0, 20_000));
        var after = string.Join(' ', Enumerable.Range(0, 20_000).Reverse());
        TextDifference.Of(before, after).Length.ShouldBe(before.Length + after.Length + 8);
    }

    private static string Without(string text, string start, string end)
    {
        while (text.IndexOf(start, StringComparison.Ordinal) is >= 0 and var from)
        {
            text = text.Remove(from, text.IndexOf(end, from, StringComparison.Ordinal) + end.Length - from);
        }

        return text;
    }
}
