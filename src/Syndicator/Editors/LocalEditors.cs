using System.Data.Common;
using Dapper;
using Syndicator.Storage;

namespace Syndicator.Editors;

/// <summary>The editors whose passwords are this program's.</summary>
internal sealed class LocalEditors(Database database, Passwords passwords, TimeProvider clock)
{
    private const string Columns = "select name, role, created_at, created_by, signed_in_at from editors";

    public Task<IReadOnlyList<LocalEditor>> ListAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<LocalEditor>>(
            async connection => [.. (await connection.QueryAsync<Row>($"{Columns} order by name")).Select(row => row.ToEditor())],
            cancellationToken
        );

    /// <returns>False when somebody has this name.</returns>
    public Task<bool> AddAsync(string name, EditorRole role, string password, string actor, CancellationToken cancellationToken)
    {
        var hash = passwords.Hash(name, password);
        return database.WriteAsync(
            async transaction =>
                await transaction.Connection!.ExecuteAsync(
                    """
                    insert into editors (name, role, password_hash, created_at, created_by) values (@name, @role, @hash, @now, @actor)
                    on conflict (name) do nothing
                    """,
                    new
                    {
                        name,
                        role = EditorRoles.Name(role),
                        hash,
                        now = clock.GetUtcNow(),
                        actor,
                    },
                    transaction
                ) == 1,
            cancellationToken
        );
    }

    /// <summary>Ends the editor's sessions as well: whoever knew the old password may be in one.</summary>
    /// <returns>False when nobody has this name.</returns>
    public Task<bool> ChangePasswordAsync(string name, string password, string actor, CancellationToken cancellationToken)
    {
        var hash = passwords.Hash(name, password);
        return database.WriteAsync(
            async transaction =>
            {
                var isKnown = await ReplaceHashAsync(transaction, name, hash);
                await Sessions.EndAllAsync(transaction, Person.OfLocal(name), clock.GetUtcNow(), actor);
                return isKnown;
            },
            cancellationToken
        );
    }

    /// <summary>Sessions and tokens end with it.</summary>
    /// <returns>False when nobody has this name.</returns>
    public Task<bool> RemoveAsync(string name, string actor, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction =>
            {
                var person = Person.OfLocal(name);
                await Sessions.EndAllAsync(transaction, person, clock.GetUtcNow(), actor);
                await EditorTokens.RemoveAllAsync(transaction, person);
                return await transaction.Connection!.ExecuteAsync("delete from editors where name = @name", new { name }, transaction) == 1;
            },
            cancellationToken
        );

    internal Task<string?> FindHashAsync(string name, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => connection.ExecuteScalarAsync<string?>("select password_hash from editors where name = @name", new { name }),
            cancellationToken
        );

    /// <param name="stronger">A hash to store from now on; null: as it was.</param>
    internal Task NoteSignInAsync(string name, string? stronger, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction =>
            {
                if (stronger is not null)
                {
                    await ReplaceHashAsync(transaction, name, stronger);
                }

                return await transaction.Connection!.ExecuteAsync(
                    "update editors set signed_in_at = @now where name = @name",
                    new { name, now = clock.GetUtcNow() },
                    transaction
                );
            },
            cancellationToken
        );

    private static async Task<bool> ReplaceHashAsync(DbTransaction transaction, string name, string hash) =>
        await transaction.Connection!.ExecuteAsync(
            "update editors set password_hash = @hash where name = @name",
            new { name, hash },
            transaction
        ) == 1;

    private sealed class Row
    {
        public string Name { get; set; } = "";
        public string Role { get; set; } = "";
        public DateTimeOffset CreatedAt { get; set; }
        public string CreatedBy { get; set; } = "";
        public DateTimeOffset? SignedInAt { get; set; }

        public LocalEditor ToEditor() => new(Name, EditorRoles.Parse(Role)!.Value, CreatedAt, CreatedBy, SignedInAt);
    }
}
