using System.Data.Common;
using System.Globalization;
using Dapper;

namespace Syndicator.Calls;

/// <summary>The table <c>call_posts</c>.</summary>
internal static class CallPosts
{
    /// <summary>Of posts that have not left: a condition on the columns of <c>call_posts</c>, with the publication's <c>@Id</c>.</summary>
    /// <remarks>All that is open first: so says the index of it, and what is finished, which becomes ever more, is not read.</remarks>
    public const string Waiting = """
        (account, post_key) in (
          select d.account, d.issue_key from deliveries d
          where d.publication = @Id and d.state in ('held', 'due', 'sending', 'uncertain') and d.state in ('held', 'due'))
        """;

    private const string DayFormat = "yyyy-MM-dd";

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
                    $"select call_id, account, act, detail, post_key, closes_on, words, at from call_posts where {condition}",
                    parameters,
                    transaction
                )
            ).Select(row => row.ToPost()),
        ];

    /// <exception cref="DbException">It was said before: whoever asks first holds <see cref="CallTable.Lock"/>.</exception>
    public static Task InsertAsync(DbTransaction transaction, string publication, CallPost post) =>
        transaction.Connection!.ExecuteAsync(
            """
            insert into call_posts (call_id, publication, account, act, detail, post_key, closes_on, words, at)
            values (@call, @publication, @Account, @act, @Detail, @PostKey, @closesOn, @Words, @At)
            """,
            new
            {
                call = post.Call.ToString(),
                publication,
                post.Account,
                act = Name(post.Act),
                post.Detail,
                post.PostKey,
                closesOn = post.ClosesOn?.ToString(DayFormat, CultureInfo.InvariantCulture),
                post.Words,
                post.At,
            },
            transaction
        );

    /// <summary>A post that never left said nothing: what it was about may be said again.</summary>
    public static Task DeleteAsync(DbTransaction transaction, string publication, string account, string postKey) =>
        transaction.Connection!.ExecuteAsync(
            "delete from call_posts where publication = @publication and account = @account and post_key = @postKey",
            new
            {
                publication,
                account,
                postKey,
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
        public string? ClosesOn { get; set; }
        public string? Words { get; set; }
        public DateTimeOffset At { get; set; }

        public CallPost ToPost() =>
            new(Calls.CallId.Parse(CallId), Account, Enum.Parse<CallAct>(Act, ignoreCase: true), Detail, PostKey, At)
            {
                ClosesOn = ClosesOn is null ? null : DateOnly.ParseExact(ClosesOn, DayFormat, CultureInfo.InvariantCulture),
                Words = Words,
            };
    }
}
