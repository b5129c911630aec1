using System.Data.Common;
using Dapper;

namespace Syndicator.Nominations.Collecting;

/// <summary>Takes proposals back. A nomination that nobody proposes any more is withdrawn, unless it is the winner already.</summary>
internal sealed class WithdrawProposals(DbTransaction transaction, MentionSource source, TimeProvider clock)
{
    /// <param name="ordinals">Of the post's proposals.</param>
    /// <returns>Whether there were any.</returns>
    public async Task<bool> RunAsync(string postId, IReadOnlyList<long> ordinals)
    {
        if (ordinals.Count == 0)
        {
            return false;
        }

        // Numbers, not text: nothing in them can be read as SQL.
        var these = $"publication = @Publication and source = @Name and post_id = @postId and ordinal in ({string.Join(", ", ordinals)})";
        var parameters = new
        {
            source.Publication,
            source.Name,
            postId,
            at = clock.GetUtcNow(),
        };
        var nominations = await transaction.Connection!.QueryAsync<string>(
            $"select distinct nomination_id from proposals where {these}",
            parameters,
            transaction
        );
        await transaction.Connection!.ExecuteAsync(
            $"update proposals set withdrawn_at = @at where withdrawn_at is null and {these}",
            parameters,
            transaction
        );
        foreach (var id in nominations)
        {
            await Recount.OfAsync(transaction, NominationId.Parse(id));
            await WithdrawAsync(NominationId.Parse(id));
        }

        return true;
    }

    private async Task WithdrawAsync(NominationId id)
    {
        var left = await transaction.Connection!.ExecuteScalarAsync<long>(
            "select count(*) from proposals where nomination_id = @id and withdrawn_at is null",
            new { id = id.ToString() },
            transaction
        );
        if (left > 0 || await NominationTable.FindAsync(transaction, id) is not { } nomination)
        {
            return;
        }

        var now = clock.GetUtcNow();
        NominationState? withdrawn = nomination.State switch
        {
            NominationState.Pending pending => pending.Withdraw(now),
            NominationState.Accepted accepted => accepted.Withdraw(now),
            // An editor has decided: shown as nominated by nobody any more.
            _ => null,
        };
        if (withdrawn is not null)
        {
            await NominationTable.WriteAsync(
                transaction,
                nomination,
                nomination with
                {
                    State = withdrawn,
                },
                now,
                CollectingActor.Name,
                "withdrawn",
                "every post that nominated it is gone or names something else"
            );
        }
    }
}
