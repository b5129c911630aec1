using Syndicator.Nominations;

namespace Syndicator.Tests.Nominations.Recognizing;

public class QuoteRuleTests
{
    private const string Words = "The borrow checker is a patient teacher";

    [Theory]
    [InlineData("#qotw \"" + Words + "\" — Jane Doe", "Jane Doe")]
    [InlineData("#QOTW “" + Words + "” - Jane Doe on users.rust-lang.org", "Jane Doe")]
    [InlineData("#qotw\n> " + Words + "\n\n– Jane Doe", "Jane Doe")]
    [InlineData("#qotw\n> " + Words + "\n> — @jane@social.example", "@jane@social.example")]
    [InlineData("#qotw > " + Words + "\n> — Jane Doe", "Jane Doe")]
    [InlineData("Jane Doe said: „" + Words + "“ #qotw", "Jane Doe")]
    [InlineData("#qotw « " + Words + " » (Jane Doe)", "Jane Doe")]
    [InlineData("Quote of the week: 「" + Words + "」 by Jane Doe", "Jane Doe")]
    [InlineData("As Jane Doe put it: \"" + Words + "\" #qotw", "Jane Doe")]
    [InlineData("#qotw \"" + Words + "\" what a line", "?")]
    [InlineData("#qotw " + Words + "\n— Jane Doe", "Jane Doe")]
    public void Quoted_words_and_who_said_them(string text, string speaker) => Told.Becomes(text).ShouldBe($"quote “{Words}” ({speaker})");

    [Theory]
    [InlineData("@us #qotw > The borrow checker is\n> a patient teacher")]
    [InlineData("Jane Doe #qotw: > The borrow checker is\n> a patient teacher")]
    public void A_quote_may_begin_behind_the_tag_on_its_line(string text) =>
        Told.Becomes(text).ShouldStartWith("quote “The borrow checker is\na patient teacher”");

    [Fact]
    public void Words_of_the_other_post_are_its_authors()
    {
        var proposal = Told.Proposals(Told.Reply($"#qotw “{Words}” – yes!", $"I always say: {Words}, and a kind one."))
            .ShouldHaveSingleItem();

        proposal.Nominee.ShouldBe(new Nominee.Quote(Words, "Ben", "https://social.example/@ben@social.example/2"));
        proposal.FromPostId.ShouldBe("2");
    }

    [Theory]
    [InlineData("this, a thousand times #qotw")]
    [InlineData("#qotw")]
    [InlineData("I laughed so hard that my coffee is on the keyboard now #qotw")]
    public void Without_quoted_words_the_other_post_is_the_quote(string text)
    {
        Told.Becomes(Told.Reply(text, "@ada " + Words)).ShouldBe($"quote “{Words}” (Ben)");
        Told.Becomes(Told.Quoting(text, Words)).ShouldBe($"quote “{Words}” (Ben)");
    }

    [Theory]
    [InlineData("#qotw Rust makes me a better C++ programmer, sadly")]
    [InlineData("Rust makes me a better C++ programmer, sadly #qotw @us")]
    [InlineData("@us for #qotw: Rust makes me a better C++ programmer, sadly")]
    public void A_statement_is_its_authors_own_quote(string text)
    {
        Told.Becomes(text).ShouldBe("quote “Rust makes me a better C++ programmer, sadly” (Ada)");
        Told.Becomes(Told.Invited(text)).ShouldBe("quote “Rust makes me a better C++ programmer, sadly” (Ada)");
    }

    [Theory]
    [InlineData("this, a thousand times #qotw")]
    [InlineData("who picks #qotw?")]
    [InlineData("How do I submit a #qotw for next week?")]
    [InlineData("I love reading #qotw every single week, keep going")]
    [InlineData("best quote ever, I am still laughing #qotw")]
    [InlineData("#qotw lol")]
    public void Remarks_and_questions_are_unsorted(string text) => Told.Becomes(text).ShouldBe("unsorted");

    [Fact]
    public void One_post_may_carry_both_kinds() =>
        Told.Becomes($"#cotw https://crates.io/crates/jiff and #qotw “{Words}” — Jane Doe")
            .ShouldBe($"crate jiff, quote “{Words}” (Jane Doe)");

    [Fact]
    public void A_post_whose_parent_is_not_given_is_no_quote_of_its_author()
    {
        var arrival = new Arrival(Told.Post("#qotw I could not have said it any better") with { ParentId = "2" });

        Told.Becomes(arrival).ShouldBe("unsorted");
        Told.Recognizer.PostsToFetch(arrival).ShouldBe(["2"]);
    }
}
