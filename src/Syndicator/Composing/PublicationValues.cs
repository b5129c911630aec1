using Syndicator.Configuration;
using Syndicator.Networks;
using Syndicator.Networks.Text;

namespace Syndicator.Composing;

/// <summary>What placeholders stand for in every post of a publication.</summary>
internal sealed class PublicationValues(Publication publication, TextRules rules)
{
    /// <summary>Null when the publication has no such thing.</summary>
    public RichText? Find(string name) =>
        name switch
        {
            "publication.name" => RichText.Plain(publication.Name),
            "publication.short" => RichText.Plain(publication.ShortName),
            "hashtags" => Hashtags(publication.Hashtags),
            "nominate.crate.tag" => Hashtag(publication.Nominations.CrateTag),
            "nominate.quote.tag" => Hashtag(publication.Nominations.QuoteTag),
            "nominate.crate.url" => Link(publication.Nominations.CrateUrl),
            "nominate.quote.url" => Link(publication.Nominations.QuoteUrl),
            _ => throw new InvalidOperationException($"no value is made for the placeholder {name}"),
        };

    /// <summary>A link that is shown, where it is one a reader may follow and short enough to leave room for words.</summary>
    public RichText? Link(string? url) => Shown(SafeUrl(url));

    /// <summary>A link as <see cref="SafeUrl"/> gives it, where it is short enough.</summary>
    public RichText? Shown(string? safe) =>
        safe is not null && rules.Measure(safe) <= rules.Limit / 2
            ? new RichText(safe, [new TextEntity(TextEntityKind.Link, 0, safe.Length, safe)], [])
            : null;

    /// <summary>In canonical form where a reader may follow it (http or https), else null.</summary>
    public static string? SafeUrl(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && uri.Host.Length > 0
            ? uri.AbsoluteUri
            : null;

    /// <summary>Somebody else's words, of which the network makes nothing by accident; null when nothing is left of them.</summary>
    /// <param name="most">Longest, in the network's unit; longer ones are cut at a word.</param>
    public RichText? Words(string text, int most)
    {
        var clean = PostText.Clean(text).Trim();
        var shown =
            clean.Length == 0 || rules.Measure(clean) <= most
                ? clean
                : TextCut.AtWord(clean, candidate => rules.Measure(candidate) <= most);
        return string.IsNullOrEmpty(shown) ? null : RichText.Plain(rules.Guard(shown));
    }

    private static RichText? Hashtags(IReadOnlyList<string> tags)
    {
        var builder = new RichTextBuilder();
        foreach (var tag in tags)
        {
            builder.Append(builder.Length == 0 ? "" : " ").Append(Hashtag(tag)!);
        }

        return builder.Length == 0 ? null : builder.Build();
    }

    private static RichText? Hashtag(string? tag) =>
        tag is null ? null : new RichText("#" + tag, [new TextEntity(TextEntityKind.Hashtag, 0, tag.Length + 1, tag)], []);
}
