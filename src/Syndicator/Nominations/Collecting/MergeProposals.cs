using System.Data.Common;
using Dapper;
using Syndicator.Configuration;
using Syndicator.Storage;

namespace Syndicator.Nominations.Collecting;

/// <summary>
/// Makes nominations of what people propose: the same nominee from several people is one nomination with several proposals. One that was merged leads to its
/// target; one that an issue has had, or that was withdrawn, is followed by a new one.
/// </summary>
internal sealed class MergeProposals(string publication, Rounds rounds, TimeProvider clock)
{
    /// <summary>Mergers of mergers, at most.</summary>
    private const int MostMergers = 50;

    /// <summary>Looked for in one statement.</summary>
    private const int Most = 128;

    // Within one transaction nobody else opens or closes a nomination. Null: it was looked for, and there is none.
    private readonly Dictionary<(NomineeKind Kind, string Identity), Place?> _open = [];

    /// <summary>Looks for the nominations of these at once, instead of one by one.</summary>
    public async Task LookUpAsync(DbTransaction transaction, IEnumerable<Nominee> nominees)
    {
        foreach (var kind in nominees.Distinct().ToLookup(nominee => nominee.Kind, NomineeIdentity.Of))
        {
            foreach (var some in kind.Distinct(StringComparer.Ordinal).Chunk(Most))
            {
                await LookUpAsync(transaction, kind.Key, some);
            }
        }
    }

    /// <summary>Whoever has closed a nomination in this transaction says so.</summary>
    public void Forget() => _open.Clear();

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
        if (!_open.ContainsKey(key))
        {
            await LookUpAsync(transaction, key.Kind, [key.Item2]);
        }

        var place = _open[key] ??= await MakeAsync(transaction, nominee, round, now, why);
        if (round > place.Last || round < place.First)
        {
            await NominationTable.MoveRoundAsync(transaction, place.Id, round, now);
            place.First = round < place.First ? round : place.First;
            place.Last = round > place.Last ? round : place.Last;
        }

        return (place.Id, place.CameAs);
    }

    private async Task LookUpAsync(DbTransaction transaction, NomineeKind kind, IReadOnlyCollection<string> identities)
    {
        var among = new Among(identities);
        // An open one comes before one that was merged; of several that were merged, the last.
        var found = await transaction.Connection!.QueryAsync<NominationRow>(
            $"""
            select {NominationTable.Columns} from nominations
            where publication = @publication and kind = @kind and identity in {among.List} and state not in ('published', 'withdrawn')
            order by case when state = 'merged' then 1 else 0 end, id desc
            """,
            among.With(new { publication, kind = NomineeJson.Name(kind) }),
            transaction
        );
        var first = found.DistinctBy(row => row.Identity, StringComparer.Ordinal).ToDictionary(row => row.Identity, StringComparer.Ordinal);
        foreach (var identity in identities)
        {
            _open[(kind, identity)] = first.TryGetValue(identity, out var came) ? await PlaceAsync(transaction, came.ToNomination()) : null;
        }
    }

    private static async Task<Place?> PlaceAsync(DbTransaction transaction, Nomination came)
    {
        var target = came;
        for (var step = 0; target?.State is NominationState.MergedInto merged && step < MostMergers; step++)
        {
            target = await NominationTable.FindAsync(transaction, merged.Target);
        }

        return target?.State is NominationState.Pending or NominationState.Accepted or NominationState.Rejected or NominationState.Chosen
            ? new Place(target.Id, came.Id) { First = target.FirstRound, Last = target.Round }
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
