using Syndicator.Networks.Wire;

namespace Syndicator.Networks.Mastodon;

/// <summary>What an answer that is no success means for a post, in words for editors.</summary>
/// <param name="account">The account's name in the configuration.</param>
internal sealed class MastodonRefusal(MastodonClient client, string account, TimeProvider clock)
{
    private string Host => client.Server.Host;

    /// <summary>Of the request that creates the post: from 500 on it may be there, below it surely is not.</summary>
    public PublishOutcome OfPost(WireAnswer.Received received, OutboundPost post) =>
        received.Status switch
        {
            429 => Throttled(received),
            402 => new PublishOutcome.Refused(
                RefusalKind.Budget,
                $"{Host} wants to be paid before the account {account} may post: {client.Said(received)}. Settle it there, {Resume}"
            ),
            413 => ThisPost($"{Host} finds the post too large: {client.Said(received)}. Shorten it, or make its images smaller."),
            401 or 403 or 404 or 410 or 422 or 301 or 308 => Refused(received, post),
            >= 400 and < 500 and not 408 => ThisPost($"{Host} refused the post: {client.Said(received)}. Change the post, or stop it."),
            _ => new PublishOutcome.Uncertain($"{Host} did not say whether it took the post: {client.Said(received)}."),
        };

    /// <summary>Of anything before it: whatever went wrong, there is no post yet.</summary>
    public PublishOutcome OfUpload(WireAnswer.Received received, string image) =>
        received.Status switch
        {
            429 => Throttled(received),
            401 or 403 => OfRights(received),
            413 => ThisPost($"{Host} finds the image {image} too large. Make it smaller."),
            >= 400 and < 500 and not (404 or 408) => ThisPost(
                $"{Host} does not take the image {image}: {client.Said(received)}. Use another image."
            ),
            404 => ThisPost(
                $"{Host} takes no images, or lost {image} while it worked on it: {client.Said(received)}. Try again, or send the post without it."
            ),
            _ => new PublishOutcome.Unavailable($"The image {image} could not be uploaded to {Host}: {client.Said(received)}."),
        };

    public PublishOutcome.Throttled Throttled(WireAnswer.Received received) =>
        new(MastodonHeaders.ThrottledUntil(received.Headers, clock.GetUtcNow()));

    private PublishOutcome Refused(WireAnswer.Received received, OutboundPost post) =>
        received.Status switch
        {
            401 or 403 => OfRights(received),
            301 or 308 => Account($"{Host} has another address. Correct `server` of the account {account} in accounts.yaml, {Resume}"),
            404 when received.IsJson && post.ReplyTo is not null => ThisPost(
                $"The post that this one answers is not on {Host} any more: {client.Said(received)}. Resend the thread from its first missing post, or stop it."
            ),
            404 when received.IsJson && post.IsRepeat => ThisPost(
                $"An earlier attempt arrived at {Host}, and that post has been deleted meanwhile: {client.Said(received)}. Resend it if it is still wanted."
            ),
            404 when received.IsJson => ThisPost($"{Host} refused the post: {client.Said(received)}. Change the post, or stop it."),
            404 => Account(
                $"{Host} does not understand Mastodon's programming interface: {client.Said(received)}. Correct `server` of the account {account} in accounts.yaml, {Resume}"
            ),
            410 => Account($"{Host} is gone for good: {client.Said(received)}. Move the account {account} to another server, {Resume}"),
            _ => Unprocessable(received, post),
        };

    // snac refuses a wrong token so, with an empty page; Mastodon one that belongs to nobody.
    private PublishOutcome Unprocessable(WireAnswer.Received received, OutboundPost post)
    {
        var said = client.Said(received);
        return !received.IsJson || said.Contains("requires an authenticated user", StringComparison.OrdinalIgnoreCase) ? OfRights(received)
            : post.Content.Images.Count > 0 && said.Contains("not finished processing", StringComparison.OrdinalIgnoreCase)
                ? new PublishOutcome.Unavailable($"{Host} still works on the images.")
            : ThisPost($"{Host} refused the post: {said}. Change the post, or stop it.");
    }

    private PublishOutcome OfRights(WireAnswer.Received received)
    {
        var said = client.Said(received);
        return received.Status != 403 ? Account($"{Host} does not accept the access token of the account {account}: {said}. {SignIn}")
            : said.Contains("This action is not allowed", StringComparison.OrdinalIgnoreCase)
                ? ThisPost($"{Host} does not allow this post: {said}. Change the post, or stop it.")
            : said.Contains("scopes", StringComparison.OrdinalIgnoreCase)
                ? Account($"The access token of the account {account} does not include the right to post: {said}. {SignIn}")
            : received.IsJson
                ? Account($"{Host} lets the account {account} post nothing: {said}. Sign in there and see what is wrong with it, {Resume}")
            : Account(
                $"Something before {Host} refuses the requests of the account {account}: {said}. See whether this machine may reach it, {Resume}"
            );
    }

    private string SignIn => AccountRemedy.SignIn(account);

    private string Resume => AccountRemedy.Resume(account);

    private static PublishOutcome.Refused ThisPost(string reason) => new(RefusalKind.Post, reason);

    private static PublishOutcome.Refused Account(string reason) => new(RefusalKind.Account, reason);
}
