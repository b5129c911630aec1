using Syndicator.Issues;

namespace Syndicator.Tests.Issues;

public sealed class QuoteReaderTests
{
    [Theory]
    [InlineData("– [Ada on forum](a)", "Ada on forum", "a")]
    [InlineData("— Ada [blogging about things](a).", "Ada blogging about things", "a")]
    [InlineData("- [Ada on forum](a)", "Ada on forum", "a")]
    [InlineData("[Ada on forum](a)", "Ada on forum", "a")]
    [InlineData("Ada on [forum](a)!", "Ada on forum", "a")]
    [InlineData("– [Ada](p) on [forum](a)", "Ada on forum", "p")]
    [InlineData("– [Ada](a) explaining how it spins (PDF link)", "Ada explaining how it spins (PDF link)", "a")]
    [InlineData("– Ada @Conf", "Ada @Conf", null)]
    [InlineData("– [Ada on forum]()", "Ada on forum", "")]
    public void Attributions_are_read_in_every_form(string line, string text, string? url)
    {
        var quote = Sample.Quote("> Spin.\n\n" + line + "\n\nThanks to [Bob](b) for the suggestion!").Quotes.ShouldHaveSingleItem();
        quote.Text.ShouldBe("Spin.");
        (quote.Attribution?.Text, quote.Attribution?.Url, quote.Attribution?.Line).ShouldBe((text, url, 10));
        quote.Thanks.ShouldHaveSingleItem().ShouldBe(new Thanks("Bob", "b"));
    }

    [Fact]
    public void An_attribution_that_slipped_into_the_quote_is_taken_out()
    {
        var quote = Sample.Quote("> Spin and\n> spin.\n– [Ada](a)\n\nThanks to Bob.").Quotes.ShouldHaveSingleItem();
        (quote.Text, quote.Layout, quote.Attribution?.Text, quote.EndLine).ShouldBe(("Spin and spin.", "Spin and spin.", "Ada", 9));
    }

    [Fact]
    public void Thanks_on_the_line_below_the_attribution_are_thanks()
    {
        var quote = Sample.Quote("> Spin.\n\n– [Ada](a)\nThanks to [Bob](b) for the suggestion!").Quotes.ShouldHaveSingleItem();
        (quote.Attribution?.Text, quote.Thanks.Single().Name).ShouldBe(("Ada", "Bob"));
    }

    [Theory]
    [InlineData("> One?\n\n> Two.", "One?”\n\n“Two.")]
    [InlineData("> One?\n\n<!-- -->\n> Two.", "One?”\n\n“Two.")]
    [InlineData("> One?\n\nAnd the reply:\n\n> Two.", "One?”\n\nAnd the reply:\n\n“Two.")]
    [InlineData("> One?\n\nOne goes on.\n\n> Two.", "One?\n\nOne goes on.”\n\n“Two.")]
    [InlineData("> One?\n\nTo be sure:", "One?\n\nTo be sure:")]
    [InlineData("> \"One?\"\n\n> \"Two.\"", "One?”\n\n“Two.")]
    [InlineData(">> One?\n\n> Two.", "One?”\n\n“Two.")]
    [InlineData("> One?\n\nTwo, without a mark.", "One?\n\nTwo, without a mark.")]
    [InlineData("> > One?\n>\n> Two.", "‘One?’\n\nTwo.")]
    [InlineData("> One:\n>\n> > Two:\n> >\n> > > Three.\n>\n> Four.", "One:\n\n‘Two:\n\n“Three.”’\n\nFour.")]
    [InlineData("> > ![x](y)\n>\n> One.", "One.")]
    [InlineData("> * one\n> * two\n>\n> 1. three", "• one\n• two\n1. three")]
    [InlineData("> one  \n> two\\\n> three\n> four", "one\ntwo\nthree four")]
    [InlineData("> code:\n>\n> ```\n> a\n>   b\n> ```", "code:\n\na\n  b")]
    [InlineData("> <ada\\> hi\n> <bob\\> `x`", "<ada> hi\n<bob> x")]
    public void What_stands_before_the_attribution_is_one_quote(string body, string layout)
    {
        var quote = Sample.Quote(body + "\n\n– [Ada and Bob](a)").Quotes.ShouldHaveSingleItem();
        quote.Layout.ShouldBe(layout);
        quote.Attribution?.Text.ShouldBe("Ada and Bob");
    }

    [Theory]
    [InlineData("> One.", 1)]
    [InlineData("> > One.\n>\n> Two.", 1)]
    [InlineData("> One.\n\nAnd the reply:\n\n> Two.\n\n> Three.", 3)]
    public void The_voices_of_a_quote_are_counted(string body, int count) =>
        Sample.Quote(body + "\n\n– [Ada and Bob](a)").Quotes.ShouldHaveSingleItem().VoiceCount.ShouldBe(count);

    [Theory]
    [InlineData("> \"Spin.\"", "Spin.")]
    [InlineData("> “It says 'spin'.”", "It says 'spin'.")]
    [InlineData("> \"Spin\" is not \"whirl\"", "\"Spin\" is not \"whirl\"")]
    [InlineData("> \"Spin\", they say.", "\"Spin\", they say.")]
    [InlineData("> `\"spin\"`", "\"spin\"")]
    public void Marks_around_the_whole_quote_are_left_to_the_template(string body, string layout)
    {
        var quote = Sample.Quote(body + "\n\n– [Ada](a)").Quotes.ShouldHaveSingleItem();
        quote.Layout.ShouldBe(layout);
        quote.CodeSpans.Select(span => quote.Layout[span]).ShouldAllBe(code => code == "\"spin\"");
    }

    [Theory]
    [InlineData("> Gears are round,\n> my code is slow,\n> spin it.", true)]
    [InlineData("> Gears are round,\n> Spin is fine,\n> there is no way to spin a `gear` more than once.", true)]
    [InlineData("> Gears are round,\n> my code is slow.", false)]
    [InlineData(
        "> Somebody wraps every paragraph at fifty characters\n> without meaning verse; each line is as long as it\n> can be.",
        false
    )]
    [InlineData(
        "> Roundness is what gears are known for all over this wide world,\n> spin\n> is what they do on the days when nobody stands in the way of it.",
        false
    )]
    public void Short_lines_are_verse(string body, bool isVerse)
    {
        var quote = Sample.Quote(body + "\n\n– [Ada](a)").Quotes.ShouldHaveSingleItem();
        quote.Layout.Contains('\n', StringComparison.Ordinal).ShouldBe(isVerse);
        quote.Layout.ReplaceLineEndings(" ").ShouldBe(quote.Text);
    }

    [Theory]
    [InlineData("Ada", "and [Bob](b)", "", true)]
    [InlineData("[Ada](a)", "and [Bob](b)", "", true)]
    [InlineData("Ada", "[Bob](b)", "", true)]
    [InlineData("[Ada](a)", "[Bob](b)", "", false)]
    [InlineData("Ada", "Bob", "", false)]
    [InlineData("Ada", "[Bob](b)", "\n\nThanks to Cy!", false)]
    public void A_quote_without_a_source_of_its_own_is_continued_by_the_next(string first, string second, string between, bool continues)
    {
        var quotes = Sample.Quote($"> One.\n\n– {first}{between}\n\n> Two.\n\n– {second}\n\nThanks to [Dee](d)!").Quotes;
        quotes.Select(quote => quote.ContinuesPrevious).ShouldBe([false, continues]);
    }

    [Theory]
    [InlineData("Thanks to [Bob](b) for the self-suggestion!", true)]
    [InlineData("Thanks to [Bob](b) himself for the suggestion!", false)]
    [InlineData("Thanks to [Bob](b) for the suggestion!", false)]
    public void A_self_suggestion_is_told_from_the_thanks(string thanks, bool isSelf) =>
        Sample.Quote("> My self.\n\n– [Ada](a)\n\n" + thanks).Quotes.ShouldHaveSingleItem().IsSelfSuggestion.ShouldBe(isSelf);

    [Fact]
    public void The_place_may_stand_before_the_quote() =>
        Sample.Quote("On `#whirl` IRC\n\n> <ada\\> spin\n\nThanks to Bob.").Quotes.Single().Attribution?.Text.ShouldBe("On #whirl IRC");

    [Fact]
    public void Two_quotes_share_the_thanks_below_them()
    {
        var quotes = Sample.Quote("Two this time:\n\n> One.\n\n– [Ada](a)\n\n> Two.\n\n– [Bob](b)\n\nThanks to [Cy](c) for both!").Quotes;
        quotes.Select(quote => quote.Attribution!.Text).ShouldBe(["Ada", "Bob"]);
        quotes.ShouldAllBe(quote => quote.Thanks.Count == 1);
    }

    [Fact]
    public void Thanks_between_two_quotes_are_for_the_first()
    {
        var quotes = Sample
            .Quote("> One.\n\n– [Ada](a)\n\nThanks to [Cy](c)!\n\n> Two.\n\n– [Bob](b)\n\n[ed](e) is pleased with his suggestion.")
            .Quotes;
        quotes.Select(quote => quote.Thanks.Count).ShouldBe([1, 0]);
    }

    [Theory]
    [InlineData("\"Spin.\" — [@ada](a).", "\"Spin.\"", "@ada")]
    [InlineData("```\n<ada> spin\n```\n\n— [From #spin](a).", "<ada> spin", "From #spin")]
    [InlineData("<pre>fn f&lt;T&gt;() {}</pre>\n\n— [@ada](a).", "fn f<T>() {}", "@ada")]
    [InlineData("Spin, spin,  \nspin.\n\n– a sorry editor", "Spin, spin, spin.", "a sorry editor")]
    public void A_quote_may_stand_outside_a_block_quote(string body, string text, string attribution)
    {
        var quote = Sample.Quote(body).Quotes.ShouldHaveSingleItem();
        (quote.Text, quote.Attribution?.Text).ShouldBe((text, attribution));
    }

    [Theory]
    [InlineData("*No quote this time.*")]
    [InlineData("Alas, nobody said anything memorable.")]
    [InlineData("<!-- QOTW goes here -->")]
    public void No_quote_is_no_error(string body)
    {
        var issue = Sample.Quote(body);
        issue.Quotes.ShouldBeEmpty();
        issue.Diagnostics.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("<img src=\"x.png\" alt=\"words\">\n\n— [Ada](a).", "quote-is-image")]
    [InlineData("Ada said something nice.", "quote-not-found")]
    public void A_quote_that_cannot_be_read_is_reported(string body, string code) =>
        Sample.Quote(body).Diagnostics.ShouldHaveSingleItem().Code.ShouldBe(code);

    [Fact]
    public void Crate_and_quote_may_share_a_section()
    {
        var issue = Sample.Read(
            "# Crate & Quote of the Week\n\nThis week's crate is [whirl](u), a spinner. Thanks go to [Cy](c).\n\n[Submit yours](s)!\n\n> Spin.\n\n— [Ada](a).\n"
        );
        issue.Crates.Single().Thanks.Single().Name.ShouldBe("Cy");
        issue.Quotes.Single().Thanks.ShouldBeEmpty();
    }
}
