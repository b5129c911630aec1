using System.Globalization;
using Syndicator.Configuration;
using Syndicator.Networks;
using Syndicator.Publishing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Publishing;

public sealed class ChangeDeliveryOnSqliteTests() : ChangeDeliveryTests(new SqliteServer());

public sealed class ChangeDeliveryOnPostgreSqlTests() : ChangeDeliveryTests(new PostgreSqlServer());

public abstract class ChangeDeliveryTests(TestServer server) : PublishingSuite(server)
{
    private const string Eve = "cli:eve";
    private static readonly PostPrices _prices = new(0.01m, 0.2m, null);

    private ChangeDelivery Changes => new(Database, Clock);

    [Fact]
    public async Task A_refused_post_can_be_given_up()
    {
        await AnnounceAsync(7, "lead", "crate");
        Network().Always(new PublishOutcome.Refused(RefusalKind.Post, "too long"));
        await DeliverAsync();

        Done(await Changes.StopAsync((await PostAsync("lead")).Id, Eve, Cancellation));

        (await StatesAsync()).ShouldBe("cancelled thread");
    }

    [Fact]
    public async Task A_stopped_post_never_goes_out_and_holds_the_rest_until_an_editor_lets_it_go_on()
    {
        Publication = Publication with { Hold = TimeSpan.FromMinutes(15) };
        await AnnounceAsync(7, "lead", "crate", "quote", "events");
        Done(await Changes.StopAsync((await PostAsync("crate")).Id, Eve, Cancellation));
        await AdvanceAsync(TimeSpan.FromMinutes(15));
        await DeliverAsync();
        (await StatesAsync()).ShouldBe("delivered cancelled thread thread");

        Done(await Changes.ReleaseAsync((await PostAsync("quote")).Id, Eve, Cancellation));
        await DeliverAsync();
        (await StatesAsync()).ShouldBe("delivered cancelled delivered delivered");
        Network().Arrived[1].ReplyTo.ShouldBe(ScriptedNetwork.RemoteOf(Network().Arrived[0]));
    }

    [Fact]
    public async Task A_post_that_is_out_can_be_neither_stopped_nor_released_nor_edited_nor_sent_anew()
    {
        await AnnounceAsync(7, "lead");
        await DeliverAsync();
        var id = (await PostAsync("lead")).Id;
        Refused(await Changes.StopAsync(id, Eve, Cancellation)).ShouldContain("delivered");
        Refused(await Changes.ReleaseAsync(id, Eve, Cancellation)).ShouldContain("delivered");
        Refused(await Changes.RescheduleAsync(id, Clock.GetUtcNow().AddHours(1), Eve, Cancellation)).ShouldContain("delivered");
        Refused(await Changes.EditTextAsync(id, "other", new PlainRules(10), _prices, Eve, Cancellation)).ShouldContain("delivered");
        Refused(await Changes.ResendAsync(id, Eve, Cancellation)).ShouldContain("delivered");
    }

    [Fact]
    public async Task A_post_under_way_is_left_to_its_worker()
    {
        await AnnounceAsync(7, "lead");
        await new Outbox(Database, Clock).ClaimAsync("gazette", "alpha", "w", Delivering.Lease, null, Cancellation);
        Refused(await Changes.StopAsync((await PostAsync("lead")).Id, Eve, Cancellation)).ShouldContain("sending");
    }

    [Fact]
    public async Task A_rescheduled_post_goes_out_at_its_new_time_and_the_rest_of_its_thread_after_it()
    {
        await AnnounceAsync(7, "lead", "crate");
        Done(await Changes.RescheduleAsync((await PostAsync("lead")).Id, Clock.GetUtcNow().AddHours(3), Eve, Cancellation));
        await DeliverAsync();
        Network().Arrived.ShouldBeEmpty();
        await AdvanceAsync(TimeSpan.FromHours(3));
        await DeliverAsync();
        Network().Arrived.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Nothing_is_rescheduled_into_the_past()
    {
        await AnnounceAsync(7, "lead");
        Refused(await Changes.RescheduleAsync((await PostAsync("lead")).Id, Clock.GetUtcNow(), Eve, Cancellation)).ShouldContain("past");
    }

    [Fact]
    public async Task An_edited_text_is_what_goes_out()
    {
        await AnnounceAsync(7, "lead");
        Done(await Changes.EditTextAsync((await PostAsync("lead")).Id, "Short!", new PlainRules(10), _prices, Eve, Cancellation));
        var edited = await PostAsync("lead");
        (edited.Length, edited.Limit, edited.Cost).ShouldBe((6, 10, 0.01m));
        await DeliverAsync();
        Network().Arrived.ShouldHaveSingleItem().Content.Text.ShouldBe("Short!");
    }

    [Theory]
    [InlineData("See https://example.org/7", "0.2")]
    [InlineData("No link any more", "0.01")]
    public async Task An_edited_text_costs_what_such_a_text_costs(string text, string expected)
    {
        await AnnounceAsync(7, "lead");
        var id = (await PostAsync("lead")).Id;
        Done(await Changes.EditTextAsync(id, text, NetworkTextRules.For("x")!, _prices, Eve, Cancellation));
        (await PostAsync("lead")).Cost.ShouldBe(decimal.Parse(expected, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("Longer than ten")]
    [InlineData(" ")]
    public async Task A_text_that_does_not_fit_changes_nothing(string text)
    {
        await AnnounceAsync(7, "lead");
        var before = await PostAsync("lead");
        Refused(await Changes.EditTextAsync(before.Id, text, new PlainRules(10), _prices, Eve, Cancellation)).ShouldContain("too long");
        (await PostAsync("lead")).Version.ShouldBe(before.Version);
    }

    [Fact]
    public async Task A_resend_is_a_new_generation_and_the_thread_goes_on_behind_it()
    {
        await AnnounceAsync(7, "lead", "crate");
        Network().Always(new PublishOutcome.Refused(RefusalKind.Post, "no"));
        await DeliverAsync();
        Network().Works();
        Done(await Changes.ResendAsync((await PostAsync("lead")).Id, Eve, Cancellation));
        await DeliverAsync();
        Network().Arrived.Select(post => post.IdempotencyKey).ShouldBe(["gazette/issue-7/alpha/lead/g2", "gazette/issue-7/alpha/crate/g1"]);
        Refused(await Changes.ResendAsync((await PostAsync("lead")).Id, Eve, Cancellation)).ShouldContain("newer");
    }

    [Fact]
    public async Task A_held_post_that_is_sent_anew_does_not_go_out_twice()
    {
        await AnnounceAsync(7, "lead");
        Network().Always(new PublishOutcome.Uncertain("504"));
        Network().OnFind = _ => new FindOutcome.CannotTell("no");
        await DeliverAsync();
        await DeliverAsync();
        Network().Works();
        Done(await Changes.ResendAsync((await PostAsync("lead")).Id, Eve, Cancellation));
        await DeliverAsync();
        (await StatesAsync()).ShouldBe("cancelled delivered");
        Network().Arrived.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_released_post_that_nobody_could_tell_about_is_looked_for_again_before_it_is_sent()
    {
        await AnnounceAsync(7, "lead", "crate");
        Network().Always(new PublishOutcome.Uncertain("504"));
        Network().OnFind = _ => new FindOutcome.CannotTell("503");
        await DeliverAsync();
        await DeliverAsync();
        Network().Works();
        Network().OnFind = _ => new FindOutcome.Found(new RemotePost("41", "https://alpha.example/41"));
        Refused(await Changes.EditTextAsync((await PostAsync("lead")).Id, "Short!", new PlainRules(10), _prices, Eve, Cancellation))
            .ShouldContain("may have gone out");
        Done(await Changes.ReleaseAsync((await PostAsync("lead")).Id, Eve, Cancellation));
        await DeliverAsync();
        (await StatesAsync()).ShouldBe("delivered delivered");
        Network().Arrived.ShouldHaveSingleItem().ReplyTo?.Id.ShouldBe("41");
    }

    [Fact]
    public async Task The_rest_of_a_thread_is_not_released_over_a_refused_post()
    {
        await AnnounceAsync(7, "lead", "crate");
        Network().Always(new PublishOutcome.Refused(RefusalKind.Post, "no"));
        await DeliverAsync();
        Refused(await Changes.ReleaseAsync((await PostAsync("crate")).Id, Eve, Cancellation)).ShouldContain("lead");
    }

    [Fact]
    public async Task Who_saw_an_older_state_changes_nothing()
    {
        await AnnounceAsync(7, "lead");
        var seen = await PostAsync("lead");
        Done(await Changes.EditTextAsync(seen.Id, "Short!", new PlainRules(10), _prices, Eve, Cancellation));
        var held = ((DeliveryState.Due)seen.State).Hold(HeldReason.Contradiction);
        (await new Outbox(Database, Clock).ChangeAsync(seen, held, "cli:bob", "too late", Cancellation)).ShouldBeNull();
        (await StatesAsync()).ShouldBe("due");
        (await PostAsync("lead")).Content.Text.ShouldBe("Short!");
    }

    [Fact]
    public async Task What_does_not_exist_is_not_found() =>
        (await Changes.StopAsync(DeliveryId.At(Clock.GetUtcNow()), Eve, Cancellation)).ShouldBeOfType<ChangeOutcome.NotFound>();

    private static Delivery Done(ChangeOutcome outcome) =>
        outcome.Match(
            done => done.Delivery,
            changed => throw new ShouldAssertException(changed.What),
            _ => throw new ShouldAssertException("not found"),
            no => throw new ShouldAssertException(no.Reason)
        );

    private static string Refused(ChangeOutcome outcome) => outcome.ShouldBeOfType<ChangeOutcome.NotPermitted>().Reason;
}
