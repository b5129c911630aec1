using System.Data.Common;
using Dapper;
using Syndicator.Networks;
using Syndicator.Storage;

namespace Syndicator.Nominations.Collecting;

/// <summary>What looking up kept posts again has shown.</summary>
/// <param name="Changed">Posts that say something else by now: to be recognised anew.</param>
internal sealed record Looked(IReadOnlyList<Mention> Changed, int GoneCount, SourceTrouble? Trouble);

/// <summary>
/// Looks up kept posts again, as deletions and edits are told nowhere: those of the rounds that are still shown, and what they were taken from. Nothing is
/// removed unless the network says that it is not there.
/// </summary>
internal sealed class LookAgain(Database database, MentionSource source, ReadingPositions positions, TimeProvider clock)
{
    private const int Most = 100;

    /// <summary>At one look; the rest has its turn at the next.</summary>
    private const int MostAtOnce = 2000;

    private const string InOpenRound = """
        (m.posted_at >= @since or exists (
          select 1 from proposals p join nominations n on n.id = p.nomination_id
          where p.publication = m.publication and p.source = m.source and (p.post_id = m.post_id or p.from_post_id = m.post_id)
            and p.withdrawn_at is null and n.round > @since and n.state in ('pending', 'accepted', 'chosen')))
        """;

    private const string RefersToIt = """
        exists (select 1 from mentions c where c.publication = m.publication and c.source = m.source and {0} = m.post_id
          and c.becomes in ('nominates', 'endorses', 'unsorted') and c.gone_at is null and c.posted_at >= @since)
        """;

    /// <summary>What matters most first; where every post is paid for, nothing but that.</summary>
    private string[] Kinds =>
        [
            $"m.becomes in ('nominates', 'endorses') and {InOpenRound}",
            $"m.becomes = 'context' and ({RefersToIt.Replace("{0}", "c.parent_id", StringComparison.Ordinal)} or {RefersToIt.Replace("{0}", "c.quoted_id", StringComparison.Ordinal)} or {InOpenRound})",
            .. source.IsPaidFor ? Array.Empty<string>() : ["m.becomes = 'unsorted' and m.posted_at >= @since"],
        ];

    /// <param name="before">Posts that were not looked up since then.</param>
    /// <param name="since">When the oldest round began that is still shown.</param>
    public async Task<Looked> RunAsync(DateTimeOffset before, DateTimeOffset since, CancellationToken stop)
    {
        var (changed, gone, count) = (new List<Mention>(), 0, 0);
        if (source.Can<IFetchesPosts>() is not { } network || source.IsWithoutCeiling)
        {
            return new Looked([], 0, null);
        }

        foreach (var kind in Kinds)
        {
            while (count < MostAtOnce && await SelectAsync(kind, before, since, stop) is { Count: > 0 } kept)
            {
                var (some, goneOfThem, trouble) = await RunAsync(network, kept, stop);
                changed.AddRange(some);
                (gone, count) = (gone + goneOfThem, count + kept.Count);
                if (trouble is not null)
                {
                    return new Looked(changed, gone, trouble);
                }
            }
        }

        return new Looked(changed, gone, null);
    }

    /// <summary>The same for single posts, whenever they were looked up last.</summary>
    public async Task<Looked> RunAsync(IReadOnlyList<string> ids, CancellationToken stop)
    {
        var (changed, gone) = (new List<Mention>(), 0);
        if (source.Can<IFetchesPosts>() is not { } network)
        {
            return new Looked([], 0, null);
        }

        foreach (var some in ids.Chunk(Most))
        {
            var kept = await database.ReadAsync(connection => MentionTable.FindAsync(connection, source, some), stop);
            List<StoredMention> there = [.. kept.Values.Where(post => post.GoneAt is null)];
            var (changedOfThem, goneOfThem, trouble) = there.Count == 0 ? new Looked([], 0, null) : await RunAsync(network, there, stop);
            changed.AddRange(changedOfThem);
            gone += goneOfThem;
            if (trouble is not null)
            {
                return new Looked(changed, gone, trouble);
            }
        }

        return new Looked(changed, gone, null);
    }

    private Task<IReadOnlyList<StoredMention>> SelectAsync(
        string kind,
        DateTimeOffset before,
        DateTimeOffset since,
        CancellationToken stop
    ) =>
        database.ReadAsync(
            connection =>
                MentionTable.SelectAsync(
                    connection,
                    $"""
                    m.publication = @Publication and m.source = @Name and m.checked_at <= @before and m.gone_at is null and m.becomes <> 'nothing' and {kind}
                    order by m.checked_at limit @Most
                    """,
                    new
                    {
                        source.Publication,
                        source.Name,
                        before,
                        since,
                        Most,
                    }
                ),
            stop
        );

    private async Task<Looked> RunAsync(IFetchesPosts network, IReadOnlyList<StoredMention> kept, CancellationToken stop)
    {
        var outcome = await network.FetchAsync([.. kept.Select(post => post.Post.Id)], stop);
        if (outcome.ValueOrDefault() is not { } there)
        {
            return new Looked([], 0, SourceTrouble.Of(outcome));
        }

        List<StoredMention> gone = [.. kept.Where(post => !there.ContainsKey(post.Post.Id))];
        List<(StoredMention Before, Mention Now)> changed =
        [
            .. kept.Where(post => there.TryGetValue(post.Post.Id, out var now) && post.DiffersFrom(now))
                .Select(post => (post, StorableText.Of(there[post.Post.Id]) with { Id = post.Post.Id })),
        ];
        await database.WriteAsync(
            async transaction =>
            {
                if (!await positions.KeepAsync(transaction, source))
                {
                    throw new SourceTakenException();
                }

                await WriteAsync(transaction, kept, gone, changed);
                return 0;
            },
            stop
        );
        return new Looked([.. changed.Where(pair => pair.Before.Becomes != Becomes.Context).Select(pair => pair.Now)], gone.Count, null);
    }

    private async Task WriteAsync(
        DbTransaction transaction,
        IReadOnlyList<StoredMention> kept,
        IReadOnlyList<StoredMention> gone,
        IReadOnlyList<(StoredMention Before, Mention Now)> changed
    )
    {
        var among = new Among([.. kept.Select(post => post.Post.Id)]);
        await transaction.Connection!.ExecuteAsync(
            $"update mentions set checked_at = @now where publication = @Publication and source = @Name and post_id in {among.List}",
            among.With(
                new
                {
                    now = clock.GetUtcNow(),
                    source.Publication,
                    source.Name,
                }
            ),
            transaction
        );
        var forget = new ForgetPost(transaction, source, clock);
        foreach (var post in gone)
        {
            await forget.RunAsync(post.Post.Id);
        }

        await WriteContextAsync(transaction, [.. changed.Where(pair => pair.Before.Becomes == Becomes.Context)]);
    }

    /// <summary>What was taken from them is recognised again.</summary>
    private async Task WriteContextAsync(DbTransaction transaction, IReadOnlyList<(StoredMention Before, Mention Now)> changed)
    {
        await using var writer = new MentionWriter(transaction, source, clock.GetUtcNow());
        foreach (var (before, now) in changed)
        {
            await writer.WriteAsync(now, before, before.Becomes, before.Why, before.IsBelowInvitation, isLacking: false);
            await writer.SendAsync();
            await transaction.Connection!.ExecuteAsync(
                """
                update mentions set is_lacking = 1 where publication = @Publication and source = @Name and (parent_id = @Id or quoted_id = @Id)
                  and gone_at is null and becomes in ('nominates', 'endorses', 'unsorted')
                """,
                new
                {
                    source.Publication,
                    source.Name,
                    now.Id,
                },
                transaction
            );
        }
    }
}
