using System.Data.Common;
using Syndicator.Configuration;

namespace Syndicator.Nominations.Collecting;

/// <summary>
/// Makes nominations of what people propose: the same nominee from several people is one nomination with several proposals. One that was merged leads to its
/// target; one that an issue has had, or that was withdrawn, is followed by a new one.
/// </summary>
internal sealed class MergeProposals(string publication, Rounds rounds, TimeProvider clock)
{
    /// <summary>Mergers of mergers, at most.</summary>
    private const int MostMergers = 50;

    // Within one transaction nobody else opens or closes a nomination.
    private readonly Dictionary<(NomineeKind Kind, string Identity), Place> _open = [];

    /// <summary>The nomination that takes a proposal of a post, made if there is none, and the one it came as.</summary>
    public async Task<(NominationId Nomination, NominationId CameAs)> FindOrMakeAsync(
        DbTransaction transaction,
        Nominee nominee,
        DateTimeOffset postedAt,
        string why
    )
    {
        var now = clock.GetUtcNow();
        var round = rounds.Of(postedAt, now);
        var key = (nominee.Kind, NomineeIdentity.Of(nominee));
        if (!_open.TryGetValue(key, out var place))
        {
            place = await FindAsync(transaction, key.Kind, key.Item2) ?? await MakeAsync(transaction, nominee, round, now, why);
            _open[key] = place;
        }

        if (round > place.Last || round < place.First)
        {
            await NominationTable.MoveRoundAsync(transaction, place.Id, round, now);
            place.First = round < place.First ? round : place.First;
            place.Last = round > place.Last ? round : place.Last;
        }

        return (place.Id, place.CameAs);
    }

    private async Task<Place?> FindAsync(DbTransaction transaction, NomineeKind kind, string identity)
    {
        // An open one comes before one that was merged; of several that were merged, the last.
        var found = await NominationTable.SelectAsync(
            transaction.Connection!,
            """
            publication = @publication and kind = @kind and identity = @identity and state not in ('published', 'withdrawn')
            order by case when state = 'merged' then 1 else 0 end, id desc limit 1
            """,
            new
            {
                publication,
                kind = NomineeJson.Name(kind),
                identity,
            },
            transaction
        );
        var came = found.SingleOrDefault();
        var target = came;
        for (var step = 0; target?.State is NominationState.MergedInto merged && step < MostMergers; step++)
        {
            target = await NominationTable.FindAsync(transaction, merged.Target);
        }

        return target?.State is NominationState.Pending or NominationState.Accepted or NominationState.Rejected or NominationState.Chosen
            ? new Place(target.Id, came!.Id) { First = target.FirstRound, Last = target.Round }
            : null;
    }

    private async Task<Place> MakeAsync(DbTransaction transaction, Nominee nominee, DateTimeOffset round, DateTimeOffset now, string why)
    {
        var nomination = new Nomination
        {
            Id = NominationId.At(now),
            Publication = publication,
            Nominee = nominee,
            FirstRound = round,
            Round = round,
            CreatedAt = now,
            State = new NominationState.Pending(),
        };
        await NominationTable.InsertAsync(transaction, nomination, CollectingActor.Name, why);
        return new Place(nomination.Id, nomination.Id) { First = round, Last = round };
    }

    private sealed class Place(NominationId id, NominationId cameAs)
    {
        public NominationId Id => id;
        public NominationId CameAs => cameAs;
        public DateTimeOffset First { get; set; }
        public DateTimeOffset Last { get; set; }
    }
}

/// <summary>Who stands in the history of what nobody did by hand.</summary>
internal static class CollectingActor
{
    public const string Name = "service";
}
