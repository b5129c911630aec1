using System.Xml;

namespace Syndicator.Sources.Feeds;

/// <summary>The document as elements. Nothing is fetched, no DTD is read, no entity is expanded; depth and size are bounded.</summary>
internal static class FeedDocument
{
    private const int Deepest = 200;
    private const string Advice = "Open the address in a browser: it must be an Atom or RSS feed. If it is, tell whoever publishes it.";

    private static readonly XmlReaderSettings _settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        MaxCharactersFromEntities = 1,
    };

    /// <summary>Null, with the refusal, when it is no XML or more than is read.</summary>
    public static (FeedElement? Root, FeedReading? Refusal) Read(string text, Uri address, FeedProblems problems)
    {
        var start = text.Length - text.AsSpan().TrimStart().Length;
        var above = text.AsSpan(0, start).Count('\n');
        using var reader = XmlReader.Create(new StringReader(text[start..]), _settings);
        try
        {
            return ReadTree(reader, address, problems, above);
        }
        catch (XmlException error)
        {
            return (null, Refuse(error, text.AsSpan(start), problems, above));
        }
    }

    private static (FeedElement? Root, FeedReading? Refusal) ReadTree(XmlReader reader, Uri address, FeedProblems problems, int above)
    {
        var position = (IXmlLineInfo)reader;
        var open = new Stack<FeedElement>();
        FeedElement? root = null;
        while (reader.Read())
        {
            if (reader.Depth > Deepest)
            {
                var problem = $"Elements stand in one another more than {Deepest} deep.";
                return (null, problems.Refuse("feed-too-deep", problem, Advice, above + position.LineNumber, position.LinePosition));
            }

            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    var isEmpty = reader.IsEmptyElement;
                    var element = Element(reader, open.TryPeek(out var parent) ? parent.Base : address, address, above);
                    parent?.Content.Add(element);
                    root ??= element;
                    if (!isEmpty)
                    {
                        open.Push(element);
                    }

                    break;
                case XmlNodeType.EndElement:
                    open.Pop();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace:
                    open.TryPeek(out var owner);
                    owner?.Content.Add(reader.Value);
                    break;
            }
        }

        return (root, null);
    }

    private static FeedElement Element(XmlReader reader, Uri parentBase, Uri address, int above)
    {
        var position = (IXmlLineInfo)reader;
        var ownBase = BaseOf(reader.GetAttribute("base", FeedSpaces.Xml), parentBase);
        var element = new FeedElement(
            reader.NamespaceURI,
            reader.LocalName,
            ownBase,
            ownBase != address,
            above + position.LineNumber,
            position.LinePosition
        );
        while (reader.MoveToNextAttribute())
        {
            if (reader.Prefix != "xmlns" && (reader.NamespaceURI is "" or FeedSpaces.Rdf))
            {
                element.Attributes.TryAdd(reader.LocalName, reader.Value);
            }
        }

        return element;
    }

    private static Uri BaseOf(string? written, Uri parent) =>
        written is not null && Uri.TryCreate(parent, written.Trim(), out var own) && own.Scheme is "http" or "https" ? own : parent;

    /// <summary>A DOCTYPE is the one thing that is refused without a place, so the place is looked for.</summary>
    private static FeedReading Refuse(XmlException error, ReadOnlySpan<char> text, FeedProblems problems, int above)
    {
        // A lower-case one, as web pages have, is named only by its line.
        if ((error.LineNumber == 0 || error.Message.Contains("DTD", StringComparison.Ordinal)) && DocumentTypeIn(text) is var at and >= 0)
        {
            const string problem =
                "The feed declares a document type (DOCTYPE), with which a small document can become a huge one; none is read.";
            return problems.Refuse(
                "feed-has-doctype",
                problem,
                "If it is a web page, give the feed's own address; else ask whoever publishes the feed to leave the declaration out.",
                above + text[..at].Count('\n') + 1,
                at - text[..at].LastIndexOf('\n')
            );
        }

        var line = error.LineNumber == 0 ? 0 : above + error.LineNumber;
        var message = error.Message.Split(" Line ", 2)[0].TrimEnd('.');
        return problems.Refuse("feed-not-xml", $"This is not well-formed XML: {message}.", Advice, line, error.LinePosition);
    }

    /// <summary>Index of the first that stands in no comment; -1 when there is none.</summary>
    private static int DocumentTypeIn(ReadOnlySpan<char> text)
    {
        var at = 0;
        while (text[at..].IndexOf("<!", StringComparison.Ordinal) is var next and >= 0)
        {
            at += next;
            if (text[at..].StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase))
            {
                return at;
            }

            var isComment = text[at..].StartsWith("<!--", StringComparison.Ordinal);
            var end = text[at..].IndexOf(isComment ? "-->" : ">", StringComparison.Ordinal);
            at = end < 0 ? text.Length : at + end;
        }

        return -1;
    }
}
