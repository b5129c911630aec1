using Syndicator.Configuration;
using Syndicator.Networks;
using Syndicator.Publishing;
using Syndicator.Publishing.Edits;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Publishing.Edits;

public sealed class ProposeEditsOnSqliteTests() : ProposeEditsTests(new SqliteServer());

public sealed class ProposeEditsOnPostgreSqlTests() : ProposeEditsTests(new PostgreSqlServer());

public abstract class ProposeEditsTests(TestServer server) : EditsSuite(server)
{
    [Fact]
    public async Task A_post_that_never_left_follows_the_issue()
    {
        await StartAsync("lead: a", "crate: b");

        (await ChangeAsync("lead: a", "crate: b, and more")).ShouldBe(new CarriedChange(1, 0, 0, 0));

        var post = await PostAsync("crate");
        (post.Content.Text, post.Length).ShouldBe(("b, and more", 11));
        post.Sources.ShouldHaveSingleItem().Text.ShouldBe("b, and more");
        post.State.ShouldBeOfType<DeliveryState.Due>();
        (await ReasonsAsync("crate")).ShouldBe(["announced", "the issue changed"]);
        (await ReasonsAsync("lead")).ShouldBe(["announced"]);
        (await EditsAsync()).ShouldBeEmpty();
        await DeliverAsync();
        Network().Arrived.Select(sent => sent.Content.Text).ShouldBe(["a", "b, and more"]);
    }

    [Theory]
    [InlineData(Approval.Required)]
    [InlineData(Approval.Automatic)]
    internal async Task A_held_post_follows_the_issue_and_stays_held(Approval approval)
    {
        Publication = Publication with
        {
            Hold = TimeSpan.FromMinutes(15),
            Accounts = [Samples.Account("alpha") with { Approval = approval }],
        };
        await StartAsync("lead: a");
        var before = await PostAsync("lead");
        await ChangeAsync("lead: b");
        (await PostAsync("lead")).State.ShouldBe(before.State);
        (await TextAsync("lead")).ShouldBe("b");
    }

    [Fact]
    public async Task An_editors_words_are_kept_and_the_change_is_proposed()
    {
        await StartAsync("lead: a", "crate: b");
        await EditByHandAsync("crate", "mine");

        (await ChangeAsync("lead: a", "crate: c")).ShouldBe(new CarriedChange(0, 0, 1, 0));

        (await TextAsync("crate")).ShouldBe("mine");
        (await OpenAsync()).ShouldBe("crate: mine → c");
        (await EditsAsync()).ShouldHaveSingleItem().Sources.ShouldHaveSingleItem().Line.ShouldBe(2);
        await ChangeAsync("lead: a", "crate: b");
        (await OpenAsync()).ShouldBe("", "the editor's words belong to b");
        (await TextAsync("crate")).ShouldBe("mine");
    }

    [Fact]
    public async Task An_editors_words_are_kept_when_the_post_is_sent_anew()
    {
        await StartAsync("lead: a");
        await EditByHandAsync("lead", "mine");
        await Changes.StopAsync((await PostAsync("lead")).Id, Eve, Cancellation);
        await Changes.ResendAsync((await PostAsync("lead")).Id, Eve, Cancellation);

        await ChangeAsync("lead: b");

        (await PostAsync("lead", generation: 2)).Content.Text.ShouldBe("mine");
        (await OpenAsync()).ShouldBe("lead: mine → b");
    }

    [Fact]
    public async Task A_post_that_is_out_stays_as_it_is_and_the_change_is_proposed()
    {
        await StartAsync("lead: a", "crate: b");
        await DeliverAsync();
        var before = await PostAsync("crate");

        (await ChangeAsync("lead: a", "crate: c")).ShouldBe(new CarriedChange(0, 0, 1, 0));

        (await PostAsync("crate")).Version.ShouldBe(before.Version);
        (await OpenAsync()).ShouldBe("crate: b → c");
        var edit = (await EditsAsync()).ShouldHaveSingleItem();
        edit.Place.Key.ShouldBe("gazette/issue-7/alpha/crate/e1");
        edit.CreatedAt.ShouldBe(Clock.GetUtcNow());
        edit.Sources.Single().ShouldBe(new Syndicator.Composing.PostSource(2, "c"));
        await DeliverAsync();
        Network().Arrived.Count.ShouldBe(2);
    }

    public static TheoryData<string> PerhapsOut => ["sending", "uncertain", "tried", "unsettled"];

    [Theory]
    [MemberData(nameof(PerhapsOut))]
    public async Task A_post_that_may_be_out_stays_as_it_is_and_the_change_is_proposed(string state)
    {
        await StartAsync("lead: a");
        await BringAsync(state);
        var before = await PostAsync("lead");

        await ChangeAsync("lead: b");

        (await PostAsync("lead")).ShouldSatisfyAllConditions(
            post => post.Version.ShouldBe(before.Version),
            post => post.Content.Text.ShouldBe("a")
        );
        (await OpenAsync()).ShouldBe("lead: a → b");
    }

    [Theory]
    [InlineData("failed")]
    [InlineData("cancelled")]
    [InlineData("gone")]
    public async Task To_a_post_that_is_settled_nothing_happens(string state)
    {
        await StartAsync("lead: a", "crate: x");
        await BringAsync(state);

        (await ChangeAsync("lead: b", "crate: x")).ShouldBe(CarriedChange.Nothing);
        await ChangeAsync("crate: x");

        (await TextAsync("lead")).ShouldBe("a");
        (await PostAsync("lead")).State.Name.ShouldBe(state);
        (await EditsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_issue_no_longer_says_is_held_and_waits_again_when_the_issue_says_it_again()
    {
        Publication = Publication with { Hold = TimeSpan.FromMinutes(15) };
        await StartAsync("lead: a", "crate: b");

        (await ChangeAsync("lead: a")).ShouldBe(new CarriedChange(0, 1, 0, 0));
        (await StatesAsync()).ShouldBe("delay contradiction");
        (await TextAsync("crate")).ShouldBe("b");
        (await ReasonsAsync("crate"))[^1].ShouldBe("the issue no longer says this");
        (await EditsAsync()).ShouldBeEmpty();

        await AdvanceAsync(TimeSpan.FromMinutes(10));
        await ChangeAsync("lead: a", "crate: c");
        (await PostAsync("crate")).State.ShouldBe(DeliveryState.Held.ForDelay(Clock.GetUtcNow().AddMinutes(15)));
        (await TextAsync("crate")).ShouldBe("c");
    }

    [Fact]
    public async Task A_required_approval_is_asked_for_again_when_a_statement_comes_back()
    {
        Publication = Publication with { Accounts = [Samples.Account("alpha") with { Approval = Approval.Required }] };
        await StartAsync("lead: a", "crate: b");
        await Changes.ReleaseAsync((await PostAsync("crate")).Id, Eve, Cancellation);
        await ChangeAsync("lead: a");
        await ChangeAsync("lead: a", "crate: b");
        (await StatesAsync()).ShouldBe("approval approval");
    }

    [Fact]
    public async Task An_editors_words_for_what_the_issue_no_longer_says_are_held_and_shown()
    {
        await StartAsync("lead: a", "crate: b");
        await EditByHandAsync("crate", "mine");
        await ChangeAsync("lead: a");
        (await StatesAsync()).ShouldBe("due contradiction");
        (await OpenAsync()).ShouldBe("crate: mine → -");

        await ChangeAsync("lead: a", "crate: b");

        (await OpenAsync()).ShouldBe("");
        (await TextAsync("crate")).ShouldBe("mine");
        (await PostAsync("crate")).State.ShouldBeOfType<DeliveryState.Held>().Reason.ShouldBe(HeldReason.Delay);
        await ChangeAsync("lead: a", "crate: c");
        (await TextAsync("crate")).ShouldBe("mine", "they are still the editor's");
    }

    [Fact]
    public async Task What_is_out_and_no_longer_said_is_a_note()
    {
        await StartAsync("lead: a", "crate: b");
        await DeliverAsync();
        await ChangeAsync("lead: a");
        (await OpenAsync()).ShouldBe("crate: b → -");
        (await EditsAsync()).Single().Sources.Single().Line.ShouldBe(2);
        (await StatesAsync()).ShouldBe("delivered delivered");
        await ChangeAsync("lead: a", "crate: b");
        (await OpenAsync()).ShouldBe("");
    }

    [Fact]
    public async Task What_is_newly_said_is_a_note_and_never_a_post()
    {
        await StartAsync("lead: a");
        await ChangeAsync("lead: a", "quote: q");
        (await OpenAsync()).ShouldBe("quote: - → q");
        await ChangeAsync("lead: a", "quote: r");
        (await OpenAsync()).ShouldBe("quote: - → r");
        await ChangeAsync("lead: a");
        (await OpenAsync()).ShouldBe("");
        (await PostsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_account_that_announced_nothing_is_told_nothing()
    {
        await StartAsync("lead: a");
        Publication = Samples.Publication("alpha", "beta");
        var beta = Thread("lead: b") with { Account = "beta" };
        await new ProposeEdits(Database, Clock).RunAsync(Publication, "issue-7", "lead: a", "x", [], [beta], Cancellation);
        (await EditsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_newer_change_replaces_what_was_proposed()
    {
        await StartAsync("lead: a");
        await DeliverAsync();
        await ChangeAsync("lead: b");
        (await ChangeAsync("lead: c")).ShouldBe(new CarriedChange(0, 0, 1, 1));
        (await OpenAsync()).ShouldBe("lead: a → c");
        (await EditsAsync()).Select(edit => (edit.Place.Number, edit.State.Name)).ShouldBe([(1, "withdrawn"), (2, "open")]);
    }

    [Fact]
    public async Task The_same_change_once_more_changes_nothing()
    {
        await StartAsync("lead: a", "crate: b");
        await DeliverAsync();
        await ChangeAsync("lead: a", "crate: c");
        (await CarryAsync(["lead: a", "crate: b"], ["lead: a", "crate: c"])).ShouldBe(CarriedChange.Nothing);
        (await EditsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Who_knew_an_older_text_changes_nothing()
    {
        await StartAsync("lead: a");
        await ChangeAsync("lead: b");
        (await CarryAsync(["lead: a"], ["lead: c"])).ShouldBe(CarriedChange.Nothing);
        (await TextAsync("lead")).ShouldBe("b");
    }

    [Fact]
    public async Task A_change_of_the_templates_is_no_change_of_the_issue()
    {
        await StartAsync("lead: a");
        await DeliverAsync();
        // The old text makes something else today than was posted, and the new one the same.
        var today = new[] { Thread("lead: today's a", "speakers: s") };
        await new ProposeEdits(Database, Clock).RunAsync(Publication, "issue-7", "lead: a", "elsewhere", today, today, Cancellation);
        (await EditsAsync()).ShouldBeEmpty();
        // Nor is what the templates alone came to say when it changes.
        var then = new[] { Thread("lead: today's a", "speakers: t") };
        await new ProposeEdits(Database, Clock).RunAsync(Publication, "issue-7", "elsewhere", "again", today, then, Cancellation);
        (await EditsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_proposal_is_withdrawn_although_the_templates_changed_since_the_post()
    {
        await StartAsync("lead: a");
        await DeliverAsync();
        await CarryAsync(["lead: a"], ["lead: b"]);
        await new ProposeEdits(Database, Clock).RunAsync(
            Publication,
            "issue-7",
            "lead: b",
            "lead: a",
            [Thread("lead: b")],
            [Thread("lead: a")],
            Cancellation
        );
        (await OpenAsync()).ShouldBe("");
    }

    [Fact]
    public async Task Two_that_carry_the_same_change_at_once_carry_it_once()
    {
        await StartAsync("lead: a", "crate: b");
        await DeliverAsync();
        var other = await OpenAgainAsync();
        string[] before = ["lead: a", "crate: b"];
        string[] after = ["lead: x", "crate: y"];
        var results = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => Task.Run(() => CarryAsync(before, after, i % 2 == 0 ? Database : other)))
        );
        results.Sum(result => result.ProposedCount).ShouldBe(2);
        (await EditsAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_issue_that_was_never_announced_has_nothing_to_carry()
    {
        (await CarryAsync(["lead: a"], ["lead: b"])).ShouldBe(CarriedChange.Nothing);
        (await PostsAsync()).ShouldBeEmpty();
    }

    private async Task BringAsync(string state)
    {
        switch (state)
        {
            case "sending":
                (
                    await new Outbox(Database, Clock).ClaimAsync("gazette", "alpha", "w", Delivering.Lease, null, Cancellation)
                ).ShouldNotBeNull();
                break;
            case "uncertain":
            case "unsettled":
                Network().Always(new PublishOutcome.Uncertain("504"));
                Network().OnFind = _ => new FindOutcome.CannotTell("no");
                await DeliverAsync();
                if (state == "unsettled")
                {
                    await DeliverAsync();
                }

                break;
            case "tried":
                Network().Always(new PublishOutcome.Unavailable("no route"));
                await DeliverAsync();
                break;
            case "failed":
                Network().Always(new PublishOutcome.Refused(RefusalKind.Post, "no"));
                await DeliverAsync();
                break;
            case "cancelled":
                await Changes.StopAsync((await PostAsync("lead")).Id, Eve, Cancellation);
                break;
            case "gone":
                await DeliverAsync();
                var lead = await PostAsync("lead");
                var gone = ((DeliveryState.Delivered)lead.State).Disappear(Clock.GetUtcNow());
                await new Outbox(Database, Clock).ChangeAsync(lead, gone, "test", "gone", Cancellation);
                break;
        }
    }
}
