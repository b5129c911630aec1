using System.Globalization;
using Syndicator.Calls;
using Syndicator.Issues;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Calls;

public sealed class ReviewCallsOnSqliteTests() : ReviewCallsTests(new SqliteServer());

public sealed class ReviewCallsOnPostgreSqlTests() : ReviewCallsTests(new PostgreSqlServer());

/// <summary>Two editors at once: on both databases.</summary>
public abstract class ReviewCallsTests(TestServer server) : ReviewCallsSuite(server)
{
    [Fact]
    public async Task Of_editors_who_decide_at_once_one_is_first_and_the_others_are_told_by_whom()
    {
        var call = await PrintedAsync(Spin);

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(number => Task.Run(() => Review.HoldAsync(Action(call, $"editor {number}"), Cancellation)))
        );

        var held = outcomes.OfType<CallOutcome.Done>().ShouldHaveSingleItem().Call;
        outcomes
            .OfType<CallOutcome.Changed>()
            .Select(changed => (changed.By, changed.Act, changed.Call.Version))
            .ShouldBe(Enumerable.Repeat(("cli:eve", "held", 2L), 3));
        (await ShowAsync(held)).History.Select(happened => $"{happened.Version} {happened.Act}").ShouldBe(["1 printed", "2 held"]);
    }

    [Fact]
    public async Task A_call_is_listed_and_found_by_what_a_person_knows_of_it()
    {
        await PrintedAsync(
            Spin + "\n* [**Twirl**](https://twirl.example/cfp) | 2031-03-08 | Oslo | 2031-09-01",
            "* [whirl - spin](https://whirl.example/1)"
        );
        var queries = new CallQueries(Database, Clock);

        (await queries.ListAsync(Publication, new CallFilter(), Cancellation))
            .Select(Said)
            .ShouldBe(["Twirl Open", "whirl - spin Open", "SpinConf Open"]);
        (await ListedAsync(new CallFilter { Kind = CallKind.Project })).ShouldBe(["whirl - spin Open"]);
        (await ListedAsync(new CallFilter { ClosingWithin = TimeSpan.FromDays(7) })).ShouldBe(["Twirl Open"]);
        (await ListedAsync(new CallFilter { States = new HashSet<CallState>([CallState.Closed]) })).ShouldBeEmpty();
        foreach (var name in (string[])["https://www.whirl.example/1/", "whirl - SPIN", "irl - s"])
        {
            (await queries.FindAsync(Publication, name, Cancellation)).Select(Said).ShouldBe(["whirl - spin Open"], name);
        }

        (await queries.FindAsync(Publication, "sp", Cancellation)).ShouldBeEmpty();
        (await queries.FindAsync(Publication, "nothing", Cancellation)).ShouldBeEmpty();
    }

    private async Task<IEnumerable<string>> ListedAsync(CallFilter filter) =>
        (await new CallQueries(Database, Clock).ListAsync(Publication, filter, Cancellation)).Select(Said);

    private static string Said(CallListing listing) => $"{listing.Call.Text.Title} {listing.State}";
}

/// <summary>What editors decide; on SQLite alone.</summary>
public sealed class ReviewCallsActsTests() : ReviewCallsSuite(new SqliteServer())
{
    private const string LastYear = "* [**SpinConf**](https://spin.example/cfp) | 2031-04-27 | Oslo | 2030-09-01";

    [Fact]
    public async Task What_an_editor_did_last_is_taken_back_once_and_only_while_nothing_happened_since()
    {
        var call = await PrintedAsync(Spin);
        var held = Done(await Review.HoldAsync(Action(call, "wait"), Cancellation));
        var corrected = Done(await CorrectAsync(held, new CallFields { Title = "SpinConf 2031" }));

        var back = Done(await Review.UndoAsync(Action(corrected, ""), Cancellation));
        (back.Correction, back.IsHeld).ShouldBe((null, true), "the hold was before");
        Refusal(await Review.UndoAsync(Action(back, ""), Cancellation))
            .ShouldStartWith("What happened last cannot be taken back: taken back");
        (await Review.UndoAsync(Action(corrected, ""), Cancellation)).ShouldBeOfType<CallOutcome.Changed>();

        var released = Done(await Review.ReleaseAsync(Action(back, ""), Cancellation));
        Done(await Review.UndoAsync(Action(released, ""), Cancellation)).Decision.ShouldBeOfType<CallDecision.Held>().Note.ShouldBe("wait");
    }

    [Fact]
    public async Task What_an_issue_did_last_is_not_taken_back_by_an_editor()
    {
        var call = await PrintedAsync(Spin);
        Refusal(await Review.UndoAsync(Action(call, ""), Cancellation)).ShouldContain("printed");
    }

    [Fact]
    public async Task A_contradiction_is_let_pass_once_and_a_new_one_needs_a_new_word()
    {
        var call = await PrintedAsync(LastYear);
        call.IsHeld.ShouldBeTrue();

        var released = Done(await Review.ReleaseAsync(Action(call, "the year is right"), Cancellation));
        released.IsHeld.ShouldBeFalse();
        await PrintedAsync(LastYear.Replace("2030-09-01", "2030-10-01", StringComparison.Ordinal), number: 901, day: "2031-03-12");

        (await CallAsync()).IsHeld.ShouldBeTrue();
        (await Review.ReleaseAsync(Action(released, ""), Cancellation)).ShouldBeOfType<CallOutcome.Changed>().By.ShouldBe("service");
    }

    [Fact]
    public async Task Hold_and_withdraw_need_a_reason_and_release_undoes_both()
    {
        var call = await PrintedAsync(Spin);
        Refusal(await Review.HoldAsync(Action(call, " "), Cancellation)).ShouldBe("It needs a reason.");
        Refusal(await Review.ReleaseAsync(Action(call, ""), Cancellation)).ShouldBe("Nothing holds it.");

        call = Done(await Review.HoldAsync(Action(call, "the page\nis \u202Eempty"), Cancellation));
        Refusal(await Review.HoldAsync(Action(call, "too"), Cancellation)).ShouldBe("It was held already, by eve: the page is  empty");
        call = Done(await Review.WithdrawAsync(Action(call, "cancelled"), Cancellation));
        (call.IsWithdrawn, call.IsHeld).ShouldBe((true, false));
        (await PrintedAsync(Spin, number: 901, day: "2031-03-12")).IsWithdrawn.ShouldBeTrue("issues go on printing it");

        call = Done(await Review.ReleaseAsync(Action(await CallAsync(), ""), Cancellation));
        (call.IsWithdrawn, call.IsHeld).ShouldBe((false, false));
        (await ShowAsync(call)).History.Select(happened => happened.Act).ShouldBe(["printed", "held", "withdrawn", "printed", "released"]);
    }

    [Fact]
    public async Task A_correction_that_makes_the_contradiction_vanish_releases_it_and_outlives_repeats()
    {
        var call = await PrintedAsync(LastYear);

        call = Done(await CorrectAsync(call, new CallFields { EventDate = "2031-09-01 to 2031-09-03" }));
        (call.Contradiction, call.IsHeld, call.Text.EventOn).ShouldBe((null, false, new DateOnly(2031, 9, 1)));
        call = await PrintedAsync(LastYear, number: 901, day: "2031-03-12");
        (call.Contradiction, call.IsHeld).ShouldBe((null, false));

        call = Done(await Review.TakeCorrectionBackAsync(Action(call, ""), Cancellation));
        (call.IsHeld, call.Text == call.Printed).ShouldBe((true, true));
        Refusal(await Review.TakeCorrectionBackAsync(Action(call, ""), Cancellation)).ShouldBe("Nobody corrected it.");
    }

    [Fact]
    public async Task Of_two_closings_an_editor_says_which_is_right_even_the_one_that_stands_first()
    {
        var twice = Spin + "\n" + Spin.Replace("2031-04-27", "2031-05-04", StringComparison.Ordinal);
        var call = await PrintedAsync(twice);
        call.IsHeld.ShouldBeTrue();

        call = Done(await CorrectAsync(call, new CallFields { Closing = CallFields.ReadClosing("2031-04-27").Closing }));
        (call.Contradiction, call.IsHeld).ShouldBe((null, false));
        (await PrintedAsync(twice, number: 901, day: "2031-03-12")).IsHeld.ShouldBeFalse("it is printed as before");
        var other = twice.Replace("2031-05-04", "2031-05-11", StringComparison.Ordinal);
        (await PrintedAsync(other, number: 902, day: "2031-03-19")).IsHeld.ShouldBeTrue("something new is printed");
    }

    [Fact]
    public async Task A_corrected_address_is_the_same_call_whichever_of_the_two_is_printed_next()
    {
        var call = await PrintedAsync(Spin);
        call = Done(await CorrectAsync(call, new CallFields { Url = "https://spin.example/2031" }));
        call.Text.Url.ShouldBe("https://spin.example/2031");

        await PrintedAsync(Spin, number: 901, day: "2031-03-12");
        (await CallAsync()).Text.Url.ShouldBe("https://spin.example/2031");
        await PrintedAsync(Spin.Replace("/cfp", "/2031", StringComparison.Ordinal), number: 902, day: "2031-03-19");
        call = await CallAsync();
        call.LastIssue.Number.ShouldBe(902);

        // It would be another call then, and announced again.
        Refusal(await Review.TakeCorrectionBackAsync(Action(call, ""), Cancellation)).ShouldContain("prints the corrected address itself");
    }

    [Fact]
    public async Task The_address_of_another_open_call_is_refused_with_its_name()
    {
        await PrintedAsync(Spin + "\n* [**Twirl**](https://twirl.example/cfp) | 2031-05-08 | Oslo | 2031-09-01");
        var spin = (await CallsAsync()).Single(call => call.Text.Title == "SpinConf");
        var twirls = new CallFields { Url = "https://www.twirl.example/cfp/" };

        Refusal(await CorrectAsync(spin, twirls)).ShouldStartWith("That is the address of another call, Twirl (");
        var twirl = (await CallsAsync()).Single(call => call.Text.Title == "Twirl");
        Done(await Review.WithdrawAsync(Action(twirl, "the same"), Cancellation));
        Done(await CorrectAsync(spin, twirls));
    }

    [Theory]
    [InlineData("2031-05-04", "2031-05-05 12:00")]
    [InlineData("2031-05-04 23:59 Europe/Berlin", "2031-05-04 21:59")]
    [InlineData("rolling", "Rolling")]
    [InlineData("none", "Open")]
    [InlineData("next week", null)]
    [InlineData("2031-02-30", null)]
    [InlineData("", null)]
    public void A_closing_is_corrected_in_the_words_of_issues(string words, string? expected)
    {
        var (closing, why) = CallFields.ReadClosing(words);

        (closing is null).ShouldBe(why is not null);
        (
            closing is Closing.At at ? at.Instant.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : closing?.GetType().Name
        ).ShouldBe(expected);
    }

    [Fact]
    public async Task What_cannot_be_is_refused_and_nothing_is_written()
    {
        var call = await PrintedAsync(Spin);
        (CallFields Fields, string Why)[] cases =
        [
            (new() { Title = " \n " }, "A call without a title is none."),
            (new() { Url = "javascript:alert(1)" }, "\"javascript:alert(1)\" is no web address."),
            (new() { Url = "https://spin.example/" + new string('a', 3_000) }, "\" is no web address."),
            (
                new() { Url = "https://eve:secret@spin.example/" },
                "https://…@spin.example/ has a user name or password in it, and would be told to everybody."
            ),
            (new() { EventDate = "soon" }, "\"soon\" names no day of the calendar."),
            (new() { Title = "SpinConf" }, "It says that already."),
        ];
        foreach (var (fields, why) in cases)
        {
            Refusal(await CorrectAsync(call, fields)).ShouldEndWith(why);
        }

        (
            await Review.HoldAsync(new CallAction(CallId.At(Clock.GetUtcNow()), null, "cli:eve", "x"), Cancellation)
        ).ShouldBeOfType<CallOutcome.NotFound>();
        (await CallAsync()).Version.ShouldBe(1);
    }
}

public abstract class ReviewCallsSuite(TestServer server) : FollowCallsSuite(server)
{
    internal ReviewCalls Review => new(Database, Clock);

    protected override async Task PrepareAsync() =>
        await JumpAsync(new DateTimeOffset(2031, 3, 5, 22, 0, 0, TimeSpan.Zero) - Clock.GetUtcNow());

    internal async Task<Call> PrintedAsync(string events, string projects = "", int number = 900, string day = "2031-03-05")
    {
        await AnnounceAsync(number, day, events, projects);
        await FollowAsync();
        return (await CallsAsync())[0];
    }

    internal async Task<Call> CallAsync() => (await CallsAsync()).ShouldHaveSingleItem();

    internal async Task<CallDetails> ShowAsync(Call call) =>
        (await new CallQueries(Database, Clock).ShowAsync(Publication, call.Id, Cancellation))!;

    internal Task<CallOutcome> CorrectAsync(Call call, CallFields fields) =>
        Review.CorrectAsync(Publication, Action(call, ""), fields, Cancellation);

    internal static CallAction Action(Call call, string note) => new(call.Id, call.Version, "cli:eve", note);

    internal static Call Done(CallOutcome outcome) => outcome.ShouldBeOfType<CallOutcome.Done>().Call;

    internal static string Refusal(CallOutcome outcome) => outcome.ShouldBeOfType<CallOutcome.NotPossible>().Why;
}
