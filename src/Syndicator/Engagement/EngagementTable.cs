using System.Data.Common;
using Dapper;
using Syndicator.Networks;
using Syndicator.Publishing;
using Syndicator.Storage;

namespace Syndicator.Engagement;

/// <summary>Loads and saves what was counted, and whose turn it is to count.</summary>
internal sealed class EngagementTable(Database database, TimeProvider clock)
{
    /// <summary>A post that is not there once may be hidden by a server in trouble; after so long it is looked for once more.</summary>
    private static readonly TimeSpan s_untilLookedForAgain = TimeSpan.FromHours(1);

    /// <summary>Of an account's posts where it is now: those of a dry run are unknown to the network, and those of another server to this one.</summary>
    public Task<IReadOnlyList<DuePost>> ListDueAsync(string publication, PostCounter counter, int most, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        return database.ReadAsync<IReadOnlyList<DuePost>>(
            async connection =>
            {
                var rows = await connection.QueryAsync<DueRow>(
                    """
                    select d.id, d.part, d.remote_id, d.remote_url, d.settled_at as sent_at, e.counted_at, e.missing_at
                    from deliveries d
                    join account_homes h on h.publication = d.publication and h.account = d.account and h.home = @home
                    left join engagement e on e.delivery_id = d.id
                    where d.publication = @publication and d.account = @account and d.state = 'delivered'
                      and d.settled_at >= @from and d.settled_at <= @until and d.settled_at >= h.since
                      and e.gone_at is null and (e.missing_at is null or e.missing_at <= @missing)
                    order by d.settled_at desc, d.id
                    """,
                    new
                    {
                        publication,
                        account = counter.Account.Name,
                        home = AccountHomes.Of(counter.Account),
                        from = now - counter.Times.Oldest,
                        until = now - counter.Times.Youngest,
                        missing = now - s_untilLookedForAgain,
                    }
                );
                return [.. rows.Where(row => counter.Times.IsDue(row.SentAt, row.CountedAt, now)).Take(most).Select(row => row.ToPost())];
            },
            stop
        );
    }

    /// <summary>Of many publications, those with posts young enough to be counted, and those of which something is noted that may be over.</summary>
    /// <param name="publications">At most a thousand.</param>
    public Task<IReadOnlySet<string>> ListBusyAsync(IReadOnlyCollection<string> publications, CancellationToken stop)
    {
        var among = new Among(publications);
        return database.ReadAsync<IReadOnlySet<string>>(
            async connection =>
                (
                    await connection.QueryAsync<string>(
                        $"""
                        select h.publication from account_homes h
                        where h.publication in {among.List} and exists (
                          select 1 from deliveries d
                          where d.publication = h.publication and d.account = h.account and d.state = 'delivered' and d.settled_at >= @from)
                        union
                        select publication from engagement_accounts where publication in {among.List} and trouble is not null
                        """,
                        among.With(new { from = clock.GetUtcNow() - CountingTimes.Longest })
                    )
                ).ToHashSet(StringComparer.Ordinal),
            stop
        );
    }

    /// <summary>Takes the turn of an account, unless another process has it or the network asked to wait.</summary>
    public Task<Turn> TakeTurnAsync(string publication, string account, TimeSpan longest, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var names = new { publication, account };
        return database.WriteAsync(
            async transaction =>
                await transaction.Connection!.ExecuteAsync(
                    """
                    insert into engagement_accounts (publication, account, held_until) values (@publication, @account, @heldUntil)
                    on conflict (publication, account) do update set held_until = excluded.held_until
                    where coalesce(engagement_accounts.held_until, 0) <= @now and coalesce(engagement_accounts.not_before, 0) <= @now
                    """,
                    new
                    {
                        publication,
                        account,
                        now,
                        heldUntil = now + longest,
                    },
                    transaction
                ) == 1
                    ? new Turn(IsOurs: true)
                    : (
                        await transaction.Connection!.QuerySingleAsync<TurnRow>(
                            "select trouble, not_before from engagement_accounts where publication = @publication and account = @account",
                            names,
                            transaction
                        )
                    ).ToTurn(now),
            stop
        );
    }

    /// <summary>Keeps what hinders the counting of an account, for the desk; null: nothing does.</summary>
    public Task NoteAsync(string publication, string account, string? trouble) =>
        database.WriteAsync(
            transaction =>
                transaction.Connection!.ExecuteAsync(
                    """
                    insert into engagement_accounts (publication, account, trouble) values (@publication, @account, @trouble)
                    on conflict (publication, account) do update set trouble = excluded.trouble
                    where coalesce(engagement_accounts.trouble, '') <> coalesce(excluded.trouble, '')
                    """,
                    new
                    {
                        publication,
                        account,
                        trouble,
                    },
                    transaction
                ),
            CancellationToken.None
        );

    public Task EndTurnAsync(string publication, string account, string? trouble, DateTimeOffset? notBefore) =>
        database.WriteAsync(transaction => EndTurnAsync(transaction, publication, account, trouble, notBefore), CancellationToken.None);

    /// <summary>Keeps what was found and what was not, and ends the turn.</summary>
    public Task<(IReadOnlyList<string> Changed, int GoneCount)> StoreAsync(
        string publication,
        PostCounter counter,
        IReadOnlyList<DuePost> asked,
        IReadOnlyDictionary<string, Reactions> found
    ) =>
        database.WriteAsync<(IReadOnlyList<string>, int)>(
            async transaction =>
            {
                // One instant for all: together they are what an issue had by then.
                var now = clock.GetUtcNow();
                var changed = new List<string>();
                var goneCount = 0;
                foreach (var post in asked)
                {
                    if (!found.TryGetValue(post.Remote.Id, out var counts))
                    {
                        await MissAsync(transaction, CountRow.Of(publication, counter, post, new Reactions(0, 0, 0), now));
                        goneCount += post.MissingAt is null ? 0 : 1;
                    }
                    else if (await CountAsync(transaction, CountRow.Of(publication, counter, post, counts, now)))
                    {
                        changed.Add(post.Id);
                    }
                }

                await EndTurnAsync(transaction, publication, counter.Account.Name, trouble: null, notBefore: null);
                return (changed, goneCount);
            },
            // It was asked for, and perhaps paid for.
            CancellationToken.None
        );

    /// <summary>Whether the counts are others than the last that were kept.</summary>
    private static async Task<bool> CountAsync(DbTransaction transaction, CountRow row)
    {
        await transaction.Connection!.ExecuteAsync(
            """
            insert into engagement (delivery_id, publication, account, part, sent_at, counted_at, likes, boosts, replies, quotes, bookmarks, views, is_sample)
            values (@DeliveryId, @Publication, @Account, @Part, @SentAt, @At, @Likes, @Boosts, @Replies, @Quotes, @Bookmarks, @Views, @IsSample)
            on conflict (delivery_id) do update
            set counted_at = excluded.counted_at, likes = excluded.likes, boosts = excluded.boosts, replies = excluded.replies, quotes = excluded.quotes,
              bookmarks = excluded.bookmarks, views = excluded.views, is_sample = excluded.is_sample, missing_at = null
            """,
            row,
            transaction
        );
        return await transaction.Connection!.ExecuteAsync(
                """
                insert into engagement_history (delivery_id, at, likes, boosts, replies, quotes)
                select @DeliveryId, @At, @Likes, @Boosts, @Replies, cast(@Quotes as bigint)
                where not exists (
                  select 1 from engagement_history last
                  where last.delivery_id = @DeliveryId and last.likes = @Likes and last.boosts = @Boosts and last.replies = @Replies
                    and coalesce(last.quotes, -1) = coalesce(cast(@Quotes as bigint), -1)
                    and last.at = (select max(each.at) from engagement_history each where each.delivery_id = @DeliveryId))
                on conflict do nothing
                """,
                row,
                transaction
            ) == 1;
    }

    private static Task MissAsync(DbTransaction transaction, CountRow row) =>
        transaction.Connection!.ExecuteAsync(
            """
            insert into engagement (delivery_id, publication, account, part, sent_at, likes, boosts, replies, is_sample, missing_at)
            values (@DeliveryId, @Publication, @Account, @Part, @SentAt, 0, 0, 0, @IsSample, @At)
            on conflict (delivery_id) do update
            set gone_at = case when engagement.missing_at is null then null else excluded.missing_at end,
              missing_at = coalesce(engagement.missing_at, excluded.missing_at)
            """,
            row,
            transaction
        );

    private static Task<int> EndTurnAsync(
        DbTransaction transaction,
        string publication,
        string account,
        string? trouble,
        DateTimeOffset? notBefore
    ) =>
        transaction.Connection!.ExecuteAsync(
            """
            update engagement_accounts set held_until = null, trouble = @trouble, not_before = @notBefore
            where publication = @publication and account = @account
            """,
            new
            {
                publication,
                account,
                trouble,
                notBefore,
            },
            transaction
        );

    private sealed class DueRow
    {
        public string Id { get; set; } = "";
        public string Part { get; set; } = "";
        public string RemoteId { get; set; } = "";
        public string RemoteUrl { get; set; } = "";
        public DateTimeOffset SentAt { get; set; }
        public DateTimeOffset? CountedAt { get; set; }
        public DateTimeOffset? MissingAt { get; set; }

        public DuePost ToPost() => new(Id, Part, new RemotePost(RemoteId, RemoteUrl), SentAt, MissingAt);
    }

    private sealed class TurnRow
    {
        public string? Trouble { get; set; }
        public DateTimeOffset? NotBefore { get; set; }

        public Turn ToTurn(DateTimeOffset now) => NotBefore > now ? new Turn(IsOurs: false, Trouble, NotBefore) : new Turn(IsOurs: false);
    }

    private sealed record CountRow(
        string DeliveryId,
        string Publication,
        string Account,
        string Part,
        DateTimeOffset SentAt,
        DateTimeOffset At,
        int IsSample,
        int Likes,
        int Boosts,
        int Replies,
        int? Quotes,
        int? Bookmarks,
        int? Views
    )
    {
        /// <summary>Nobody likes less than not at all, whatever a server says.</summary>
        public static CountRow Of(string publication, PostCounter counter, DuePost post, Reactions counts, DateTimeOffset at) =>
            new(
                post.Id,
                publication,
                counter.Account.Name,
                post.Part,
                post.SentAt,
                at,
                counter.IsSample ? 1 : 0,
                Math.Max(0, counts.Likes),
                Math.Max(0, counts.Boosts),
                Math.Max(0, counts.Replies),
                NotNegative(counts.Quotes),
                NotNegative(counts.Bookmarks),
                NotNegative(counts.Views)
            );

        private static int? NotNegative(int? count) => count is { } number ? Math.Max(0, number) : null;
    }
}
