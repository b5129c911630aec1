using Syndicator.Nominations;
using Syndicator.Nominations.Reviewing;
using Syndicator.Publishing;
using Syndicator.Tests.Nominations.Collecting;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Nominations.Reviewing;

/// <summary>Editors who decide about what was collected.</summary>
public abstract class ReviewSuite(TestServer server) : CollectingSuite(server)
{
    /// <summary>The closing after the tests' first instant, a Wednesday.</summary>
    internal static readonly DateTimeOffset Round = new(2026, 8, 4, 20, 0, 0, TimeSpan.Zero);

    internal ReviewNominations Review => new(Database, Clock);
    internal MergeNominations Merger => new(Database, Clock);
    internal NominationQueries Queries => new(Database, new IssueTable(Database, Clock), Clock);

    /// <summary>Collects <c>#cotw</c> posts, one of each author for each crate.</summary>
    internal async Task NominateAsync(params string[] crates)
    {
        foreach (var crate in crates)
        {
            Alpha.Write("#cotw https://crates.io/crates/" + crate, "ben-" + crate);
        }

        await CollectAsync("alpha");
    }

    internal async Task<Nomination> NominationAsync(string identity) =>
        (
            await Database.ReadAsync(
                connection => NominationTable.SelectAsync(connection, "identity = @identity", new { identity }),
                Cancellation
            )
        )[^1];

    internal async Task<Seen> SeenAsync(string identity) => Seen.Of(await NominationAsync(identity));

    internal Task<ReviewOutcome> AcceptAsync(Seen seen, string editor = "eve") =>
        Review.AcceptAsync(seen, new EditorAct(editor), Cancellation);

    internal Task<ReviewOutcome> RejectAsync(Seen seen, string reason) =>
        Review.RejectAsync(seen, new EditorAct("eve", reason), Cancellation);

    internal Task<ReviewOutcome> ChooseAsync(Seen seen) => Review.ChooseAsync(seen, Round, new EditorAct("eve"), Cancellation);

    internal async Task<ReviewOutcome> MergeAsync(string target, params string[] merged)
    {
        var seen = new List<Seen>();
        foreach (var identity in merged)
        {
            seen.Add(await SeenAsync(identity));
        }

        return await Merger.RunAsync(seen, await SeenAsync(target), new EditorAct("eve"), Cancellation);
    }

    internal Task<ReviewOutcome> SplitAsync(Seen seen, Nominee? nominee, params string[] posts) =>
        new SplitNomination(Database, Clock).RunAsync(seen, posts, nominee, new EditorAct("eve"), Cancellation);

    internal Task<ReviewOutcome> CorrectAsync(Seen seen, NomineeCorrection correction) =>
        new CorrectNomination(Database, Clock).RunAsync(seen, correction, new EditorAct("eve"), Cancellation);

    internal Task<ReviewOutcome> AddAsync(Nominee nominee, string by = "Dora", string? url = null) =>
        new AddNomination(Database, Clock).ByHandAsync(Publication, new HandProposal(nominee, by, url), new EditorAct("eve"), Cancellation);

    internal Task<ReviewOutcome> UndoAsync(Seen seen, string editor = "eve") =>
        new UndoReview(Database, Clock).RunAsync(seen, new EditorAct(editor), Cancellation);

    internal async Task<ReviewOutcome> UndoAsync(string identity) => await UndoAsync(await SeenAsync(identity));

    internal static Nomination Done(ReviewOutcome outcome) =>
        outcome.Match(
            done => done.Nomination,
            changed => throw new ShouldAssertException($"changed: {changed}"),
            not => throw new ShouldAssertException($"not possible: {not.Why} {not.Remedy}"),
            _ => throw new ShouldAssertException("not found")
        );

    internal static string Why(ReviewOutcome outcome) => outcome.ShouldBeOfType<ReviewOutcome.NotPossible>().Why;

    /// <summary>Everything that decisions change, but for histories and versions. What an undone act had made is withdrawn, and left out.</summary>
    internal async Task<string> WorldAsync()
    {
        var rows = new List<string>();
        rows.AddRange(
            await RowsAsync(
                """
                select identity, nominee, state, editor, note, coalesce(merged_into, '-') as target, first_round, round, issue_key from nominations
                where state <> 'withdrawn' order by id
                """
            )
        );
        rows.AddRange(
            await RowsAsync(
                "select source, post_id, ordinal, nomination_id, came_as from proposals where withdrawn_at is null order by source, post_id, ordinal"
            )
        );
        rows.AddRange(
            await RowsAsync(
                "select nomination_id, came_as, post_id, kind, person from endorsements order by post_id, kind, person, came_as"
            )
        );
        rows.AddRange(await RowsAsync("select post_id, becomes, why from mentions order by post_id"));
        return string.Join('\n', rows);
    }

    internal async Task<NominationListing> ListedAsync(string identity) =>
        (await ListAsync(new NominationFilter { States = NominationFilter.AllStates, Take = 200 })).Last(item =>
            NomineeIdentity.Of(item.Nomination.Nominee) == identity
        );

    internal async Task<IReadOnlyList<NominationListing>> ListAsync(NominationFilter? filter = null) =>
        (
            await Queries.ListAsync(
                Publication,
                filter ?? NominationFilter.Usual(await Queries.RoundsAsync(Publication, Cancellation)),
                Cancellation
            )
        ).Items;

    internal async Task<string> NamesAsync(NominationFilter? filter = null) =>
        string.Join(' ', (await ListAsync(filter)).Select(item => NomineeName.Of(item.Nomination.Nominee)));
}
