using System.Text.Json;
using Dapper;
using Syndicator.Networks;
using Syndicator.Publishing;
using Syndicator.Storage;

namespace Syndicator.Benchmarks;

/// <summary>Posts that are due, straight in the store, and how many of them are out.</summary>
internal static class ManyPosts
{
    /// <summary>As many for each account of each publication, or one more.</summary>
    public static Task FillAsync(Database database, int publications, int posts)
    {
        var content = new PostContent
        {
            Text = "A post of some length, as they are: what is new, and where more of it can be read. #RustLang",
        };
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var accounts = ManyFolders.Accounts.Count;
        return database.WriteAsync(
            transaction =>
                transaction.Connection!.ExecuteAsync(
                    $"""
                    with recursive numbers (i) as (select 0 union all select i + 1 from numbers where i + 1 < {posts})
                    insert into deliveries (id, publication, issue_key, account, part, ordinal, generation, idempotency_key, content, length, length_limit, cost,
                      sources, fresh_for, created_at, version, state, due_at, attempts)
                    select '00000000-0000-7000-8000-' || substr(cast(1000000000000 + i as text), 2), 'p' || substr(cast(100000 + i / {accounts} % {publications} as text), 2),
                      'many-' || cast(i / {accounts * publications} as text),
                      case i % {accounts} when 0 then '{ManyFolders.Accounts[0]}' when 1 then '{ManyFolders.Accounts[
                        1
                    ]}' else '{ManyFolders.Accounts[2]}' end,
                      'lead', 0, 1, 'many-' || cast(i as text), @content, {content.Text.Length}, 280, 0, '[]', 129600000, {now} - 1000, 1, 'due', {now} - 1000, 0
                    from numbers
                    """,
                    new { content = JsonSerializer.Serialize(content, DeliveryJson.Default.PostContent) },
                    transaction,
                    commandTimeout: 600
                ),
            CancellationToken.None
        );
    }

    public static Task<int> CountOpenAsync(Database database) =>
        CountAsync(database, "deliveries where state in ('held', 'due', 'sending', 'uncertain')");

    /// <summary>Jobs that have not looked since the program is there.</summary>
    public static Task<int> CountBehindAsync(Database database) =>
        CountAsync(
            database,
            $"watermarks where done_until is null and next_at <= {TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()}"
        );

    public static Task<int> CountDutiesAsync(Database database) => CountAsync(database, "watermarks");

    private static Task<int> CountAsync(Database database, string rows) =>
        database.ReadAsync(connection => connection.ExecuteScalarAsync<int>($"select count(*) from {rows}"), CancellationToken.None);
}
