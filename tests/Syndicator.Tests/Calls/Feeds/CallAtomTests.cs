using System.ServiceModel.Syndication;
using System.Text;
using System.Xml;
using FsCheck;
using FsCheck.Fluent;
using Syndicator.Sources.Feeds;
using Syndicator.Tests.Networks;

namespace Syndicator.Tests.Calls.Feeds;

/// <summary>The feed, read by a library that did not write it.</summary>
public class CallAtomTests
{
    private static readonly Uri s_address = new("https://gazette.example/calls.atom");

    [Fact]
    public void Calls_of_both_kinds_are_entries_the_newest_first()
    {
        Encoding
            .UTF8.GetString(FeedSamples.Feed(FeedSamples.Task, FeedSamples.Conference).ToAtom(s_address))
            .ShouldBe(
                """
                <?xml version="1.0" encoding="utf-8"?>
                <feed xml:lang="en" xmlns="http://www.w3.org/2005/Atom">
                  <id>tag:gazette.example,2026:calls/gazette</id>
                  <title>The Gazette: calls for participation</title>
                  <updated>2026-07-22T18:30:05Z</updated>
                  <author>
                    <name>The Gazette</name>
                  </author>
                  <generator>Syndicator</generator>
                  <link rel="alternate" href="https://gazette.example/" />
                  <link rel="self" href="https://gazette.example/calls.atom" />
                  <entry>
                    <id>tag:gazette.example,2026:calls/gazette/01990000-0000-7000-8000-000000000001</id>
                    <title>Call for speakers: Tide Days 2026</title>
                    <updated>2026-07-22T18:30:05Z</updated>
                    <published>2026-07-22T00:00:00Z</published>
                    <link rel="alternate" href="https://tide.example/cfp?a=1" />
                    <link rel="via" href="https://gazette.example/6" />
                    <category term="event" />
                    <summary>Closes on 2026-08-31. The event: 2026-11-02 - 2026-11-04, Graz, AT. Printed in The Gazette 6.</summary>
                  </entry>
                  <entry>
                    <id>tag:gazette.example,2026:calls/gazette/01990000-0000-7000-8000-000000000003</id>
                    <title>Lamp: Write &lt;b&gt;the&lt;/b&gt; guide &amp; test ]]&gt;</title>
                    <updated>2026-07-22T18:30:05Z</updated>
                    <published>2026-07-15T00:00:00Z</published>
                    <link rel="alternate" href="https://lamp.example/issues/1" />
                    <link rel="via" href="https://gazette.example/6" />
                    <category term="project" />
                    <category term="easy" />
                    <category term="mentored" />
                    <summary>Printed in The Gazette 6.</summary>
                  </entry>
                </feed>
                """
            );
    }

    [Fact]
    public void Another_library_reads_what_was_written()
    {
        var feed = Read(FeedSamples.Feed([.. FeedSamples.All]).ToAtom(s_address));

        feed.LastUpdatedTime.ShouldBe(FeedSamples.ChangedAt);
        feed.Links.Select(link => (link.RelationshipType, link.Uri.AbsoluteUri))
            .ShouldContain(("self", "https://gazette.example/calls.atom"));
        feed.Items.Select(item => item.Title.Text)
            .ShouldBe(["Call for speakers: Tide Days 2026", "EbbConf Call for Speakers", "Lamp: Write <b>the</b> guide & test ]]>"]);
        feed.Items.ShouldAllBe(item => item.Title.Type == "text" && item.Summary.Type == "text");
        feed.Items.Last().Categories.Select(category => category.Name).ShouldBe(["project", "easy", "mentored"]);
    }

    [Fact]
    public void Our_own_reader_of_feeds_takes_it_too()
    {
        var read = FeedReader.Read(FeedSamples.Feed([.. FeedSamples.All]).ToAtom(null), null, s_address);

        read.Diagnostics.ShouldBeEmpty();
        read.Feed!.Entries.Count.ShouldBe(3);
    }

    [Fact]
    public void Without_calls_and_address_it_is_a_feed_and_says_nothing_it_does_not_know()
    {
        var feed = Read(FeedSamples.Feed().ToAtom(null));

        feed.Items.ShouldBeEmpty();
        feed.LastUpdatedTime.ShouldBe(DateTimeOffset.UnixEpoch);
        feed.Links.ShouldHaveSingleItem().RelationshipType.ShouldBe("alternate");
    }

    [Fact]
    public void The_same_calls_give_the_same_bytes_in_any_order() =>
        FeedSamples.Feed([.. FeedSamples.All.Reverse()]).ToAtom(null).ShouldBe(FeedSamples.Feed([.. FeedSamples.All]).ToAtom(null));

    [Fact]
    public void Whatever_others_wrote_the_feed_is_read_with_one_entry_of_text() =>
        Check.One(Seeded.Cases(40), Prop.ForAll(NastyText.Arbitrary, IsOneEntryOfText));

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("]]></title><entry>")]
    [InlineData("&lt;&#60;&bogus;<!-- -->")]
    [InlineData("a\0\u0001\uFFFE\uFFFF\uD800\u202Eb")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://example.com/\"><x")]
    public void Markup_is_words_and_only_web_addresses_are_linked(string text) => IsOneEntryOfText(text).ShouldBeTrue();

    [Fact]
    public void A_host_in_any_script_makes_names_in_ascii()
    {
        var feed = FeedSamples.Feed(FeedSamples.Conference);
        var format = feed.Publication.Format with { Site = "https://müßig.example:8080/" };

        var read = Read((feed with { Publication = feed.Publication with { Format = format } }).ToAtom(null));

        read.Id.ShouldMatch("^tag:xn--[a-z0-9-]+[.]example,2026:calls/gazette$");
    }

    private static bool IsOneEntryOfText(string text)
    {
        var feed = Read(FeedSamples.Feed(FeedSamples.Saying(text)).ToAtom(null));
        var entry = feed.Items.ShouldHaveSingleItem();
        entry.Id.ShouldBe("tag:gazette.example,2026:calls/gazette/01990000-0000-7000-8000-000000000001");
        entry.Title.Type.ShouldBe("text");
        entry.Links.ShouldContain(link => link.RelationshipType == "alternate");
        entry.Links.ShouldAllBe(link => link.Uri.Scheme == "https" || link.Uri.Scheme == "http");
        entry.ElementExtensions.ShouldBeEmpty();
        return true;
    }

    private static SyndicationFeed Read(byte[] atom)
    {
        using var stream = new MemoryStream(atom);
        using var xml = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        return SyndicationFeed.Load(xml);
    }
}
