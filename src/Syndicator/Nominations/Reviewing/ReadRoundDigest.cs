using System.Data.Common;
using Dapper;
using Syndicator.Configuration;
using Syndicator.Nominations.Collecting;
using Syndicator.Publishing;
using Syndicator.Storage;

namespace Syndicator.Nominations.Reviewing;

/// <summary>Makes the digest of the round that is open.</summary>
internal sealed class ReadRoundDigest(Database database, NominationQueries queries, IssueTable issues)
{
    private const int MostLeaders = 5;

    /// <summary>Ties are counted so far.</summary>
    private const int MostTied = 50;

    public async Task<RoundDigest> RunAsync(Publication publication, CancellationToken cancellationToken)
    {
        var newest = await issues.FindNewestAsync(publication.Id, cancellationToken);
        var rounds = queries.RoundsBy(publication, newest);
        var number = RoundIssue.NumberOf(rounds.Open, publication, newest);
        var kinds = new List<KindDigest>();
        foreach (var kind in Enum.GetValues<NomineeKind>())
        {
            var filter = NominationFilter.Usual(rounds) with { Kind = kind, Take = MostLeaders };
            var page = await queries.ListAsync(publication, filter, cancellationToken);
            if (page.Items is [var first, ..])
            {
                var tied = await queries.CountAsync(publication, filter, first.Support.Sum, MostTied, cancellationToken);
                kinds.Add(
                    new KindDigest(kind, [.. page.Items.Select(item => Of(item, tied > 1 && item.Support.Sum == first.Support.Sum))], tied)
                );
            }
        }

        return await database.ReadAsync(
            async connection =>
            {
                var positions = await ReadingPositions.ListAsync(connection, publication.Id);
                return new RoundDigest(
                    rounds.Open,
                    number,
                    kinds,
                    await CountUnreadAsync(connection, publication.Id),
                    positions.Max(position => position.ReadAt),
                    [
                        .. positions
                            .Where(position => position.Trouble is not null)
                            .Select(position => new SourceInTrouble(
                                position.Source,
                                OneLine.Of(position.Trouble!, 120),
                                position.TroubleSince!.Value
                            )),
                    ]
                );
            },
            cancellationToken
        );
    }

    /// <summary>Mentions that are nothing yet and that nobody has read: that number alone, without the round's leaders.</summary>
    public Task<int> CountUnreadAsync(Publication publication, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => CountUnreadAsync(connection, publication.Id), cancellationToken);

    private static Leader Of(NominationListing item, bool isTied) =>
        new(
            item.Nomination.Id,
            item.IsPrivate
                ? $"a {NomineeJson.Name(item.Nomination.Nominee.Kind)} from a private post"
                : NomineeName.Of(item.Nomination.Nominee),
            item.Support,
            item.Marks,
            item.Age,
            isTied,
            item.Nomination.State is NominationState.Chosen
        );

    private static async Task<int> CountUnreadAsync(DbConnection connection, string publication) =>
        (int)
            await connection.ExecuteScalarAsync<long>(
                """
                select count(*) from mentions where publication = @publication and becomes = 'unsorted' and gone_at is null and read_at is null
                """,
                new { publication }
            );
}
