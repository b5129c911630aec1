using System.Globalization;

namespace Syndicator.Networks.Bluesky;

/// <summary>Makes the record of a post: words, facets, what it answers, link card or images.</summary>
internal sealed class BlueskyPostWriter(BlueskyHandles handles, BlueskyImages images)
{
    private const string Facet = "app.bsky.richtext.facet#";

    /// <summary>The record, or why there is none. None of the outcomes is the post's: nothing of it has left.</summary>
    public async Task<(PutRecord? Put, XrpcAnswer? Problem)> WriteAsync(OutboundPost post, string did, CancellationToken cancellationToken)
    {
        var (reply, stranger) = Reply(post);
        if (stranger is not null)
        {
            return (null, stranger);
        }

        var (facets, unresolved) = await FacetsAsync(post, cancellationToken);
        if (unresolved is not null)
        {
            return (null, unresolved);
        }

        var (uploaded, missing) = await images.UploadAsync(post, cancellationToken);
        if (missing is not null)
        {
            return (null, missing);
        }

        var key = PostKey.Of(post, did);
        var record = new PostRecord
        {
            Text = post.Content.Text,
            CreatedAt = key.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            Langs = post.Content.Language.Length > 0 ? [post.Content.Language] : null,
            Facets = facets.Count > 0 ? facets : null,
            Reply = reply,
            Embed = Embed(post.Content, uploaded),
        };
        return (new PutRecord(did, PostRef.Collection, key.Key, record), null);
    }

    private static (ReplyRecord? Reply, XrpcAnswer? Problem) Reply(OutboundPost post)
    {
        if (post.ReplyTo is null)
        {
            return (null, null);
        }

        return Strong(post.ReplyTo) is { } parent && Strong(post.ThreadRoot ?? post.ReplyTo) is { } root
            ? (new ReplyRecord(root, parent), null)
            : (
                null,
                new XrpcAnswer.Refused(
                    RefusalKind.Post,
                    "",
                    $"What this post answers ({post.ReplyTo.Url}) is no post on Bluesky of which the exact version is known. Resend the post before it."
                )
            );
    }

    private static StrongRef? Strong(RemotePost post) =>
        PostRef.Parse(post.Id) is { Cid.Length: > 0 } known ? new StrongRef(known.Uri, known.Cid) : null;

    private async Task<(IReadOnlyList<FacetRecord> Facets, XrpcAnswer? Problem)> FacetsAsync(
        OutboundPost post,
        CancellationToken cancellationToken
    )
    {
        var records = new List<FacetRecord>();
        foreach (var facet in BlueskyFacets.Of(post.Content))
        {
            string? did = null;
            if (facet.Kind == TextEntityKind.Mention)
            {
                (did, var problem) = await handles.FindAsync(facet.Target, cancellationToken);
                // A resolver in trouble makes a post wait once. After that the handle stays plain text: a post must not hang on a mention.
                if (problem is not null && !post.IsRepeat)
                {
                    return ([], problem);
                }
            }

            if (Feature(facet, did) is { } feature)
            {
                records.Add(new FacetRecord(new ByteSlice(facet.ByteStart, facet.ByteEnd), [feature]));
            }
        }

        return (records, null);
    }

    /// <summary>Null where there is nothing to click: an unknown handle, a link that is none.</summary>
    private static FacetFeature? Feature(BlueskyFacet facet, string? did) =>
        facet.Kind switch
        {
            TextEntityKind.Link => WebLink.IsOne(facet.Target) ? new FacetFeature(Facet + "link", Uri: facet.Target) : null,
            TextEntityKind.Mention => did is null ? null : new FacetFeature(Facet + "mention", Did: did),
            _ => new FacetFeature(Facet + "tag", Tag: facet.Target),
        };

    /// <summary>A post has one embed; images say more than a card.</summary>
    private static EmbedRecord? Embed(PostContent content, IReadOnlyList<ImageRecord> uploaded) =>
        uploaded.Count > 0 ? new EmbedRecord("app.bsky.embed.images", Images: uploaded)
        : content.Card is { } card && WebLink.IsOne(card.Url)
            ? new EmbedRecord("app.bsky.embed.external", External: new ExternalRecord(card.Url, card.Title, card.Description))
        : null;
}
