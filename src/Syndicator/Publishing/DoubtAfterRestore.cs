using System.Data.Common;
using Dapper;
using Syndicator.Configuration;
using Syndicator.Issues;

namespace Syndicator.Publishing;

/// <summary>
/// What was published between a backup and its restoration the restored store does not know. So everything in it that could have gone out meanwhile is looked
/// up before it is sent; begun before the store's content is replaced, and applied after it, in one transaction.
/// </summary>
internal sealed class DoubtAfterRestore
{
    /// <summary>
    /// Versions rise by so much beyond any that the replaced store gave out: who claimed a post before the restoration cannot take the restored row for the
    /// one it claimed. More than any post is ever changed.
    /// </summary>
    private const long VersionStep = 1_000_000;

    private const int PageSize = 500;

    private readonly long _versions;
    private readonly long? _quietUntil;

    private DoubtAfterRestore(long versions, long? quietUntil) => (_versions, _quietUntil) = (versions, quietUntil);

    /// <summary>Notes what must be known of the content that is about to go: its versions, and until when its workers' requests may be under way.</summary>
    public static async Task<DoubtAfterRestore> BeginAsync(DbTransaction transaction)
    {
        var (version, lease) = await transaction.Connection!.QuerySingleAsync<(long, long?)>(
            """
            select
              (select coalesce(max(version), 0) from deliveries),
              (select max(until) from (
                select lease_until as until from deliveries where state = 'sending'
                union all select quiet_until from restores) as promised)
            """,
            transaction: transaction
        );
        return new DoubtAfterRestore(version + VersionStep, lease);
    }

    /// <summary>Doubts what the backup held, and keeps for later announcements that it was restored.</summary>
    /// <param name="takenAt">The backup's instant.</param>
    public async Task<RestoredPosts> RunAsync(
        DbTransaction transaction,
        DateTimeOffset takenAt,
        DateTimeOffset now,
        string actor,
        string reason = "the store was restored; it may have gone out since the backup"
    )
    {
        await RestoreTable.WriteAsync(transaction, takenAt, now, _quietUntil);
        await transaction.Connection!.ExecuteAsync(
            "update deliveries set version = version + @step",
            new { step = _versions },
            transaction
        );
        var (uncertain, held) = (0, 0);
        var since = RestoreTable.DoubtedSince(takenAt);
        await foreach (var delivery in OpenAsync(transaction))
        {
            var doubted = Doubt(delivery.State, since);
            await DeliveryTable.WriteAsync(transaction, delivery, delivery with { State = doubted }, now, actor, reason);
            _ = doubted is DeliveryState.Held ? held++ : uncertain++;
        }

        return new RestoredPosts(uncertain, held);
    }

    /// <summary>
    /// The first states of an announcement: an issue of before the last restoration may have been announced after the backup, when the store knew of it. A
    /// day more, since an editor may announce the evening before.
    /// </summary>
    public static Task<IReadOnlyList<Delivery>> OfNewAsync(
        DbTransaction transaction,
        Publication publication,
        Issue issue,
        IReadOnlyList<Delivery> deliveries
    ) =>
        OfNewAsync(
            transaction,
            issue.Date is { Year: > 1970 } day ? StartOfDay.Of(day.AddDays(-1), publication.Zone) : DateTimeOffset.UnixEpoch,
            deliveries
        );

    /// <summary>The first states of posts that could have been made since an instant.</summary>
    public static async Task<IReadOnlyList<Delivery>> OfNewAsync(
        DbTransaction transaction,
        DateTimeOffset known,
        IReadOnlyList<Delivery> deliveries
    )
    {
        return await RestoreTable.DoubtedSinceAsync(transaction, known) is { } since
            ? [.. deliveries.Select(delivery => delivery with { State = Doubt(delivery.State, since) })]
            : deliveries;
    }

    private static DeliveryState Doubt(DeliveryState state, DateTimeOffset since) =>
        state.Match<DeliveryState>(
            held => held.Doubt(since),
            due => due.Doubt(since),
            sending => sending.Doubt().Doubt(since),
            delivered => delivered,
            failed => failed,
            uncertain => uncertain.Doubt(since),
            cancelled => cancelled,
            gone => gone
        );

    /// <summary>Page by page, so that many need no more memory than few.</summary>
    private static async IAsyncEnumerable<Delivery> OpenAsync(DbTransaction transaction)
    {
        var last = "";
        while (true)
        {
            var page = await DeliveryTable.SelectAsync(
                transaction.Connection!,
                "d.state in ('held', 'due', 'sending', 'uncertain') and d.id > @last order by d.id limit @PageSize",
                new { last, PageSize },
                transaction
            );
            foreach (var delivery in page)
            {
                yield return delivery;
            }

            if (page.Count < PageSize)
            {
                yield break;
            }

            last = page[^1].Id.ToString();
        }
    }
}

/// <param name="UncertainCount">Posts that are looked up before anything else happens to them.</param>
/// <param name="HeldCount">Posts that are looked up when their hold ends.</param>
internal sealed record RestoredPosts(int UncertainCount, int HeldCount);
