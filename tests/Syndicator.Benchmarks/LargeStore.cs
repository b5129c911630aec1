using Dapper;
using Syndicator.Storage;

namespace Syndicator.Benchmarks;

/// <summary>Makes of the demonstration's evening more than ten years of posts and a hundred thousand nominations: copies of its rows, under names of their own.</summary>
internal static class LargeStore
{
    private const int Nominations = 100_000;
    private const int Posts = 20_000;
    private const int Unsorted = 500;
    private const int Calls = 100;
    private const int Rounds = 550;
    private const long Week = 7 * 24 * 3_600_000L;

    /// <summary>A copy's, of the original's and its number.</summary>
    private static string Id(string column) => $"substr({column}, 1, 24) || substr(cast(1000000000000 + i as text), 2)";

    private static string Numbered(string column) => $"{column} || '-' || cast(i as text)";

    private static string Weekly(string column) => $"{column} - i * {Week}";

    private const string IssueKey =
        "case when issue_key = 'issue-678' then 'issue-' || cast(678 - i as text) else issue_key || '-' || cast(i as text) end";

    private const string Day = "cast(2025 - i / 52 as text) || '-0' || cast(1 + i % 9 as text) || '-1' || cast(i % 9 as text)";

    /// <param name="isFlood">Whether all nominations are in the round that is open.</param>
    /// <returns>What there is, in words.</returns>
    public static Task<string> FillAsync(Database database, bool isFlood) =>
        database.WriteAsync(
            async transaction =>
            {
                var store = new Copies(transaction);
                await FillPostsAsync(store);
                await FillNominationsAsync(store, column => isFlood ? column : $"{column} - (i % {Rounds}) * {Week}");
                await FillCallsAsync(store);
                return $"{await store.CountAsync("nominations")} nominations, {await store.CountAsync("proposals")} proposals, {await store.CountAsync("mentions")} mentions, "
                    + $"{await store.CountAsync("deliveries")} posts of {await store.CountAsync("issues")} issues, {await store.CountAsync("engagement_history")} counts, {await store.CountAsync("calls")} calls";
            },
            CancellationToken.None
        );

    private static async Task FillPostsAsync(Copies store)
    {
        var weeks = Posts / await store.CountAsync("deliveries where state = 'delivered'") + 1;
        await store.AddAsync(
            "issues",
            weeks,
            new()
            {
                ["issue_key"] = IssueKey,
                ["number"] = "number - i",
                ["published_on"] = Day,
                ["title"] = "'This Week in Rust ' || cast(number - i as text)",
                ["announced_at"] = Weekly("announced_at"),
                ["ready_at"] = Weekly("ready_at"),
                ["first_seen_at"] = Weekly("first_seen_at"),
            },
            "issue_key = 'issue-678'"
        );
        await store.AddAsync(
            "deliveries",
            weeks,
            new()
            {
                ["id"] = Id("id"),
                ["issue_key"] = IssueKey,
                ["idempotency_key"] = Numbered("idempotency_key"),
                ["created_at"] = Weekly("created_at"),
                ["settled_at"] = Weekly("settled_at"),
                ["remote_id"] = Numbered("remote_id"),
            },
            "state = 'delivered'"
        );
        var posts = "delivery_id in (select id from deliveries where state = 'delivered')";
        await store.AddAsync("delivery_history", weeks, new() { ["delivery_id"] = Id("delivery_id"), ["at"] = Weekly("at") }, posts);
        await store.AddAsync("engagement", weeks, new() { ["delivery_id"] = Id("delivery_id"), ["sent_at"] = Weekly("sent_at") }, posts);
        await store.AddAsync("engagement_history", weeks, new() { ["delivery_id"] = Id("delivery_id"), ["at"] = Weekly("at") }, posts);
        await store.AddAsync(
            "published",
            weeks,
            new() { ["issue_key"] = IssueKey, ["identity"] = Numbered("identity") },
            "issue_key = 'issue-678'"
        );
    }

    /// <param name="at">The instant of a copy, of the original's.</param>
    private static async Task FillNominationsAsync(Copies store, Func<string, string> at)
    {
        var times = Nominations / await store.CountAsync("nominations where state = 'pending'") + 1;
        await store.AddAsync(
            "nominations",
            times,
            new()
            {
                ["id"] = Id("id"),
                ["identity"] = Numbered("identity"),
                ["first_round"] = at("first_round"),
                ["round"] = at("round"),
                ["created_at"] = at("created_at"),
                ["updated_at"] = at("updated_at"),
                ["nominee"] = "replace(nominee, '\"name\":\"', '\"name\":\"v' || cast(i as text) || '-')",
            },
            "state = 'pending'"
        );
        var known = "nomination_id in (select id from nominations where state = 'pending')";
        await store.AddAsync(
            "nomination_history",
            times,
            new()
            {
                ["nomination_id"] = Id("nomination_id"),
                ["decision"] = Numbered("decision"),
                ["at"] = at("at"),
            },
            known
        );
        await store.AddAsync(
            "proposals",
            times,
            new()
            {
                ["post_id"] = Numbered("post_id"),
                ["nomination_id"] = Id("nomination_id"),
                ["came_as"] = Id("came_as"),
                ["nominator_id"] = "nominator_id || cast(i % 3000 as text)",
                ["at"] = at("at"),
            },
            known
        );
        await store.AddAsync(
            "endorsements",
            times,
            new()
            {
                ["post_id"] = Numbered("post_id"),
                ["nomination_id"] = Id("nomination_id"),
                ["came_as"] = Id("came_as"),
                ["person"] = Numbered("person"),
                ["at"] = at("at"),
            },
            known
        );
        await store.AddAsync(
            "mentions",
            times,
            new()
            {
                ["post_id"] = Numbered("post_id"),
                ["posted_at"] = at("posted_at"),
                ["seen_at"] = at("seen_at"),
                ["checked_at"] = at("checked_at"),
            },
            "becomes in ('nominates', 'endorses')"
        );
        await store.AddAsync("mentions", Unsorted, new() { ["post_id"] = Numbered("post_id") }, "becomes = 'unsorted'");
        await store.ExecuteAsync("insert into recounts (nomination_id) select id from nominations");
    }

    private static async Task FillCallsAsync(Copies store)
    {
        await store.AddAsync(
            "calls",
            Calls,
            new()
            {
                ["id"] = Id("id"),
                ["identity"] = Numbered("identity"),
                ["last_day"] = Day,
                ["closes_at"] = Weekly("closes_at"),
            }
        );
        await store.AddAsync("call_history", Calls, new() { ["call_id"] = Id("call_id") });
        await store.AddAsync(
            "call_sightings",
            Calls,
            new() { ["issue_key"] = Numbered("issue_key"), ["call_id"] = Id("call_id") },
            "issue_key = 'issue-678'"
        );
    }

    /// <summary>Rows made of rows.</summary>
    private sealed class Copies(System.Data.Common.DbTransaction transaction)
    {
        /// <param name="others">By column what it becomes in the copy with the number <c>i</c>, from 1; the other columns stay.</param>
        /// <param name="condition">Of the rows that were there before; read once, at the beginning.</param>
        public async Task AddAsync(string table, int copies, Dictionary<string, string> others, string condition = "1 = 1")
        {
            var columns = await ColumnsAsync(table);
            var values = columns.Select(column => others.TryGetValue(column, out var other) ? other : column);
            await ExecuteAsync($"create temporary table original as select * from {table} where {condition}");
            await ExecuteAsync(
                $"""
                with recursive numbers (i) as (select 1 union all select i + 1 from numbers where i < {copies})
                insert into {table} ({string.Join(", ", columns)}) select {string.Join(", ", values)} from original cross join numbers
                """
            );
            await ExecuteAsync("drop table original");
        }

        public Task<int> CountAsync(string rows) =>
            transaction.Connection!.ExecuteScalarAsync<int>($"select count(*) from {rows}", transaction: transaction);

        public Task ExecuteAsync(string statement) =>
            transaction.Connection!.ExecuteAsync(statement, transaction: transaction, commandTimeout: 600);

        private async Task<List<string>> ColumnsAsync(string table)
        {
            await using var rows = await transaction.Connection!.ExecuteReaderAsync(
                $"select * from {table} where 1 = 0",
                transaction: transaction
            );
            return [.. Enumerable.Range(0, rows.FieldCount).Select(rows.GetName)];
        }
    }
}
