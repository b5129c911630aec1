using FsCheck;
using FsCheck.Fluent;
using Syndicator.Nominations;
using Syndicator.Nominations.Reviewing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Nominations.Reviewing;

public sealed class UndoReviewOnSqliteTests() : UndoReviewTests(new SqliteServer());

public sealed class UndoReviewOnPostgreSqlTests() : UndoReviewTests(new PostgreSqlServer());

public abstract class UndoReviewTests(TestServer server) : ReviewSuite(server)
{
    private static readonly string[] s_crates = ["jiff", "jiffy", "nom", "tide"];

    [Fact]
    public async Task Every_act_is_taken_back_and_may_be_done_again()
    {
        var post = Alpha.Write("#cotw https://crates.io/crates/jiff", "ben");
        Alpha.Write("seconded", "dora", post.Id);
        await NominateAsync("jiffy", "nom");
        Func<Task<ReviewOutcome>>[] acts =
        [
            async () => await AcceptAsync(await SeenAsync("jiff")),
            async () => await RejectAsync(await SeenAsync("jiff"), "no"),
            async () => await Review.ReopenAsync(await SeenAsync("jiff"), new EditorAct("eve"), Cancellation),
            async () => await ChooseAsync(await SeenAsync("jiff")),
            async () => await Review.DeferAsync(await SeenAsync("jiff"), Round.AddDays(14), new EditorAct("eve"), Cancellation),
            async () => await Review.WithdrawAsync(await SeenAsync("jiff"), new EditorAct("eve"), Cancellation),
            async () => await CorrectAsync(await SeenAsync("jiff"), new NomineeCorrection { Name = "jiffiest" }),
            async () => await MergeAsync("jiff", "jiffy", "nom"),
            async () => await AddAsync(new Nominee.Crate("jiff", null)),
        ];
        Done(await AcceptAsync(await SeenAsync("nom")));
        foreach (var act in acts)
        {
            Done(await AcceptAsync(await SeenAsync("jiff")));
            if (acts.IndexOf(act) is 0)
            {
                Done(await UndoAsync("jiff"));
            }

            var before = await WorldAsync();
            var done = Done(await act());
            var after = await WorldAsync();
            after.ShouldNotBe(before);
            Done(await UndoAsync(Seen.Of(done)));
            (await WorldAsync()).ShouldBe(before, $"act {acts.IndexOf(act)}");
            done = Done(await act());
            Done(await UndoAsync(Seen.Of(done)));
            (await WorldAsync()).ShouldBe(before, $"act {acts.IndexOf(act)} again");
            if (acts.IndexOf(act) is not 0)
            {
                Done(await UndoAsync("jiff"));
            }
        }

        Why(await UndoAsync("jiff")).ShouldContain("Nobody has decided");
    }

    [Fact]
    public async Task A_decision_about_several_is_not_taken_back_over_a_later_one()
    {
        await NominateAsync("jiff", "jiffy");
        Done(await MergeAsync("jiff", "jiffy"));
        Done(await AcceptAsync(await SeenAsync("jiff"), "desk:ann"));

        var refused = (await UndoAsync("jiffy")).ShouldBeOfType<ReviewOutcome.NotPossible>();
        refused.Why.ShouldBe("jiff was accepted since, by ann.");
        refused.Same.ShouldBe((await SeenAsync("jiff")).Id);

        Done(await UndoAsync("jiff"));
        Done(await UndoAsync("jiffy")).State.ShouldBeOfType<NominationState.Pending>();
    }

    [Fact]
    public async Task A_merger_taken_back_gives_later_arrivals_to_whom_they_named()
    {
        await NominateAsync("jiff", "jiffy");
        Done(await MergeAsync("jiff", "jiffy"));
        Alpha.Write("#cotw https://crates.io/crates/jiffy", "ernst");
        await CollectAsync("alpha");
        Done(await UndoAsync("jiffy"));
        (await ListedAsync("jiffy")).Support.Sum.ShouldBe(2);
        (await ListedAsync("jiff")).Support.Sum.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_nominated_anew_meanwhile_is_not_opened_twice()
    {
        await NominateAsync("jiff");
        var withdrawn = Done(await Review.WithdrawAsync(await SeenAsync("jiff"), new EditorAct("eve"), Cancellation));
        await AdvanceAsync(TimeSpan.FromMinutes(1));
        Alpha.Write("#cotw https://crates.io/crates/jiff", "ernst");
        await CollectAsync("alpha");
        (await UndoAsync(Seen.Of(withdrawn))).ShouldBeOfType<ReviewOutcome.NotPossible>().Same.ShouldBe((await SeenAsync("jiff")).Id);
    }

    [Fact]
    public async Task What_the_service_withdrew_because_its_posts_are_gone_stays_so()
    {
        Alpha.Write("#cotw https://crates.io/crates/jiff");
        await CollectAsync("alpha");
        await ExecuteAsync("update proposals set withdrawn_at = 1");
        var before = await NominationAsync("jiff");
        await Database.WriteAsync(
            transaction =>
                NominationTable.WriteAsync(
                    transaction,
                    before,
                    before with
                    {
                        State = new NominationState.Withdrawn(Clock.GetUtcNow()),
                    },
                    Clock.GetUtcNow(),
                    "service",
                    "withdrawn",
                    "gone"
                ),
            Cancellation
        );
        Why(await UndoAsync("jiff")).ShouldBe("Every post that nominated it is gone.");
    }

    [Fact]
    public async Task Whatever_editors_did_all_of_it_taken_back_is_the_beginning()
    {
        await NominateAsync(s_crates);
        var second = Alpha.Write("#cotw https://crates.io/crates/jiffy", "ernst");
        Alpha.Write("+1", "frida", second.Id);
        await CollectAsync("alpha");
        var beginning = await WorldAsync();
        Prop.ForAll(
                Gen.Choose(0, int.MaxValue).ListOf().Select(list => list.ToList()).ToArbitrary(),
#pragma warning disable VSTHRD002 // FsCheck's properties are synchronous.
                steps => ActAndUndoAsync(steps, beginning).GetAwaiter().GetResult()
#pragma warning restore VSTHRD002
            )
            .Check(Seeded.Cases(12).WithEndSize(14));
    }

    private async Task ActAndUndoAsync(IReadOnlyList<int> steps, string beginning)
    {
        foreach (var step in steps)
        {
            await ActAsync(step);
        }

        // Any order: what must wait says so, and its turn comes.
        for (var round = 0; round < 200; round++)
        {
            var undone = 0;
            foreach (
                var nomination in await Database.ReadAsync(
                    connection => NominationTable.SelectAsync(connection, "1 = 1", new { }),
                    Cancellation
                )
            )
            {
                undone += await UndoAsync(Seen.Of(nomination)) is ReviewOutcome.Done ? 1 : 0;
            }

            if (undone == 0)
            {
                break;
            }
        }

        (await WorldAsync()).ShouldBe(beginning, string.Join(' ', steps));
    }

    private async Task ActAsync(int step)
    {
        var all = await Database.ReadAsync(
            connection => NominationTable.SelectAsync(connection, "state <> 'withdrawn' order by id", new { }),
            Cancellation
        );
        var (one, other) = (Seen.Of(all[step / 16 % all.Count]), Seen.Of(all[step / 256 % all.Count]));
        var name = "crate-" + (step / 4096 % 3);
        _ = (step % 11) switch
        {
            0 => await AcceptAsync(one),
            1 => await RejectAsync(one, "no"),
            2 => await Review.ReopenAsync(one, new EditorAct("eve"), Cancellation),
            3 => await ChooseAsync(one),
            4 => await Review.UnchooseAsync(one, new EditorAct("eve"), Cancellation),
            5 or 6 => await Merger.RunAsync([one], other, new EditorAct("eve"), Cancellation),
            7 => await SplitAsync(one, step / 4096 % 2 == 0 ? null : new Nominee.Crate(name, null), $"post-{1 + (step / 65536 % 5)}"),
            8 => await CorrectAsync(one, new NomineeCorrection { Name = name }),
            9 => await AddAsync(new Nominee.Crate(step / 4096 % 2 == 0 ? name : "jiffy", null)),
            _ => await Review.DeferAsync(one, Round.AddDays(7 * (step / 4096 % 3)), new EditorAct("eve"), Cancellation),
        };
    }
}
