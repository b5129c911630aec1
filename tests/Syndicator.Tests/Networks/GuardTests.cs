using Syndicator.Networks.Bluesky;
using Syndicator.Networks.Mastodon;
using Syndicator.Networks.X;

namespace Syndicator.Tests.Networks;

public class GuardTests
{
    [Theory]
    [InlineData("Say hello to main.rs", "Say hello to main\u2060.rs")]
    [InlineData("README.md", "README\u2060.md")]
    [InlineData("by @alice", "by @\u2060alice")]
    [InlineData("#rust and ＃rust", "#\u2060rust and ＃\u2060rust")]
    [InlineData("$AAPL", "$\u2060AAPL")]
    [InlineData("$HOME is where", "$\u2060HOME is where")]
    [InlineData("https://docs.rs/main.rs", "https:\u2060//docs.rs/main.rs")]
    [InlineData("@foo.rs", "@\u2060foo\u2060.rs")]
    [InlineData("blog.rust-lang.org", "blog.rust-lang\u2060.org")]
    [InlineData("日本main.rsです", "日本main\u2060.rsです")]
    [InlineData("twitter.みんな", "twitter\u2060.みんな")]
    public void On_X_nothing_becomes_clickable(string text, string guarded) => new XTextRules().Guard(text).ShouldBe(guarded);

    [Theory]
    [InlineData("main.rs by @alice@example.org in #rust", "main.rs by @\u2060alice@example.org in #\u2060rust")]
    [InlineData("magnet:?xt=a https://example.org", "magnet:\u2060?xt=a https:\u2060//example.org")]
    public void On_Mastodon_nothing_becomes_clickable(string text, string guarded) => new MastodonTextRules().Guard(text).ShouldBe(guarded);

    [Theory]
    [InlineData("crates.io, @alice.example.org", "crates\u2060.io, @\u2060alice.example.org")]
    [InlineData("#[derive] and docs.rs@x", "#\u2060[derive] and docs\u2060.rs@x")]
    public void On_Bluesky_nothing_becomes_clickable(string text, string guarded) => new BlueskyTextRules().Guard(text).ShouldBe(guarded);

    [Theory]
    [InlineData("Fix #1234 in C# with std::io::Read")]
    [InlineData("mail user@example.com about Cargo.toml")]
    [InlineData("v1.89.0, foo_bar.rs, async.await, 50 % off, $5")]
    [InlineData("👨‍👩‍👧‍👦 日本語 e\u0301")]
    [InlineData("")]
    public void Text_with_nothing_clickable_is_the_same_instance(string text)
    {
        new XTextRules().Guard(text).ShouldBeSameAs(text);
        new MastodonTextRules().Guard(text).ShouldBeSameAs(text);
    }

    [Fact]
    public void A_mark_stays_on_its_number_sign()
    {
        var guarded = new XTextRules().Guard("#\u0301abc");

        guarded.ShouldContain("#\u0301abc");
        new XTextRules().FindEntities(guarded).ShouldBeEmpty();
    }
}
