using Microsoft.Extensions.Logging;
using Syndicator.Configuration;
using Syndicator.Networks;
using Syndicator.Nominations.Recognizing;
using Syndicator.Storage;

namespace Syndicator.Nominations.Collecting;

/// <summary>One look at one source: what is new, the answers below our invitations, what could not be recognised yet, and once a day what is kept.</summary>
internal sealed class CollectSource
{
    /// <summary>Transactions in a row that brought nothing new, after which pages are taken to have no end.</summary>
    private const int MostIdle = 10;

    /// <summary>Mentions that are recognised again at once.</summary>
    private const int MostAgain = 400;

    private static readonly TimeSpan s_lookAgainAfter = TimeSpan.FromHours(24);
    private static readonly TimeSpan s_betweenTries = TimeSpan.FromMilliseconds(100);

    private readonly Database _database;
    private readonly MentionSource _source;
    private readonly ReadingPositions _positions;
    private readonly NominationOptions _options;
    private readonly Rounds _rounds;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly SourceTally _tally;
    private readonly FetchContext _fetch;
    private readonly StoreMentions _store;
    private readonly LookAgain _lookAgain;
    private readonly CountReactions _count;
    private IReadOnlyList<(RemotePost Post, DateTimeOffset At)> _invitations = [];
    private HashSet<string> _invitationIds = [];

    public CollectSource(Database database, MentionSource source, Publication publication, string worker, TimeProvider clock, ILogger log)
    {
        var options = publication.Nominations;
        (_database, _source, _options, _clock, _log) = (database, source, options, clock, log);
        var recognizer = new Recognizer(options, site: publication.Format.Site);
        _positions = new ReadingPositions(database, worker);
        _rounds = new Rounds(options);
        _tally = new SourceTally(source.Name);
        _fetch = new FetchContext(source, recognizer);
        _store = new StoreMentions(database, source, _positions, recognizer, _rounds, clock);
        _lookAgain = new LookAgain(database, source, _positions, clock);
        _count = new CountReactions(database, source, _positions, clock);
    }

    /// <summary>Never throws for what a network did. What was stored before a cancellation stays.</summary>
    public async Task<SourceReport> RunAsync(CancellationToken stop)
    {
        if (await _positions.ClaimAsync(_source, stop) is not { } position)
        {
            return new SourceReport(_source.Name) { IsTaken = true };
        }

        var end = new ReadingEnd(position.Trouble is { } old ? new SourceTrouble(old, position.NotBefore) : null, false, false);
        try
        {
            end = position.NotBefore > _clock.GetUtcNow() ? end : await ReadAsync(position, stop);
        }
        finally
        {
            await _positions.ReleaseAsync(_source, end, _clock.GetUtcNow());
        }

        return _tally.ToReport(end.Trouble);
    }

    /// <summary>Looks up some kept posts at once, and nothing else. Another worker that reads the source is waited for, as long as its lease.</summary>
    public async Task<SourceReport> LookAgainAsync(IReadOnlyList<string> ids, CancellationToken stop)
    {
        var position = await _positions.ClaimAsync(_source, stop);
        for (var waited = TimeSpan.Zero; position is null && waited <= ReadingPositions.Lease; waited += s_betweenTries)
        {
            // Real time, not the product's clock: another process is at it right now.
            await Task.Delay(s_betweenTries, TimeProvider.System, stop);
            position = await _positions.ClaimAsync(_source, stop);
        }

        if (position is null)
        {
            return new SourceReport(_source.Name) { IsTaken = true };
        }

        var before = position.Trouble is { } text ? new SourceTrouble(text, position.NotBefore) : null;
        var trouble = before;
        try
        {
            trouble = position.NotBefore > _clock.GetUtcNow() ? before : await FollowAsync(await _lookAgain.RunAsync(ids, stop), stop);
        }
        finally
        {
            // Whether mentions can be read is not known by this.
            await _positions.ReleaseAsync(_source, new ReadingEnd(before ?? trouble, false, false), _clock.GetUtcNow());
        }

        return _tally.ToReport(trouble);
    }

    private async Task<ReadingEnd> ReadAsync(ReadingPosition position, CancellationToken stop)
    {
        _invitations = await _database.ReadAsync(connection => Invitations.ReadAsync(connection, _source), stop);
        _invitationIds = _invitations.Select(invitation => invitation.Post.Id).ToHashSet(StringComparer.Ordinal);
        var trouble = await ReadPagesAsync(position.Cursor, stop);
        var areAnswersDue = trouble is null && AreAnswersDue(position);
        trouble ??= areAnswersDue ? await ReadAnswersAsync(stop) : null;
        var hasReadAnswers = areAnswersDue && trouble is null;
        trouble ??= await RecognizeAgainAsync(stop);
        var isLookDue = trouble is null && !(position.LookedAt > LookedBefore());
        trouble ??= isLookDue ? await LookAgainAsync(stop) : null;
        return new ReadingEnd(trouble, isLookDue && trouble is null, hasReadAnswers);
    }

    /// <summary>
    /// The next pages are read while the ones before are stored. A server that gives the same pages for ever is left after a while, so that other sources have their turn.
    /// </summary>
    private async Task<SourceTrouble?> ReadPagesAsync(string? cursor, CancellationToken stop)
    {
        if (_source.Can<IReadsMentions>() is not { } network)
        {
            return null;
        }

        using var ahead = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var next = MentionReading.RunAsync(network, cursor, ahead.Token);
        var idle = 0;
        try
        {
            while (true)
            {
                var reading = await next;
                var hasMore = reading.HasMore && idle < MostIdle;
                next = hasMore ? MentionReading.RunAsync(network, reading.Cursor, ahead.Token) : Task.FromResult(reading);
                Tell(reading.Unread);
                var before = _tally.Count;
                if (reading.Posts.Count > 0 || reading.Cursor != cursor)
                {
                    cursor = reading.Cursor;
                    await StoreAsync(await BatchAsync(reading.Posts, false, stop), cursor, stop);
                }

                if (!hasMore)
                {
                    return reading.HasMore
                        ? new SourceTrouble("The pages of mentions have no end, and nothing new in them.")
                        : reading.Trouble;
                }

                idle = _tally.Count > before ? 0 : idle + 1;
            }
        }
        finally
        {
            await ahead.CancelAsync();
            await next.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private void Tell(IReadOnlyList<(string Id, string Reason)> unread)
    {
        _tally.UnreadCount += unread.Count;
        foreach (var (id, reason) in unread)
        {
            _log.LogWarning("{Source}: the mention {Id} is left out: {Reason}", _source.Name, OneLine.Of(id), OneLine.Of(reason));
        }
    }

    private async Task<MentionBatch> BatchAsync(IReadOnlyList<Mention> posts, bool areBelow, CancellationToken stop)
    {
        // The later word counts where a network tells of a post twice.
        var each = posts.GroupBy(post => post.Id, StringComparer.Ordinal).Select(group => group.Last()).ToList();
        var ids = each.SelectMany(post => new[] { post.Id, post.ParentId, post.QuotedId }).OfType<string>();
        var kept = await _database.ReadAsync(connection => MentionTable.FindAsync(connection, _source, ids), stop);
        return new MentionBatch(_source, each, kept, _invitationIds) { IsBelowInvitation = areBelow };
    }

    /// <exception cref="OperationCanceledException">Somebody else reads this source by now.</exception>
    private async Task<SourceTrouble?> StoreAsync(MentionBatch batch, string? cursor, CancellationToken stop)
    {
        var trouble = await _fetch.RunAsync(batch, stop);
        await StoreAsync(
            batch,
            trouble is not null,
            again: false,
            transaction => ReadingPositions.MoveAsync(transaction, _source, cursor, _clock.GetUtcNow()),
            stop
        );
        return trouble;
    }

    private async Task StoreAsync(
        MentionBatch batch,
        bool lacks,
        bool again,
        Func<System.Data.Common.DbTransaction, Task>? move,
        CancellationToken stop
    )
    {
        var stored = await _store.RunAsync(batch, lacks, move, again, stop) ?? throw new SourceTakenException();
        if (!again)
        {
            _tally.Add(stored);
        }
    }

    /// <summary>
    /// Where reading is paid for, the answers are read once, in the last hours of a round: there the network's own mentions tell of nearly all of them.
    /// </summary>
    private bool AreAnswersDue(ReadingPosition position)
    {
        if (_source.IsWithoutCeiling || _source.Can<IReadsAnswers>() is null)
        {
            return false;
        }

        var now = _clock.GetUtcNow();
        var from = _options.Closings.RoundAt(now) - _options.DigestBefore;
        return !_source.IsPaidFor || (now >= from && !(position.AnswersReadAt >= from));
    }

    private async Task<SourceTrouble?> ReadAnswersAsync(CancellationToken stop)
    {
        var network = _source.Can<IReadsAnswers>()!;
        var since = _rounds.LastSince(_clock.GetUtcNow());
        foreach (var (post, _) in _invitations.Where(invitation => invitation.At >= since))
        {
            var outcome = await network.ReadAnswersAsync(post, stop);
            if (outcome.ValueOrDefault() is { } answers)
            {
                await StoreAnswersAsync([.. answers.Select(StorableText.Of)], stop);
            }
            // A post that is gone has no answers, and hinders nothing else.
            else if (outcome is not ReadOutcome<IReadOnlyList<Mention>>.Refused { Kind: RefusalKind.Post })
            {
                return SourceTrouble.Of(outcome);
            }
        }

        return null;
    }

    private async Task StoreAnswersAsync(IReadOnlyList<Mention> answers, CancellationToken stop)
    {
        foreach (var some in answers.OrderBy(answer => answer.PostedAt).Chunk(MostAgain))
        {
            var batch = await BatchAsync(some, true, stop);
            if (batch.Posts.Any(post => batch.Kept(post.Id) is not { } kept || kept.Becomes == Becomes.Context || kept.DiffersFrom(post)))
            {
                var trouble = await _fetch.RunAsync(batch, stop);
                await StoreAsync(batch, trouble is not null, again: false, null, stop);
            }
        }
    }

    private async Task<SourceTrouble?> RecognizeAgainAsync(CancellationToken stop)
    {
        while (true)
        {
            var lacking = await _database.ReadAsync(
                connection =>
                    MentionTable.SelectAsync(
                        connection,
                        "m.publication = @Publication and m.source = @Name and m.is_lacking = 1 order by m.posted_at limit @MostAgain",
                        new
                        {
                            _source.Publication,
                            _source.Name,
                            MostAgain,
                        }
                    ),
                stop
            );
            if (lacking.Count == 0)
            {
                return null;
            }

            var batch = await BatchAsync([.. lacking.Select(mention => mention.Post)], false, stop);
            var trouble = await _fetch.RunAsync(batch, stop);
            await StoreAsync(batch, trouble is not null, again: true, null, stop);
            if (trouble is not null)
            {
                return trouble;
            }
        }
    }

    /// <summary>
    /// What was looked up before that has its turn again: a day ago, and, where it costs nothing, the hour of the round's digest, so that editors decide by
    /// counts of one moment.
    /// </summary>
    private DateTimeOffset LookedBefore()
    {
        var now = _clock.GetUtcNow();
        var digest = _options.Closings.RoundAt(now) - _options.DigestBefore;
        return !_source.IsPaidFor && digest <= now && digest > now - s_lookAgainAfter ? digest : now - s_lookAgainAfter;
    }

    private async Task<SourceTrouble?> LookAgainAsync(CancellationToken stop)
    {
        var now = _clock.GetUtcNow();
        var since = _rounds.OpenSince(now);
        return await FollowAsync(await _lookAgain.RunAsync(LookedBefore(), since, stop), stop) ?? await _count.RunAsync(since, stop);
    }

    /// <summary>What has changed, and what was taken from it, is recognised anew.</summary>
    private async Task<SourceTrouble?> FollowAsync(Looked looked, CancellationToken stop)
    {
        _tally.GoneCount += looked.GoneCount;
        foreach (var changed in looked.Changed.Chunk(MostAgain))
        {
            var batch = await BatchAsync(changed, false, stop);
            var lacks = await _fetch.RunAsync(batch, stop);
            await StoreAsync(batch, lacks is not null, again: false, null, stop);
        }

        return looked.Trouble ?? await RecognizeAgainAsync(stop);
    }
}

/// <summary>Another worker has taken a source over, because this one was too slow: what it had not stored yet is read by the other.</summary>
internal sealed class SourceTakenException() : Exception("another process reads this source by now");
