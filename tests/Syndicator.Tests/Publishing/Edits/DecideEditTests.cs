using Syndicator.Networks;
using Syndicator.Publishing;
using Syndicator.Publishing.Edits;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Publishing.Edits;

public sealed class DecideEditOnSqliteTests() : DecideEditTests(new SqliteServer());

public sealed class DecideEditOnPostgreSqlTests() : DecideEditTests(new PostgreSqlServer());

public abstract class DecideEditTests(TestServer server) : EditsSuite(server)
{
    [Fact]
    public async Task An_accepted_edit_is_made_on_the_network_and_then_recorded()
    {
        await ChangeDeliveredAsync();
        var before = await PostAsync("crate");

        var done = (await AcceptAsync()).ShouldBeOfType<EditDecision.Done>();

        Editing.Edits.ShouldBe(["c"]);
        done.Edit.State.ShouldBe(new EditState.Accepted(Eve, Clock.GetUtcNow()));
        var post = await PostAsync("crate");
        (post.Content.Text, post.Sources.Single().Text).ShouldBe(("c", "c"));
        post.State.ShouldBe(before.State);
        post.Content.Visibility.ShouldBe(before.Content.Visibility);
        (await ReasonsAsync("crate"))[^1].ShouldBe("edited on the network");
        (await EditsAsync()).ShouldHaveSingleItem().State.ShouldBe(done.Edit.State);
        Network().Arrived.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_accepted_edit_is_what_later_changes_are_measured_by()
    {
        await ChangeDeliveredAsync();
        await AcceptAsync();
        await ChangeAsync("lead: a", "crate: b");
        (await OpenAsync()).ShouldBe("crate: c → b");
        await ChangeAsync("lead: a", "crate: c");
        (await OpenAsync()).ShouldBe("");
    }

    [Fact]
    public async Task A_dismissed_edit_changes_nothing_and_comes_back_only_with_another_change()
    {
        await ChangeDeliveredAsync();
        (await DismissAsync()).ShouldBeOfType<EditDecision.Done>().Edit.State.ShouldBe(new EditState.Dismissed(Eve, Clock.GetUtcNow()));
        Editing.Edits.ShouldBeEmpty();
        (await TextAsync("crate")).ShouldBe("b");
        await ChangeAsync("lead: x", "crate: c");
        (await OpenAsync()).ShouldBe("lead: a → x");
        await ChangeAsync("lead: a", "crate: b");
        (await OpenAsync()).ShouldBe("", "the posts say what the issue says");
        await ChangeAsync("lead: a", "crate: d");
        (await OpenAsync()).ShouldBe("crate: b → d");
    }

    [Fact]
    public async Task A_dismissal_is_taken_back_while_the_issue_says_the_same_and_not_after()
    {
        const string Key = "gazette/issue-7/alpha/crate/e1";
        await ChangeDeliveredAsync();
        Refused(await Decisions().ReopenAsync(Publication, Key, Cancellation)).ShouldContain("It is open");
        await DismissAsync();
        (await Decisions().ReopenAsync(Publication, Key, Cancellation)).ShouldBeOfType<EditDecision.Done>();
        (await OpenAsync()).ShouldBe("crate: b → c");

        await DismissAsync();
        await ChangeAsync("lead: a", "crate: d");
        Refused(await Decisions().ReopenAsync(Publication, Key, Cancellation)).ShouldContain("changed again");
        (await OpenAsync()).ShouldBe("crate: b → d");
        (
            await Decisions().ReopenAsync(Publication, "gazette/issue-7/alpha/crate/e9", Cancellation)
        ).ShouldBeOfType<EditDecision.NotFound>();
    }

    [Fact]
    public async Task An_accepted_edit_of_a_waiting_post_changes_what_goes_out()
    {
        await StartAsync("lead: a", "crate: b");
        await EditByHandAsync("crate", "mine");
        await ChangeAsync("lead: a", "crate: c");

        (await AcceptAsync()).ShouldBeOfType<EditDecision.Done>();

        Editing.Edits.ShouldBeEmpty();
        (await ReasonsAsync("crate"))[^1].ShouldBe("the proposed edit is accepted");
        await ChangeAsync("lead: a", "crate: d");
        (await OpenAsync()).ShouldBe("", "the words are the issue's again, and follow it");
        await DeliverAsync();
        Network().Arrived[^1].Content.Text.ShouldBe("d");
    }

    [Fact]
    public async Task Where_a_network_cannot_edit_the_editor_is_told_what_is_left_and_dismisses()
    {
        await ChangeDeliveredAsync();
        var reason = Refused(await AcceptAsync(network: Network()));
        reason.ShouldContain("cannot be edited");
        reason.ShouldContain("by hand");
        reason.ShouldContain("dismiss");
        (await OpenAsync()).ShouldBe("crate: b → c");
        (await DismissAsync()).ShouldBeOfType<EditDecision.Done>();
    }

    [Fact]
    public async Task What_is_not_said_any_more_and_what_is_newly_said_can_only_be_dismissed()
    {
        await StartAsync("lead: a", "crate: b");
        await DeliverAsync();
        await ChangeAsync("lead: a", "quote: q");
        Refused(await AcceptAsync()).ShouldContain("no longer says this");
        var decisions = Decisions();
        Refused(await decisions.AcceptAsync(Publication, "gazette/issue-7/alpha/quote/e1", Eve, Cancellation))
            .ShouldContain("no post to change");
        Editing.Edits.ShouldBeEmpty();

        await DismissAsync();
        await decisions.DismissAsync(Publication, "gazette/issue-7/alpha/quote/e1", Eve, Cancellation);
        (await OpenAsync()).ShouldBe("");
        await ChangeAsync("lead: x", "quote: q");
        (await OpenAsync()).ShouldBe("lead: a → x", "what was dismissed stays dismissed");
    }

    [Fact]
    public async Task A_post_that_may_be_out_is_edited_when_that_is_known()
    {
        await StartAsync("lead: a");
        Network().OnPublish = (network, post, _) =>
        {
            network.Arrive(post);
            return Task.FromResult<PublishOutcome>(new PublishOutcome.Uncertain("504"));
        };
        await DeliverAsync();
        await ChangeAsync("lead: b");
        Refused(await AcceptAsync("lead")).ShouldContain("may be out");
        await DeliverAsync();
        (await AcceptAsync("lead")).ShouldBeOfType<EditDecision.Done>();
        Editing.Edits.ShouldBe(["b"]);
        (await StatesAsync()).ShouldBe("delivered");
    }

    [Fact]
    public async Task A_refused_edit_stays_open_with_what_the_network_said()
    {
        await ChangeDeliveredAsync();
        Editing.OnEdit = (_, _) => Task.FromResult<EditOutcome>(new EditOutcome.Refused("Too many edits."));
        Refused(await AcceptAsync()).ShouldContain("Too many edits.");
        (await OpenAsync()).ShouldBe("crate: b → c");
        (await TextAsync("crate")).ShouldBe("b");
    }

    [Fact]
    public async Task A_post_that_is_found_gone_is_gone()
    {
        await ChangeDeliveredAsync();
        Editing.OnEdit = (_, _) => Task.FromResult<EditOutcome>(new EditOutcome.Gone());
        Refused(await AcceptAsync()).ShouldContain("no longer on the network");
        (await PostAsync("crate")).State.ShouldBe(new DeliveryState.Gone(Clock.GetUtcNow()));
        (await EditsAsync()).Single().State.ShouldBe(new EditState.Withdrawn(Clock.GetUtcNow()));
    }

    [Fact]
    public async Task A_network_that_cannot_be_reached_changes_nothing()
    {
        await ChangeDeliveredAsync();
        Editing.OnEdit = (_, _) => Task.FromResult<EditOutcome>(new EditOutcome.Unavailable("no route"));
        Unavailable(await AcceptAsync()).ShouldContain("no route");
        (await OpenAsync()).ShouldBe("crate: b → c");
    }

    [Fact]
    public async Task What_throws_against_its_contract_is_an_answer_too()
    {
        await ChangeDeliveredAsync();
        Editing.OnEdit = (_, _) => throw new InvalidDataException("odd");
        Unavailable(await AcceptAsync()).ShouldContain("odd");
        (await TextAsync("crate")).ShouldBe("b");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_network_that_never_answers_is_given_up(bool obeys)
    {
        await ChangeDeliveredAsync();
        var asked = new TaskCompletionSource();
        Editing.OnEdit = async (_, limit) =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, obeys ? limit : CancellationToken.None);
            return new EditOutcome.Edited();
        };
        var accepting = Task.Run(() => AcceptAsync(), Cancellation);
        await asked.Task.WaitAsync(Cancellation);
        while (!accepting.IsCompleted)
        {
            Clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(1, Cancellation);
        }

        Unavailable(await accepting).ShouldContain("in time");
        (await OpenAsync()).ShouldBe("crate: b → c");
    }

    [Fact]
    public async Task A_paused_account_is_not_asked()
    {
        await ChangeDeliveredAsync();
        var pause = new AccountPause("gazette", "alpha", PauseReason.Account, "the token was revoked", Clock.GetUtcNow(), null);
        await Database.WriteAsync(
            async transaction =>
            {
                await AccountPauses.WriteAsync(transaction, pause);
                return true;
            },
            Cancellation
        );
        Unavailable(await AcceptAsync()).ShouldContain("the token was revoked");
        Editing.Edits.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_crash_between_network_and_store_is_mended_by_accepting_again()
    {
        await ChangeDeliveredAsync();
        using var crash = new CancellationTokenSource();
        Editing.OnEdit = (_, _) =>
        {
            // The network has it; the process ends before anything is stored.
            crash.Cancel();
            throw new OperationCanceledException(crash.Token);
        };
        await Should.ThrowAsync<OperationCanceledException>(() =>
            Decisions().AcceptAsync(Publication, "gazette/issue-7/alpha/crate/e1", Eve, crash.Token)
        );
        (await OpenAsync()).ShouldBe("crate: b → c");
        (await TextAsync("crate")).ShouldBe("b");

        Editing.OnEdit = null;
        (await AcceptAsync()).ShouldBeOfType<EditDecision.Done>();
        Editing.Edits.ShouldBe(["c", "c"]);
        (await TextAsync("crate")).ShouldBe("c");
        (await PostsAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Of_two_editors_that_accept_at_once_one_is_told_that_the_other_was_first()
    {
        await ChangeDeliveredAsync();
        var both = new Barrier(2);
        Editing.OnEdit = async (_, _) =>
        {
            await Task.Run(() => both.SignalAndWait(TimeSpan.FromSeconds(20), Cancellation), Cancellation);
            Editing.OnEdit = null;
            return new EditOutcome.Edited();
        };
        var answers = await Task.WhenAll(
            Task.Run(() => AcceptAsync(actor: "cli:eve"), Cancellation),
            Task.Run(() => AcceptAsync(actor: "cli:bob"), Cancellation)
        );
        answers.OfType<EditDecision.Done>().Count().ShouldBe(1);
        Refused(answers.Single(answer => answer is not EditDecision.Done)).ShouldContain("Somebody else");
        Editing.Edits.ShouldAllBe(text => text == "c");
        (await ReasonsAsync("crate")).Count(reason => reason == "edited on the network").ShouldBe(1);
    }

    [Fact]
    public async Task Who_decides_what_is_decided_is_told_by_whom()
    {
        await ChangeDeliveredAsync();
        await AcceptAsync(actor: "cli:bob");
        const string key = "gazette/issue-7/alpha/crate/e1";
        Refused(await Decisions().DismissAsync(Publication, key, Eve, Cancellation)).ShouldContain("accepted by bob");
        Refused(await Decisions().AcceptAsync(Publication, key, Eve, Cancellation)).ShouldContain("accepted by bob");
        (await AcceptAsync()).ShouldBeOfType<EditDecision.NotFound>("by the post's key only the open one is found");
    }

    [Theory]
    [InlineData("lead: a|crate: d", "crate: b → d")]
    [InlineData("lead: a|crate: b", "")]
    public async Task When_the_issue_changes_while_the_network_is_asked_the_network_says_what_is_recorded(string says, string open)
    {
        await ChangeDeliveredAsync();
        Editing.OnEdit = async (_, _) =>
        {
            Editing.OnEdit = null;
            await ChangeAsync(says.Split('|'));
            return new EditOutcome.Edited();
        };
        Refused(await AcceptAsync()).ShouldContain("the issue changed");
        Editing.Edits.ShouldBe(["c", "b"]);
        (await TextAsync("crate")).ShouldBe("b");
        (await OpenAsync()).ShouldBe(open);
    }

    [Fact]
    public async Task A_dismissal_while_the_network_is_asked_stands()
    {
        await ChangeDeliveredAsync();
        Editing.OnEdit = async (_, _) =>
        {
            Editing.OnEdit = null;
            await DismissAsync(actor: "cli:bob");
            return new EditOutcome.Edited();
        };
        Refused(await AcceptAsync());
        Editing.Edits.ShouldBe(["c", "b"]);
        (await EditsAsync()).Single().State.DecidedBy.ShouldBe("cli:bob");
    }

    [Fact]
    public async Task What_another_publication_has_is_not_found()
    {
        await ChangeDeliveredAsync();
        var other = Publication with { Id = "herald" };
        (await Decisions().AcceptAsync(other, "gazette/issue-7/alpha/crate/e1", Eve, Cancellation)).ShouldBeOfType<EditDecision.NotFound>();
        (
            await Decisions().DismissAsync(Publication, "gazette/issue-7/alpha/crate/e2", Eve, Cancellation)
        ).ShouldBeOfType<EditDecision.NotFound>();
    }

    [Fact]
    public async Task Posts_of_an_account_that_is_not_configured_are_not_edited()
    {
        await ChangeDeliveredAsync();
        Publication = Publication with { Accounts = [Samples.Account("beta")] };
        Refused(await AcceptAsync()).ShouldContain("accounts.yaml");
        (await DismissAsync()).ShouldBeOfType<EditDecision.Done>();
    }

    /// <summary>Everything is out, and the issue says c instead of b.</summary>
    private async Task ChangeDeliveredAsync()
    {
        await StartAsync("lead: a", "crate: b");
        await DeliverAsync();
        await ChangeAsync("lead: a", "crate: c");
    }

    private static string Refused(EditDecision decision) => decision.ShouldBeOfType<EditDecision.NotPermitted>().Reason;

    private static string Unavailable(EditDecision decision) => decision.ShouldBeOfType<EditDecision.Unavailable>().Reason;
}
