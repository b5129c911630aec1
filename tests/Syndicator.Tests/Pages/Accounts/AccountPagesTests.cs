using System.Net;
using Syndicator.Configuration;
using Syndicator.Publishing;
using Syndicator.Tests.Publishing;

namespace Syndicator.Tests.Pages.Accounts;

public class AccountPagesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_account_says_what_it_does_and_a_dry_run_that_nothing_leaves()
    {
        await using var desk = await DeskWithStore.StartAsync();
        var item = (await desk.PageAsync("/accounts")).QuerySelector("#account-alpha")!;
        item.QuerySelector(".state")!.TextContent.ShouldBe("Dry run: nothing leaves this machine");
        item.TextContent.ShouldContain("Announces each issue with a thread of its parts.");
        item.TextContent.ShouldContain("Nothing has gone out yet.");
        item.QuerySelector("[data-key=v]").ShouldBeNull("there is nobody to ask");
    }

    [Fact]
    public async Task A_newsletter_without_accounts_says_how_to_add_one()
    {
        await using var desk = await DeskWithStore.StartAsync(Samples.Publication());
        (await desk.PageAsync("/accounts")).QuerySelector(".empty h2")!.TextContent.ShouldBe("No account is set up yet");
    }

    [Fact]
    public async Task An_account_is_paused_with_a_reason_and_one_click_takes_it_back()
    {
        await using var desk = await DeskWithStore.StartAsync();
        var page = await desk.PageAsync("/accounts");
        DeskWithStore.Said(await desk.PressAsync(page, "details button")).ShouldContain("it needs a reason");
        var paused = await desk.PressAsync(page, "details button", ("reason", "we move house"));
        DeskWithStore.Said(paused).ShouldStartWith("alpha is paused.");
        paused.QuerySelector("#account-alpha .state")!.TextContent.ShouldBe("Paused by an editor");
        paused.QuerySelector("#account-alpha .detail")!.TextContent.ShouldContain("we move house");
        var pause = (await desk.Syndication.Pauses.ListAsync("gazette", Cancellation)).ShouldHaveSingleItem();
        (pause.Reason, pause.By).ShouldBe((PauseReason.Editor, $"desk:{Environment.UserName}"));
        var resumed = await desk.PressAsync(paused, "#said button");
        DeskWithStore.Said(resumed).ShouldBe("alpha goes on. Nothing waited for it.");
        (await desk.Syndication.Pauses.ListAsync("gazette", Cancellation)).ShouldBeEmpty();
        await desk.PressAsync(resumed, "#said button");
        (await desk.Syndication.Pauses.ListAsync("gazette", Cancellation)).ShouldHaveSingleItem().Detail.ShouldBe("we move house");
    }

    [Fact]
    public async Task Who_was_slower_ends_no_pause_but_the_one_that_the_page_showed()
    {
        await using var desk = await DeskWithStore.StartAsync();
        await desk.Syndication.Pauses.PauseAsync("gazette", "alpha", "too much", "cli:eve", Cancellation);
        var page = await desk.PageAsync("/accounts");
        await desk.Syndication.Pauses.ResumeAsync("gazette", "alpha", "cli:eve", Cancellation);
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        await desk.Syndication.Pauses.PauseAsync("gazette", "alpha", "far too much", "cli:eve", Cancellation);
        var late = await desk.PressAsync(page, "button[data-key=r]");
        DeskWithStore.Said(late).ShouldStartWith("The pause that the page showed is over. eve paused it at");
        (await desk.Syndication.Pauses.ListAsync("gazette", Cancellation)).ShouldHaveSingleItem().Detail.ShouldBe("far too much");
    }

    [Fact]
    public async Task Money_is_shown_against_its_ceiling()
    {
        var paid = Samples.Account("alpha") with { Network = "x", Ceiling = 5m, Prices = new PostPrices(0.01m, 0.2m, null) };
        await using var desk = await DeskWithStore.StartAsync(Samples.Publication() with { Accounts = [paid] });
        await desk.Syndication.Spending.TakeAsync("gazette", "alpha", 1.25m, 5m, Cancellation);
        var page = await desk.PageAsync("/accounts");
        page.QuerySelector(".spending p")!.TextContent.ShouldStartWith("US$ 1.25 of US$ 5.00 spent in ");
        page.QuerySelector("meter")!.GetAttribute("value").ShouldBe("1.25");
    }

    [Fact]
    public async Task A_live_account_without_credentials_is_not_logged_in_and_no_secret_is_ever_shown()
    {
        const string Variable = "SYNDICATOR_TEST_NEVER_SHOWN";
        var live = Samples.Account("alpha") with
        {
            Network = "mastodon",
            Mode = AccountMode.Live,
            Server = new Uri("https://mastodon.example"),
            Credentials = "env:" + Variable,
        };
        await using var desk = await DeskWithStore.StartAsync(Samples.Publication() with { Accounts = [live] });
        var page = await desk.PageAsync("/accounts");
        page.QuerySelector(".state")!.TextContent.ShouldBe("Not logged in");
        var asked = await desk.PressAsync(page, "button[data-key=v]");
        DeskWithStore.Said(asked).ShouldContain(Variable, customMessage: "without credentials nobody is asked");
        asked.QuerySelectorAll(".detail.trouble")[^1].TextContent.ShouldContain("Asked");
        Environment.SetEnvironmentVariable(Variable, "{\"accessToken\":\"s3cret\"}");
        (await desk.PageAsync("/accounts")).DocumentElement.OuterHtml.ShouldNotContain("s3cret");
    }

    [Fact]
    public async Task An_unknown_account_is_not_there()
    {
        await using var desk = await DeskWithStore.StartAsync();
        var page = await desk.PageAsync("/accounts");
        page.QuerySelector("details form")!.SetAttribute("action", "/accounts/none/pause");
        using var response = await desk.SendAsync(page, "details button", ("reason", "why"));
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
