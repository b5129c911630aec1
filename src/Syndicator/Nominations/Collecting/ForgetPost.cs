using System.Data.Common;
using Dapper;
using Syndicator.Configuration;

namespace Syndicator.Nominations.Collecting;

/// <summary>
/// What follows when an author deletes a post: its words, and everything that was copied of them, go; what it proposed is withdrawn, whom it supported loses it.
/// What others wrote about it stays.
/// </summary>
internal sealed class ForgetPost(DbTransaction transaction, MentionSource source, TimeProvider clock)
{
    private const string OfPost =
        "publication = @Publication and source = @Name and (by_post_id = @postId or post_id = @postId and kind in ('like', 'boost'))";

    private static readonly string s_noQuote = NomineeJson.Write(new Nominee.Quote("", null, null));

    private readonly WithdrawProposals _withdraw = new(transaction, source, clock);

    public async Task RunAsync(string postId)
    {
        await ExecuteAsync(
            """
            update mentions set text = '', author = '', url = '', details = '{}', gone_at = @at, checked_at = @at, is_lacking = 0
            where publication = @Publication and source = @Name and post_id = @postId
            """,
            postId
        );
        await Recount.OfEndorsementsAsync(transaction, OfPost, Parameters(postId));
        await ExecuteAsync($"delete from endorsements where {OfPost}", postId);
        foreach (var proposal in await ReadAsync(postId))
        {
            await _withdraw.RunAsync(proposal.PostId, [proposal.Ordinal]);
            await EraseAsync(proposal, isOfPost: proposal.PostId == postId);
        }
    }

    /// <summary>Its own proposals, and the quotes that others took from it.</summary>
    private Task<IEnumerable<Copy>> ReadAsync(string postId) =>
        transaction.Connection!.QueryAsync<Copy>(
            """
            select p.post_id, p.ordinal, p.came_as, n.kind from proposals p join nominations n on n.id = p.came_as
            where p.publication = @Publication and p.source = @Name and (p.post_id = @postId or p.from_post_id = @postId and n.kind = 'quote')
            """,
            Parameters(postId),
            transaction
        );

    private async Task EraseAsync(Copy proposal, bool isOfPost)
    {
        var isQuote = proposal.Kind == NomineeJson.Name(NomineeKind.Quote);
        await transaction.Connection!.ExecuteAsync(
            """
            update proposals set nominator = case when @isOfPost = 1 then '' else nominator end, url = case when @isOfPost = 1 then null else url end,
              nominee = case when @isQuote = 1 then @s_noQuote else nominee end
            where publication = @Publication and source = @Name and post_id = @PostId and ordinal = @Ordinal
            """,
            new
            {
                source.Publication,
                source.Name,
                proposal.PostId,
                proposal.Ordinal,
                isOfPost = isOfPost ? 1L : 0L,
                isQuote = isQuote ? 1L : 0L,
                s_noQuote,
            },
            transaction
        );
        if (isQuote)
        {
            await EraseQuoteAsync(proposal.CameAs);
        }
    }

    /// <summary>
    /// Whatever editors decided; where another post says the same it stays, and so it does in what an issue has had. What was merged into it has words of its own.
    /// </summary>
    private async Task EraseQuoteAsync(string nomination)
    {
        var erased = await transaction.Connection!.ExecuteAsync(
            """
            update nominations
            set nominee = coalesce(
              (select p.nominee from proposals p where p.nomination_id = @nomination and p.withdrawn_at is null order by p.at, p.post_id, p.ordinal limit 1),
              @s_noQuote)
            where id = @nomination and state <> 'published'
              and not exists (select 1 from proposals p where p.came_as = @nomination and p.withdrawn_at is null)
            """,
            new { nomination, s_noQuote },
            transaction
        );
        if (erased == 0)
        {
            return;
        }

        // Mergers name what they merged.
        await transaction.Connection!.ExecuteAsync(
            """
            update nomination_history set note = '' where act in ('merged', 'took in')
              and decision in (select decision from nomination_history where nomination_id = @nomination and act in ('merged', 'took in'))
            """,
            new { nomination },
            transaction
        );
        foreach (
            var (version, before, after) in await transaction.Connection!.QueryAsync<(long, string?, string)>(
                "select version, before, after from nomination_history where nomination_id = @nomination",
                new { nomination },
                transaction
            )
        )
        {
            await transaction.Connection!.ExecuteAsync(
                "update nomination_history set before = @before, after = @after where nomination_id = @nomination and version = @version",
                new
                {
                    nomination,
                    version,
                    before = before is null ? null : NominationMemory.WithoutWords(before, s_noQuote),
                    after = NominationMemory.WithoutWords(after, s_noQuote),
                },
                transaction
            );
        }
    }

    private Task<int> ExecuteAsync(string sql, string postId) => transaction.Connection!.ExecuteAsync(sql, Parameters(postId), transaction);

    private object Parameters(string postId) =>
        new
        {
            source.Publication,
            source.Name,
            postId,
            at = clock.GetUtcNow(),
        };

    private sealed class Copy
    {
        public string PostId { get; set; } = "";
        public long Ordinal { get; set; }
        public string CameAs { get; set; } = "";
        public string Kind { get; set; } = "";
    }
}
