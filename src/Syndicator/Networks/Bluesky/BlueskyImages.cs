using System.Net.Http.Headers;

namespace Syndicator.Networks.Bluesky;

/// <summary>Carries a post's images to the server before the post. What is uploaded goes by its content, so that a repeat is harmless.</summary>
internal sealed class BlueskyImages(Xrpc xrpc)
{
    /// <summary>In bytes (lexicon <c>app.bsky.embed.images</c>).</summary>
    public const int LargestImage = 2_000_000;

    public const int MostImages = 4;

    /// <summary>The images as the post names them, or why there are none. None of the outcomes is a post's: nothing of it has left.</summary>
    public async Task<(IReadOnlyList<ImageRecord> Images, XrpcAnswer? Problem)> UploadAsync(
        OutboundPost post,
        CancellationToken cancellationToken
    )
    {
        if (post.Content.Images.Count > MostImages)
        {
            return ([], Refuse($"Bluesky takes at most {MostImages} images with a post; this one has {post.Content.Images.Count}."));
        }

        var uploaded = new List<ImageRecord>();
        foreach (var image in post.Content.Images)
        {
            var (record, problem) = await UploadAsync(image, post.MayLeave, cancellationToken);
            if (record is null)
            {
                return ([], problem);
            }

            uploaded.Add(record);
        }

        return (uploaded, null);
    }

    private async Task<(ImageRecord? Image, XrpcAnswer? Problem)> UploadAsync(
        PostImage image,
        Func<bool> mayLeave,
        CancellationToken cancellationToken
    )
    {
        var (bytes, unreadable) = await ReadAsync(image.File, cancellationToken);
        if (bytes is null)
        {
            return (null, unreadable);
        }

        if (ImageHeader.Of(bytes) is not { } header)
        {
            return (null, Refuse($"{image.File} is no PNG, JPEG or WebP image."));
        }

        var answer = await xrpc.WriteAsync(
            "com.atproto.repo.uploadBlob",
            () => new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(header.Type) } },
            mayLeave,
            cancellationToken
        );
        if (answer is not XrpcAnswer.Done { Body: var body })
        {
            return (null, answer.Before());
        }

        var blob = body.Member("blob");
        return blob.Member("ref").Text("$link") is { Length: > 0 } link
            ? (
                new ImageRecord(
                    new BlobRecord(new BlobLink(link), blob.Text("mimeType") ?? header.Type, bytes.Length),
                    image.AltText,
                    header.Size
                ),
                null
            )
            : (null, new XrpcAnswer.Unavailable("the server's answer to the upload of an image names no image"));
    }

    private static async Task<(byte[]? Bytes, XrpcAnswer? Problem)> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[LargestImage + 1];
            var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
            return length > LargestImage
                ? (null, Refuse($"{file} is larger than the 2 MB that Bluesky takes. Make it smaller."))
                : (bytes[..length], null);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return (null, Refuse($"{file} cannot be read ({problem.Message})."));
        }
        catch (OperationCanceledException)
        {
            return (null, new XrpcAnswer.Unavailable($"{file} could not be read in time"));
        }
    }

    private static XrpcAnswer.Refused Refuse(string reason) => new(RefusalKind.Post, "", reason);
}
