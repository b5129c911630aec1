using Syndicator.Composing;

namespace Syndicator.Tests.Composing;

public class PostTextTests
{
    [Theory]
    [InlineData("Plain words, “quoted” – and 🦀\nin two lines")]
    [InlineData("日本語 e\u0301")]
    [InlineData("zero\u200Bwidth\u2066 turned \u202Eround\u2069\uFEFF")]
    [InlineData("a bell\a, a tab\t, CR\r\nLF")]
    [InlineData("e\u0301 and half an emoji \uD83E, unpaired \uDC00\u200B")]
    public void Clean_text_is_composed_and_has_no_character_that_nobody_sees(string text)
    {
        var wanted = text.Where(c => !IsInvisible(c))
            .Aggregate("", (whole, c) => whole + c)
            .Replace("e\u0301", "é", StringComparison.Ordinal);
        PostText.Clean(text).ShouldBe(wanted);
        PostText.Clean(wanted).ShouldBeSameAs(wanted);
    }

    private static bool IsInvisible(char c) =>
        c is '\u200B' or '\u202E' or '\u2066' or '\u2069' or '\uFEFF' || (char.IsControl(c) && c != '\n');
}
