using Syndicator.Networks.Wire;

namespace Syndicator.Networks.Mastodon;

/// <summary>Changes and removes posts that are out. Both may be repeated without harm.</summary>
internal sealed class MastodonChanges(MastodonClient client, MastodonInstance instance, string account, TimeProvider clock)
{
    /// <summary>Sends the full content: what an edit leaves out, the server clears.</summary>
    public async Task<EditOutcome> EditAsync(RemotePost post, PostContent content, CancellationToken cancellationToken)
    {
        var current = await client.GetAsync(At(post), cancellationToken);
        if (current is WireAnswer.Received { Status: 404 or 410, IsJson: true })
        {
            return new EditOutcome.Gone();
        }

        var outcome = client.Understand(current, MastodonJson.Default.MastodonStatus);
        return await outcome.Match(
            status => EditAsync(post, content, status.Value, cancellationToken),
            _ => Task.FromResult<EditOutcome>(new EditOutcome.Unavailable(outcome.Reason())),
            refused => Task.FromResult<EditOutcome>(new EditOutcome.Refused(refused.Reason)),
            _ => Task.FromResult<EditOutcome>(new EditOutcome.Unavailable(outcome.Reason()))
        );
    }

    public async Task<DeleteOutcome> DeleteAsync(RemotePost post, CancellationToken cancellationToken)
    {
        var answer = await client.WriteAsync(HttpMethod.Delete, At(post), null, static () => true, cancellationToken);
        return answer switch
        {
            WireAnswer.Received { Status: >= 200 and < 300 } => new DeleteOutcome.Deleted(),
            WireAnswer.Received { Status: 404 or 405 or 410 } => await LookAfterAsync(post, cancellationToken),
            WireAnswer.Received { Status: >= 400 and < 500 and not (408 or 429) } refused => new DeleteOutcome.Refused(
                $"{client.Server.Host} does not remove the post: {client.Said(refused)}. Remove it there by hand."
            ),
            _ => new DeleteOutcome.Unavailable(Reason(answer)),
        };
    }

    private async Task<EditOutcome> EditAsync(
        RemotePost post,
        PostContent content,
        MastodonStatus current,
        CancellationToken cancellationToken
    )
    {
        var refusal = new MastodonRefusal(client, account, clock);
        var images = new MastodonImages(client, instance, refusal, clock);
        var posting = new MastodonPosting(client, instance, limitsAreKnown: true, account, clock);
        if (posting.TooLong(content) is { } tooLong)
        {
            return new EditOutcome.Refused(tooLong);
        }

        var (media, problem) =
            Kept(content.Images, current) is { } kept ? (kept, null)
            : images.Problem(content.Images) is { } unusable ? ([], new EditOutcome.Refused(unusable))
            : await UploadAsync(images, content.Images, cancellationToken);
        return problem ?? await PutAsync(post, content, media, cancellationToken);
    }

    /// <summary>The attachments that are there, when they are as many and described alike: they stay. Null: the images must be uploaded.</summary>
    private static IReadOnlyList<string>? Kept(IReadOnlyList<PostImage> images, MastodonStatus current)
    {
        var there = current.MediaAttachments ?? [];
        return
            images.Select(image => image.AltText.Trim()).SequenceEqual(there.Select(attachment => attachment?.Description?.Trim() ?? ""))
            && there.All(attachment => attachment?.Id is not null)
            ? [.. there.Select(attachment => attachment.Id!)]
            : null;
    }

    private static async Task<(IReadOnlyList<string> Media, EditOutcome? Problem)> UploadAsync(
        MastodonImages images,
        IReadOnlyList<PostImage> files,
        CancellationToken cancellationToken
    )
    {
        var (ids, stopped) = await images.UploadAsync(files, static () => true, cancellationToken);
        return (
            ids,
            stopped?.Match<EditOutcome?>(
                _ => null,
                refused => new EditOutcome.Refused(refused.Reason),
                throttled => Throttled(throttled.Until),
                unavailable => new EditOutcome.Unavailable(unavailable.Reason),
                uncertain => new EditOutcome.Unavailable(uncertain.Reason)
            )
        );
    }

    private async Task<EditOutcome> PutAsync(
        RemotePost post,
        PostContent content,
        IReadOnlyList<string> media,
        CancellationToken cancellationToken
    )
    {
        using var body = MastodonPosting.Json(
            new MastodonNewStatus(
                content.Text,
                MastodonPosting.Language(content.Language),
                SpoilerText: content.Warning ?? "",
                Sensitive: !string.IsNullOrWhiteSpace(content.Warning),
                MediaIds: media
            )
        );
        var answer = await client.WriteAsync(HttpMethod.Put, At(post), body, static () => true, cancellationToken);
        return answer switch
        {
            WireAnswer.Received { Status: 200, IsJson: true } => new EditOutcome.Edited(),
            WireAnswer.Received { Status: 404 or 410, IsJson: true } => new EditOutcome.Gone(),
            WireAnswer.Received { Status: 429 } received => Throttled(MastodonHeaders.ThrottledUntil(received.Headers, clock.GetUtcNow())),
            WireAnswer.Received { Status: >= 400 and < 500 and not 408 } refused => new EditOutcome.Refused(
                $"{client.Server.Host} does not change the post: {client.Said(refused)}."
            ),
            _ => new EditOutcome.Unavailable(Reason(answer)),
        };
    }

    /// <summary>404 also comes from software that cannot delete at all.</summary>
    private async Task<DeleteOutcome> LookAfterAsync(RemotePost post, CancellationToken cancellationToken) =>
        await client.GetAsync(At(post), cancellationToken) switch
        {
            WireAnswer.Received { Status: 404 or 410 } => new DeleteOutcome.Deleted(),
            WireAnswer.Received { Status: 200 } => new DeleteOutcome.Refused(
                $"{client.Server.Host} cannot remove posts for other programs. Remove {post.Url} there by hand."
            ),
            var answer => new DeleteOutcome.Unavailable(Reason(answer)),
        };

    private string Reason(WireAnswer answer) =>
        answer.Match(
            received => $"{client.Server.Host} gave no definite answer: {client.Said(received)}",
            notSent => $"{client.Server.Host} could not be reached: {notSent.Reason}",
            lost => $"{client.Server.Host} gave no answer: {lost.Reason}"
        );

    private static EditOutcome.Unavailable Throttled(DateTimeOffset until) =>
        new(FormattableString.Invariant($"the server takes no changes until {until.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC"));

    private static string At(RemotePost post) => "api/v1/statuses/" + Uri.EscapeDataString(post.Id);
}
