using Syndicator.Nominations;
using Syndicator.Nominations.Reviewing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Nominations.Reviewing;

public sealed class ReviewNominationsOnSqliteTests() : ReviewNominationsTests(new SqliteServer());

public sealed class ReviewNominationsOnPostgreSqlTests() : ReviewNominationsTests(new PostgreSqlServer());

public abstract class ReviewNominationsTests(TestServer server) : ReviewSuite(server)
{
    [Fact]
    public async Task A_nomination_is_accepted_rejected_reopened_chosen_and_each_act_is_kept()
    {
        await NominateAsync("jiff");
        Done(await AcceptAsync(await SeenAsync("jiff"))).State.ShouldBeOfType<NominationState.Accepted>().Review.Editor.ShouldBe("eve");
        Done(await RejectAsync(await SeenAsync("jiff"), "not maintained")).State.ShouldBeOfType<NominationState.Rejected>();
        Done(await AcceptAsync(await SeenAsync("jiff"))).State.ShouldBeOfType<NominationState.Accepted>();
        Done(await Review.ReopenAsync(await SeenAsync("jiff"), new EditorAct("eve"), Cancellation))
            .State.ShouldBeOfType<NominationState.Pending>();
        Done(await ChooseAsync(await SeenAsync("jiff"))).State.ShouldBeOfType<NominationState.Chosen>();
        Done(await Review.UnchooseAsync(await SeenAsync("jiff"), new EditorAct("eve"), Cancellation))
            .State.ShouldBeOfType<NominationState.Accepted>();
        var next = Round.AddDays(7);
        Done(await Review.DeferAsync(await SeenAsync("jiff"), next, new EditorAct("eve"), Cancellation)).Round.ShouldBe(next);
        Done(await Review.WithdrawAsync(await SeenAsync("jiff"), new EditorAct("eve", "a joke"), Cancellation))
            .State.ShouldBeOfType<NominationState.Withdrawn>();

        var shown = (await Queries.ShowAsync(Publication, (await SeenAsync("jiff")).Id, Cancellation))!;
        shown
            .History.Select(act => $"{act.Actor} {act.Act} {act.Note}".TrimEnd())
            .Skip(1)
            .ShouldBe([
                "eve accepted",
                "eve rejected not maintained",
                "eve accepted",
                "eve reopened",
                "eve chosen",
                "eve unchosen",
                "eve moved to another round",
                "eve withdrawn a joke",
            ]);
        shown.History.ShouldAllBe(act => act.At == Clock.GetUtcNow());
        shown.History[2].Before!.State.ShouldBeOfType<NominationState.Accepted>();
    }

    [Fact]
    public async Task What_cannot_be_is_refused_with_the_way_out_and_changes_nothing()
    {
        await NominateAsync("jiff", "nom", "tide", "rock");
        Done(await ChooseAsync(await SeenAsync("jiff")));
        Done(await RejectAsync(await SeenAsync("nom"), "won last week"));
        Done(await MergeAsync("jiff", "tide"));
        Done(await Review.WithdrawAsync(await SeenAsync("rock"), new EditorAct("eve"), Cancellation));
        var before = await WorldAsync();

        var refusals = new List<ReviewOutcome>();
        foreach (var identity in (string[])["jiff", "nom", "tide", "rock"])
        {
            var seen = await SeenAsync(identity);
            refusals.Add(await RejectAsync(seen, "once more"));
            refusals.Add(await Review.WithdrawAsync(seen, new EditorAct("eve"), Cancellation));
            refusals.Add(await ChooseAsync(seen));
            refusals.Add(await Review.DeferAsync(seen, Round.AddDays(7), new EditorAct("eve"), Cancellation));
            refusals.Add(await MergeAsync(identity == "jiff" ? "nom" : "jiff", identity));
        }

        refusals.Add(await RejectAsync(await SeenAsync("jiff"), " "));
        refusals.Add(await AcceptAsync(await SeenAsync("jiff")));
        refusals.Add(await AcceptAsync(await SeenAsync("tide")));
        refusals.Add(await Review.UnchooseAsync(await SeenAsync("nom"), new EditorAct("eve"), Cancellation));
        refusals.ShouldAllBe(outcome => outcome is ReviewOutcome.NotPossible);
        refusals.Cast<ReviewOutcome.NotPossible>().ShouldAllBe(refusal => refusal.Why.EndsWith('.') && refusal.Remedy.Length > 10);
        (await WorldAsync()).ShouldBe(before);
        (await AcceptAsync(new Seen(NominationId.At(Clock.GetUtcNow())))).ShouldBeOfType<ReviewOutcome.NotFound>();
    }

    [Fact]
    public async Task The_second_of_two_editors_is_told_what_changed_and_by_whom()
    {
        await NominateAsync("jiff");
        var seen = await SeenAsync("jiff");
        Done(await RejectAsync(seen, "not maintained"));

        var second = (await AcceptAsync(seen, "ann")).ShouldBeOfType<ReviewOutcome.Changed>();

        (second.By, second.At, second.What).ShouldBe(("eve", Clock.GetUtcNow(), "rejected: not maintained"));
        (await NominationAsync("jiff")).State.ShouldBeOfType<NominationState.Rejected>();
    }

    [Fact]
    public async Task Of_many_who_act_at_the_same_moment_one_succeeds()
    {
        await NominateAsync("jiff", "nom");
        var (jiff, nom) = (await SeenAsync("jiff"), await SeenAsync("nom"));
        var second = await OpenAgainAsync();

        var outcomes = await Task.WhenAll(
            Task.Run(() => AcceptAsync(jiff)),
            Task.Run(() => new ReviewNominations(second, Clock).RejectAsync(jiff, new EditorAct("ann", "no"), Cancellation)),
            Task.Run(() => new MergeNominations(second, Clock).RunAsync([jiff], nom, new EditorAct("bob"), Cancellation)),
            Task.Run(() => MergeAsync("jiff", "nom"))
        );

        outcomes.Take(3).Count(outcome => outcome is ReviewOutcome.Done).ShouldBeLessThanOrEqualTo(1);
        outcomes.Count(outcome => outcome is ReviewOutcome.Done).ShouldBeGreaterThanOrEqualTo(1);
        (await RowsAsync("select nomination_id, version from nomination_history")).ShouldBeUnique();
        (
            await RowsAsync("select p.post_id from proposals p join nominations n on n.id = p.nomination_id where n.state = 'merged'")
        ).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_private_nomination_is_accepted_with_a_remark_and_never_chosen()
    {
        Alpha.Write("#cotw https://crates.io/crates/jiff", isPublic: false);
        await CollectAsync("alpha");

        (await AcceptAsync(await SeenAsync("jiff"))).ShouldBeOfType<ReviewOutcome.Done>().Remark.ShouldNotBeNull().ShouldContain("private");
        Why(await ChooseAsync(await SeenAsync("jiff"))).ShouldContain("private");

        Done(await AddAsync(new Nominee.Crate("jiff", null)));
        Done(await ChooseAsync(await SeenAsync("jiff")));
    }

    [Fact]
    public async Task Two_winners_of_a_round_are_possible_and_the_second_choice_says_so()
    {
        await NominateAsync("jiff", "nom");
        (await ChooseAsync(await SeenAsync("jiff"))).ShouldBeOfType<ReviewOutcome.Done>().Remark.ShouldBeNull();
        (await ChooseAsync(await SeenAsync("nom")))
            .ShouldBeOfType<ReviewOutcome.Done>()
            .Remark.ShouldBe("Also chosen for this round: jiff.");
    }

    [Fact]
    public async Task A_correction_makes_it_another_nominee_unless_that_is_nominated_already()
    {
        await NominateAsync("jif", "jiff");
        var taken = (
            await CorrectAsync(await SeenAsync("jif"), new NomineeCorrection { Name = "jiff" })
        ).ShouldBeOfType<ReviewOutcome.NotPossible>();
        taken.Same.ShouldBe((await SeenAsync("jiff")).Id);

        Done(await CorrectAsync(await SeenAsync("jif"), new NomineeCorrection { Name = "Jif-Two", Description = "a clock" }))
            .Nominee.ShouldBe(new Nominee.Crate("Jif-Two", "https://crates.io/crates/jif", "a clock"));
        (await NominationAsync("jif_two")).Version.ShouldBe(2);
    }

    [Theory]
    [InlineData("../../etc", null, null)]
    [InlineData("", null, "x")]
    [InlineData(null, "javascript:alert(1)", null)]
    [InlineData(null, "https://exa mple/", null)]
    [InlineData(null, null, "two\nlines")]
    [InlineData(null, null, "\ud800")]
    public async Task What_no_crate_can_be_is_no_correction(string? name, string? url, string? description)
    {
        Done(await AddAsync(new Nominee.Crate("jiff", null)));
        Why(
                await CorrectAsync(
                    await SeenAsync("jiff"),
                    new NomineeCorrection
                    {
                        Name = name,
                        Url = url,
                        Description = description,
                    }
                )
            )
            .ShouldNotBeEmpty();
        Why(await CorrectAsync(await SeenAsync("jiff"), new NomineeCorrection { Text = "a quote" })).ShouldBe("A crate has no text.");
    }
}
