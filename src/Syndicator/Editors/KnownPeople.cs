using System.Data.Common;
using Dapper;
using Syndicator.Storage;

namespace Syndicator.Editors;

/// <summary>Whether somebody whom a provider vouches for may come in. Closed.</summary>
internal abstract record Admission
{
    private Admission() { }

    public sealed record Admitted(Person Person, EditorRole Role) : Admission;

    /// <summary>No entry of the list is about them.</summary>
    /// <param name="FormerName">How the account was called when it was let in; null: it never was, or is still called so.</param>
    public sealed record NotListed(string? FormerName) : Admission;

    /// <summary>The list has this name, and another account came first under it.</summary>
    public sealed record NameOfAnother(string Entry) : Admission;

    public T Match<T>(Func<Admitted, T> admitted, Func<NotListed, T> notListed, Func<NameOfAnother, T> nameOfAnother) =>
        this switch
        {
            Admitted x => admitted(x),
            NotListed x => notListed(x),
            NameOfAnother x => nameOfAnother(x),
            _ => throw new InvalidOperationException($"unknown case {GetType()}"),
        };
}

/// <summary>One whom the list let in.</summary>
internal sealed record KnownPerson(Person Person, string Entry, DateTimeOffset FirstAt, DateTimeOffset LastAt);

/// <summary>The people whom the list let in from providers, and which account a listed name belongs to.</summary>
internal sealed class KnownPeople(Database database, AllowList list, TimeProvider clock)
{
    private const string Columns = "select provider, subject, name, entry, first_at, last_at from known_people";

    /// <summary>Lets in whom the list names. A name that can change hands is held to the account that came first under it.</summary>
    public async Task<Admission> AdmitAsync(ProvidedPerson provided, CancellationToken cancellationToken)
    {
        var person = provided.ToPerson();
        if (list.Find(provided) is not { } entry)
        {
            var known = await database.WriteAsync(transaction => TurnAwayAsync(transaction, person), cancellationToken);
            return new Admission.NotListed(known?.Person.Name == person.Name ? null : known?.Person.Name);
        }

        try
        {
            return await database.WriteAsync(transaction => AdmitAsync(transaction, person, entry), cancellationToken);
        }
        catch (Exception taken) when (database.IsUniqueViolation(taken))
        {
            return new Admission.NameOfAnother(entry.Text);
        }
    }

    public Task<IReadOnlyList<KnownPerson>> ListAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<KnownPerson>>(
            async connection => [.. (await connection.QueryAsync<Row>($"{Columns} order by provider, name")).Select(row => row.ToKnown())],
            cancellationToken
        );

    /// <summary>Forgets which account came first under a name, and ends its sessions and tokens.</summary>
    /// <param name="name"><c>github:octocat</c>.</param>
    /// <returns>How many accounts were called so.</returns>
    public Task<int> ForgetAsync(string name, string actor, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction =>
            {
                var rows = await transaction.Connection!.QueryAsync<Row>($"{Columns} where name = @name", new { name }, transaction);
                var people = rows.Select(row => row.ToKnown().Person).ToList();
                foreach (var person in people)
                {
                    await Sessions.EndAllAsync(transaction, person, clock.GetUtcNow(), actor);
                    await EditorTokens.RemoveAllAsync(transaction, person);
                }

                await transaction.Connection!.ExecuteAsync("delete from known_people where name = @name", new { name }, transaction);
                return people.Count;
            },
            cancellationToken
        );

    private async Task<Admission> AdmitAsync(DbTransaction transaction, Person person, AllowEntry entry)
    {
        await transaction.Connection!.ExecuteAsync(
            """
            insert into known_people (provider, subject, name, entry, pinned_entry, first_at, last_at)
            values (@Provider, @Subject, @Name, @entry, @pinned, @now, @now)
            on conflict (provider, subject) do update
            set name = excluded.name, entry = excluded.entry, pinned_entry = excluded.pinned_entry, last_at = excluded.last_at
            """,
            new
            {
                person.Provider,
                person.Subject,
                person.Name,
                entry = entry.Text,
                pinned = entry.IsPinned ? entry.Text.ToLowerInvariant() : null,
                now = clock.GetUtcNow(),
            },
            transaction
        );
        return new Admission.Admitted(person, entry.Role);
    }

    /// <summary>Whoever was let in for a group or the like that they have left is out in every browser. An account that is only called otherwise keeps its sessions.</summary>
    private async Task<KnownPerson?> TurnAwayAsync(DbTransaction transaction, Person person)
    {
        var known = await FindAsync(transaction.Connection!, person);
        var hasLeft = await transaction.Connection!.ExecuteAsync(
            "update known_people set entry = '' where provider = @Provider and subject = @Subject and pinned_entry is null",
            new { person.Provider, person.Subject },
            transaction
        );
        if (hasLeft == 1)
        {
            await Sessions.EndAllAsync(transaction, person, clock.GetUtcNow(), "service");
        }

        return known;
    }

    private static async Task<KnownPerson?> FindAsync(DbConnection connection, Person person) =>
        (
            await connection.QuerySingleOrDefaultAsync<Row>(
                $"{Columns} where provider = @Provider and subject = @Subject",
                new { person.Provider, person.Subject }
            )
        )?.ToKnown();

    private sealed class Row
    {
        public string Provider { get; set; } = "";
        public string Subject { get; set; } = "";
        public string Name { get; set; } = "";
        public string Entry { get; set; } = "";
        public DateTimeOffset FirstAt { get; set; }
        public DateTimeOffset LastAt { get; set; }

        public KnownPerson ToKnown() => new(new Person(Provider, Subject, Name), Entry, FirstAt, LastAt);
    }
}
