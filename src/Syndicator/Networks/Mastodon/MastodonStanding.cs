using Syndicator.Networks.Wire;

namespace Syndicator.Networks.Mastodon;

/// <summary>
/// Who an account is and what it may do. The server does not tell a token's rights, so each is tried with a request that changes nothing: rights are checked
/// before the post it names is looked for, and there is none.
/// </summary>
internal sealed class MastodonStanding(MastodonClient client, MastodonInstance instance)
{
    private const string NoSuchId = "0";

    public async Task<AccountStanding> DescribeAsync(MastodonAccount self, CancellationToken cancellationToken)
    {
        var handle = MastodonReader.Handle(self.Acct ?? self.Username ?? self.Id!, instance.Domain);
        var missing = new List<string>();
        await TryAsync(
            missing,
            "read:statuses",
            "own posts cannot be looked for",
            () => GetAsync($"api/v1/accounts/{Uri.EscapeDataString(self.Id!)}/statuses?limit=1", cancellationToken)
        );
        await TryAsync(
            missing,
            "read:notifications",
            "mentions cannot be read",
            () => GetAsync("api/v1/notifications?limit=1", cancellationToken)
        );
        await TryAsync(missing, "write:statuses", "nothing can be posted", () => PutAsync("api/v1/statuses/", cancellationToken));
        await TryAsync(missing, "write:media", "no images can be uploaded", () => PutAsync("api/v1/media/", cancellationToken));
        return new AccountStanding(
            self.Id!,
            handle,
            string.IsNullOrWhiteSpace(self.DisplayName) ? handle : self.DisplayName,
            MastodonHtml.WebAddress(self.Url) ?? client.Server.AbsoluteUri,
            missing,
            [.. Limits(), .. State(self), .. await PolicyAsync(cancellationToken)]
        );
    }

    private static async Task TryAsync(List<string> missing, string right, string consequence, Func<Task<WireAnswer>> request)
    {
        if (await request() is WireAnswer.Received { Status: 403 })
        {
            missing.Add($"The token does not include the right {right}: {consequence}.");
        }
    }

    private Task<WireAnswer> GetAsync(string path, CancellationToken cancellationToken) => client.GetAsync(path, cancellationToken);

    private async Task<WireAnswer> PutAsync(string path, CancellationToken cancellationToken)
    {
        using var nothing = new FormUrlEncodedContent([]);
        return await client.WriteAsync(HttpMethod.Put, path + NoSuchId, nothing, static () => true, cancellationToken);
    }

    private IEnumerable<string> Limits()
    {
        var limits = instance.Limits;
        yield return FormattableString.Invariant(
            $"Posts have up to {limits.MaxCharacters} characters, a link counts {limits.CharactersPerUrl}, {instance.MaxImages} images are taken."
        );
        if (instance.ApiVersion is null)
        {
            yield return $"The server runs {(instance.Version.Length > 0 ? instance.Version : "unknown software")} and may not honour idempotency keys; posts of uncertain outcome are looked for before they are sent again.";
        }
    }

    private static IEnumerable<string> State(MastodonAccount self)
    {
        if (self.Suspended == true)
        {
            yield return "The account is suspended.";
        }
        else if (self.Limited == true)
        {
            yield return "The server's moderators have limited the account: its public posts are shown as unlisted.";
        }
    }

    private async Task<IReadOnlyList<string>> PolicyAsync(CancellationToken cancellationToken)
    {
        var policy = (
            await client.GetAsync("api/v2/notifications/policy", MastodonJson.Default.MastodonPolicy, cancellationToken)
        ).ValueOrDefault();
        (string? Rule, string Whose)[] rules =
        [
            (policy?.ForNotFollowing, "people the account does not follow"),
            (policy?.ForNotFollowers, "people who do not follow the account"),
            (policy?.ForNewAccounts, "new accounts"),
            (policy?.ForPrivateMentions, "private mentions"),
            (policy?.ForLimitedAccounts, "limited accounts"),
        ];
        return
        [
            .. rules
                .Where(rule => rule.Rule == "drop")
                .Select(rule => $"The account's settings drop notifications of {rule.Whose}: those mentions are lost."),
        ];
    }
}
