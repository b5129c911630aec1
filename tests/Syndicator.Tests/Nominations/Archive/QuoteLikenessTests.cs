using Syndicator.Nominations.Archive;

namespace Syndicator.Tests.Nominations.Archive;

public class QuoteLikenessTests
{
    private const string Long =
        "I have experience in multiple styles of martial arts gained from fighting the borrow checker, if that counts, and a black belt in lifetimes.";

    [Theory]
    [InlineData(Long)]
    [InlineData("I have experience in multiple styles of martial arts gained from fighting the borrow checker.")]
    [InlineData("I have experience in multiple stiles of martial arts, gained from fighting the borrow checker, if that counts")]
    [InlineData("I have experience in multiple styles of martial arts […] and a black belt in lifetimes.")]
    public void Shortened_and_mended_words_are_the_same(string published) => QuoteLikeness.Is(published, Long).ShouldBeTrue();

    [Theory]
    [InlineData("I have experience in fighting compilers, and the borrow checker is the one that I like best of all.")]
    [InlineData("Rust is fun.")]
    [InlineData("")]
    public void Other_words_are_others(string published) => QuoteLikeness.Is(published, Long).ShouldBeFalse();

    [Fact]
    public void Few_words_may_differ_in_a_letter()
    {
        QuoteLikeness.Is("Rust, but verify.", "rust but verifi").ShouldBeTrue();
        QuoteLikeness.Is("Rust, but verify.", "Rust, but slowly.").ShouldBeFalse();
    }
}
