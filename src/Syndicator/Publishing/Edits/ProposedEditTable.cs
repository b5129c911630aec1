using System.Data.Common;
using Dapper;
using Syndicator.Storage;

namespace Syndicator.Publishing.Edits;

/// <summary>Loads and saves proposed edits.</summary>
internal sealed class ProposedEditTable(Database database)
{
    private const string Columns =
        "publication, issue_key, account, part, number, standing, proposed, basis, created_at, state, decided_by, decided_at";

    private const string OfPart = "publication = @Publication and issue_key = @IssueKey and account = @Account and part = @Part";

    /// <summary>Proposals with the posts they concern as these stand now, the oldest first; the post is null where there is none.</summary>
    /// <param name="state">A state's name; null: in every state.</param>
    /// <param name="limit">At most so many.</param>
    public Task<IReadOnlyList<(ProposedEdit Edit, Delivery? Post)>> ListAsync(
        string publication,
        string? state = "open",
        int limit = 1000,
        CancellationToken cancellationToken = default
    ) =>
        database.ReadAsync(
            connection =>
                WithPostsAsync(
                    connection,
                    "publication = @publication"
                        + (state is null ? "" : " and state = @state")
                        + " order by created_at, issue_key, account, part, number limit @limit",
                    new
                    {
                        publication,
                        state,
                        limit,
                    }
                ),
            cancellationToken
        );

    /// <summary>
    /// One proposal by its key (<c>twir/issue-666/mastodon/crate/e1</c>), or the open one of a post by that post's (<c>…/crate/g1</c>); null when there is none.
    /// </summary>
    public Task<(ProposedEdit Edit, Delivery? Post)?> FindAsync(
        string publication,
        string key,
        CancellationToken cancellationToken = default
    ) =>
        database.ReadAsync<(ProposedEdit, Delivery?)?>(
            async connection =>
                await WithPostsAsync(
                    connection,
                    """
                    publication = @publication and (
                      publication || '/' || issue_key || '/' || account || '/' || part || '/e' || number = @key
                      or state = 'open' and exists (
                        select 1 from deliveries d
                        where d.idempotency_key = @key and d.publication = proposed_edits.publication and d.issue_key = proposed_edits.issue_key
                          and d.account = proposed_edits.account and d.part = proposed_edits.part))
                    """,
                    new { publication, key }
                )
                    is [var found]
                    ? found
                    : null,
            cancellationToken
        );

    /// <summary>The newest of a part, decided or not; null when nothing was ever proposed.</summary>
    public static async Task<ProposedEdit?> FindLastAsync(DbTransaction transaction, EditPlace part) =>
        (await SelectAsync(transaction.Connection!, $"{OfPart} order by number desc limit 1", part, transaction)).SingleOrDefault();

    public static async Task<ProposedEdit?> FindAsync(DbTransaction transaction, EditPlace place) =>
        (await SelectAsync(transaction.Connection!, $"{OfPart} and number = @Number", place, transaction)).SingleOrDefault();

    public static Task InsertAsync(DbTransaction transaction, ProposedEdit edit) =>
        transaction.Connection!.ExecuteAsync(
            $"""
            insert into proposed_edits ({Columns})
            values (@Publication, @IssueKey, @Account, @Part, @Number, @Standing, @Proposed, @Basis, @CreatedAt, @State, @DecidedBy, @DecidedAt)
            """,
            ProposedEditRow.From(edit),
            transaction
        );

    /// <summary>Settles an open proposal.</summary>
    /// <returns>The proposal as it is now; null when it was not open any more.</returns>
    public static Task<ProposedEdit?> SettleAsync(DbTransaction transaction, ProposedEdit edit, EditState next) =>
        MoveAsync(transaction, edit, "open", next);

    /// <summary>Opens a dismissed proposal again.</summary>
    /// <returns>The proposal as it is now; null when it was not dismissed any more.</returns>
    public static Task<ProposedEdit?> ReopenAsync(DbTransaction transaction, ProposedEdit edit, EditState.Dismissed dismissed) =>
        MoveAsync(transaction, edit, dismissed.Name, dismissed.Reopen());

    private static async Task<ProposedEdit?> MoveAsync(DbTransaction transaction, ProposedEdit edit, string from, EditState next)
    {
        var moved = edit with { State = next };
        var changed = await transaction.Connection!.ExecuteAsync(
            $"""
            update proposed_edits set state = @State, decided_by = @DecidedBy, decided_at = @DecidedAt
            where {OfPart} and number = @Number and state = '{from}'
            """,
            ProposedEditRow.From(moved),
            transaction
        );
        return changed == 0 ? null : moved;
    }

    /// <summary>The post a proposal concerns, in its latest generation; null when there is none.</summary>
    public static async Task<Delivery?> FindPostAsync(DbConnection connection, EditPlace part, DbTransaction? transaction = null) =>
        (
            await DeliveryTable.SelectAsync(
                connection,
                $"d.publication = @Publication and d.issue_key = @IssueKey and d.account = @Account and d.part = @Part and {DeliveryTable.IsLatest}",
                part,
                transaction
            )
        ).SingleOrDefault();

    private static async Task<IReadOnlyList<(ProposedEdit, Delivery?)>> WithPostsAsync(
        DbConnection connection,
        string condition,
        object parameters
    )
    {
        var found = new List<(ProposedEdit, Delivery?)>();
        foreach (var edit in await SelectAsync(connection, condition, parameters))
        {
            found.Add((edit, await FindPostAsync(connection, edit.Place)));
        }

        return found;
    }

    private static async Task<IReadOnlyList<ProposedEdit>> SelectAsync(
        DbConnection connection,
        string condition,
        object parameters,
        DbTransaction? transaction = null
    ) =>
        [
            .. (
                await connection.QueryAsync<ProposedEditRow>(
                    $"select {Columns} from proposed_edits where {condition}",
                    parameters,
                    transaction
                )
            ).Select(row => row.ToEdit()),
        ];
}
