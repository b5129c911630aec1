using System.Data.Common;
using Dapper;
using Syndicator.Storage;

namespace Syndicator.Editors;

/// <summary>Sessions at the desk. They are in the database: any instance knows them, and any of them can be ended at once.</summary>
/// <param name="roles">Says what people may do now.</param>
/// <param name="longest">How long a session lasts at most.</param>
/// <param name="idle">How long without any request.</param>
internal sealed class Sessions(Database database, AllowList roles, TimeSpan longest, TimeSpan idle, TimeProvider clock)
{
    /// <summary>Of one person; the oldest ends when one more begins.</summary>
    private const int MostOfOne = 20;

    private const int LongestBrowser = 160;

    /// <summary>That somebody is there is written at most so often: a page must not wait for the disk.</summary>
    private static readonly TimeSpan s_noted = TimeSpan.FromMinutes(5);

    private const string Columns = """
        select s.id, s.provider, s.subject, s.name, s.browser, s.started_at, s.seen_at, s.ends_at, s.ended_at, e.role, k.entry
        from sessions s
        left join editors e on s.provider = 'local' and e.name = s.subject
        left join known_people k on k.provider = s.provider and k.subject = s.subject
        """;

    /// <summary>For the cookie's life.</summary>
    public TimeSpan Longest => longest;

    /// <returns>The secret that the browser keeps; nobody else ever sees it.</returns>
    public Task<string> BeginAsync(Person person, string? browser, CancellationToken cancellationToken)
    {
        var secret = RandomSecret.Make();
        var now = clock.GetUtcNow();
        return database.WriteAsync(
            async transaction =>
            {
                await MakeRoomAsync(transaction, person, now);
                await transaction.Connection!.ExecuteAsync(
                    """
                    insert into sessions (id, secret_hash, provider, subject, name, browser, started_at, seen_at, ends_at)
                    values (@id, @hash, @Provider, @Subject, @Name, @browser, @now, @now, @endsAt)
                    """,
                    new
                    {
                        id = Guid.CreateVersion7(now).ToString("N"),
                        hash = RandomSecret.Hash(secret),
                        person.Provider,
                        person.Subject,
                        person.Name,
                        browser = OneLine.Of(browser ?? "", LongestBrowser),
                        now,
                        endsAt = now + longest,
                    },
                    transaction
                );
                return secret;
            },
            cancellationToken
        );
    }

    /// <summary>Whose session it is, and what they may do now.</summary>
    public async Task<SessionFound> FindAsync(string secret, CancellationToken cancellationToken)
    {
        var hash = RandomSecret.Hash(secret);
        var row = await database.ReadAsync(
            connection => connection.QuerySingleOrDefaultAsync<Row>($"{Columns} where s.secret_hash = @hash", new { hash }),
            cancellationToken
        );
        if (row is null)
        {
            return new SessionFound.Unknown();
        }

        var now = clock.GetUtcNow();
        var isOver = row.EndsAt <= now || row.SeenAt + idle <= now;
        if (row.EndedAt is not null || isOver || RoleOf(row) is not { } role)
        {
            return row.EndedAt is null && isOver ? new SessionFound.Over() : new SessionFound.Ended();
        }

        if (row.SeenAt + s_noted <= now)
        {
            await NoteAsync(row.Id, now, cancellationToken);
        }

        return new SessionFound.Live(row.ToSession(), role);
    }

    /// <summary>Those that are not over, the most recent first.</summary>
    /// <param name="of">Null: everybody's.</param>
    public Task<IReadOnlyList<Session>> ListAsync(Person? of, int most, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return database.ReadAsync<IReadOnlyList<Session>>(async connection => [.. (
                        await connection.QueryAsync<Row>(
                            $"""
                            {Columns} where s.ended_at is null and s.ends_at > @now and s.seen_at > @since
                            {(of is null ? "" : "and s.provider = @Provider and s.subject = @Subject")}
                            order by s.seen_at desc, s.id desc limit @most
                            """,
                            new
                            {
                                now,
                                since = now - idle,
                                of?.Provider,
                                of?.Subject,
                                most,
                            }
                        )
                    ).Where(row => RoleOf(row) is not null).Select(row => row.ToSession())], cancellationToken);
    }

    /// <param name="of">Whose session it must be; null: anybody's.</param>
    /// <returns>False when there was no such session to end.</returns>
    public Task<bool> EndAsync(string id, Person? of, string actor, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction =>
                await transaction.Connection!.ExecuteAsync(
                    $"""
                    update sessions set ended_at = @now, ended_by = @actor where id = @id and ended_at is null
                    {(of is null ? "" : "and provider = @Provider and subject = @Subject")}
                    """,
                    new
                    {
                        id,
                        of?.Provider,
                        of?.Subject,
                        now = clock.GetUtcNow(),
                        actor,
                    },
                    transaction
                ) == 1,
            cancellationToken
        );

    /// <summary>All of a person's sessions but one.</summary>
    /// <returns>How many.</returns>
    public Task<int> EndOthersAsync(Person person, string but, string actor, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => EndAllAsync(transaction, person, clock.GetUtcNow(), actor, but), cancellationToken);

    internal static Task<int> EndAllAsync(DbTransaction transaction, Person person, DateTimeOffset now, string actor, string? but = null) =>
        transaction.Connection!.ExecuteAsync(
            """
            update sessions set ended_at = @now, ended_by = @actor
            where provider = @Provider and subject = @Subject and ended_at is null and id <> @but
            """,
            new
            {
                person.Provider,
                person.Subject,
                now,
                actor,
                but = but ?? "",
            },
            transaction
        );

    /// <summary>What is long over goes, and of one person only so many stay.</summary>
    private static Task MakeRoomAsync(DbTransaction transaction, Person person, DateTimeOffset now) =>
        transaction.Connection!.ExecuteAsync(
            """
            delete from sessions where ends_at < @now;
            update sessions set ended_at = @now, ended_by = 'service'
            where provider = @Provider and subject = @Subject and ended_at is null and id not in (
              select id from sessions where provider = @Provider and subject = @Subject and ended_at is null
              order by seen_at desc, id desc limit @kept)
            """,
            new
            {
                person.Provider,
                person.Subject,
                now,
                kept = MostOfOne - 1,
            },
            transaction
        );

    private Task<int> NoteAsync(string id, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            transaction =>
                transaction.Connection!.ExecuteAsync(
                    "update sessions set seen_at = @now where id = @id and seen_at < @now",
                    new { id, now },
                    transaction
                ),
            cancellationToken
        );

    /// <summary>Null when they may not even look any more.</summary>
    private EditorRole? RoleOf(Row row) => roles.RoleOf(row.Provider, row.Entry, EditorRoles.Parse(row.Role));

    private sealed class Row
    {
        public string Id { get; set; } = "";
        public string Provider { get; set; } = "";
        public string Subject { get; set; } = "";
        public string Name { get; set; } = "";
        public string Browser { get; set; } = "";
        public DateTimeOffset StartedAt { get; set; }
        public DateTimeOffset SeenAt { get; set; }
        public DateTimeOffset EndsAt { get; set; }
        public DateTimeOffset? EndedAt { get; set; }
        public string? Role { get; set; }
        public string? Entry { get; set; }

        public Session ToSession() => new(Id, new Person(Provider, Subject, Name), Browser, StartedAt, SeenAt, EndsAt);
    }
}
