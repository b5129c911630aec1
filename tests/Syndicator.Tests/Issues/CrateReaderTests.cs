namespace Syndicator.Tests.Issues;

public sealed class CrateReaderTests
{
    private const string Thanks = "\n\nThanks to [Ada](https://forum.example/2704/9) for the suggestion!";

    [Theory]
    [InlineData(
        "This week's crate is [whirl](https://crates.io/crates/whirl), a spinning library for Rust.",
        "whirl",
        "a spinning library for Rust"
    )]
    [InlineData("This week's Crate of the Week is [whirl](u) – a neat way to spin.", "whirl", "a neat way to spin")]
    [InlineData("This week's crate is [whirl](u) a UNIX spinner.", "whirl", "a UNIX spinner")]
    [InlineData("This week's crate is Grace's [whirl](u), which spins.", "whirl", null)]
    [InlineData("This week's crate is [whirl](u) from Acme, a system to spin things.", "whirl", "a system to spin things")]
    [InlineData("This week's crate is [enum\\_spin](u), a crate for e.g. Tops. It is fast.", "enum_spin", "a crate for e.g. Tops")]
    [InlineData("This week's crate is [whirl](u). whirl lets you spin.", "whirl", null)]
    [InlineData("User [grace](https://users.example/users/grace) suggested his own [whirl](u) crate that spins.", "whirl", null)]
    [InlineData("This week's crates is [whirl](u), a spinner with [docs](v).", "whirl", "a spinner with docs")]
    [InlineData("This week's CotW is not a crate but [Whirlexp](u) site.", "Whirlexp", null)]
    [InlineData("Sadly there were no nominations. Take [whirl](u), a tool, all the same.", "whirl", "a tool, all the same")]
    [InlineData("[Ada](https://example.com/ada)'s crate won: [whirl](u), the lightweight spinner", "whirl", "the lightweight spinner")]
    [InlineData("This week's crate is whirl, a spinner.", "whirl", "a spinner")]
    [InlineData("This week's crate is [Apache Whirl µ](u), a [spinner](w).", "Apache Whirl µ", "a spinner")]
    public void One_crate_is_named_in_many_words(string sentence, string name, string? description)
    {
        var crate = Sample.Crate(sentence + Thanks).Crates.ShouldHaveSingleItem();
        (crate.Name, crate.Description).ShouldBe((name, description));
        crate.Thanks.ShouldHaveSingleItem().Name.ShouldBe("Ada");
        (crate.Line, crate.ThanksLine).ShouldBe((8, 10));
    }

    [Theory]
    [InlineData("This week we have two crates: [a](u), a library for A, and [b](v), a hash function.")]
    [InlineData("This week's crates are [a](u), a library for A, and [b](v), a hash function to call [Julia](w) with.")]
    [InlineData("This week's crates are:\n\n* [a](u), a library for A\n* [b](v), a hash function")]
    public void Several_crates_are_told_from_other_links(string sentence)
    {
        var crates = Sample.Crate(sentence).Crates;
        crates.Select(crate => crate.Name).ShouldBe(["a", "b"]);
        crates[0].Description.ShouldBe("a library for A");
        crates[1].Description!.ShouldStartWith("a hash function");
    }

    [Fact]
    public void The_description_may_start_on_another_line() =>
        Sample.Crate("This week's crate is [whirl](u),\na spinner.").Crates[0].DescriptionLine.ShouldBe(9);

    [Theory]
    [InlineData("Sadly, we got no nominations at all this time.")]
    [InlineData("*No crate stood out.*")]
    [InlineData("We have to go on without a crate until next week.")]
    [InlineData("For lack of a crate this space stays empty: [submit one](u)!")]
    [InlineData("Sadly nothing came in, see you soon")]
    [InlineData("<!-- COTW goes here -->")]
    public void No_crate_is_no_error(string sentence)
    {
        var issue = Sample.Crate(sentence);
        issue.Crates.ShouldBeEmpty();
        issue.Diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public void Words_that_name_no_crate_are_reported_and_not_guessed()
    {
        var issue = Sample.Crate("This week we went to the beach.");
        issue.Crates.ShouldBeEmpty();
        (issue.Diagnostics.Single().Code, issue.Diagnostics.Single().Position.Line).ShouldBe(("crate-not-found", 8));
    }

    [Theory]
    [InlineData("Thanks to [Ada](a) for the self-suggestion!", "Ada <a>", true)]
    [InlineData("Thanks to [Ada](a) for the (partial self-)suggestion!", "Ada <a>", true)]
    [InlineData("Thanks to [Ada](a) and [Tony P.](b) for the suggestions!", "Ada <a>; Tony P. <b>", false)]
    [InlineData("Thanks again to [Ada](a), Bob and [Cy](c) for the nominations.", "Ada <a>; Bob <>; Cy <c>", false)]
    [InlineData("Thank you, [Ada](a) for the suggestion", "Ada <a>", false)]
    [InlineData("Thanks you to [Ada](a) for the suggestion", "Ada <a>", false)]
    [InlineData("Thanks go to Reddit user [ada](a) for the [nom-ination](b).", "ada <a>", false)]
    [InlineData("Thanks, ada!", "ada <>", false)]
    [InlineData("Thanks to llogiq", "llogiq <>", false)]
    [InlineData("Thanks to [Ada for the suggestion](a)!", "Ada <a>", false)]
    [InlineData("Thanks to [Ada](a) who suggested it back in May.", "Ada <a>", false)]
    [InlineData("Despite a lack of suggestions, the editor is pleased with himself.", "", false)]
    public void Thanks_are_read(string words, string expected, bool isSelf)
    {
        var crate = Sample.Crate("This week's crate is [whirl](u), a spinner.\n\n" + words).Crates.Single();
        string.Join("; ", crate.Thanks.Select(thanks => $"{thanks.Name} <{thanks.Url}>")).ShouldBe(expected);
        crate.IsSelfSuggestion.ShouldBe(isSelf);
    }

    [Theory]
    [InlineData("a spinner..", "a spinner.")]
    [InlineData("a spinner...", "a spinner...")]
    [InlineData("a spinner.", "a spinner.")]
    public void A_doubled_full_stop_is_a_slip(string written, string end)
    {
        var crate = Sample.Crate("This week's crate is [whirl](u), " + written).Crates.ShouldHaveSingleItem();
        (crate.Sentence, crate.Description).ShouldBe(("This week's crate is whirl, " + end, "a spinner"));
    }
}
