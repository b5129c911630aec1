using Syndicator.Networks.Text;
using Syndicator.Networks.Wire;

namespace Syndicator.Networks.Mastodon;

/// <summary>Uploads images before their post. An upload that no post names is removed by the server after a day, so trying again harms nothing.</summary>
internal sealed class MastodonImages(MastodonClient client, MastodonInstance instance, MastodonRefusal refusal, TimeProvider clock)
{
    /// <summary>For a server to work on one image.</summary>
    private static readonly TimeSpan s_processingLimit = TimeSpan.FromSeconds(60);

    /// <summary>Why the images can never be uploaded; null when they can.</summary>
    public string? Problem(IReadOnlyList<PostImage> images) =>
        images.Count > instance.MaxImages
            ? FormattableString.Invariant(
                $"The post has {images.Count} images; {client.Server.Host} takes {instance.MaxImages}. Leave some out."
            )
            : images.Select(Problem).FirstOrDefault(problem => problem is not null);

    /// <summary>Ids of the uploads, in order, or what stopped them.</summary>
    public async Task<(IReadOnlyList<string> Ids, PublishOutcome? Stopped)> UploadAsync(
        IReadOnlyList<PostImage> images,
        Func<bool> mayLeave,
        CancellationToken cancellationToken
    )
    {
        var ids = new List<string>();
        foreach (var image in images)
        {
            var (id, stopped) = await UploadAsync(image, mayLeave, cancellationToken);
            if (id is null)
            {
                return ([], stopped);
            }

            ids.Add(id);
        }

        return (ids, null);
    }

    private string? Problem(PostImage image)
    {
        var name = Path.GetFileName(image.File);
        try
        {
            var file = new FileInfo(image.File);
            return MediaType(name) is null ? $"The image {name} is neither PNG, JPEG nor WebP. Convert it."
                : !file.Exists ? $"The image {name} is not in the publication's folder any more. Put it back, or send the post without it."
                : file.Length > instance.LargestImage
                    ? FormattableString.Invariant(
                        $"The image {name} has {file.Length} bytes; {client.Server.Host} takes {instance.LargestImage}. Make it smaller."
                    )
                : string.IsNullOrWhiteSpace(image.AltText) ? $"The image {name} has no alternative text. Describe what it shows."
                : Graphemes.Count(image.AltText) > instance.LongestAltText
                    ? FormattableString.Invariant(
                        $"The alternative text of {name} is longer than the {instance.LongestAltText} characters that {client.Server.Host} takes. Shorten it."
                    )
                : null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return $"The image {name} cannot be read. See that the program may read it.";
        }
    }

    private async Task<(string? Id, PublishOutcome? Stopped)> UploadAsync(
        PostImage image,
        Func<bool> mayLeave,
        CancellationToken cancellationToken
    )
    {
        var name = Path.GetFileName(image.File);
        byte[] bytes;
        try
        {
            bytes = await File.ReadAllBytesAsync(image.File, cancellationToken);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return (
                null,
                new PublishOutcome.Refused(RefusalKind.Post, $"The image {name} cannot be read. See that the program may read it.")
            );
        }

        using var form = PlainForm.Of("file", bytes, MediaType(name)!, "description", image.AltText);
        var answer = await client.WriteAsync(HttpMethod.Post, "api/v2/media", form, mayLeave, cancellationToken);
        return await answer.Match(
            received => UploadedAsync(received, name, cancellationToken),
            notSent => Task.FromResult(NotUploaded(name, notSent.Reason)),
            lost => Task.FromResult(NotUploaded(name, lost.Reason))
        );
    }

    private async Task<(string? Id, PublishOutcome? Stopped)> UploadedAsync(
        WireAnswer.Received received,
        string name,
        CancellationToken cancellationToken
    )
    {
        if (received.Status is not (200 or 202))
        {
            return (null, refusal.OfUpload(received, name));
        }

        if (MastodonClient.Parse(received, MastodonJson.Default.MastodonAttachment)?.Id is not { Length: > 0 } id)
        {
            return (null, new PublishOutcome.Unavailable(client.Unreadable(received)));
        }

        return received.Status == 200 ? (id, null) : await ProcessedAsync(id, name, cancellationToken);
    }

    private async Task<(string? Id, PublishOutcome? Stopped)> ProcessedAsync(string id, string name, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        for (
            var wait = TimeSpan.FromSeconds(1);
            clock.GetElapsedTime(start) < s_processingLimit;
            wait = Min(wait * 2, TimeSpan.FromSeconds(8))
        )
        {
            await Task.Delay(wait, clock, cancellationToken);
            switch (await client.GetAsync("api/v1/media/" + Uri.EscapeDataString(id), cancellationToken))
            {
                case WireAnswer.Received { Status: 200 }:
                    return (id, null);
                case WireAnswer.Received { Status: >= 400 and < 500 } received:
                    return (null, refusal.OfUpload(received, name));
            }
        }

        return NotUploaded(name, "the server still works on it");
    }

    private (string? Id, PublishOutcome? Stopped) NotUploaded(string name, string reason) =>
        (null, new PublishOutcome.Unavailable($"The image {name} could not be uploaded to {client.Server.Host}: {reason}."));

    private static string? MediaType(string name) =>
        Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".png" => "image/png",
            ".jpg" or ".jpeg" => "image/jpeg",
            ".webp" => "image/webp",
            _ => null,
        };

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
