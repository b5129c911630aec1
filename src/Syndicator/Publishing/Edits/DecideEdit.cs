using Microsoft.Extensions.Logging;
using Syndicator.Configuration;
using Syndicator.Networks;
using Syndicator.Storage;

namespace Syndicator.Publishing.Edits;

/// <summary>
/// An editor accepts or dismisses what a change of an issue would change in a post. The network is asked first and the store written afterwards: an edit may be
/// asked for twice, so what a crash leaves between is mended by accepting again.
/// </summary>
internal sealed class DecideEdit(
    Database database,
    NetworkResolver networks,
    DeliveryOptions options,
    TimeProvider clock,
    ILogger<DecideEdit> logger
)
{
    /// <summary>How often a network is told what is recorded, when others decide at the same moment.</summary>
    private const int MostRepairs = 3;

    private const string SomebodyWasFirst = "Somebody else decided it, or the issue changed, at the same moment. Look at it again.";

    private readonly ProposedEditTable _edits = new(database);
    private readonly AccountPauses _pauses = new(database, clock);

    /// <summary>Makes the post say what is proposed: on the network where it is out, else in the outbox.</summary>
    /// <param name="key">Of the proposal, or of the post.</param>
    public async Task<EditDecision> AcceptAsync(Publication publication, string key, string actor, CancellationToken cancellationToken)
    {
        if (await _edits.FindAsync(publication.Id, key, cancellationToken) is not var (edit, post))
        {
            return new EditDecision.NotFound();
        }

        if (Obstacle(publication, edit, post) is { } obstacle)
        {
            return new EditDecision.NotPermitted(obstacle);
        }

        return post!.State is DeliveryState.Delivered delivered
            ? await EditAsync(publication, edit, post, delivered, actor, cancellationToken)
            : await SettleAsync(edit, post, TextChange.ByProposal, actor, cancellationToken);
    }

    /// <summary>Leaves the post as it is.</summary>
    /// <param name="key">Of the proposal, or of the post.</param>
    public async Task<EditDecision> DismissAsync(Publication publication, string key, string actor, CancellationToken cancellationToken)
    {
        if (await _edits.FindAsync(publication.Id, key, cancellationToken) is not var (edit, post))
        {
            return new EditDecision.NotFound();
        }

        if (edit.State is not EditState.Open open)
        {
            return new EditDecision.NotPermitted(Decided(edit));
        }

        return
            await database.WriteAsync(
                transaction => ProposedEditTable.SettleAsync(transaction, edit, open.Dismiss(actor, clock.GetUtcNow())),
                cancellationToken
            )
                is { } dismissed
            ? new EditDecision.Done(dismissed, post)
            : new EditDecision.NotPermitted(SomebodyWasFirst);
    }

    /// <summary>Takes a dismissal back: the edit is proposed again, unless the issue has changed once more since.</summary>
    /// <param name="key">Of the proposal.</param>
    public async Task<EditDecision> ReopenAsync(Publication publication, string key, CancellationToken cancellationToken)
    {
        if (await _edits.FindAsync(publication.Id, key, cancellationToken) is not var (edit, post))
        {
            return new EditDecision.NotFound();
        }

        if (edit.State is not EditState.Dismissed dismissed)
        {
            return new EditDecision.NotPermitted($"It is {edit.State.Name}; only dismissed edits are proposed again.");
        }

        return await database.WriteAsync<EditDecision>(
            async transaction =>
                (await ProposedEditTable.FindLastAsync(transaction, edit.Place))?.Place.Number != edit.Place.Number
                    ? new EditDecision.NotPermitted("The issue changed again since. Look at what is proposed now.")
                : await ProposedEditTable.ReopenAsync(transaction, edit, dismissed) is { } open ? new EditDecision.Done(open, post)
                : new EditDecision.NotPermitted(SomebodyWasFirst),
            cancellationToken
        );
    }

    /// <summary>Why a proposal cannot be accepted now and what an editor can do instead, as sentences; null when it can.</summary>
    public string? Obstacle(Publication publication, ProposedEdit edit, Delivery? post)
    {
        var network = publication.Accounts.FirstOrDefault(account => account.Name == edit.Place.Account);
        return (edit, post) switch
        {
            ({ State: not EditState.Open }, _) => Decided(edit),
            (_, null) =>
                "There is no post to change: the issue now says more than the thread. Answer the thread by hand if it matters, and dismiss this.",
            ({ Proposed: null }, { State.NeverLeft: true }) =>
                "The issue no longer says this. Stop the post, or release it as it is, and dismiss this.",
            ({ Proposed: null }, _) =>
                "The issue no longer says this. Delete the post or answer it by hand if it matters, and dismiss this.",
            (_, { State.NeverLeft: true }) => null,
            (_, { State: not DeliveryState.Delivered }) => NotNow(post.State),
            _ when network is null =>
                $"The account {edit.Place.Account} is not in accounts.yaml, so nobody can edit its posts. Dismiss this, or configure the account again.",
            _ when networks(publication, network) is not IEditsPosts =>
                $"Posts on {network.Network} cannot be edited from here. Answer the post by hand if it matters, and dismiss this.",
            _ => null,
        };
    }

    private static string NotNow(DeliveryState state) =>
        state is DeliveryState.Sending or DeliveryState.Uncertain or DeliveryState.Due or DeliveryState.Held
            ? $"It is {state.Name} and may be out already. Accept this when it is delivered, or dismiss it."
            : $"It is {state.Name}, so there is nothing to edit. Dismiss this.";

    private static string Decided(ProposedEdit edit) =>
        edit.State.DecidedBy is { } by
            ? $"It was {edit.State.Name} by {Actors.NameOf(by)} already."
            : "It was withdrawn: the issue changed again, or the post is gone. Look at the open ones.";

    private async Task<EditDecision> EditAsync(
        Publication publication,
        ProposedEdit edit,
        Delivery post,
        DeliveryState.Delivered delivered,
        string actor,
        CancellationToken cancellationToken
    )
    {
        var account = publication.Accounts.First(account => account.Name == post.Place.Account);
        var pauses = await _pauses.ListAsync(publication.Id, cancellationToken);
        if (pauses.FirstOrDefault(pause => pause.Account == account.Name) is { } pause)
        {
            return new EditDecision.Unavailable($"The account {account.Name} is paused: {pause.Detail}. Accept this again when it is not.");
        }

        var network = (IEditsPosts)networks(publication, account);
        var remote = new RemotePost(delivered.RemoteId, delivered.Url);
        var outcome = await AskAsync(network, remote, post.Saying(edit.Proposed!).Content, post, cancellationToken);
        return await outcome.Match(
            _ => RecordAsync(network, remote, edit, post, actor),
            refused =>
                Task.FromResult<EditDecision>(new EditDecision.NotPermitted($"{account.Network} refused the edit: {refused.Reason}")),
            _ => RecordGoneAsync(edit, post, actor),
            unavailable =>
                Task.FromResult<EditDecision>(
                    new EditDecision.Unavailable(
                        $"{account.Network} could not be asked: {unavailable.Reason}. Accept this again: an edit is never made twice."
                    )
                )
        );
    }

    /// <summary>Within the limits that sending has.</summary>
    private async Task<EditOutcome> AskAsync(
        IEditsPosts network,
        RemotePost remote,
        PostContent content,
        Delivery post,
        CancellationToken cancellationToken
    )
    {
        using var time = new CancellationTokenSource(options.RequestTimeLimit, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancellationToken);
        try
        {
            return await network.EditAsync(remote, content, limit.Token).WaitAsync(options.Patience, clock, CancellationToken.None);
        }
        catch (Exception exception)
            when (exception is TimeoutException || (exception is OperationCanceledException && time.IsCancellationRequested))
        {
            return new EditOutcome.Unavailable("it did not answer in time");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The contract forbids it; but what throws may have edited before it threw.
            logger.LogError(exception, "Editing delivery {Delivery} failed", post.Id);
            return new EditOutcome.Unavailable($"the attempt broke off ({exception.GetType().Name}: {exception.Message})");
        }
    }

    private async Task<EditDecision> RecordAsync(IEditsPosts network, RemotePost remote, ProposedEdit edit, Delivery post, string actor)
    {
        // What the network did must be kept even when the program is stopping.
        var decision = await SettleAsync(edit, post, TextChange.OnNetwork, actor, CancellationToken.None);
        if (decision is EditDecision.Done)
        {
            return decision;
        }

        // Somebody decided otherwise while the network was asked: it must say what is recorded, whoever asked it last.
        for (var repair = 1; repair <= MostRepairs; repair++)
        {
            var recorded = await FindAsync(post.Id);
            if (recorded is not { State: DeliveryState.Delivered })
            {
                return decision;
            }

            var outcome = await AskAsync(network, remote, recorded.Content, recorded, CancellationToken.None);
            if (outcome is EditOutcome.Edited && (await FindAsync(post.Id))?.Version == recorded.Version)
            {
                return decision;
            }
        }

        return new EditDecision.Unavailable(
            $"{SomebodyWasFirst} {remote.Url} may say what was proposed here; the post's page and `posts show` say what it should say."
        );
    }

    private Task<Delivery?> FindAsync(DeliveryId id) =>
        database.ReadAsync(connection => DeliveryTable.FindAsync(connection, id), CancellationToken.None);

    /// <summary>The post says it and the proposal is accepted, both or neither.</summary>
    private Task<EditDecision> SettleAsync(
        ProposedEdit edit,
        Delivery post,
        string reason,
        string actor,
        CancellationToken cancellationToken
    ) =>
        SettleAsync(
            edit,
            post,
            post.Saying(edit.Proposed!),
            ((EditState.Open)edit.State).Accept(actor, clock.GetUtcNow()),
            reason,
            actor,
            cancellationToken
        );

    private async Task<EditDecision> RecordGoneAsync(ProposedEdit edit, Delivery post, string actor)
    {
        var now = clock.GetUtcNow();
        var gone = post with { State = ((DeliveryState.Delivered)post.State).Disappear(now) };
        var withdrawn = ((EditState.Open)edit.State).Withdraw(now);
        return
            await SettleAsync(edit, post, gone, withdrawn, "not there any more when it was to be edited", actor, CancellationToken.None)
            is EditDecision.Done
            ? new EditDecision.NotPermitted("The post is no longer on the network, so there is nothing to edit. It can be sent anew.")
            : new EditDecision.NotPermitted(SomebodyWasFirst);
    }

    private Task<EditDecision> SettleAsync(
        ProposedEdit edit,
        Delivery post,
        Delivery next,
        EditState state,
        string reason,
        string actor,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync<EditDecision>(
            async transaction =>
            {
                if (
                    !await DeliveryTable.LockAsync(transaction, post)
                    || await ProposedEditTable.SettleAsync(transaction, edit, state) is not { } settled
                )
                {
                    return new EditDecision.NotPermitted(SomebodyWasFirst);
                }

                var written = await DeliveryTable.WriteAsync(transaction, post, next, clock.GetUtcNow(), actor, reason);
                return new EditDecision.Done(settled, written);
            },
            cancellationToken
        );
}
