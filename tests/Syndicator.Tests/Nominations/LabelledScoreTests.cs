namespace Syndicator.Tests.Nominations;

public class LabelledScoreTests
{
    private static readonly LabelledNominee s_jiff = new("crate", Name: "jiff", Url: "https://crates.io/crates/jiff");

    [Fact]
    public void What_is_recognised_as_labelled_is_right_in_all()
    {
        var score = LabelledScore.Of(Labels.All.Select(label => (label, label.Expect)));

        score.Misses.ShouldBeEmpty();
        score.Tallies.ShouldAllBe(kind => kind.Value.Right > 0 && kind.Value.Precision.Equals(1.0) && kind.Value.Recall.Equals(1.0));
        score.Speakers.Right.ShouldBe(score.Speakers.All);
        score.Speakers.All.ShouldBeGreaterThan(50);
    }

    [Fact]
    public void What_recognises_nothing_misses_all()
    {
        var score = LabelledScore.Of(Labels.All.Select(label => (label, Nothing())));

        score.Tallies["crate"].ShouldBe(new Tally(0, 0, score.Tallies["crate"].Missed));
        score.Tallies["crate"].Recall.ShouldBe(0);
        score.Tallies["nothing"].Recall.ShouldBe(1);
        score.Tallies["nothing"].Precision.ShouldBeLessThan(0.1);
        score.Misses.Count.ShouldBe(Labels.All.Count(label => label.Expect.Kind != "nothing"));
    }

    [Theory]
    [InlineData("Serde-JSON", null, "serde_json", "https://docs.rs/serde_json", true)]
    [InlineData("serde", null, "serde_json", null, false)]
    [InlineData(null, "http://github.com/a/b/", null, "https://GitHub.com/a/b", true)]
    [InlineData(null, "https://github.com/a/b", null, "https://github.com/a/c", false)]
    [InlineData("b", "https://github.com/a/b", null, "https://github.com/a/b", false)]
    public void Crates_are_the_same_by_name_or_where_none_is_known_by_address(
        string? name,
        string? url,
        string? otherName,
        string? otherUrl,
        bool same
    ) =>
        Score(new("crate", Name: name, Url: url), new("crate", Name: otherName, Url: otherUrl))
            .Tallies["crate"]
            .ShouldBe(same ? new Tally(1, 0, 0) : new Tally(0, 1, 1));

    [Theory]
    [InlineData("Fear  less\n\ncode", "Ada", "https://a.example/t/some-title/9/3", 1, 1)]
    [InlineData("Fear less code", "@Ada", "http://a.example/t/9/3/", 1, 1)]
    [InlineData("Fear less code", "Bea", "https://a.example/t/9/3", 0, 1)]
    [InlineData("Fear less code", "Ada", "https://a.example/t/9/4", 1, 0)]
    [InlineData("Fear less code", null, null, 0, 0)]
    public void Quotes_are_the_same_by_their_words_and_the_rest_is_counted_apart(
        string text,
        string? speaker,
        string? source,
        int speakers,
        int sources
    )
    {
        var score = Score(
            new("quote", Text: "Fear less code", Speaker: "Ada", Source: "https://a.example/t/9/3"),
            new("quote", Text: text, Speaker: speaker, Source: source)
        );

        score.Tallies["quote"].ShouldBe(new Tally(1, 0, 0));
        (score.Speakers, score.Sources).ShouldBe((new Share(speakers, 1), new Share(sources, 1)));
        score.Misses.Count.ShouldBe(speakers + sources == 2 ? 0 : 1);
    }

    [Fact]
    public void Supporting_a_crate_is_not_nominating_it()
    {
        var label = Label(new Expectation("endorsement", [s_jiff], SelfSuggestion: false, Quotable: true));

        var score = LabelledScore.Of([(label, new Expectation("crate", [s_jiff], SelfSuggestion: false, Quotable: true))]);

        score.Tallies["endorsement"].ShouldBe(new Tally(0, 0, 1));
        score.Tallies["crate"].ShouldBe(new Tally(0, 1, 0));
        score
            .Misses.ShouldHaveSingleItem()
            .ShouldBe("m-1: missed endorsement of crate jiff; took it for crate jiff – the rule – #cotw jiff");
    }

    [Fact]
    public void Marks_are_counted_where_something_was_found()
    {
        var label = Label(new Expectation("crate", [s_jiff], SelfSuggestion: true, Quotable: false));

        var score = LabelledScore.Of([
            (label, new Expectation("crate", [s_jiff], SelfSuggestion: false, Quotable: true)),
            (label, Nothing()),
            (label, label.Expect),
        ]);

        (score.SelfSuggestions, score.Quotable).ShouldBe((new Share(1, 2), new Share(1, 2)));
        score.Misses[0].ShouldStartWith("m-1: is a self-suggestion; is not quotable");
        score.ToString().ShouldContain("| crate | 3 | 2 | 2 | 100.0");
    }

    [Fact]
    public void One_of_two_nominees_is_half()
    {
        var label = Label(
            new Expectation(
                "crate",
                [s_jiff, new("quote", Text: "So it is")],
                SelfSuggestion: false,
                Quotable: true,
                Kinds: ["crate", "quote"]
            )
        );

        var score = LabelledScore.Of([(label, new Expectation("crate", [s_jiff, s_jiff], SelfSuggestion: false, Quotable: true))]);

        score.Tallies["crate"].ShouldBe(new Tally(1, 0, 0));
        score.Tallies["quote"].ShouldBe(new Tally(0, 0, 1));
    }

    private static LabelledScore Score(LabelledNominee expected, LabelledNominee actual) =>
        LabelledScore.Of([(Label(Of(expected)), Of(actual))]);

    private static Expectation Of(LabelledNominee nominee) => new(nominee.Kind, [nominee], SelfSuggestion: false, Quotable: true);

    private static Expectation Nothing() => new("nothing", [], SelfSuggestion: false, Quotable: false);

    private static Label Label(Expectation expect) =>
        new("m-1", "mastodon", new LabelledPost("ada@a.example", "#cotw jiff"), expect, "the rule");
}
