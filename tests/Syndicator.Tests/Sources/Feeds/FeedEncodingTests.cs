using System.Text;
using Syndicator.Sources.Feeds;

namespace Syndicator.Tests.Sources.Feeds;

public sealed class FeedEncodingTests
{
    private static readonly Encoding _windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    private static FeedReading Read(byte[] bytes, string? contentType = null) =>
        FeedReader.Read(bytes, contentType, new Uri("https://news.example/feed"));

    private static string? Title(byte[] bytes, string? contentType = null) => Read(bytes, contentType).Feed?.Title;

    private static string Xml(string declaration = "") => declaration + "<rss><channel><title>Nürnberg “1”</title></channel></rss>";

    [Fact]
    public void A_byte_order_mark_counts_before_everything()
    {
        byte[] marked = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Xml("<?xml version='1.0' encoding='iso-8859-1'?>"))];
        Title(marked, "text/xml; charset=windows-1252").ShouldBe("Nürnberg “1”");
    }

    [Fact]
    public void The_charset_of_the_server_counts_before_the_declaration() =>
        Title(_windows.GetBytes(Xml("<?xml version='1.0' encoding='utf-8'?>")), "text/xml; charset=\"windows-1252\"")
            .ShouldBe("Nürnberg “1”");

    [Fact]
    public void The_declaration_counts_when_the_server_says_nothing() =>
        Title(_windows.GetBytes(Xml("<?xml version='1.0' encoding='ISO-8859-1'?>")), "text/xml").ShouldBe("Nürnberg “1”");

    [Fact]
    public void Without_any_word_it_is_UTF_8() => Title(Encoding.UTF8.GetBytes(Xml())).ShouldBe("Nürnberg “1”");

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void Wide_encodings_are_seen_with_and_without_a_mark(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        Title(encoding.GetBytes(Xml())).ShouldBe("Nürnberg “1”");
        Title([.. encoding.Preamble, .. encoding.GetBytes(Xml())]).ShouldBe("Nürnberg “1”");
    }

    [Fact]
    public void A_declaration_of_UTF_16_in_bytes_that_are_none_is_not_believed() =>
        Title(Encoding.UTF8.GetBytes(Xml("<?xml version='1.0' encoding='utf-16'?>"))).ShouldBe("Nürnberg “1”");

    [Fact]
    public void Bytes_that_cannot_stand_there_refuse_the_feed_with_their_line()
    {
        var diagnostic = Read(_windows.GetBytes("<rss>\n" + Xml()[5..])).Diagnostics.ShouldHaveSingleItem();
        (diagnostic.Code, diagnostic.Position.Line, diagnostic.Severity).ShouldBe(("feed-encoding-broken", 2, Severity.Error));
        diagnostic.Message.ShouldContain("0xFC");
    }

    [Fact]
    public void A_charset_nobody_knows_is_reported_and_the_document_is_believed()
    {
        var reading = Read(Encoding.UTF8.GetBytes(Xml()), "text/xml; charset=klingon");
        reading.Feed!.Title.ShouldBe("Nürnberg “1”");
        reading.Diagnostics.ShouldHaveSingleItem().Severity.ShouldBe(Severity.Warning);
    }

    [Fact]
    public void UTF_7_is_no_encoding() => Read(Encoding.UTF8.GetBytes(Xml("<?xml version='1.0' encoding='utf-7'?>"))).Feed.ShouldBeNull();
}
