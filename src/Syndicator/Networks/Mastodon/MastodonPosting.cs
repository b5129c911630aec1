using System.Text.Json;
using Syndicator.Configuration;
using Syndicator.Networks.Text;
using Syndicator.Networks.Wire;

namespace Syndicator.Networks.Mastodon;

/// <summary>
/// Publishes one post with one request. The idempotency key it carries is a help, not a guarantee: servers keep it for an hour, some not at all, and 4.6
/// answers a repeated one with 500 though the post is there. So only a definite answer is one.
/// </summary>
internal sealed class MastodonPosting(
    MastodonClient client,
    MastodonInstance instance,
    bool limitsAreKnown,
    string account,
    TimeProvider clock
)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(2);

    private readonly MastodonRefusal _refusal = new(client, account, clock);

    public async Task<PublishOutcome> PublishAsync(OutboundPost post, CancellationToken cancellationToken)
    {
        var images = new MastodonImages(client, instance, _refusal, clock);
        if ((TooLong(post.Content) ?? images.Problem(post.Content.Images)) is { } problem)
        {
            return new PublishOutcome.Refused(RefusalKind.Post, problem);
        }

        var (uploads, stopped) = await images.UploadAsync(post.Content.Images, post.MayLeave, cancellationToken);
        if (stopped is not null)
        {
            return stopped;
        }

        cancellationToken.ThrowIfCancellationRequested();
        using var content = Body(post, uploads);
        var answer = await client.WriteAsync(
            HttpMethod.Post,
            "api/v1/statuses",
            content,
            post.MayLeave,
            cancellationToken,
            post.IdempotencyKey
        );
        return await answer.Match(
            received => JudgeAsync(received, post, cancellationToken),
            notSent =>
                Task.FromResult<PublishOutcome>(
                    new PublishOutcome.Unavailable($"{client.Server.Host} could not be reached: {notSent.Reason}.")
                ),
            lost =>
                Task.FromResult<PublishOutcome>(
                    new PublishOutcome.Uncertain($"{client.Server.Host} did not say whether it took the post: {lost.Reason}.")
                )
        );
    }

    /// <summary>Why the text cannot be sent; null when it can, or when only the server knows its limit.</summary>
    public string? TooLong(PostContent content)
    {
        var rules = new MastodonTextRules(instance.Limits.MaxCharacters, instance.Limits.CharactersPerUrl);
        var length = Length(rules, content);
        return limitsAreKnown && length > rules.Limit
            ? FormattableString.Invariant($"The text is too long: {length} of {rules.Limit} characters. Shorten it.")
            : null;
    }

    /// <summary>The warning counts too, and in full (https://github.com/mastodon/mastodon, app/validators/status_length_validator.rb).</summary>
    public static int Length(TextRules rules, PostContent content) => rules.Measure(content.Text) + Graphemes.Count(content.Warning ?? "");

    /// <summary>Addresses for people: what the server gives, else where its own pages are.</summary>
    public static RemotePost Remote(MastodonStatus status, Uri server) =>
        new(
            status.Id!,
            MastodonHtml.WebAddress(status.Url)
                ?? MastodonHtml.WebAddress(status.Uri)
                ?? new Uri(server, "web/statuses/" + Uri.EscapeDataString(status.Id!)).AbsoluteUri
        );

    /// <summary>ISO 639, with a country only where Mastodon has such (Chinese).</summary>
    public static string Language(string tag) => tag.StartsWith("zh-", StringComparison.OrdinalIgnoreCase) ? tag : tag.Split('-')[0];

    private static ByteArrayContent Body(OutboundPost post, IReadOnlyList<string> uploads) =>
        Json(
            new MastodonNewStatus(
                post.Content.Text,
                Language(post.Content.Language),
                post.Content.Visibility == PostVisibility.Unlisted ? "unlisted" : "public",
                post.ReplyTo?.Id,
                string.IsNullOrWhiteSpace(post.Content.Warning) ? null : post.Content.Warning,
                string.IsNullOrWhiteSpace(post.Content.Warning) ? null : true,
                uploads.Count == 0 ? null : uploads
            )
        );

    public static ByteArrayContent Json(MastodonNewStatus status)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(status, MastodonJson.Default.MastodonNewStatus));
        content.Headers.ContentType = new System.Net.Http.Headers.MediaTypeHeaderValue("application/json");
        return content;
    }

    private async Task<PublishOutcome> JudgeAsync(WireAnswer.Received received, OutboundPost post, CancellationToken cancellationToken)
    {
        if (received.Status is < 200 or >= 300)
        {
            return _refusal.OfPost(received, post);
        }

        return MastodonClient.Parse(received, MastodonJson.Default.MastodonStatus) is { Id.Length: > 0 } status
            ? await ConfirmAsync(Remote(status, client.Server), cancellationToken)
            : new PublishOutcome.Uncertain(client.Unreadable(received));
    }

    /// <summary>
    /// Servers that take a post for spam say that they took it and drop it. Asked twice, because an answer may come from a copy of the data that is behind;
    /// whatever else goes wrong here, the post is out.
    /// </summary>
    private async Task<PublishOutcome> ConfirmAsync(RemotePost post, CancellationToken cancellationToken)
    {
        try
        {
            if (await IsThereAsync(post, cancellationToken))
            {
                return new PublishOutcome.Published(post);
            }

            await Task.Delay(s_pause, clock, cancellationToken);
            return await IsThereAsync(post, cancellationToken)
                ? new PublishOutcome.Published(post)
                : new PublishOutcome.Refused(
                    RefusalKind.Post,
                    $"{client.Server.Host} took the post and dropped it without a word, as servers do with what they hold for spam. "
                        + "Look at the account there and ask the server's administrators before you resend it."
                );
        }
        catch (OperationCanceledException)
        {
            return new PublishOutcome.Published(post);
        }
    }

    private async Task<bool> IsThereAsync(RemotePost post, CancellationToken cancellationToken) =>
        await client.GetAsync("api/v1/statuses/" + Uri.EscapeDataString(post.Id), cancellationToken)
            is not WireAnswer.Received { Status: 404, IsJson: true };
}
