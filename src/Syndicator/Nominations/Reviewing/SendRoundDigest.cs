using Dapper;
using Syndicator.Alarms;
using Syndicator.Configuration;
using Syndicator.Storage;

namespace Syndicator.Nominations.Reviewing;

/// <summary>
/// Tells the configured webhook how the open round stands, once, between <c>digestBefore</c> and its closing; a round whose time passed while the program was
/// off gets none. Without a webhook only the desk shows it. Safe to run at any time, in any number of processes.
/// </summary>
internal sealed class SendRoundDigest(Database database, ReadRoundDigest read, TimeProvider clock)
{
    private const string Remedy = "Review them on the desk, or with `syndicator nominations list`.";

    /// <returns>Whether this call queued it.</returns>
    public async Task<bool> RunAsync(Publication publication, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var round = publication.Nominations.Closings.RoundAt(now);
        if (
            publication.Webhook is null
            || now < round - publication.Nominations.DigestBefore
            || await IsSentAsync(publication, round, cancellationToken)
        )
        {
            return false;
        }

        var payload = PayloadOf(publication, await read.RunAsync(publication, cancellationToken), now);
        return await database.WriteAsync(
            async transaction =>
            {
                var isMine = await transaction.Connection!.ExecuteAsync(
                    """
                    insert into round_digests (publication, round, sent_at) values (@Id, @round, @now) on conflict (publication, round) do nothing
                    """,
                    new
                    {
                        publication.Id,
                        round,
                        now,
                    },
                    transaction
                );
                if (isMine == 1)
                {
                    await WebhookCalls.QueueAsync(transaction, [payload], now);
                }

                return isMine == 1;
            },
            cancellationToken
        );
    }

    private Task<bool> IsSentAsync(Publication publication, DateTimeOffset round, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async connection =>
                await connection.ExecuteScalarAsync<long>(
                    "select count(*) from round_digests where publication = @Id and round = @round",
                    new { publication.Id, round }
                ) > 0,
            cancellationToken
        );

    private static WebhookPayload PayloadOf(Publication publication, RoundDigest digest, DateTimeOffset now)
    {
        var leaders = digest.Kinds.SelectMany(kind =>
            kind.Leaders.Select(leader => new WebhookLeader(
                leader.Id.ToString(),
                NomineeJson.Name(kind.Kind),
                leader.Name,
                leader.Support.NominatorCount,
                leader.Support.EndorserCount,
                leader.Support.Sum,
                leader.IsTied,
                [.. leader.Marks.Select(mark => mark.Code)]
            ))
        );
        var round = new WebhookRound(
            digest.Closes,
            digest.IssueNumber,
            [.. leaders],
            digest.UnreadCount,
            [.. digest.Troubles.Select(trouble => trouble.Source)]
        );
        return WebhookPayload.Digest(
            publication,
            InviteNominations.KeyOf(digest.Closes),
            round,
            DigestText.Of(digest, publication, now),
            Remedy,
            now
        );
    }
}
