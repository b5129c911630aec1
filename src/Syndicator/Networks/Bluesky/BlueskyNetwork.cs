using System.Net.Http.Json;
using Syndicator.Configuration;
using Syndicator.Networks.Wire;

namespace Syndicator.Networks.Bluesky;

/// <summary>
/// One account on Bluesky (https://docs.bsky.app/docs/get-started). The client chooses key and time of a post, both made when it is first claimed, so that
/// writing it again writes nothing; there is no editing.
/// </summary>
internal sealed class BlueskyNetwork
    : INetwork,
        IReadsMentions,
        IDeletesPosts,
        IFetchesPosts,
        IReadsAnswers,
        ICountsReactions,
        IListsReactions,
        IVerifiesAccount,
        IDisposable
{
    private readonly BlueskyTextRules _rules;
    private readonly BlueskySessions _sessions;
    private readonly Xrpc _xrpc;
    private readonly BlueskyPostWriter _writer;
    private readonly BlueskyMentions _mentions;
    private readonly BlueskyPosts _posts;
    private readonly BlueskyStanding _standing;

    /// <param name="account">Its server is where to log in; posts go to the server that the log-in names.</param>
    /// <param name="secret">See <see cref="BlueskyCredentials"/>.</param>
    public BlueskyNetwork(Account account, IAccountSecret secret, WireClient wire, TimeProvider clock)
    {
        _rules = new BlueskyTextRules(account.MaxCharacters ?? 300);
        _sessions = new BlueskySessions(account, secret, wire, clock);
        _xrpc = new Xrpc(_sessions, wire, new XrpcJudge(account.Name, clock));
        _writer = new BlueskyPostWriter(new BlueskyHandles(_xrpc), new BlueskyImages(_xrpc));
        _mentions = new BlueskyMentions(_sessions, _xrpc, clock);
        _posts = new BlueskyPosts(_sessions, _xrpc);
        _standing = new BlueskyStanding(_sessions, _xrpc);
    }

    public ValueTask<TextRules> GetTextRulesAsync(CancellationToken cancellationToken) => ValueTask.FromResult<TextRules>(_rules);

    public async Task<PublishOutcome> PublishAsync(OutboundPost post, CancellationToken cancellationToken)
    {
        if (!_rules.Fits(post.Content.Text))
        {
            return new PublishOutcome.Refused(
                RefusalKind.Post,
                $"The text is too long: {_rules.Measure(post.Content.Text)} of {_rules.Limit} characters, at most 3000 bytes. Shorten it."
            );
        }

        var (session, problem) = await _sessions.GetAsync(cancellationToken);
        if (session is null)
        {
            return Outcome(problem!);
        }

        var (put, unwritten) = await _writer.WriteAsync(post, session.Did, cancellationToken);
        return put is null ? Outcome(unwritten!) : await PutAsync(put, post, session.Handle, cancellationToken);
    }

    /// <summary>
    /// Looks at the account's own repository, which is never behind. A record under the post's key that says something else is not for a program to judge.
    /// </summary>
    public async Task<FindOutcome> FindAsync(OutboundPost post, DateTimeOffset firstAttemptAt, CancellationToken cancellationToken)
    {
        var (session, problem) = await _sessions.GetAsync(cancellationToken);
        if (session is null)
        {
            return NotTold(problem!, cancellationToken);
        }

        var key = PostKey.Of(post with { FirstAttemptAt = firstAttemptAt }, session.Did).Key;
        var answer = await _xrpc.ReadAsync(
            "com.atproto.repo.getRecord",
            $"repo={Uri.EscapeDataString(session.Did)}&collection={PostRef.Collection}&rkey={key}",
            cancellationToken
        );
        return answer switch
        {
            XrpcAnswer.Done { Body: var body } => BlueskyRecordMatch.Judge(body, post, session, key),
            XrpcAnswer.Refused refused when BlueskyRecordMatch.IsMissing(refused, session.Did, key) => await FindByTextAsync(
                post,
                firstAttemptAt,
                session,
                cancellationToken
            ),
            _ => NotTold(answer, cancellationToken),
        };
    }

    /// <summary>A store that was restored does not know when a post was first tried, and so not its key: then time, text and parent tell.</summary>
    private async Task<FindOutcome> FindByTextAsync(
        OutboundPost post,
        DateTimeOffset firstAttemptAt,
        BlueskySession session,
        CancellationToken cancellationToken
    )
    {
        string? cursor = null;
        for (var page = 0; page < MostPages; page++)
        {
            var answer = await _xrpc.ReadAsync(
                "com.atproto.repo.listRecords",
                $"repo={Uri.EscapeDataString(session.Did)}&collection={PostRef.Collection}&limit=100"
                    + (cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}"),
                cancellationToken
            );
            if (answer is not XrpcAnswer.Done { Body: var body })
            {
                return NotTold(answer, cancellationToken);
            }

            if (BlueskyRecordMatch.Search(body, post, firstAttemptAt, session) is { } told)
            {
                return told;
            }

            cursor = body.Text("cursor");
            if (string.IsNullOrEmpty(cursor))
            {
                return new FindOutcome.Absent(IsFinal: true);
            }
        }

        return new FindOutcome.CannotTell("the account posted more since the first attempt than can be looked through");
    }

    private const int MostPages = 5;

    public Task<ReadOutcome<MentionPage>> ReadMentionsAsync(string? cursor, CancellationToken cancellationToken) =>
        _mentions.ReadAsync(cursor, cancellationToken);

    public async Task<DeleteOutcome> DeleteAsync(RemotePost post, CancellationToken cancellationToken)
    {
        var (session, problem) = await _sessions.GetAsync(cancellationToken);
        if (session is null)
        {
            return Deletion(problem!);
        }

        if (PostRef.Parse(post.Id) is not { } ours || ours.Did != session.Did)
        {
            return new DeleteOutcome.Refused($"{post.Url} is no post of this account.");
        }

        var delete = new DeleteRecord(ours.Did, PostRef.Collection, ours.Key);
        return Deletion(
            await _xrpc.WriteAsync(
                "com.atproto.repo.deleteRecord",
                () => JsonContent.Create(delete, BlueskyJson.Default.DeleteRecord),
                static () => true,
                cancellationToken
            )
        );
    }

    public Task<ReadOutcome<IReadOnlyDictionary<string, Mention>>> FetchAsync(
        IReadOnlyList<string> ids,
        CancellationToken cancellationToken
    ) => _posts.FetchAsync(ids, cancellationToken);

    public Task<ReadOutcome<IReadOnlyList<Mention>>> ReadAnswersAsync(RemotePost post, CancellationToken cancellationToken) =>
        _posts.ReadAnswersAsync(post, cancellationToken);

    public Task<ReadOutcome<IReadOnlyDictionary<string, Reactions>>> CountAsync(
        IReadOnlyList<RemotePost> posts,
        CancellationToken cancellationToken
    ) => _posts.CountAsync(posts, cancellationToken);

    public Task<ReadOutcome<IReadOnlyList<Reaction>>> ListReactionsAsync(RemotePost post, CancellationToken cancellationToken) =>
        new BlueskyReactions(_xrpc).ReadAsync(post, cancellationToken);

    public Task<ReadOutcome<AccountStanding>> VerifyAsync(CancellationToken cancellationToken) => _standing.ReadAsync(cancellationToken);

    public void Dispose() => _sessions.Dispose();

    private async Task<PublishOutcome> PutAsync(PutRecord put, OutboundPost post, string handle, CancellationToken cancellationToken)
    {
        var answer = await _xrpc.WriteAsync(
            "com.atproto.repo.putRecord",
            () => JsonContent.Create(put, BlueskyJson.Default.PutRecord),
            post.MayLeave,
            cancellationToken
        );
        if (answer is not XrpcAnswer.Done { Body: var body })
        {
            return Outcome(answer);
        }

        return PostRef.Of(body.Text("uri"), body.Text("cid")) is { Cid.Length: > 0 } there
            ? new PublishOutcome.Published(new RemotePost(there.Id, there.Url(handle)))
            : new PublishOutcome.Uncertain("Bluesky says that it took the post, but not under which address.");
    }

    private static PublishOutcome Outcome(XrpcAnswer answer) =>
        answer.Match<PublishOutcome>(
            _ => throw new InvalidOperationException("it is published after all"),
            // The image is uploaded again with the next attempt.
            refused =>
                refused.Error == "BlobNotFound"
                    ? new PublishOutcome.Unavailable("Bluesky has lost an image that was just uploaded; it is uploaded again.")
                    : new PublishOutcome.Refused(
                        refused.Kind,
                        refused.Kind == RefusalKind.Post ? refused.Reason + " Change the post, or stop it." : refused.Reason
                    ),
            throttled => new PublishOutcome.Throttled(throttled.Until),
            unavailable => new PublishOutcome.Unavailable(unavailable.Reason),
            uncertain => new PublishOutcome.Uncertain(uncertain.Reason)
        );

    /// <summary>Whoever ran out of time asks again; that is for the caller to say.</summary>
    private static FindOutcome NotTold(XrpcAnswer answer, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return answer.ToRead(static _ => "").ToFind();
    }

    private static DeleteOutcome Deletion(XrpcAnswer answer) =>
        answer.Match<DeleteOutcome>(
            _ => new DeleteOutcome.Deleted(),
            refused => new DeleteOutcome.Refused(refused.Reason),
            _ => new DeleteOutcome.Unavailable(Reason(answer)),
            _ => new DeleteOutcome.Unavailable(Reason(answer)),
            _ => new DeleteOutcome.Unavailable(Reason(answer))
        );

    private static string Reason(XrpcAnswer answer) =>
        answer.Match(
            _ => "the server said yes",
            refused => refused.Reason,
            throttled =>
                FormattableString.Invariant($"the server asks to wait until {throttled.Until.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC"),
            unavailable => unavailable.Reason,
            uncertain => uncertain.Reason
        );
}
