using System.Data.Common;
using Dapper;

namespace Syndicator.Calls;

/// <summary>The table <c>call_posts</c>.</summary>
internal static class CallPosts
{
    /// <param name="condition">On the columns of <c>call_posts</c>, with its order.</param>
    public static async Task<IReadOnlyList<CallPost>> SelectAsync(
        DbConnection connection,
        string condition,
        object parameters,
        DbTransaction? transaction = null
    ) =>
        [
            .. (
                await connection.QueryAsync<Row>(
                    $"select call_id, account, act, detail, post_key, at from call_posts where {condition}",
                    parameters,
                    transaction
                )
            ).Select(row => row.ToPost()),
        ];

    /// <exception cref="DbException">It was said before: whoever asks first holds <see cref="CallTable.Lock"/>.</exception>
    public static Task InsertAsync(DbTransaction transaction, string publication, CallPost post) =>
        transaction.Connection!.ExecuteAsync(
            """
            insert into call_posts (call_id, publication, account, act, detail, post_key, at)
            values (@call, @publication, @Account, @act, @Detail, @PostKey, @At)
            """,
            new
            {
                call = post.Call.ToString(),
                publication,
                post.Account,
                act = Name(post.Act),
                post.Detail,
                post.PostKey,
                post.At,
            },
            transaction
        );

    /// <summary>As stored and shown: <c>announced</c>.</summary>
    public static string Name(CallAct act) => act.ToString().ToLowerInvariant();

    private sealed class Row
    {
        public string CallId { get; set; } = "";
        public string Account { get; set; } = "";
        public string Act { get; set; } = "";
        public string Detail { get; set; } = "";
        public string PostKey { get; set; } = "";
        public DateTimeOffset At { get; set; }

        public CallPost ToPost() =>
            new(Calls.CallId.Parse(CallId), Account, Enum.Parse<CallAct>(Act, ignoreCase: true), Detail, PostKey, At);
    }
}
