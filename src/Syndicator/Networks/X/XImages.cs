using System.Text.Json;
using Syndicator.Networks.Wire;

namespace Syndicator.Networks.X;

/// <summary>Uploads images with their descriptions (https://docs.x.com/x-api/media/introduction). Nothing of it can be seen before a post names it.</summary>
internal sealed class XImages(XClient client, TimeProvider clock)
{
    public const int Most = 4;

    private const int MostLooks = 60;

    /// <summary>Media ids in order, or the outcome that a post with them has.</summary>
    public async Task<(IReadOnlyList<string> Ids, PublishOutcome? Trouble)> UploadAsync(
        IReadOnlyList<PostImage> images,
        Func<bool> mayLeave,
        CancellationToken cancellationToken
    )
    {
        var ids = new List<string>();
        foreach (var image in images)
        {
            var (id, trouble) = await UploadAsync(image, mayLeave, cancellationToken);
            if (id is null)
            {
                return ([], trouble);
            }

            ids.Add(id);
        }

        return (ids, null);
    }

    private async Task<(string? Id, PublishOutcome? Trouble)> UploadAsync(
        PostImage image,
        Func<bool> mayLeave,
        CancellationToken cancellationToken
    )
    {
        var (bytes, type, problem) = await XImageFile.ReadAsync(image, cancellationToken);
        if (bytes is null)
        {
            return (null, new PublishOutcome.Refused(RefusalKind.Post, problem!));
        }

        var uploaded = await client.WriteAsync(
            XCall.Post("2/media/upload", () => PlainForm.Of("media", bytes, type!, "media_category", "tweet_image")),
            mayLeave,
            cancellationToken
        );
        if (uploaded is not XAnswer.Good good)
        {
            return (null, Outcome(uploaded));
        }

        var (answer, unreadable) = good.Read(XJson.Default.XMediaAnswer);
        if (answer?.Data is not { Id: { } id } media || !XIds.IsId(id))
        {
            return (null, new PublishOutcome.Unavailable($"the image was uploaded and {unreadable ?? "X gave it no id"}"));
        }

        var trouble =
            await WaitAsync(id, media.ProcessingInfo, cancellationToken)
            ?? await DescribeAsync(id, image.AltText, mayLeave, cancellationToken);
        return trouble is null ? (id, null) : (null, trouble);
    }

    private async Task<PublishOutcome?> WaitAsync(string id, XProcessing? state, CancellationToken cancellationToken)
    {
        for (var look = 0; state?.State is "pending" or "in_progress"; look++)
        {
            if (look == MostLooks)
            {
                return new PublishOutcome.Unavailable("X is still processing the image");
            }

            try
            {
                await Task.Delay(TimeSpan.FromSeconds(Math.Clamp(state.CheckAfterSecs ?? 1, 1, 30)), clock, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return new PublishOutcome.Unavailable("X was still processing the image when its time was over");
            }

            var answer = await client.ReadAsync(XCall.Get("2/media/upload", ("command", "STATUS"), ("media_id", id)), cancellationToken);
            if (answer is not XAnswer.Good good)
            {
                return Outcome(answer);
            }

            state = good.Read(XJson.Default.XMediaAnswer).Body?.Data?.ProcessingInfo;
        }

        return state?.State == "failed"
            ? new PublishOutcome.Refused(
                RefusalKind.Post,
                $"X cannot use the image{(state.Error?.Message is { } said ? $": \"{XProblem.OneLine(said)}\"" : "")}. Take another."
            )
            : null;
    }

    private async Task<PublishOutcome?> DescribeAsync(string id, string altText, Func<bool> mayLeave, CancellationToken cancellationToken)
    {
        var body = new XMediaMetadata(id, new XMetadata(new XAltText(altText)));
        var answer = await client.WriteAsync(
            XCall.Post("2/media/metadata", () => XNetwork.Json(JsonSerializer.SerializeToUtf8Bytes(body, XJson.Default.XMediaMetadata))),
            mayLeave,
            cancellationToken
        );
        return answer is XAnswer.Good ? null : Outcome(answer);
    }

    /// <summary>No post was made, whatever became of the image.</summary>
    private static PublishOutcome Outcome(XAnswer answer) =>
        answer.Match<PublishOutcome>(
            _ => throw new InvalidOperationException("it did not fail"),
            throttled => new PublishOutcome.Throttled(throttled.Until),
            refused => new PublishOutcome.Refused(refused.Kind, $"The image was not taken. {refused.Reason}"),
            unavailable => new PublishOutcome.Unavailable(unavailable.Reason),
            unknown => new PublishOutcome.Unavailable($"the image may not have arrived: {unknown.Reason}")
        );
}
