using Syndicator.Configuration;

namespace Syndicator.Networks.DryRun;

/// <summary>
/// Publishes nowhere: each post becomes one line of the account's ledger, which is on the disk before the answer. It takes the same post twice without a
/// word, so that the ledger shows it should the outbox ever do so.
/// </summary>
/// <param name="publication">The publication's id.</param>
/// <param name="account">Whose posts these are.</param>
/// <param name="rules">Of the network that is being tried out.</param>
/// <param name="ledger">Where the lines go.</param>
internal class DryRunNetwork(string publication, Account account, TextRules rules, DryRunLedger ledger, TimeProvider clock) : INetwork
{
    /// <summary>One that can change posts exactly where the network that is tried out can.</summary>
    public static INetwork Of(string publication, Account account, TextRules rules, DryRunLedger ledger, TimeProvider clock) =>
        account.Network is "mastodon" or "dry-run"
            ? new EditingDryRunNetwork(publication, account, rules, ledger, clock)
            : new DryRunNetwork(publication, account, rules, ledger, clock);

    public ValueTask<TextRules> GetTextRulesAsync(CancellationToken cancellationToken) => ValueTask.FromResult(rules);

    public async Task<PublishOutcome> PublishAsync(OutboundPost post, CancellationToken cancellationToken)
    {
        if (!rules.Fits(post.Content.Text))
        {
            return new PublishOutcome.Refused(
                RefusalKind.Post,
                $"The text is too long: {rules.Measure(post.Content.Text)} of {rules.Limit}."
            );
        }

        if (cancellationToken.IsCancellationRequested || !post.MayLeave())
        {
            return new PublishOutcome.Unavailable("the time for this post was over before its line could be written");
        }

        var remote = RemotePost(post.IdempotencyKey);
        var entry = new DryRunEntry
        {
            At = clock.GetUtcNow(),
            Key = post.IdempotencyKey,
            Id = remote.Id,
            Url = remote.Url,
            ReplyTo = post.ReplyTo?.Id,
            ThreadRoot = post.ThreadRoot?.Id,
            Text = post.Content.Text,
            Language = post.Content.Language,
            Visibility = post.Content.Visibility,
            Entities = post.Content.Entities,
            Card = post.Content.Card,
        };
        return await ledger.AppendAsync(entry, cancellationToken) switch
        {
            AppendResult.Written => new PublishOutcome.Published(remote),
            AppendResult.NotWritten { Reason: var reason } => new PublishOutcome.Unavailable(reason),
            AppendResult.PerhapsWritten { Reason: var reason } => new PublishOutcome.Uncertain(reason),
            var unknown => throw new InvalidOperationException($"unknown case {unknown}"),
        };
    }

    public async Task<FindOutcome> FindAsync(OutboundPost post, DateTimeOffset firstAttemptAt, CancellationToken cancellationToken)
    {
        try
        {
            // The key is this post's alone, so the instant is not needed, and a clock that was set back cannot hide the post.
            var found = await ledger
                .ReadAsync(cancellationToken)
                .FirstOrDefaultAsync(entry => entry.Key == post.IdempotencyKey, cancellationToken);
            return found is null ? new FindOutcome.Absent(IsFinal: true) : new FindOutcome.Found(new RemotePost(found.Id, found.Url));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new FindOutcome.CannotTell($"{ledger.File} cannot be read ({exception.Message})");
        }
    }

    /// <summary>The id under which a post with this idempotency key is known here.</summary>
    public static string IdOf(string key) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(key)))[..16];

    private RemotePost RemotePost(string key)
    {
        var id = IdOf(key);
        // .invalid: nobody is ever there (RFC 2606, section 2).
        return new RemotePost(id, $"https://dry-run.invalid/{publication}/{account.Name}/{id}");
    }
}
