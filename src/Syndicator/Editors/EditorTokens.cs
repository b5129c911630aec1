using System.Data.Common;
using Dapper;
using Syndicator.Storage;

namespace Syndicator.Editors;

/// <summary>What a program shows instead of a person.</summary>
/// <param name="Label">What it is for.</param>
/// <param name="Role">At most; less where the person may do less.</param>
/// <param name="UsedAt">To some minutes; null: never.</param>
internal sealed record EditorToken(
    string Id,
    Person Person,
    string Label,
    EditorRole Role,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    DateTimeOffset? UsedAt
);

/// <summary>Tokens with which programs use the desk's interface in somebody's name.</summary>
internal sealed class EditorTokens(Database database, AllowList roles, TimeProvider clock)
{
    /// <summary>So that a token is recognised where it must not be, as in a repository.</summary>
    public const string Prefix = "syndicator_";

    private static readonly TimeSpan s_noted = TimeSpan.FromMinutes(5);

    private const string Columns = """
        select t.id, t.provider, t.subject, t.name, t.label, t.role, t.created_at, t.created_by, t.used_at,
          e.role as local_role, k.entry
        from editor_tokens t
        left join editors e on t.provider = 'local' and e.name = t.subject
        left join known_people k on k.provider = t.provider and k.subject = t.subject
        """;

    /// <returns>The token, which is shown this once.</returns>
    public Task<string> AddAsync(Person person, string label, EditorRole role, string actor, CancellationToken cancellationToken)
    {
        var token = Prefix + RandomSecret.Make();
        var now = clock.GetUtcNow();
        return database.WriteAsync(
            async transaction =>
            {
                await transaction.Connection!.ExecuteAsync(
                    """
                    insert into editor_tokens (id, secret_hash, provider, subject, name, label, role, created_at, created_by)
                    values (@id, @hash, @Provider, @Subject, @Name, @label, @role, @now, @actor)
                    """,
                    new
                    {
                        id = Guid.CreateVersion7(now).ToString("N"),
                        hash = RandomSecret.Hash(token),
                        person.Provider,
                        person.Subject,
                        person.Name,
                        label,
                        role = EditorRoles.Name(role),
                        now,
                        actor,
                    },
                    transaction
                );
                return token;
            },
            cancellationToken
        );
    }

    public Task<IReadOnlyList<EditorToken>> ListAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<EditorToken>>(
            async connection => [.. (await connection.QueryAsync<Row>($"{Columns} order by t.name, t.id")).Select(row => row.ToToken())],
            cancellationToken
        );

    /// <returns>False when there is no such token.</returns>
    public Task<bool> RemoveAsync(string id, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction =>
                await transaction.Connection!.ExecuteAsync("delete from editor_tokens where id = @id", new { id }, transaction) == 1,
            cancellationToken
        );

    /// <summary>In whose name a program asks, and what it may do; null when the token is none, or the person may not come in any more.</summary>
    public async Task<(Person Person, EditorRole Role)?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (!token.StartsWith(Prefix, StringComparison.Ordinal) || token.Length > 200)
        {
            return null;
        }

        var hash = RandomSecret.Hash(token);
        var row = await database.ReadAsync(
            connection => connection.QuerySingleOrDefaultAsync<Row>($"{Columns} where t.secret_hash = @hash", new { hash }),
            cancellationToken
        );
        if (row is null || roles.RoleOf(row.Provider, row.Entry, EditorRoles.Parse(row.LocalRole)) is not { } role)
        {
            return null;
        }

        await NoteAsync(row, cancellationToken);
        var found = row.ToToken();
        return (found.Person, EditorRoles.Lesser(found.Role, role));
    }

    internal static Task<int> RemoveAllAsync(DbTransaction transaction, Person person) =>
        transaction.Connection!.ExecuteAsync(
            "delete from editor_tokens where provider = @Provider and subject = @Subject",
            new { person.Provider, person.Subject },
            transaction
        );

    private async Task NoteAsync(Row row, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (row.UsedAt is { } usedAt && usedAt + s_noted > now)
        {
            return;
        }

        await database.WriteAsync(
            transaction =>
                transaction.Connection!.ExecuteAsync(
                    "update editor_tokens set used_at = @now where id = @Id",
                    new { row.Id, now },
                    transaction
                ),
            cancellationToken
        );
    }

    private sealed class Row
    {
        public string Id { get; set; } = "";
        public string Provider { get; set; } = "";
        public string Subject { get; set; } = "";
        public string Name { get; set; } = "";
        public string Label { get; set; } = "";
        public string Role { get; set; } = "";
        public DateTimeOffset CreatedAt { get; set; }
        public string CreatedBy { get; set; } = "";
        public DateTimeOffset? UsedAt { get; set; }
        public string? LocalRole { get; set; }
        public string? Entry { get; set; }

        public EditorToken ToToken() =>
            new(Id, new Person(Provider, Subject, Name), Label, EditorRoles.Parse(Role)!.Value, CreatedAt, CreatedBy, UsedAt);
    }
}
