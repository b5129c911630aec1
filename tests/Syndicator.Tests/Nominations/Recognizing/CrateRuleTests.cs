using Syndicator.Nominations;

namespace Syndicator.Tests.Nominations.Recognizing;

public class CrateRuleTests
{
    [Theory]
    [InlineData("@twir #cotw https://crates.io/crates/jiff")]
    [InlineData("#CotW jiff https://crates.io/crates/jiff/0.2.1/dependencies")]
    [InlineData("#CrateOfTheWeek: see https://docs.rs/jiff/latest/jiff/struct.Zoned.html.")]
    [InlineData("Crate of the Week? https://docs.rs/crate/jiff/0.2.0 (what else)")]
    [InlineData("(#cotw) https://lib.rs/crates/jiff")]
    [InlineData("#cotw lib.rs/jiff")]
    [InlineData("My crate-of-the-week is crates.io/crates/jiff, no doubt")]
    [InlineData("#cotw just cargo add jiff and be happy")]
    [InlineData("#cotw\n```\ncargo add jiff --features serde\n```")]
    [InlineData("#cotw `cargo +nightly install --locked jiff@0.2`")]
    [InlineData("#cotw jiff = \"0.2\"")]
    [InlineData("#cotw\n[dependencies]\njiff = { version = \"0.2\", features = [\"std\"] }")]
    [InlineData("#cotw\n[dev-dependencies.jiff]\nversion = \"0.2\"")]
    [InlineData("#cotw goes to `jiff` for its `Zoned` and `std::fmt` and `async` and `jiff!` and `Jiff[]`")]
    [InlineData("#cotw `jiff`, so much nicer than `chrono`")]
    [InlineData("#cotw: `jiff` with the `serde` feature")]
    [InlineData("#cotw jiff")]
    [InlineData("#cotw: jiff!")]
    [InlineData("#cotw – jiff (because time is hard)")]
    [InlineData("jiff #cotw")]
    [InlineData("Time is hard, use jiff. #cotw #rust @twir")]
    [InlineData("@twir I nominate jiff as #cotw\nno mention here on purpose")]
    [InlineData("I'd say jiff for #cotw, for its docs")]
    [InlineData("#cotw nomination: jiff")]
    [InlineData("My #cotw is jiff")]
    [InlineData("Vorschlag für #cotw: jiff")]
    [InlineData("How about jiff for #cotw?")]
    [InlineData("#cotw jiff, https://github.com/BurntSushi/jiff")]
    public void A_tag_and_one_crate(string text) => Told.Becomes(text).ShouldBe("crate jiff");

    [Fact]
    public void Where_a_text_is_cut_no_half_word_becomes_a_crate() =>
        Told.Becomes("#cotw " + string.Concat(Enumerable.Repeat("cargo add cargo-expand ", 5000))).ShouldBe("crate cargo-expand");

    [Theory]
    [InlineData("#cotw https://crates.io/crates/jiff and https://docs.rs/hifitime", "crate jiff, crate hifitime")]
    [InlineData("#cotw cargo add jiff hifitime", "crate jiff, crate hifitime")]
    [InlineData("#cotw `jiff` or `hifitime`?", "crate jiff, crate hifitime")]
    [InlineData("#cotw https://crates.io/crates/serde-json https://docs.rs/Serde_JSON `serde_json`", "crate serde-json")]
    [InlineData("jiff and hifitime for #cotw", "crate jiff, crate hifitime")]
    [InlineData("I nominate jiff & time-fmt for #cotw", "crate jiff, crate time-fmt")]
    [InlineData("#cotw jiff, hifitime and chronos", "crate jiff, crate hifitime, crate chronos")]
    [InlineData("#cotw jiff, hifitime", "crate jiff, crate hifitime")]
    [InlineData("#cotw jiff and Fenna rocks", "crate jiff")]
    [InlineData("#cotw jiff and timezones are fun", "crate jiff")]
    [InlineData("#cotw jiff, timezones as they should be", "crate jiff")]
    [InlineData("Time and jiff for #cotw", "crate jiff")]
    [InlineData("#cotw https://github.com/BurntSushi/jiff", "crate https://github.com/BurntSushi/jiff")]
    [InlineData("#cotw https://gitlab.com/a/b/jiff/-/tree/main", "crate https://gitlab.com/a/b/jiff")]
    [InlineData(
        "#cotw https://git.sr.ht/~ada/jiff/tree codeberg.org/ada/x.git",
        "crate https://git.sr.ht/~ada/jiff, crate https://codeberg.org/ada/x"
    )]
    [InlineData("#cotw cargo install --git https://github.com/a/b", "crate https://github.com/a/b")]
    [InlineData("#cotw tokio-console https://github.com/tokio-rs/console", "crate tokio-console")]
    [InlineData("#cotw a beautiful thing: https://github.com/a/b", "crate https://github.com/a/b")]
    public void Several_crates_and_crates_without_a_name(string text, string becomes) => Told.Becomes(text).ShouldBe(becomes);

    [Theory]
    [InlineData("#cotw goes to whoever fixes my build")]
    [InlineData("again #cotw")]
    [InlineData("Who picks #cotw?")]
    [InlineData("when does voting for #cotw close")]
    [InlineData(
        "#cotw https://crates.io/search?q=jiff https://crates.io/users/ada https://crates.io/categories/api https://lib.rs/algorithms https://docs.rs/releases"
    )]
    [InlineData("#cotw https://github.com/features/actions https://github.com/rust-lang/rust/issues/1")]
    [InlineData("#cotw ../../etc javascript:alert(1) <script>")]
    [InlineData("#cotw `std::mem` `Vec<u8>` `fn`")]
    [InlineData("#cotw")]
    [InlineData("Congrats to the authors of jiff on #cotw")]
    [InlineData("#cotw please!")]
    [InlineData("#cotw se\u200Brde")]
    public void A_tag_without_a_crate_is_unsorted(string text) => Told.Becomes(text).ShouldBe("unsorted");

    [Theory]
    [InlineData("I withdraw my nomination, #cotw https://crates.io/crates/jiff")]
    [InlineData("I take my #cotw back: `jiff`")]
    [InlineData("Sorry, I have to retract my vote for https://crates.io/crates/jiff as #cotw")]
    [InlineData("Please cancel my crate of the week suggestion https://crates.io/crates/jiff")]
    [InlineData("Thanks for picking https://crates.io/crates/jiff as #cotw!")]
    [InlineData("thank you so much for choosing `jiff` for crate of the week 💜")]
    [InlineData("last week's #cotw was https://crates.io/crates/jiff")]
    [InlineData("Last week’s crate of the week was `jiff` and I love it")]
    [InlineData("The #cotw of last issue was https://crates.io/crates/jiff")]
    [InlineData("#cotw was `jiff` last month already")]
    public void What_was_taken_back_or_chosen_before_is_unsorted(string text)
    {
        Told.Becomes(text).ShouldBe("unsorted");
        Told.Becomes(Told.Reply(text, "https://crates.io/crates/hifitime")).ShouldBe("unsorted");
    }

    [Theory]
    [InlineData("#cotw jiff: I could take my time zones back out of the test suite")]
    [InlineData("Thanks for making `jiff`, it is my #cotw")]
    [InlineData("Last week I found `jiff`, #cotw")]
    [InlineData("This week's #cotw should be `jiff`, last week was stressful")]
    public void What_only_sounds_like_it_nominates(string text) => Told.Becomes(text).ShouldBe("crate jiff");

    [Theory]
    [InlineData("I withdraw my nomination: jiff")]
    [InlineData("I take my nomination of https://crates.io/crates/jiff back")]
    public void Below_an_invitation_what_is_taken_back_is_unsorted(string text) => Told.Becomes(Told.Invited(text)).ShouldBe("unsorted");

    [Theory]
    [InlineData("I use #cotwx jiff")]
    [InlineData("x#cotw jiff")]
    [InlineData("`#cotw` jiff")]
    [InlineData("#\u200Bcotw jiff")]
    [InlineData("> #cotw jiff\n\nno idea")]
    public void What_only_looks_like_a_tag_is_none(string text) => Told.Becomes(text).ShouldBe("unsorted");

    [Fact]
    public void A_tag_in_an_address_is_none() => Told.Becomes("https://a.example/#cotw").ShouldBe("link https://a.example/#cotw");

    [Theory]
    [InlineData("not #cotw again")]
    [InlineData("Please don't nominate serde for #cotw")]
    [InlineData("That is not a crate of the week https://crates.io/crates/jiff")]
    [InlineData("kein #cotw jiff")]
    [InlineData("This isn’t #cotw material")]
    public void A_negation_nominates_nothing(string text) => Told.Becomes(text).ShouldBe("nothing");

    [Theory]
    [InlineData("Not a #qotw, but #cotw: jiff")]
    [InlineData("Why not #cotw jiff?")]
    [InlineData("Not only #cotw but crate of the year: `jiff`")]
    public void A_negation_of_something_else_hinders_nothing(string text) => Told.Becomes(text).ShouldBe("crate jiff");

    [Theory]
    [InlineData("This one for #cotw please")]
    [InlineData("#cotw")]
    [InlineData("#cotw definitely!")]
    [InlineData("clearly a crate of the week")]
    public void Without_a_crate_of_its_own_the_crates_of_the_other_post_count(string text)
    {
        var proposal = Told.Proposals(Told.Reply(text, "New release of https://docs.rs/jiff")).ShouldHaveSingleItem();
        proposal.Nominee.ShouldBe(new Nominee.Crate("jiff", "https://docs.rs/jiff"));
        proposal.FromPostId.ShouldBe("2");
        Told.Becomes(Told.Quoting(text, "I wrote `jiff`")).ShouldBe("crate jiff");
    }

    [Fact]
    public void An_own_crate_comes_before_that_of_the_other_post() =>
        Told.Becomes(Told.Reply("#cotw hifitime", "I like https://docs.rs/jiff")).ShouldBe("crate hifitime");

    [Fact]
    public void Our_own_post_has_no_crates_to_nominate() =>
        Told.Becomes(Told.Reply(Told.Post("#cotw indeed"), Told.Ours("Last week: https://crates.io/crates/jiff"))).ShouldBe("unsorted");

    [Theory]
    [InlineData("jiff!", "crate jiff")]
    [InlineData("@us jiff 🦀", "crate jiff")]
    [InlineData("`jiff`", "crate jiff")]
    [InlineData("jiff and hifitime", "unsorted")]
    [InlineData("`jiff` and `hifitime`", "crate jiff, crate hifitime")]
    [InlineData("cargo add jiff", "crate jiff")]
    [InlineData("https://github.com/a/b", "crate https://github.com/a/b")]
    [InlineData("https://crates.io/crates/jiff is lovely", "crate jiff")]
    [InlineData("I nominate jiff, of course", "crate jiff")]
    [InlineData("thanks!", "unsorted")]
    [InlineData("I use `jiff` every day", "unsorted")]
    [InlineData("what is this about?", "unsorted")]
    [InlineData("https://blog.example/x", "link https://blog.example/x")]
    public void Below_an_invitation_no_tag_is_needed(string text, string becomes) => Told.Becomes(Told.Invited(text)).ShouldBe(becomes);

    [Fact]
    public void Crates_io_has_the_last_word_on_single_words()
    {
        var recognizer = new Syndicator.Nominations.Recognizing.Recognizer(new(), name => name == "jiff");

        Told.Short(recognizer.Recognize(new Arrival(Told.Post("#cotw jiff")))).ShouldBe("crate jiff");
        Told.Short(recognizer.Recognize(new Arrival(Told.Post("#cotw nosuchthing")))).ShouldBe("unsorted");
        Told.Short(recognizer.Recognize(new Arrival(Told.Post("#cotw `nosuchthing`")))).ShouldBe("crate nosuchthing");
    }

    [Fact]
    public void The_target_of_a_link_counts_and_not_what_is_shown()
    {
        Told.Becomes("#cotw crates.io/crates/jiff (https://evil.example/)").ShouldBe("unsorted");
        Told.Becomes(new Arrival(Told.Post("#cotw crates.io/crates/jiff") with { Links = ["https://evil.example/"] })).ShouldBe("unsorted");
        Told.Becomes(new Arrival(Told.Post("#cotw this") with { Links = ["https://crates.io/crates/jiff"] })).ShouldBe("crate jiff");
    }

    [Fact]
    public void A_tag_that_only_the_network_tells_of_counts() =>
        Told.Becomes(new Arrival(Told.Post("https://crates.io/crates/jiff") with { Tags = ["CotW"] })).ShouldBe("crate jiff");
}
