using Syndicator.Configuration;
using Syndicator.Networks;
using Syndicator.Nominations;

namespace Syndicator.Tests.Nominations.Recognizing;

public class RecognizerTests
{
    [Theory]
    [InlineData("+1")]
    [InlineData("@us @ben Seconded!")]
    [InlineData("👍👍")]
    [InlineData("I second this, great docs")]
    [InlineData("definitely this one")]
    [InlineData("Strong +1")]
    [InlineData("+1000!")]
    [InlineData("this.")]
    public void Agreement_below_a_nomination_endorses_it(string text) =>
        Told.Becomes(Told.Reply(text, "#cotw jiff")).ShouldBe("endorses 2");

    [Theory]
    [InlineData("not this one")]
    [InlineData("this one is broken")]
    [InlineData("a+1")]
    [InlineData("+12 degrees")]
    [InlineData("I don't agree, agreed?")]
    public void Other_words_below_a_nomination_do_not(string text) => Told.Becomes(Told.Reply(text, "#cotw jiff")).ShouldBe("unsorted");

    [Fact]
    public void Agreement_with_what_nominates_nothing_is_unsorted()
    {
        Told.Becomes(Told.Reply("+1", "Good morning")).ShouldBe("unsorted");
        Told.Becomes(Told.Reply(Told.Post("+1"), Told.Ours("Nominate with #cotw jiff"))).ShouldBe("unsorted");
    }

    [Fact]
    public void A_forum_post_that_shows_a_nomination_endorses_it()
    {
        var nomination = Told.Post("I'd like to nominate https://crates.io/crates/jiff", "ben", "2");
        var post = Told.Post("Uses it every day.") with { QuotedId = "2", Quotations = [new Quotation("nominate jiff", "ben", "2", null)] };

        Told.Becomes(new Arrival(post) { Quoted = nomination, Topic = NomineeKind.Crate }).ShouldBe("endorses 2");
        Told.Becomes(new Arrival(post with { Text = "Does it work on wasm?" }) { Quoted = nomination, Topic = NomineeKind.Crate })
            .ShouldBe("unsorted");
    }

    [Theory]
    [InlineData("Crate", "Have a look at https://crates.io/crates/jiff", "crate jiff")]
    [InlineData("Crate", "Thanks, published!", "unsorted")]
    [InlineData("Crate", "A nice article: https://a.example/", "unsorted")]
    [InlineData("Quote", "> Fearless concurrency is fun\n\n— Jane Doe", "quote “Fearless concurrency is fun” (Jane Doe)")]
    [InlineData("Call", "Our project looks for help: https://a.example/issues/1", "call https://a.example/issues/1")]
    public void In_a_topic_no_tag_is_needed(string topic, string text, string becomes) =>
        Told.Becomes(new Arrival(Told.Post(text)) { Topic = Enum.Parse<NomineeKind>(topic) }).ShouldBe(becomes);

    [Theory]
    [InlineData("#cfp RustFest: https://a.example/cfp", "call https://a.example/cfp")]
    [InlineData("#cfp soon", "unsorted")]
    [InlineData("#cfp RustFest is closed: https://a.example/cfp", "unsorted")]
    [InlineData("The #cfp of RustFest has now closed https://a.example/cfp", "unsorted")]
    [InlineData("#cfp RustFest takes no more talks, the deadline has passed https://a.example/cfp", "unsorted")]
    [InlineData("#cfp the wait is over: RustFest https://a.example/cfp", "call https://a.example/cfp")]
    [InlineData("#cfp for closed-source people too, closes in May: https://a.example/cfp", "call https://a.example/cfp")]
    [InlineData("@us a post on async https://a.example/async", "link https://a.example/async")]
    [InlineData("@us https://crates.io/crates/jiff", "link https://crates.io/crates/jiff")]
    [InlineData("@us javascript:alert(1) ftp://a.example", "unsorted")]
    [InlineData("@us hello", "unsorted")]
    public void Calls_links_and_the_rest(string text, string becomes) => Told.Becomes(text).ShouldBe(becomes);

    [Fact]
    public void Our_own_posts_repeated_ones_and_blocked_authors_are_nothing()
    {
        Told.Becomes(new Arrival(Told.Ours("#cotw jiff"))).ShouldBe("nothing");
        Told.Becomes("RT @ben: #cotw jiff").ShouldBe("nothing");
        Told.Becomes(new Arrival(Told.Post("#cotw jiff", "Spam@bad.example"))).ShouldBe("nothing");
    }

    [Fact]
    public void Editors_announce_winners_and_may_nominate()
    {
        Told.Becomes(new Arrival(Told.Post("This week's #cotw is jiff, thanks to Ben for the suggestion!", "editor"))).ShouldBe("nothing");
        Told.Becomes(new Arrival(Told.Post("#cotw https://crates.io/crates/jiff", "editor"))).ShouldBe("crate jiff");
    }

    [Theory]
    [InlineData("#cotw jiff, which I wrote", true)]
    [InlineData("#cotw jiff (my own crate)", true)]
    [InlineData("Shameless plug: #cotw jiff", true)]
    [InlineData("Self-nomination: jiff #cotw", true)]
    [InlineData("I wrote jiff, so take this with salt: #cotw https://crates.io/crates/jiff", true)]
    [InlineData("I built my calendar with it, but no matter: #cotw https://crates.io/crates/jiff", false)]
    [InlineData("#cotw jiff, meine neue Crate", true)]
    [InlineData("#cotw jiff : j'ai écrit ça", true)]
    [InlineData("#cotw https://github.com/Ada/jiff", true)]
    [InlineData("My crate of the week: jiff", false)]
    [InlineData("#cotw jiff, not my crate", false)]
    [InlineData("#cotw ratatui, I built a game with it", false)]
    [InlineData("#cotw https://github.com/BurntSushi/jiff", false)]
    public void Self_suggestions_are_marked(string text, bool isSelf) =>
        Told.Proposals(new Arrival(Told.Post(text))).ShouldHaveSingleItem().IsSelfSuggestion.ShouldBe(isSelf);

    [Fact]
    public void What_is_not_public_is_not_quotable()
    {
        var arrival = Told.Reply("#qotw this", "A wise sentence about Rust");

        Quotable(arrival).ShouldBeTrue();
        Quotable(arrival with { Post = arrival.Post with { IsPublic = false } }).ShouldBeFalse();
        Quotable(arrival with { Parent = arrival.Parent! with { IsPublic = false } }).ShouldBeFalse();
        var quoting = Told.Quoting("#cotw jiff", "secret");
        Quotable(quoting).ShouldBeTrue();
        Quotable(quoting with { Quoted = quoting.Quoted! with { IsPublic = false } }).ShouldBeFalse();
    }

    [Fact]
    public void Posts_around_it_are_fetched_only_where_they_matter()
    {
        Fetched("#cotw this one").ShouldBe(["2"]);
        Fetched("#qotw “Words of somebody else, not named”").ShouldBe(["2"]);
        Fetched("+1").ShouldBe(["2"]);
        Fetched("#cotw https://crates.io/crates/jiff").ShouldBeEmpty();
        Fetched("#qotw “Words of somebody who is named” — Jane Doe").ShouldBeEmpty();
        Fetched("nice").ShouldBeEmpty();
        Fetched("https://a.example/").ShouldBeEmpty();
        Told.Recognizer.PostsToFetch(Told.Reply("#cotw this one", "x")).ShouldBeEmpty();
    }

    [Fact]
    public void Editors_read_why()
    {
        Why(Told.Invited("#cotw https://docs.rs/jiff")).ShouldBe("tag in reply to invitation, crate from docs.rs link");
        Why(Told.Reply("crate of the week", "https://docs.rs/jiff"))
            .ShouldBe("words in reply, crate from docs.rs link in the post it answers");
    }

    private static string Why(Arrival arrival) => Told.Recognizer.Recognize(arrival).Why;

    private static bool Quotable(Arrival arrival) => Told.Proposals(arrival).ShouldHaveSingleItem().IsQuotable;

    private static IReadOnlyList<string> Fetched(string text) =>
        Told.Recognizer.PostsToFetch(new Arrival(Told.Post(text) with { ParentId = "2" }));
}
