using System.Net;
using Dapper;
using Syndicator.Tests.Pages;

namespace Syndicator.Tests.Hosting;

public sealed class ReloadedDeskTests
{
    [Fact]
    public async Task The_desk_shows_the_publications_of_a_configuration_that_was_read_anew()
    {
        await using var desk = await DeskWithStore.StartAsync();
        (await desk.PageAsync("/")).Body!.TextContent.ShouldNotContain("The Herald");
        await desk.PageAsync("/posts?newsletter=herald", HttpStatusCode.NotFound);

        desk.Syndication.Replace([desk.Publication, desk.Publication with { Id = "herald", Name = "The Herald" }]);
        (await desk.PageAsync("/")).Body!.TextContent.ShouldContain("The Herald");
        await desk.PageAsync("/posts?newsletter=herald");

        desk.Syndication.Replace([desk.Publication with { Name = "The Gazette of Tomorrow" }]);
        (await desk.PageAsync("/")).Body!.TextContent.ShouldContain("The Gazette of Tomorrow");
        await desk.PageAsync("/posts?newsletter=herald", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Of_very_many_publications_the_desk_shows_one_at_a_time_and_health_what_was_found_last()
    {
        await using var desk = await DeskWithStore.StartAsync();
        desk.Syndication.Replace([
            desk.Publication,
            .. Enumerable.Range(1, 1000).Select(number => desk.Publication with { Id = $"letter-{number}", Name = $"Letter {number}" }),
        ]);
        var page = await desk.PageAsync("/");
        page.QuerySelectorAll("input[name=newsletter]").ShouldHaveSingleItem().GetAttribute("value").ShouldBe("gazette");
        page.QuerySelectorAll("link[rel=alternate]").Length.ShouldBe(2);
        page.Body!.TextContent.ShouldNotContain("Letter 7");
        (await desk.PageAsync("/?newsletter=letter-7")).Body!.TextContent.ShouldContain("Letter 7");
        await desk.PageAsync("/?newsletter=letter-0", HttpStatusCode.NotFound);

        await desk.Syndication.Database.WriteAsync(
            transaction =>
                transaction.Connection!.ExecuteAsync(
                    """
                    insert into alarms (id, publication, code, subject, text, remedy, since, raised_at, seen_at)
                    values ('1', 'letter-9', 'account-paused', 'alpha', 'It is paused.', 'Resume it.', 1, 1, 1), ('2', 'elsewhere', 'disk-low', 'd', '', '', 1, 1, 1)
                    """,
                    transaction: transaction
                ),
            TestContext.Current.CancellationToken
        );
        var health = (await desk.PageAsync("/health/ready", HttpStatusCode.ServiceUnavailable)).Body!.TextContent;
        health.Trim().ShouldBe("letter-9: account-paused: It is paused. Resume it.");
    }
}
