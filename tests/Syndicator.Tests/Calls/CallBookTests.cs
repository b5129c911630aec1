using Syndicator.Calls;
using Syndicator.Issues;

namespace Syndicator.Tests.Calls;

public sealed class CallBookTests
{
    private const string Spin = "* [**SpinConf 2031**](https://spin.example/cfp) | 2031-04-27 | Oslo | 2031-09-01";

    private readonly CallBook _book = new(CallSamples.Publication, CallBooks.Service);

    [Fact]
    public void The_same_address_in_a_later_issue_is_the_same_call()
    {
        var first = _book.Read(900, "2031-03-05", Spin, "* [whirl - spin](https://whirl.example/issues/1)");
        var second = _book.Read(
            901,
            "2031-03-12",
            Spin.Replace("https://spin.example/cfp", "http://www.spin.example/cfp/?utm_source=twir", StringComparison.Ordinal),
            "* [whirl - spin](https://whirl.example/issues/1)"
        );

        first.Said().ShouldBe("New whirl - spin, New SpinConf 2031");
        second.Said().ShouldBe("Repeated whirl - spin, Changed SpinConf 2031", "its address is written in another way");
        second.Calls.Select(one => one.Call.Id).ShouldBe(first.Calls.Select(one => one.Call.Id));
        second.Calls.ShouldAllBe(one => one.Call.FirstIssue.Key == "issue-900" && one.Call.LastIssue.Key == "issue-901");
        _book.Changes.Count().ShouldBe(2);
    }

    [Theory]
    [InlineData("2031-04-27", "2031-05-04 (extended)", nameof(CallChange.Extended))]
    [InlineData("2031-04-27", "Last chance: CFP closes 2031-04-20", nameof(CallChange.MovedEarlier))]
    [InlineData("2031-04-27", "2031-04-27 23:59 UTC", nameof(CallChange.MovedEarlier))]
    [InlineData("SpinConf 2031", "Spin 2031", nameof(CallChange.Renamed))]
    [InlineData("Oslo", "Oslo & online", nameof(CallChange.Changed))]
    [InlineData("2031-04-27", "Rolling deadline", nameof(CallChange.Changed))]
    public void What_the_latest_issue_says_counts(string what, string by, string change)
    {
        var call = _book.Read(900, "2031-03-05", Spin).Calls.Single().Call;

        var followed = _book.Read(901, "2031-03-12", Spin.Replace(what, by, StringComparison.Ordinal)).Calls.ShouldHaveSingleItem();

        (followed.Change.ToString(), followed.Call.Id).ShouldBe((change, call.Id));
        followed.Call.Contradiction.ShouldBeNull();
    }

    [Fact]
    public void An_older_issue_that_is_read_late_changes_only_what_was_first()
    {
        _book.Read(901, "2031-03-12", Spin.Replace("2031-04-27", "2031-05-04", StringComparison.Ordinal));

        var call = _book.Read(900, "2031-03-05", Spin).Calls.ShouldHaveSingleItem();

        (call.Change, call.Call.FirstIssue.Number, call.Call.LastIssue.Number).ShouldBe((CallChange.Repeated, 900, 901));
        call.Call.Text.Closing.ShouldBeOfType<Closing.At>().Day.ShouldBe(new DateOnly(2031, 5, 4));
    }

    [Fact]
    public void Next_years_event_at_the_same_address_is_another_edition()
    {
        _book.Read(900, "2031-03-05", Spin);

        var next = _book
            .Read(950, "2032-02-18", "* [**SpinConf**](https://spin.example/cfp) | 2032-04-20 | Oslo | 2032-09-03")
            .Calls.ShouldHaveSingleItem();
        // The older issue comes late, and belongs to its own year.
        var late = _book.Read(899, "2031-02-26", Spin).Calls.ShouldHaveSingleItem();

        (next.Change, next.Call.Edition, next.Call.Identity).ShouldBe((CallChange.New, 2, "spin.example/cfp"));
        (late.Change, late.Call.Edition, late.Call.FirstIssue.Number).ShouldBe((CallChange.Repeated, 1, 899));
    }

    [Fact]
    public void Last_years_days_in_this_years_row_are_a_slip_of_this_year()
    {
        _book.Read(900, "2031-03-05", Spin);

        var slip = _book.Read(950, "2032-02-18", Spin).Calls.ShouldHaveSingleItem();
        var mended = _book
            .Read(951, "2032-02-25", "* [**SpinConf**](https://spin.example/cfp) | 2032-04-20 | Oslo | 2032-09-03")
            .Calls.ShouldHaveSingleItem();

        (slip.Change, slip.Call.Edition).ShouldBe((CallChange.New, 2));
        slip.Call.IsHeld.ShouldBeTrue();
        (mended.Call.Id, mended.Change).ShouldBe((slip.Call.Id, CallChange.Changed), "a mended slip is no extension");
        mended.Call.IsHeld.ShouldBeFalse();
    }

    [Fact]
    public void An_event_that_is_put_off_for_long_keeps_its_call()
    {
        _book.Read(900, "2031-03-05", Spin);

        _book
            .Read(901, "2031-03-12", Spin.Replace("2031-09-01", "2032-05-01", StringComparison.Ordinal))
            .Calls.ShouldHaveSingleItem()
            .Call.Edition.ShouldBe(1);
    }

    [Fact]
    public void Another_events_address_overwrites_nothing_and_is_held_once()
    {
        const string Twirl = "* [**Twirl Days**](https://forms.example/spinconf/form) | 2031-04-20 | Bergen | 2031-08-01";
        const string Own = "* [**SpinConf**](https://forms.example/spinconf/form) | 2031-04-27 | Oslo | 2031-09-01";
        _book.Read(900, "2031-03-05", Own);

        var copied = _book.Read(901, "2031-03-12", Twirl).Calls.ShouldHaveSingleItem();
        var again = _book.Read(902, "2031-03-19", Twirl + "\n" + Own);

        copied.Change.ShouldBe(CallChange.New);
        copied.Call.Identity.ShouldBe("forms.example/spinconf/form twirl days");
        copied.Call.Contradiction.ShouldBe("its address is that of \"SpinConf\"");
        again.Said().ShouldBe("Repeated Twirl Days, Repeated SpinConf");
        again.Calls[0].Call.Contradiction.ShouldBe(copied.Call.Contradiction, "a decision on it must hold");
        again.Calls[1].Call.Contradiction.ShouldBeNull();
    }

    [Fact]
    public void A_row_that_a_correction_takes_out_is_withdrawn_and_may_come_back()
    {
        _book.Read(900, "2031-03-05", Spin);

        var gone = _book.Read(900, "2031-03-05", "").Calls.ShouldHaveSingleItem();
        gone.Change.ShouldBe(CallChange.TakenOut);
        gone.Call.Decision.ShouldBe(
            new CallDecision.Withdrawn(CallBooks.Service, CallSamples.Now, "This Week in Rust 900 does not have it any more")
        );

        var back = _book.Read(901, "2031-03-12", Spin).Calls.ShouldHaveSingleItem();
        (back.Call.Id, back.Call.Decision, back.Call.FirstIssue.Number).ShouldBe((gone.Call.Id, null, 901));
    }

    [Fact]
    public void A_row_that_an_earlier_issue_has_too_goes_back_to_that_one()
    {
        _book.Read(900, "2031-03-05", Spin);
        _book.Read(901, "2031-03-12", Spin.Replace("Oslo", "Bergen", StringComparison.Ordinal));

        var left = _book.Read(901, "2031-03-12", "").Calls.ShouldHaveSingleItem();

        (left.Change, left.Call.LastIssue.Number, left.Call.Text.Place, left.Call.IsWithdrawn).ShouldBe(
            (CallChange.TakenOut, 900, "Oslo", false)
        );
    }

    [Fact]
    public void An_editors_withdrawal_outlives_what_issues_print()
    {
        var call = _book.Read(900, "2031-03-05", Spin).Calls.Single().Call;
        var decided = new CallDecision.Withdrawn("cli:eve", CallSamples.Now, "full");
        var book = Loaded(call with { Decision = decided });

        book.Read(901, "2031-03-12", Spin).Calls.ShouldHaveSingleItem().Call.Decision.ShouldBe(decided);
        book.Read(900, "2031-03-05", "");
        book.Read(901, "2031-03-12", "").Calls.ShouldHaveSingleItem().Call.Decision.ShouldBe(decided);
    }

    [Fact]
    public void A_correction_mends_a_contradiction_until_something_else_is_printed()
    {
        var slip = Spin.Replace("2031-04-27", "2030-04-27", StringComparison.Ordinal);
        var call = _book.Read(900, "2031-03-05", slip).Calls.Single().Call;
        call.Contradiction.ShouldBe("the call closed on 2030-04-27, long before the issue came: the year may be off");
        var says = call.Printed with { Closing = ClosingReader.Read("2031-04-27") };
        var book = Loaded(call with { Correction = new CallCorrection(call.Printed, says), Contradiction = null });

        var again = book.Read(901, "2031-03-12", slip).Calls.ShouldHaveSingleItem();
        (again.Change, again.Call.Contradiction, again.Call.Text.Closing).ShouldBe((CallChange.Repeated, null, says.Closing));

        var other = book.Read(902, "2031-03-19", slip.Replace("2030-04-27", "2030-05-04", StringComparison.Ordinal))
            .Calls.ShouldHaveSingleItem();
        other.Call.Contradiction.ShouldBe("the call closed on 2030-05-04, long before the issue came: the year may be off");
    }

    [Theory]
    [InlineData("2030-04-27", nameof(CallState.Held))]
    [InlineData("2031-03-06", nameof(CallState.Closed))]
    public void A_call_that_was_over_before_any_issue_had_it_waits_for_an_editor(string closes, string state)
    {
        var row = Spin.Replace("2031-04-27", closes, StringComparison.Ordinal);
        _book.Read(900, "2031-03-05", row);
        var call = _book.Read(901, "2031-03-12", row).Calls.Single().Call;
        var let = call with { Decision = new CallDecision.Released("cli:eve", CallSamples.Now, "", call.Contradiction) };
        var publication = Syndicator.Tests.Publishing.Samples.Publication("alpha");

        call.IsHeld.ShouldBeTrue();
        CallLife.StateOf(call, [], CallSamples.Now.AddDays(8), publication).ToString().ShouldBe(state);
        CallLife.StateOf(let, [], CallSamples.Now.AddDays(8), publication).ShouldBe(CallState.Closed);
    }

    [Fact]
    public void What_was_let_pass_passes_again_and_something_new_does_not()
    {
        var slip = Spin.Replace("2031-09-01", "2031-04-01", StringComparison.Ordinal);
        var call = _book.Read(900, "2031-03-05", slip).Calls.Single().Call;
        var book = Loaded(call with { Decision = new CallDecision.Released("cli:eve", CallSamples.Now, "", call.Contradiction) });

        book.Read(901, "2031-03-12", slip).Calls.ShouldHaveSingleItem().Call.IsHeld.ShouldBeFalse();
        book.Read(902, "2031-03-19", slip.Replace("2031-04-01", "2031-04-02", StringComparison.Ordinal))
            .Calls.ShouldHaveSingleItem()
            .Call.IsHeld.ShouldBeTrue();
    }

    [Fact]
    public void An_address_twice_is_one_call_and_what_leads_nowhere_is_none() =>
        _book
            .Read(
                900,
                "2031-03-05",
                "* [**SpinConf**](LINK_HERE) | 2031-04-27 | Oslo | 2031-09-01",
                "* [whirl - spin](https://whirl.example/1)\n* [whirl - again](http://whirl.example/1/#top)\n* [mail](mailto:a@b.example)\n* [x]()\n* [y](javascript:alert)"
            )
            .Said()
            .ShouldBe("New whirl - spin");

    [Fact]
    public void Two_closings_of_one_address_hold_it_and_both_are_named()
    {
        var twice = Spin + "\n" + Spin.Replace("2031-04-27", "2031-05-04", StringComparison.Ordinal);

        var call = _book.Read(900, "2031-03-05", twice).Calls.ShouldHaveSingleItem().Call;
        call.Contradiction.ShouldBe("rows of one issue with its address close differently: 2031-04-27, 2031-05-04");
        call.IsHeld.ShouldBeTrue();

        var mended = _book.Read(901, "2031-03-12", Spin).Calls.ShouldHaveSingleItem();
        (mended.Call.Id, mended.Call.IsHeld).ShouldBe((call.Id, false));
    }

    [Fact]
    public void A_call_without_a_title_waits_for_one()
    {
        var call = _book.Read(900, "2031-03-05", "", "* [](https://whirl.example/1)").Calls.ShouldHaveSingleItem().Call;
        (call.Contradiction, call.IsHeld, call.Text.Name).ShouldBe(("it has no title", true, "https://whirl.example/1"));

        _book.Read(901, "2031-03-12", "", "* [spin](https://whirl.example/1)").Calls.ShouldHaveSingleItem().Call.IsHeld.ShouldBeFalse();
    }

    [Fact]
    public void Of_what_was_let_pass_a_part_passes_too()
    {
        var slips = Spin.Replace("2031-09-01", "2030-09-01", StringComparison.Ordinal);
        var call = _book.Read(900, "2031-03-05", slips).Calls.Single().Call;
        var book = Loaded(call with { Decision = new CallDecision.Released("cli:eve", CallSamples.Now, "", call.Contradiction) });

        var less = book.Read(901, "2031-03-12", slips.Replace("2031-04-27", "2030-08-27", StringComparison.Ordinal)).Calls.Single().Call;
        less.IsHeld.ShouldBeTrue("it closed long ago, of which nobody said anything");
        var rolling = book.Read(902, "2031-03-19", slips.Replace("2031-04-27", "Rolling deadline", StringComparison.Ordinal));
        rolling.Calls.Single().Call.Contradiction.ShouldBe("the event (2030-09-01) began before the issue came: the year may be off");
        rolling.Calls.Single().Call.IsHeld.ShouldBeFalse();
    }

    [Fact]
    public void A_correction_of_another_part_leaves_the_address_in_doubt()
    {
        const string Own = "* [**SpinConf**](https://forms.example/x) | until spring; maybe | Oslo | 2031-09-01";
        _book.Read(899, "2031-02-26", Own);
        var call = _book
            .Read(900, "2031-03-05", Own.Replace("SpinConf", "Twirl", StringComparison.Ordinal))
            .Calls.ShouldHaveSingleItem()
            .Call;
        call.Contradiction.ShouldBe("its address is that of \"SpinConf\"; no closing day can be read in \"until spring; maybe\"");
        var says = call.Printed with { Closing = ClosingReader.Read("2031-04-27") };
        var corrected = call with { Correction = new CallCorrection(call.Printed, says) };

        CallContradiction.Of(corrected, call.Contradiction).ShouldBe("its address is that of \"SpinConf\"");
        says = says with { Url = "https://twirl.example" };
        CallContradiction.Of(call with { Correction = new CallCorrection(call.Printed, says) }, call.Contradiction).ShouldBeNull();
    }

    [Fact]
    public void Tags_and_groups_are_kept_and_their_order_is_no_change()
    {
        const string Easy = "**Whirl**\n\n* [easy] [spin](https://whirl.example/1)";
        var call = _book.Read(900, "2031-03-05", "", Easy).Calls.Single().Call;

        (call.Kind, call.Text.Group, call.Text.Tags.Single(), call.Text.Closing).ShouldBe(
            (CallKind.Project, "Whirl", "easy", new Closing.Open())
        );
        Loaded(call with { Printed = call.Printed with { Tags = ["easy"] } })
            .Read(901, "2031-03-12", "", Easy)
            .Said()
            .ShouldBe("Repeated spin");
    }

    [Fact]
    public void An_issue_that_is_read_again_unchanged_changes_nothing()
    {
        var call = _book.Read(900, "2031-03-05", Spin).Calls.Single().Call;
        var book = Loaded(call);

        book.Read(900, "2031-03-05", Spin).Calls.ShouldBeEmpty();
        book.Changes.ShouldBeEmpty();
    }

    [Fact]
    public void In_whatever_order_issues_are_read_the_calls_are_the_same()
    {
        (int Number, string Day, string Events)[] issues =
        [
            (900, "2031-03-05", Spin),
            (901, "2031-03-12", Spin.Replace("2031-04-27", "2031-05-04", StringComparison.Ordinal)),
            (902, "2031-03-19", ""),
            (903, "2031-03-26", Spin.Replace("SpinConf 2031", "Spin", StringComparison.Ordinal)),
        ];
        string Result(IEnumerable<int> order)
        {
            var book = new CallBook(CallSamples.Publication, CallBooks.Service);
            foreach (var (number, day, events) in order.Select(index => issues[index]))
            {
                book.Read(number, day, events);
            }

            var call = book.Changes.ShouldHaveSingleItem().After;
            return $"{call.FirstIssue.Number} {call.LastIssue.Number} {call.Text}";
        }

        int[][] orders =
        [
            [3, 2, 1, 0],
            [1, 3, 0, 2],
            [2, 0, 3, 1],
        ];
        orders.Select(Result).Distinct().ShouldBe([Result([0, 1, 2, 3])]);
    }

    /// <summary>What the store has after an editor's act.</summary>
    private CallBook Loaded(Call call)
    {
        var book = new CallBook(CallSamples.Publication, CallBooks.Service);
        book.Load([call], _book.SightingsIn(call.FirstIssue.Key));
        return book;
    }
}
