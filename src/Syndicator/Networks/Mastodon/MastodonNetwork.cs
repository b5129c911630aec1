using Syndicator.Configuration;
using Syndicator.Networks.Wire;

namespace Syndicator.Networks.Mastodon;

/// <summary>One account on a Mastodon server, or on one of other software that speaks its language (GoToSocial, snac, Pleroma).</summary>
internal sealed partial class MastodonNetwork(Account account, IAccountSecret secret, WireClient wire, TimeProvider clock)
    : INetwork,
        IDeletesPosts,
        IEditsPosts,
        IVerifiesAccount
{
    private readonly Uri _server = account.Server ?? throw new ArgumentException($"Account {account.Name} has no server.", nameof(account));
    private readonly MastodonServer _known = new(clock);
    private readonly MastodonSources _sources = new();

    /// <summary>By the server's own numbers; where it does not answer, by those it last gave, else those of the configuration.</summary>
    public async ValueTask<TextRules> GetTextRulesAsync(CancellationToken cancellationToken)
    {
        var (client, _) = await OpenAsync(cancellationToken);
        var (instance, _) = await GetInstanceAsync(
            client ?? new MastodonClient(_server, null, wire, clock, account.Name),
            cancellationToken
        );
        return new MastodonTextRules(instance.Limits.MaxCharacters, instance.Limits.CharactersPerUrl, account.ThreadWarning);
    }

    public async Task<PublishOutcome> PublishAsync(OutboundPost post, CancellationToken cancellationToken)
    {
        var (client, problem) = await OpenAsync(cancellationToken);
        if (client is null)
        {
            return new PublishOutcome.Refused(RefusalKind.Account, problem!);
        }

        var (instance, limitsAreKnown) = await GetInstanceAsync(client, cancellationToken);
        return await new MastodonPosting(client, instance, limitsAreKnown, account.Name, clock).PublishAsync(post, cancellationToken);
    }

    public async Task<FindOutcome> FindAsync(OutboundPost post, DateTimeOffset firstAttemptAt, CancellationToken cancellationToken)
    {
        var (client, problem) = await OpenAsync(cancellationToken);
        if (client is null)
        {
            return new FindOutcome.Refused(RefusalKind.Account, problem!);
        }

        var self = await _known.GetSelfAsync(client, cancellationToken);
        return self.ValueOrDefault() is { } found
            ? await new MastodonLookUp(client, found, _sources).FindAsync(post, firstAttemptAt, cancellationToken)
            : self.ToFind();
    }

    public async Task<EditOutcome> EditAsync(RemotePost post, PostContent content, CancellationToken cancellationToken)
    {
        var (client, problem) = await OpenAsync(cancellationToken);
        if (client is null)
        {
            return new EditOutcome.Refused(problem!);
        }

        var instance = await _known.GetInstanceAsync(client, cancellationToken);
        return instance.ValueOrDefault() is { } known
            ? await new MastodonChanges(client, known, account.Name, clock).EditAsync(post, content, cancellationToken)
            : new EditOutcome.Unavailable(instance.Reason());
    }

    public async Task<DeleteOutcome> DeleteAsync(RemotePost post, CancellationToken cancellationToken)
    {
        var (client, problem) = await OpenAsync(cancellationToken);
        return client is null
            ? new DeleteOutcome.Refused(problem!)
            : await new MastodonChanges(client, MastodonInstance.Unknown(_server.Host), account.Name, clock).DeleteAsync(
                post,
                cancellationToken
            );
    }

    public async Task<ReadOutcome<AccountStanding>> VerifyAsync(CancellationToken cancellationToken)
    {
        var opened = await OpenToReadAsync(cancellationToken);
        return await opened.ThenAsync(async client =>
            await (await _known.GetInstanceAsync(client, cancellationToken)).ThenAsync(async instance =>
                await (await _known.GetSelfAsync(client, cancellationToken, anew: true)).ThenAsync<MastodonAccount, AccountStanding>(
                    async self => new ReadOutcome<AccountStanding>.Read(
                        await new MastodonStanding(client, instance).DescribeAsync(self, cancellationToken)
                    )
                )
            )
        );
    }

    private async Task<(MastodonInstance Instance, bool LimitsAreKnown)> GetInstanceAsync(
        MastodonClient client,
        CancellationToken cancellationToken
    )
    {
        if ((await _known.GetInstanceAsync(client, cancellationToken)).ValueOrDefault() is { } asked)
        {
            return (asked, true);
        }

        if (_known.LastInstance is { } last)
        {
            return (last, true);
        }

        var configured = new MastodonLimits(
            account.MaxCharacters ?? MastodonLimits.DefaultMaxCharacters,
            account.CharactersPerUrl ?? MastodonLimits.DefaultCharactersPerUrl
        );
        return (MastodonInstance.Unknown(_server.Authority) with { Limits = configured }, account.MaxCharacters is not null);
    }

    private async Task<ReadOutcome<MastodonClient>> OpenToReadAsync(CancellationToken cancellationToken)
    {
        var (client, problem) = await OpenAsync(cancellationToken);
        return client is null
            ? new ReadOutcome<MastodonClient>.Refused(RefusalKind.Account, problem!)
            : new ReadOutcome<MastodonClient>.Read(client);
    }

    /// <summary>Reads the secret anew: it may have been replaced while the program runs.</summary>
    private async Task<(MastodonClient? Client, string? Problem)> OpenAsync(CancellationToken cancellationToken)
    {
        var (stored, problem) = await secret.ReadAsync(cancellationToken);
        if (stored is null)
        {
            return (null, AccountRemedy.Without(account.Name, problem));
        }

        return MastodonGrant.Parse(stored) is { } grant
            ? (new MastodonClient(_server, grant.AccessToken, wire, clock, account.Name), null)
            : (null, $"The secret of the account {account.Name} is no access token. {AccountRemedy.SignIn(account.Name)}");
    }
}
