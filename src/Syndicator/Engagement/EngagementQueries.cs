using System.Data.Common;
using Dapper;
using Syndicator.Networks;
using Syndicator.Publishing;
using Syndicator.Storage;

namespace Syndicator.Engagement;

/// <summary>What the desk and the command line show of engagement.</summary>
internal sealed class EngagementQueries(Database database)
{
    /// <summary>In milliseconds: time zones differ by whole ones, so that sums fall into the right day everywhere.</summary>
    private const long Quarter = 15 * 60 * 1000;

    private const string Columns = """
        e.delivery_id, e.sent_at, e.counted_at, e.likes, e.boosts, e.replies, e.quotes, e.bookmarks, e.views, e.is_sample, e.gone_at
        """;

    /// <summary>The posts counted, the newest first.</summary>
    public Task<IReadOnlyList<CountedPost>> ListAsync(string publication, int limit, CancellationToken stop) =>
        PostsAsync("e.publication = @publication order by e.sent_at desc, e.delivery_id limit @limit", new { publication, limit }, stop);

    /// <summary>The posts since a time with which readers did most.</summary>
    public Task<IReadOnlyList<CountedPost>> BestAsync(string publication, DateTimeOffset since, int limit, CancellationToken stop) =>
        PostsAsync(
            """
            e.publication = @publication and e.sent_at >= @since and e.likes + e.boosts + e.replies + coalesce(e.quotes, 0) > 0
            order by e.likes + e.boosts + e.replies + coalesce(e.quotes, 0) desc, e.sent_at desc, e.delivery_id limit @limit
            """,
            new
            {
                publication,
                since,
                limit,
            },
            stop
        );

    /// <summary>Everything since a time, the oldest first.</summary>
    public Task<IReadOnlyList<EngagementSum>> SumsAsync(string publication, DateTimeOffset since, CancellationToken stop) =>
        database.ReadAsync<IReadOnlyList<EngagementSum>>(
            async connection =>
                [
                    .. (
                        await connection.QueryAsync<SumRow>(
                            $"""
                            select account, part, sent_at / {Quarter} as sent_in, is_sample, count(*) as post_count, sum(likes) as likes, sum(boosts) as boosts,
                              sum(replies) as replies, sum(coalesce(quotes, 0)) as quotes
                            from engagement where publication = @publication and sent_at >= @since and counted_at is not null
                            group by account, part, sent_at / {Quarter}, is_sample order by sent_in, account, part
                            """,
                            new { publication, since }
                        )
                    ).Select(row => row.ToSum()),
                ],
            stop
        );

    /// <summary>How the counts of one issue's posts grew, by time.</summary>
    public Task<IReadOnlyList<EngagementPoint>> GrowthAsync(string publication, string issueKey, CancellationToken stop) =>
        database.ReadAsync<IReadOnlyList<EngagementPoint>>(
            async connection =>
                [
                    .. (
                        await connection.QueryAsync<PointRow>(
                            """
                            select d.account, h.delivery_id as post, e.sent_at, h.at, h.likes + h.boosts + h.replies + coalesce(h.quotes, 0) as total
                            from deliveries d
                            join engagement e on e.delivery_id = d.id
                            join engagement_history h on h.delivery_id = d.id
                            where d.publication = @publication and d.issue_key = @issueKey
                            order by h.at, h.delivery_id
                            """,
                            new { publication, issueKey }
                        )
                    ).Select(row => new EngagementPoint(row.Account, row.Post, row.SentAt, row.At, row.Total)),
                ],
            stop
        );

    /// <summary>What hindered the last run, by account.</summary>
    public Task<IReadOnlyList<CountingTrouble>> TroublesAsync(string publication, CancellationToken stop) =>
        database.ReadAsync<IReadOnlyList<CountingTrouble>>(
            async connection =>
                [
                    .. (
                        await connection.QueryAsync<TroubleRow>(
                            """
                            select account, trouble, not_before from engagement_accounts
                            where publication = @publication and trouble is not null order by account
                            """,
                            new { publication }
                        )
                    ).Select(row => new CountingTrouble(row.Account, row.Trouble, row.NotBefore)),
                ],
            stop
        );

    private Task<IReadOnlyList<CountedPost>> PostsAsync(string condition, object parameters, CancellationToken stop) =>
        database.ReadAsync(
            async connection =>
            {
                var rows = (
                    await connection.QueryAsync<PostRow>($"select {Columns} from engagement e where {condition}", parameters)
                ).ToList();
                var posts = await DeliveriesAsync(connection, [.. rows.Select(row => row.DeliveryId)]);
                return (IReadOnlyList<CountedPost>)[.. rows.Select(row => row.ToPost(posts[row.DeliveryId]))];
            },
            stop
        );

    private static async Task<Dictionary<string, Delivery>> DeliveriesAsync(DbConnection connection, IReadOnlyList<string> ids)
    {
        var posts = new Dictionary<string, Delivery>(StringComparer.Ordinal);
        foreach (var some in ids.Chunk(500))
        {
            var among = new Among(some);
            foreach (var post in await DeliveryTable.SelectAsync(connection, $"d.id in {among.List}", among.With(new { })))
            {
                posts[post.Id.ToString()] = post;
            }
        }

        return posts;
    }

    private sealed class PostRow
    {
        public string DeliveryId { get; set; } = "";
        public DateTimeOffset SentAt { get; set; }
        public DateTimeOffset? CountedAt { get; set; }
        public long Likes { get; set; }
        public long Boosts { get; set; }
        public long Replies { get; set; }
        public long? Quotes { get; set; }
        public long? Bookmarks { get; set; }
        public long? Views { get; set; }
        public long IsSample { get; set; }
        public DateTimeOffset? GoneAt { get; set; }

        public CountedPost ToPost(Delivery post) =>
            new(
                post,
                SentAt,
                new Reactions((int)Likes, (int)Boosts, (int)Replies, (int?)Quotes) { Bookmarks = (int?)Bookmarks, Views = (int?)Views },
                CountedAt,
                IsSample != 0,
                GoneAt
            );
    }

    private sealed class SumRow
    {
        public string Account { get; set; } = "";
        public string Part { get; set; } = "";
        public long SentIn { get; set; }
        public long IsSample { get; set; }
        public long PostCount { get; set; }
        public long Likes { get; set; }
        public long Boosts { get; set; }
        public long Replies { get; set; }
        public long Quotes { get; set; }

        public EngagementSum ToSum() =>
            new(
                Account,
                Part,
                DateTimeOffset.FromUnixTimeMilliseconds(SentIn * Quarter),
                IsSample != 0,
                (int)PostCount,
                Likes,
                Boosts,
                Replies,
                Quotes
            );
    }

    private sealed class PointRow
    {
        public string Account { get; set; } = "";
        public string Post { get; set; } = "";
        public DateTimeOffset SentAt { get; set; }
        public DateTimeOffset At { get; set; }
        public long Total { get; set; }
    }

    private sealed class TroubleRow
    {
        public string Account { get; set; } = "";
        public string Trouble { get; set; } = "";
        public DateTimeOffset? NotBefore { get; set; }
    }
}
