using Syndicator.Composing;
using Syndicator.Configuration;
using Syndicator.Nominations;
using Syndicator.Nominations.Reviewing;
using Syndicator.Tests.Publishing;

namespace Syndicator.Tests.Pages.Numbers;

public class NumbersPageTests
{
    private const string Hostile = "<script>alert(1)</script> \u202E \"> <style>*{display:none}</style>";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_anything_the_page_says_what_will_be_seen_there()
    {
        await using var desk = await DeskWithStore.StartAsync();
        var page = await desk.PageAsync("/numbers");
        page.QuerySelectorAll("svg").ShouldBeEmpty();
        page.QuerySelectorAll(".figure h2").Select(head => head.TextContent).ShouldContain("Nothing is counted yet");
        page.QuerySelectorAll(".figure p").Length.ShouldBe(6);
        page.QuerySelector(".sample, .best, .trouble").ShouldBeNull();
    }

    [Fact]
    public async Task Every_plot_has_its_words_and_its_table_and_nothing_that_the_policy_forbids()
    {
        await using var desk = await DemonstrateAsync(Samples.Post("lead").Content.Text);
        var page = await desk.PageAsync("/numbers");

        page.QuerySelector(".sample")!.TextContent.ShouldContain("Sample numbers");
        var plots = page.QuerySelectorAll("svg.plot");
        plots.Length.ShouldBe(6);
        plots.ShouldAllBe(plot => plot.GetAttribute("role") == "img");
        plots
            .SelectMany(plot => plot.GetAttribute("aria-labelledby")!.Split(' '))
            .ShouldAllBe(id => page.QuerySelectorAll($"#{id}").Single().TextContent.Length > 10);
        page.QuerySelectorAll("[id]").Select(element => element.Id).ShouldBeUnique();
        page.QuerySelectorAll("[style], style, svg script, [onclick]").ShouldBeEmpty();
        page.QuerySelectorAll("svg").SelectMany(svg => svg.Attributes).ShouldAllBe(each => !each.Value.Contains("NaN"));
        page.QuerySelectorAll(".figure table").Length.ShouldBe(6);
    }

    [Fact]
    public async Task The_best_posts_stand_with_their_counts_and_lead_to_the_desk()
    {
        await using var desk = await DemonstrateAsync(Hostile);
        var counted = await desk.Syndication.Engagement.ListAsync(desk.Publication.Id, 10, Cancellation);
        var page = await desk.PageAsync("/numbers");

        var items = page.QuerySelectorAll(".best li");
        items.Length.ShouldBe(4);
        items
            .Select(item => long.Parse(item.QuerySelector("strong")!.TextContent, System.Globalization.CultureInfo.InvariantCulture))
            .ShouldBe(counted.Select(post => post.Counts.Total).OrderDescending());
        items[0].QuerySelector("a")!.GetAttribute("href").ShouldBe("/posts/" + counted.MaxBy(post => post.Counts.Total)!.Post.Id);
        items[0].QuerySelector(".text")!.TextContent.ShouldStartWith("<script>alert(1)</script>");
        page.QuerySelectorAll("script:not([src])").ShouldBeEmpty();
        page.QuerySelectorAll("a[href^='https://dry-run']").ShouldBeEmpty("a dry run's posts are nowhere");
    }

    [Fact]
    public async Task What_keeps_posts_from_being_counted_is_said()
    {
        await using var desk = await DeskWithStore.StartAsync(
            Samples.Publication("alpha") with
            {
                Accounts =
                [
                    Samples.Account("x") with
                    {
                        Network = "x",
                        Mode = AccountMode.Live,
                        Credentials = "env:NONE",
                        Prices = new PostPrices(0.015m, 0.2m, null),
                    },
                ],
            }
        );
        await desk.Syndication.CountEngagement.RunAsync(desk.Publication, Cancellation);
        (await desk.PageAsync("/numbers"))
            .QuerySelector(".trouble li")!
            .TextContent.ShouldStartWith("x: Counting costs money on this network");
    }

    /// <summary>An issue on two accounts, counted twice, and a nomination.</summary>
    private static async Task<DeskWithStore> DemonstrateAsync(string text)
    {
        var paid = Samples.Account("x") with { Network = "x", Prices = new PostPrices(0.015m, 0.2m, null), Ceiling = 5m };
        var publication = Samples.Publication("alpha") with
        {
            Accounts = [Samples.Account("alpha"), paid],
            DemonstrationStartsAt = new DateTimeOffset(2026, 7, 29, 0, 0, 0, TimeSpan.Zero),
        };
        var desk = await DeskWithStore.StartAsync(publication);
        var posts = new[] { "lead", "crate" }.Select(part => Samples.Post(part)).ToList();
        var syndication = desk.Syndication;
        await syndication.Announce.RunAsync(
            publication,
            Samples.Issue(7),
            Samples.Text,
            [
                .. publication.Accounts.Select(account => new PostThread(
                    account.Name,
                    [.. posts.Select(post => post with { Content = post.Content with { Text = text, Entities = [] } })]
                )),
            ],
            "cli:eve",
            null,
            Cancellation
        );
        await syndication.Deliver.RunAsync(publication, Cancellation);
        for (var look = 0; look < 2; look++)
        {
            desk.Clock.Advance(TimeSpan.FromMinutes(10));
            await syndication.CountEngagement.RunAsync(publication, Cancellation);
        }

        await syndication.Nominations.Add.ByHandAsync(
            publication,
            new HandProposal(new Nominee.Crate("jiff", null), "Ferris"),
            new EditorAct("cli:eve"),
            Cancellation
        );
        return desk;
    }
}
