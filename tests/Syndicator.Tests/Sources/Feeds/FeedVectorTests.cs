namespace Syndicator.Tests.Sources.Feeds;

/// <summary>Published feeds, well and ill formed, each with what a reader should find in it. The figures are exact, so that a change shows.</summary>
public sealed class FeedVectorTests
{
    private static readonly Lazy<IReadOnlyList<FeedVector>> _all = new(FeedVector.All);

    /// <summary>Well-formed cases that are refused.</summary>
    private static readonly Dictionary<string, string> _refused = new(StringComparer.Ordinal)
    {
        ["wellformed/rss/entity_in_doctype.xml"] = "feed-has-doctype",
        ["wellformed/cdf/channel_abstract_map_description.xml"] = NoFeed,
        ["wellformed/cdf/channel_abstract_map_tagline.xml"] = NoFeed,
        ["wellformed/cdf/channel_href_map_link.xml"] = NoFeed,
        ["wellformed/cdf/channel_href_map_links.xml"] = NoFeed,
        ["wellformed/cdf/channel_lastmod_parsed.xml"] = NoFeed,
        ["wellformed/cdf/channel_title.xml"] = NoFeed,
        ["wellformed/cdf/item_abstract_map_summary.xml"] = NoFeed,
        ["wellformed/cdf/item_href_map_link.xml"] = NoFeed,
        ["wellformed/cdf/item_href_map_links.xml"] = NoFeed,
        ["wellformed/cdf/item_lastmod.xml"] = NoFeed,
    };

    /// <summary>Expectations about what we read that do not hold; one that holds fails the test too.</summary>
    private static readonly Dictionary<string, string> _otherwise = new(StringComparer.Ordinal)
    {
        ["encoding/bozo_double-encoded-html.xml"] = NotXml,
        ["encoding/bozo_linenoise.xml"] = "bytes that are not UTF-8 refuse a feed; the case guesses",
        ["illformed/rss_item_link_corrupted_ampersands.xml"] = NotXml,
        ["wellformed/rss/entity_in_doctype.xml"] = "DTD refused",
        ["wellformed/cdf/channel_title.xml"] = NoFeed,
        ["wellformed/cdf/item_abstract_map_summary.xml"] = NoFeed,
        ["wellformed/cdf/item_href_map_link.xml"] = NoFeed,
        ["wellformed/cdf/item_lastmod.xml"] = NoFeed,
        ["wellformed/atom/entry_author_map_author.xml"] = "of an author the name is read, not the address",
        ["wellformed/atom/entry_created_multiple_values.xml"] = "of two dates where one is allowed the first counts",
        ["wellformed/atom/entry_link_rel_enclosure_no_href.xml"] = Repeated,
        ["wellformed/node_precedence/atom10_id.xml"] = Repeated,
        ["wellformed/node_precedence/atom10_title.xml"] = Repeated,
        ["wellformed/atom10/entry_content_and_summary.xml"] = "a summary is not kept where there is content",
        ["wellformed/rss/item_summary_and_description.xml"] = "a summary is not kept where there is a description",
        ["wellformed/rss/item_description_and_summary.xml"] = "a description is the fuller text, whichever comes first",
        ["wellformed/base/http_entry_id_base_content_location.xml"] = Id,
        ["wellformed/base/http_entry_id_base_docuri.xml"] = Id,
        ["wellformed/base/rel_uri_with_unicode_character.xml"] = "the same address, its sign written as percent and number",
        ["encoding/double-encoded-html.xml"] = "the case undoes an encoding made twice, which is a guess",
        ["wellformed/rss/item_description_not_a_doctype.xml"] = "what begins with <! is a comment to browsers",
    };

    private const string NoFeed = "feed-not-a-feed";
    private const string NotXml = "feed-not-xml";
    private const string Repeated = "the second entry has the first one's id, and is left out";
    private const string Id = "an id is a name and never made absolute (RFC 4287, 4.2.6)";

    [Fact]
    public void Well_formed_feeds_are_read_but_for_those_with_a_DTD_and_those_of_another_format()
    {
        var wellFormed = _all.Value.Where(vector => vector.Name.StartsWith("wellformed/", StringComparison.Ordinal)).ToList();
        var refused = wellFormed.Where(vector => vector.Reading.Feed is null).ToDictionary(vector => vector.Name, Code);

        (wellFormed.Count, refused.Count).ShouldBe((516, 11));
        refused.OrderBy(each => each.Key, StringComparer.Ordinal).ShouldBe(_refused.OrderBy(each => each.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void Every_encoding_that_is_what_it_says_is_read()
    {
        var encodings = _all.Value.Where(vector => vector.Name.StartsWith("encoding/", StringComparison.Ordinal)).ToList();
        encodings.Count.ShouldBe(57);
        encodings
            .Where(vector => vector.Reading.Feed is null)
            .Select(vector => $"{vector.Name} {Code(vector)}")
            .ShouldBe([
                "encoding/bozo_double-encoded-html.xml feed-not-xml",
                "encoding/bozo_encoding_mismatch_crash.xml feed-encoding-broken",
                "encoding/bozo_invalid-bytes-with-bom.xml feed-encoding-broken",
                "encoding/bozo_linenoise.xml feed-encoding-broken",
            ]);
    }

    [Fact]
    public void Ill_formed_feeds_are_refused_with_their_place_or_read()
    {
        var illFormed = _all.Value.Where(vector => vector.Name.StartsWith("illformed/", StringComparison.Ordinal)).ToList();
        illFormed
            .GroupBy(vector => vector.Reading.Feed is null ? Code(vector) : "read")
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => $"{group.Key} {group.Count()}")
            .ShouldBe(["feed-encoding-broken 6", "feed-not-xml 5", "read 3"]);
        illFormed
            .Where(vector => vector.Reading is { Feed: null, Diagnostics: [.., { Position.Line: 0 }] })
            .Select(vector => vector.Name)
            .ShouldBe(["illformed/rss_empty_document.xml"], "a document that says nothing has no place");
    }

    [Fact]
    public void A_feed_is_missing_exactly_when_an_error_says_why() =>
        _all.Value.ShouldAllBe(vector =>
            (vector.Reading.Feed == null) == vector.Reading.Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error)
        );

    [Fact]
    public void What_the_cases_expect_of_titles_links_ids_dates_and_texts_holds()
    {
        var judged = _all.Value.Select(vector => (vector.Name, Judgement: FeedExpectation.Judge(vector))).ToList();
        var count = judged.CountBy(each => each.Judgement.Verdict).ToDictionary();
        var others = judged.Where(each => each.Judgement.Verdict == Verdict.NotOurs).CountBy(each => each.Judgement.Detail);
        var output = TestContext.Current.TestOutputHelper!;
        output.WriteLine(string.Join('\n', others.OrderByDescending(each => each.Value).Select(each => $"{each.Value} {each.Key}")));

        var failures = judged.Where(each => each.Judgement.Verdict == Verdict.Fails).ToList();
        var unexpected = failures.Where(each => !_otherwise.ContainsKey(each.Name)).Select(each => $"{each.Name}: {each.Judgement.Detail}");
        string.Join('\n', unexpected).ShouldBeEmpty();
        _otherwise.Keys.Except(failures.Select(each => each.Name)).ShouldBeEmpty("exceptions that are none any more");
        (count[Verdict.Holds], count[Verdict.Fails], count[Verdict.NotOurs]).ShouldBe((143, 21, 423));
    }

    private static string Code(FeedVector vector) => vector.Reading.Diagnostics[^1].Code;
}
