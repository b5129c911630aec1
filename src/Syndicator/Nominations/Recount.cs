using System.Data.Common;
using Dapper;
using Syndicator.Storage;

namespace Syndicator.Nominations;

/// <summary>
/// Notes which nominations have gained or lost support, for whoever looks next to count (<see cref="Reviewing.CountSupport"/>). Everything that writes a proposal or
/// an endorsement calls it in the same transaction: before what takes away, after what adds.
/// </summary>
internal static class Recount
{
    /// <summary>In one statement.</summary>
    private const int Most = 128;

    public static Task OfAsync(DbTransaction transaction, params NominationId[] nominations) =>
        OfAsync(transaction, [.. nominations.Select(id => id.ToString())]);

    /// <param name="nominations">Their ids.</param>
    public static async Task OfAsync(DbTransaction transaction, IReadOnlyCollection<string> nominations)
    {
        foreach (var some in nominations.Chunk(Most))
        {
            var among = new Among(some);
            await transaction.Connection!.ExecuteAsync(
                $"insert into recounts (nomination_id) select id from nominations where id in {among.List}",
                among.With(new { }),
                transaction
            );
        }
    }

    /// <summary>Those that some proposals are counted for.</summary>
    /// <param name="condition">On the columns of <c>proposals</c>.</param>
    public static Task OfProposalsAsync(DbTransaction transaction, string condition, object parameters) =>
        OfRowsAsync(transaction, "proposals", condition, parameters);

    /// <summary>Those that some endorsements are counted for.</summary>
    /// <param name="condition">On the columns of <c>endorsements</c>.</param>
    public static Task OfEndorsementsAsync(DbTransaction transaction, string condition, object parameters) =>
        OfRowsAsync(transaction, "endorsements", condition, parameters);

    /// <param name="table"><c>proposals</c> or <c>endorsements</c>.</param>
    public static Task OfRowsAsync(DbTransaction transaction, string table, string condition, object parameters) =>
        transaction.Connection!.ExecuteAsync(
            $"insert into recounts (nomination_id) select distinct nomination_id from {table} where {condition}",
            parameters,
            transaction
        );
}
