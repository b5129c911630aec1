using System.Text;
using Syndicator.Sources.Feeds;

namespace Syndicator.Tests.Sources.Feeds;

public sealed class FeedReaderTests
{
    private static readonly Uri _address = new("https://news.example/feeds/issues.xml");

    private static FeedReading Read(string xml, string? contentType = null) =>
        FeedReader.Read(Encoding.UTF8.GetBytes(xml), contentType, _address);

    private static FeedEntry Entry(string xml) => Read(xml).Feed!.Entries.ShouldHaveSingleItem();

    private static FeedEntry Atom(string entry) => Entry($"<feed xmlns='http://www.w3.org/2005/Atom'><entry>{entry}</entry></feed>");

    private static FeedEntry OldAtom(string entry) =>
        Entry($"<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry>{entry}</entry></feed>");

    private static FeedEntry Rss(string item) =>
        Entry(
            "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:dc='http://purl.org/dc/elements/1.1/'"
                + $" xmlns:atom='http://www.w3.org/2005/Atom'><channel><item>{item}</item></channel></rss>"
        );

    private static Diagnostic Refusal(string xml)
    {
        var reading = Read(xml);
        reading.Feed.ShouldBeNull();
        return reading.Diagnostics.ShouldHaveSingleItem();
    }

    [Fact]
    public void An_Atom_entry_has_everything()
    {
        var reading = Read(
            """
            <?xml version="1.0" encoding="utf-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom">
              <title type="html">The &lt;b&gt;Whirl&lt;/b&gt; Weekly</title>
              <author><name>Ada</name></author>
              <entry>
                <id>tag:news.example,2031:9</id>
                <title>Whirl &amp; Twirl 9</title>
                <link rel="self" href="9.xml"/>
                <link rel="alternate" type="text/html" href="/2031/9/"/>
                <updated>2031-03-06T10:00:00Z</updated>
                <published>2031-03-05T20:30:00+01:00</published>
                <summary>Short.</summary>
                <content type="html"><![CDATA[<p>All of it.</p>]]></content>
              </entry>
            </feed>
            """
        );

        reading.Diagnostics.ShouldBeEmpty();
        reading.Feed!.Title.ShouldBe("The Whirl Weekly");
        reading
            .Feed.Entries.ShouldHaveSingleItem()
            .ShouldBe(
                new FeedEntry(
                    "tag:news.example,2031:9",
                    "Whirl & Twirl 9",
                    "https://news.example/2031/9/",
                    new DateTimeOffset(2031, 3, 5, 19, 30, 0, TimeSpan.Zero),
                    "<p>All of it.</p>",
                    "Ada"
                )
            );
    }

    [Fact]
    public void An_RSS_item_has_everything() =>
        Rss(
                "<title>Whirl 9</title><link>/9</link><guid isPermaLink='false'>nine</guid><pubDate>Wed, 05 Mar 2031 19:30:00 GMT</pubDate>"
                    + "<description>Short.</description><content:encoded>&lt;p&gt;All.&lt;/p&gt;</content:encoded><dc:creator>Ada</dc:creator>"
            )
            .ShouldBe(
                new FeedEntry(
                    "nine",
                    "Whirl 9",
                    "https://news.example/9",
                    new DateTimeOffset(2031, 3, 5, 19, 30, 0, TimeSpan.Zero),
                    "<p>All.</p>",
                    "Ada"
                )
            );

    [Fact]
    public void RSS_1_has_its_items_beside_the_channel()
    {
        var entry = Entry(
            "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/' xmlns:dc='http://purl.org/dc/elements/1.1/'>"
                + "<channel rdf:about='x'><title>W</title></channel>"
                + "<item rdf:about='https://news.example/9'><title>Nine</title><dc:date>2031-03-05</dc:date></item></rdf:RDF>"
        );
        (entry.Title, entry.Link, entry.PublishedAt).ShouldBe(
            ("Nine", "https://news.example/9", new DateTimeOffset(2031, 3, 5, 0, 0, 0, TimeSpan.Zero))
        );
    }

    [Theory]
    [InlineData("<title type='html'>A &amp;lt;b&amp;gt; &lt;i&gt;c&lt;/i&gt;</title>", "A <b> c")]
    [InlineData("<title>A &lt;b&gt;</title>", "A <b>")]
    [InlineData("<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>A <b>c</b></div></title>", "A c")]
    [InlineData("<title>  one\n  two </title>", "one two")]
    [InlineData("<source><title>Foreign</title></source><title>Own</title>", "Own")]
    [InlineData("<title> </title>", null)]
    [InlineData("", null)]
    public void An_Atom_title_is_plain_text_on_one_line(string xml, string? title) => Atom("<id>a</id>" + xml).Title.ShouldBe(title);

    [Theory]
    [InlineData("<content>a &lt;b&gt;</content>", "a &lt;b&gt;")]
    [InlineData("<content type='html'>&lt;p&gt;a</content>", "<p>a")]
    [InlineData("<content type='text/html'>&lt;p&gt;a</content>", "<p>a")]
    [InlineData(
        "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>a<br/><p/>&amp;</div></content>",
        "<div>a<br><p></p>&amp;</div>"
    )]
    [InlineData("<content type='html' src='https://x.example'/><summary>short</summary>", "short")]
    [InlineData("<content type='html'></content><summary type='html'>&lt;i&gt;short</summary>", "<i>short")]
    [InlineData("<content type='image/png'>not base64</content>", null)]
    [InlineData(
        "<content type='html' xml:base='https://b.example/c/'>&lt;a href='d'&gt;</content>",
        "<base href=\"https://b.example/c/\"><a href='d'>"
    )]
    public void Atom_content_is_HTML_whatever_its_type(string xml, string? html) => Atom("<id>a</id>" + xml).Html.ShouldBe(html);

    [Theory]
    [InlineData("<content type='text/html' mode='base64'>PHA+YQ==</content>", "<p>a")]
    [InlineData("<content type='text/html' mode='escaped'>&lt;p&gt;a</content>", "<p>a")]
    [InlineData(
        "<content type='application/xhtml+xml' mode='xml'><div xmlns='http://www.w3.org/1999/xhtml'>a</div></content>",
        "<div>a</div>"
    )]
    [InlineData("<content>a &lt;b&gt;</content>", "a &lt;b&gt;")]
    public void The_content_of_Atom_0_3_has_a_mode(string xml, string html) => OldAtom("<id>a</id>" + xml).Html.ShouldBe(html);

    [Theory]
    [InlineData("<link>https://a.example/</link><guid>https://b.example/</guid>", "https://a.example/")]
    [InlineData("<guid>https://b.example/</guid>", "https://b.example/")]
    [InlineData("<guid isPermaLink='false'>https://b.example/</guid>", null)]
    [InlineData("<guid>nine</guid>", null)]
    [InlineData("<atom:link rel='self' href='https://s.example/'/><atom:link href='https://c.example/'/>", "https://c.example/")]
    [InlineData("<link>javascript:alert(1)</link>", null)]
    [InlineData("<link>ftp://a.example/</link>", null)]
    [InlineData("<image><link>https://i.example/</link></image>", null)]
    public void The_page_of_an_item_is_its_link_or_its_permanent_guid(string xml, string? link) =>
        Rss("<title>a</title>" + xml).Link.ShouldBe(link);

    [Fact]
    public void Relative_links_start_from_xml_base_and_that_from_the_address()
    {
        const string xml =
            "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='/one/'><entry xml:base='two/'><id>a</id><link href='three'/></entry></feed>";
        Entry(xml).Link.ShouldBe("https://news.example/one/two/three");
    }

    [Fact]
    public void An_entry_without_id_keeps_the_one_made_for_it()
    {
        Atom("<link href='/9'/>").Id.ShouldBe("https://news.example/9");
        var made = Atom("<title>a</title>").Id;
        made.ShouldBe(Atom("<title>a</title>").Id);
        made.ShouldNotBe(Atom("<title>b</title>").Id);
        Atom($"<id>{new string('x', 2000)}</id>").Id.Length.ShouldBeLessThan(100);
    }

    [Fact]
    public void An_entry_with_the_id_of_another_is_left_out_and_reported()
    {
        var reading = Read("<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>a</id></entry>\n<entry><id>a</id></entry></feed>");
        reading.Feed!.Entries.Count.ShouldBe(1);
        var diagnostic = reading.Diagnostics.ShouldHaveSingleItem();
        (diagnostic.Code, diagnostic.Position.Line, diagnostic.Severity).ShouldBe(("feed-entry-repeated", 2, Severity.Warning));
    }

    [Theory]
    [InlineData("ada@news.example (Ada)", "Ada")]
    [InlineData("Ada (ada@news.example)", "Ada")]
    [InlineData("Ada", "Ada")]
    public void An_author_is_a_name(string written, string name) =>
        Rss($"<title>a</title><author>{written}</author>").Author.ShouldBe(name);

    [Fact]
    public void A_date_that_does_not_exist_is_none_and_reported()
    {
        var reading = Read(
            "<rss><channel><item>\n<title>Nine</title><pubDate>Wed, 30 Feb 2031 10:00:00 GMT</pubDate></item></channel></rss>"
        );
        reading.Feed!.Entries[0].PublishedAt.ShouldBeNull();
        var diagnostic = reading.Diagnostics.ShouldHaveSingleItem();
        (diagnostic.Code, diagnostic.Position.Line).ShouldBe(("feed-date-unreadable", 2));
        diagnostic.Message.ShouldContain("30 Feb 2031");
    }

    [Theory]
    [InlineData("\n<rss>\n<channel></rss>", "feed-not-xml", 3)]
    [InlineData("<rss>\n<channel>&nbsp;</channel></rss>", "feed-not-xml", 2)]
    [InlineData("<!-- <!DOCTYPE> -->\n<!DOCTYPE rss [<!ENTITY a 'b'>]><rss/>", "feed-has-doctype", 2)]
    [InlineData("<!DOCTYPE html>\n<html></html>", "feed-has-doctype", 1)]
    [InlineData("<html></html>", "feed-not-a-feed", 1)]
    [InlineData("<CHANNEL/>", "feed-not-a-feed", 1)]
    [InlineData("{\"error\": true}", "feed-not-xml", 1)]
    [InlineData("  \n", "feed-empty", 0)]
    [InlineData("", "feed-empty", 0)]
    [InlineData("<?xml version='1.0' encoding='klingon'?><rss/>", "feed-encoding-unknown", 1)]
    public void What_is_no_feed_is_refused_with_its_place(string xml, string code, int line)
    {
        var refusal = Refusal(xml);
        (refusal.Code, refusal.Position.Line, refusal.Position.File).ShouldBe((code, line, _address.AbsoluteUri));
        refusal.Remedy.ShouldNotBeNull();
    }

    [Fact]
    public void Depth_size_and_number_of_entries_are_bounded()
    {
        Refusal(string.Concat(Enumerable.Repeat("<a>", 100_000))).Code.ShouldBe("feed-too-deep");
        FeedReader
            .Read(new byte[FeedReader.LargestSize + 1], null, _address)
            .Diagnostics.ShouldHaveSingleItem()
            .Code.ShouldBe("feed-too-large");

        var items = string.Concat(Enumerable.Range(0, 6000).Select(number => $"<item><guid>{number}</guid></item>"));
        var reading = Read($"<rss><channel>{items}</channel></rss>");
        reading.Feed!.Entries.Count.ShouldBe(5000);
        reading.Diagnostics.ShouldHaveSingleItem().Code.ShouldBe("feed-too-many-entries");
    }

    [Fact]
    public void A_feed_damaged_throughout_says_so_a_bounded_number_of_times()
    {
        var items = string.Concat(Enumerable.Range(0, 3000).Select(number => $"<item><guid>{number}</guid><pubDate>soon</pubDate></item>"));
        Read($"<rss><channel>{items}</channel></rss>").Diagnostics.Count.ShouldBe(50);
    }
}
