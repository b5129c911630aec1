using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Syndicator.Configuration;
using Syndicator.Nominations.Collecting;
using Syndicator.Storage;
using Syndicator.Tests.Publishing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Nominations.Collecting;

/// <summary>Mentions from scripted sources, collected into a fresh database.</summary>
public abstract class CollectingSuite(TestServer server) : DatabaseSuite(server)
{
    private readonly Dictionary<string, ScriptedSource> _sources = new(StringComparer.Ordinal);

    internal Publication Publication { get; set; } = Samples.Publication("alpha", "beta");
    internal static CancellationToken Cancellation => TestContext.Current.CancellationToken;
    internal ScriptedSource Alpha => SourceOf("alpha");

    internal ScriptedSource SourceOf(string name) =>
        _sources.TryGetValue(name, out var source) ? source : _sources[name] = new ScriptedSource(Clock);

    internal CollectMentions Collector(
        Database? database = null,
        string worker = "worker",
        Func<MentionSource, MentionSource>? with = null
    ) =>
        new(
            database ?? Database,
            publication =>
                [
                    .. publication.Accounts.Select(account =>
                        (with ?? (source => source)).Invoke(MentionSource.Of(publication, account, SourceOf(account.Name)))
                    ),
                    .. publication.Nominations.Topics.Select(topic => MentionSource.Of(publication, topic, SourceOf(topic.Name))),
                ],
            worker,
            Clock,
            NullLogger<CollectMentions>.Instance
        );

    internal Task<IReadOnlyList<SourceReport>> CollectAsync(string? source = null) =>
        Collector().RunAsync(Publication, source, Cancellation);

    internal async Task InviteAsync(string id, string account = "alpha", string part = "invitation") =>
        await ExecuteAsync(
            """
            insert into deliveries (id, publication, issue_key, account, part, ordinal, generation, idempotency_key, content, length, length_limit, cost, sources,
              fresh_for, created_at, version, state, attempts, remote_id, remote_url, settled_at)
            values (@id, 'gazette', @id, @account, @part, 0, 1, @id, '{}', 1, 1, 0, '[]', 1, @at, 1, 'delivered', 0, @id, @url, @at)
            """,
            new
            {
                id,
                account,
                part,
                url = "https://social.example/us/" + id,
                at = Clock.GetUtcNow(),
            }
        );

    /// <summary>Rows as text, in order.</summary>
    internal Task<IReadOnlyList<string>> RowsAsync(string sql) =>
        Database.ReadAsync<IReadOnlyList<string>>(
            async connection =>
                [
                    .. (await connection.QueryAsync(sql))
                        .Cast<IDictionary<string, object?>>()
                        .Select(row => string.Join(' ', row.Values.Select(value => value?.ToString() ?? "-"))),
                ],
            Cancellation
        );

    internal Task<IReadOnlyList<string>> NominationsAsync() =>
        RowsAsync(
            """
            select n.identity, n.state, count(p.post_id) as proposals from nominations n
            left join proposals p on p.nomination_id = n.id and p.withdrawn_at is null
            group by n.id, n.identity, n.state order by n.identity, n.state
            """
        );

    internal Task<IReadOnlyList<string>> BecameAsync() => RowsAsync("select post_id, becomes from mentions order by post_id");

    internal Task<IReadOnlyList<string>> EndorsementsAsync() =>
        RowsAsync(
            """
            select n.identity, e.kind, e.person, e.amount from endorsements e join nominations n on n.id = e.nomination_id
            order by n.identity, e.kind, e.person
            """
        );
}
