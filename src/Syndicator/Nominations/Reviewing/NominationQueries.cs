using System.Data.Common;
using Dapper;
using Syndicator.Configuration;
using Syndicator.Publishing;
using Syndicator.Storage;

namespace Syndicator.Nominations.Reviewing;

/// <summary>What editors see of nominations.</summary>
internal sealed class NominationQueries(Database database, IssueTable issues, TimeProvider clock)
{
    /// <summary>With so few, sorting them is quicker than looking for them in order.</summary>
    private const int Few = 2000;

    private const int MostCandidates = 10;

    private const string FewFirst = "nominations n left join nomination_support s on s.nomination_id = n.id";
    private const string MostWantedFirst = "nomination_support s join nominations n on n.id = s.nomination_id";

    private readonly CountSupport _count = new(database);

    public async Task<RoundInMaking> RoundsAsync(Publication publication, CancellationToken cancellationToken) =>
        RoundsBy(publication, await issues.FindNewestAsync(publication.Id, cancellationToken));

    /// <param name="newest">For who has looked for it already.</param>
    public RoundInMaking RoundsBy(Publication publication, NewestIssue newest) => RoundInMaking.Of(publication, newest, clock.GetUtcNow());

    /// <param name="draft">What the issue being written has already; null: nothing.</param>
    public async Task<NominationPage> ListAsync(
        Publication publication,
        NominationFilter filter,
        CancellationToken cancellationToken,
        IssueContents? draft = null
    )
    {
        await _count.RunAsync(cancellationToken);
        var take = Math.Clamp(filter.Take, 1, NominationFilter.MostAtOnce);
        return await database.ReadAsync(
            async connection =>
            {
                var found = await SelectAsync(connection, publication.Id, filter, take + 1);
                var facts = new NominationFacts(connection, publication, clock.GetUtcNow(), draft);
                return new NominationPage(await facts.OfAsync([.. found.Take(take)]), found.Count > take);
            },
            cancellationToken
        );
    }

    /// <summary>The first posts that nominate each of a page's nominations.</summary>
    /// <param name="most">Of each.</param>
    public Task<ILookup<NominationId, ProposalDetails>> FirstProposalsAsync(
        IReadOnlyList<Nomination> nominations,
        int most,
        CancellationToken cancellationToken
    ) => database.ReadAsync(connection => ProposalsOf.FirstAsync(connection, nominations, most), cancellationToken);

    /// <summary>Null when there is none such.</summary>
    public async Task<NominationDetails?> ShowAsync(
        Publication publication,
        NominationId id,
        CancellationToken cancellationToken,
        IssueContents? draft = null
    )
    {
        await _count.RunAsync(cancellationToken);
        return await database.ReadAsync(
            async connection =>
            {
                var found = await NominationTable.SelectAsync(
                    connection,
                    "publication = @publication and id = @id",
                    new { publication = publication.Id, id = id.ToString() }
                );
                if (found is not [var nomination])
                {
                    return null;
                }

                var facts = new NominationFacts(connection, publication, clock.GetUtcNow(), draft);
                return new NominationDetails(
                    (await facts.OfAsync([nomination])).Single(),
                    await ProposalsOf.ReadAsync(connection, nomination),
                    await PastAct.SelectAsync(connection, "nomination_id = @id order by version", new { id = id.ToString() })
                );
            },
            cancellationToken
        );
    }

    /// <summary>Those that a person may mean: an id or the beginning of one, or the name of a crate that is open; at most 10.</summary>
    public Task<IReadOnlyList<Nomination>> FindAsync(string publication, string name, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Nomination>>(
            async connection =>
            {
                var crates = await NominationTable.SelectAsync(
                    connection,
                    $"publication = @publication and kind = 'crate' and identity = @identity and {NominationTable.IsOpen}",
                    new { publication, identity = NomineeIdentity.OfCrate(name) }
                );
                // Else the last one that ended, so that its merger can be undone by its name.
                crates =
                    crates.Count > 0
                        ? crates
                        : await NominationTable.SelectAsync(
                            connection,
                            "publication = @publication and kind = 'crate' and identity = @identity order by id desc limit 1",
                            new { publication, identity = NomineeIdentity.OfCrate(name) }
                        );
                if (crates.Count > 0 || !IsPartOfId(name))
                {
                    return crates;
                }

                return await NominationTable.SelectAsync(
                    connection,
                    "publication = @publication and substr(id, 1, @length) = @name order by id limit @MostCandidates",
                    new
                    {
                        publication,
                        name = name.ToLowerInvariant(),
                        length = name.Length,
                        MostCandidates,
                    }
                );
            },
            cancellationToken
        );

    /// <summary>What was addressed to us and is nothing yet, the newest first.</summary>
    public Task<IReadOnlyList<KeptMention>> ListMentionsAsync(
        string publication,
        bool isUnreadOnly,
        int skip,
        int take,
        CancellationToken cancellationToken
    ) =>
        database.ReadAsync(
            connection =>
                KeptMention.SelectAsync(
                    connection,
                    $"""
                    publication = @publication and becomes = 'unsorted' and gone_at is null{(isUnreadOnly ? " and read_at is null" : "")}
                    order by seen_at desc, source, post_id limit @take offset @skip
                    """,
                    new
                    {
                        publication,
                        take = Math.Clamp(take, 1, NominationFilter.MostAtOnce),
                        skip = Math.Clamp(skip, 0, NominationFilter.FarthestSkip),
                    }
                ),
            cancellationToken
        );

    /// <summary>How many of those that a filter finds have just this support.</summary>
    /// <param name="most">Not counted further.</param>
    public Task<int> CountAsync(
        Publication publication,
        NominationFilter filter,
        int support,
        int most,
        CancellationToken cancellationToken
    ) =>
        database.ReadAsync(
            async connection =>
            {
                var parameters = Parameters(publication.Id, filter, most);
                parameters.Add("support", support);
                var isFew = await IsFewAsync(connection, filter, parameters);
                return (int)
                    await connection.ExecuteScalarAsync<long>(
                        $"select count(*) from (select 1 from {Of(filter, isFew)} and {Support(isFew)} = @support limit @take) f",
                        parameters
                    );
            },
            cancellationToken
        );

    private static async Task<IReadOnlyList<Nomination>> SelectAsync(
        DbConnection connection,
        string publication,
        NominationFilter filter,
        int take
    )
    {
        var parameters = Parameters(publication, filter, take);
        var isFew = await IsFewAsync(connection, filter, parameters);
        var rows = await connection.QueryAsync<NominationRow>(
            $"""
            select n.id, n.publication, n.kind, n.identity, n.nominee, n.first_round, n.round, n.created_at, n.updated_at, n.version, n.state, n.editor,
              n.reviewed_at, n.note, n.merged_into, n.issue_number, n.issue_key, n.settled_at
            from {Of(filter, isFew)} order by {OrderBy(filter.Order, isFew)} limit @take offset @skip
            """,
            parameters
        );
        return [.. rows.Select(row => row.ToNomination())];
    }

    private static DynamicParameters Parameters(string publication, NominationFilter filter, int take) =>
        new(
            new
            {
                publication,
                filter.After,
                filter.Until,
                kind = filter.Kind is { } kind ? NomineeJson.Name(kind) : null,
                pattern = filter.Search is { } part ? LikePattern.Containing(part) : null,
                stored = filter.Search is { } text ? LikePattern.ContainingInJson(text) : null,
                take,
                skip = Math.Clamp(filter.Skip, 0, NominationFilter.FarthestSkip),
                Few,
            }
        );

    /// <summary>What is searched for is looked for once, and not also counted before.</summary>
    private static async Task<bool> IsFewAsync(DbConnection connection, NominationFilter filter, DynamicParameters parameters) =>
        filter.Order != NominationOrder.Support
        || filter.Search is not null
        || await CountFewAsync(connection, $"nomination_support s where {OfAllRounds(filter)}", parameters) < Few
        || await CountFewAsync(connection, $"nominations n where {Condition(filter)}", parameters) < Few;

    private static Task<long> CountFewAsync(DbConnection connection, string rows, DynamicParameters parameters) =>
        connection.ExecuteScalarAsync<long>($"select count(*) from (select 1 from {rows} limit @Few) f", parameters);

    /// <summary>Of a rare kind there are few in all, which is seen without looking for them among a round's many others.</summary>
    private static string OfAllRounds(NominationFilter filter) =>
        "s.publication = @publication" + (filter.Kind is null ? "" : " and s.kind = @kind");

    private static string Of(NominationFilter filter, bool isFew) =>
        isFew ? $"{FewFirst} where {Condition(filter)}" : $"{MostWantedFirst} where {WithoutIndexes(Condition(filter))}";

    private static string Support(bool isFew) => isFew ? "coalesce(s.support, 0)" : "s.support";

    private static string Condition(NominationFilter filter) =>
        $"n.publication = @publication and n.state in ({StatesOf(filter)})"
        + (filter.After is null ? "" : " and n.round > @After")
        + (filter.Until is null ? "" : " and n.round <= @Until")
        + (filter.Kind is null ? "" : " and n.kind = @kind")
        + (
            filter.Search is null
                ? ""
                : """
                     and (lower(n.nominee) like @stored escape '!' or n.identity like @pattern escape '!' or exists (
                      select 1 from proposals q where q.nomination_id = n.id and q.withdrawn_at is null and lower(q.nominator) like @pattern escape '!'))
                    """
        );

    /// <summary>Written out, known ones only: a database knows better then how many there will be.</summary>
    private static string StatesOf(NominationFilter filter) =>
        string.Join(", ", NominationFilter.AllStates.Where(filter.States.Contains).DefaultIfEmpty("none").Select(state => $"'{state}'"));

    /// <summary>So that the most wanted are looked up one after another, and not all sorted: a database uses no index of an expression.</summary>
    private static string WithoutIndexes(string condition) =>
        condition
            .Replace("n.publication = @publication", "s.publication = @publication", StringComparison.Ordinal)
            .Replace("n.kind = @kind", "s.kind = @kind", StringComparison.Ordinal)
            .Replace("n.round ", "n.round + 0 ", StringComparison.Ordinal);

    private static string OrderBy(NominationOrder order, bool isFew) =>
        order switch
        {
            NominationOrder.Age => "n.first_round, n.id",
            NominationOrder.Name => "n.identity, n.id",
            _ => $"{Support(isFew)} desc, {(isFew ? "n.id" : "s.nomination_id")}",
        };

    private static bool IsPartOfId(string name) =>
        name.Length is >= 4 and <= 36 && name.All(sign => char.IsAsciiHexDigit(sign) || sign == '-');
}
