using System.Globalization;
using System.Text;
using System.Xml;
using Syndicator.Configuration;
using Syndicator.Issues.Writing;

namespace Syndicator.Calls.Feeds;

/// <summary>Open calls as an Atom feed (https://www.rfc-editor.org/rfc/rfc4287), the newest first and those of one issue as it prints them. Texts are plain, so markup in them is none. Pure.</summary>
internal static class CallAtom
{
    private const string Space = "http://www.w3.org/2005/Atom";

    private static readonly XmlWriterSettings s_settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        NewLineChars = "\n",
    };

    public static byte[] Write(CallFeed feed, Uri? address)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, s_settings))
        {
            xml.WriteStartElement("feed", Space);
            xml.WriteAttributeString("xml", "lang", null, feed.Publication.Language);
            WriteHead(xml, feed, address);
            foreach (var listed in NewestFirst(feed.Calls))
            {
                WriteEntry(xml, feed.Publication, listed);
            }

            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    private static IEnumerable<ListedCall> NewestFirst(IEnumerable<ListedCall> calls) =>
        calls
            .OrderByDescending(each => each.Call.FirstIssue.Day)
            .ThenBy(each => each.Call.Printed.Line)
            .ThenBy(each => each.Call.Id.ToString(), StringComparer.Ordinal);

    private static void WriteHead(XmlWriter xml, CallFeed feed, Uri? address)
    {
        var publication = feed.Publication;
        xml.WriteElementString("id", Space, FeedNames.Feed(publication));
        xml.WriteElementString("title", Space, $"{FeedWords.Line(publication.Name)}: calls for participation");
        xml.WriteElementString("updated", Space, Instant(feed.ChangedAt));
        xml.WriteStartElement("author", Space);
        xml.WriteElementString("name", Space, FeedWords.Line(publication.Name));
        xml.WriteEndElement();
        xml.WriteElementString("generator", Space, "Syndicator");
        WriteLink(xml, "alternate", SafeUrl.Of(publication.Format.Site));
        WriteLink(xml, "self", address?.AbsoluteUri);
    }

    private static void WriteEntry(XmlWriter xml, Publication publication, ListedCall listed)
    {
        var call = listed.Call;
        var issue = SafeUrl.Of(call.LastIssue.Url);
        xml.WriteStartElement("entry", Space);
        xml.WriteElementString("id", Space, FeedNames.Entry(publication, call.Id));
        xml.WriteElementString("title", Space, FeedWords.Title(call));
        xml.WriteElementString("updated", Space, Instant(listed.ChangedAt));
        xml.WriteElementString("published", Space, Instant(StartOfDay.Of(call.FirstIssue.Day, publication.Zone)));
        // An entry without content needs somewhere to lead to.
        WriteLink(xml, "alternate", SafeUrl.Of(call.Text.Url) ?? issue ?? SafeUrl.Of(publication.Format.Site));
        WriteLink(xml, "via", issue);
        WriteCategory(xml, CallRow.Name(call.Kind));
        foreach (var tag in call.Text.Tags.Select(FeedWords.Line).Where(tag => tag.Length > 0).Distinct(StringComparer.Ordinal))
        {
            WriteCategory(xml, tag);
        }

        xml.WriteElementString("summary", Space, string.Join(' ', FeedWords.Facts(call)));
        xml.WriteEndElement();
    }

    private static void WriteLink(XmlWriter xml, string relation, string? address)
    {
        if (address is null)
        {
            return;
        }

        xml.WriteStartElement("link", Space);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    private static void WriteCategory(XmlWriter xml, string term)
    {
        xml.WriteStartElement("category", Space);
        xml.WriteAttributeString("term", term);
        xml.WriteEndElement();
    }

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
