using System.Globalization;
using System.Net;
using Dapper;
using Syndicator.Tests.Calls;
using Syndicator.Tests.Publishing;

namespace Syndicator.Tests.Api;

public sealed class ApiTourTests
{
    private const string Nominations = ApiDesk.Gazette + "/nominations";
    private const string Posts = ApiDesk.Gazette + "/posts";
    private const string Calls = ApiDesk.Gazette + "/calls";

    /// <summary>One desk, everything there is to do; each answer is compared with the document.</summary>
    [Fact]
    public async Task Every_operation_does_what_it_says_and_answers_as_it_is_described()
    {
        await using var api = await ApiDesk.StartAsync(Samples.Publication("alpha") with { Hold = TimeSpan.FromMinutes(15) });
        await api.GetAsync("/api/v1/openapi.json");
        (await api.GetAsync("/api/v1/publications")).Json[0]!["id"]!.GetValue<string>().ShouldBe("gazette");
        (await api.GetAsync("/api/v1/health")).Json["status"]!.GetValue<string>().ShouldBeOneOf("ready", "failing");
        await TourNominationsAsync(api);
        await TourMentionsAsync(api);
        await TourExportAsync(api);
        await TourPostsAsync(api);
        await TourCallsAsync(api);
        await TourIssuesAsync(api);
        api.Seen.ShouldBe(api.Described.Operations.Select(each => each.Id), ignoreOrder: true);
    }

    private static async Task TourNominationsAsync(ApiDesk api)
    {
        var jiff = await AddAsync(api, """{"kind":"crate","name":"jiff","by":"Ferris"}""");
        (await ActAsync(api, Nominations, jiff, "acceptance", """{"note":"good"}""")).ShouldBe("accepted");
        (await ActAsync(api, Nominations, jiff, "undo", null)).ShouldBe("open");
        (await ActAsync(api, Nominations, jiff, "rejection", """{"reason":"won before"}""")).ShouldBe("rejected");
        (await ActAsync(api, Nominations, jiff, "reopening", "{}")).ShouldBe("open");
        (await ActAsync(api, Nominations, jiff, "deferral", null)).ShouldBe("open");
        (await ActAsync(api, Nominations, jiff, "choice", null)).ShouldBe("chosen");
        (await ActAsync(api, Nominations, jiff, "unchoice", null)).ShouldBe("accepted");
        await ActAsync(api, Nominations, jiff, "correction", """{"description":"a datetime library","url":"https://docs.rs/jiff"}""");
        var jif = await AddAsync(api, """{"kind":"crate","name":"jif","by":"Corro","post":"https://social.example/1"}""");
        await ActAsync(api, Nominations, jiff, "merger", $$"""{"nominations":["{{jif}}"]}""");
        var details = (await api.GetAsync($"{Nominations}/{jiff}")).Json;
        details["proposals"]!.AsArray().Count.ShouldBe(2);
        details["history"]!.AsArray()[^1]!["actor"]!.GetValue<string>().ShouldBe("api:ann");
        await ActAsync(api, Nominations, jiff, "split", """{"posts":["https://social.example/1"],"name":"serde"}""");
        await ActAsync(api, Nominations, jiff, "choice", """{"note":"the one"}""");
        foreach (
            var body in (string[])
                [
                    """{"kind":"quote","text":"It compiles.","speaker":"Corro","by":"Ferris"}""",
                    """{"kind":"link","url":"https://blog.example/a","title":"A post","by":"Ferris"}""",
                    """{"kind":"call","url":"https://conf.example/cfp","title":"RustConf","closes":"2099-05-04","by":"Ferris"}""",
                ]
        )
        {
            await AddAsync(api, body);
        }

        var mistaken = await AddAsync(api, """{"kind":"crate","name":"mistake","by":"Ferris","self":true}""");
        (await ActAsync(api, Nominations, mistaken, "withdrawal", null)).ShouldBe("withdrawn");
        (await api.GetAsync($"{Nominations}?state=all&round=all&sort=age")).Json.AsArray().Count.ShouldBe(7);
        (await api.GetAsync($"{Nominations}?round=all&state=chosen&kind=crate&search=jiff")).Json.AsArray().Count.ShouldBe(1);
    }

    private static async Task TourMentionsAsync(ApiDesk api)
    {
        await api.Syndication.Database.WriteAsync(
            transaction =>
                transaction.Connection!.ExecuteAsync(
                    """
                    insert into mentions (publication, source, post_id, network, url, author_id, author, text, details, posted_at, is_public, is_below_invitation,
                      is_lacking, becomes, why, seen_at, checked_at)
                    values ('gazette', 'alpha', @id, 'mastodon', 'https://social.example/m' || @id, 'a', 'ferris@social.example', @text, '{}', 1, 1, 0, 0,
                      'unsorted', 'no tag', 1, 1)
                    """,
                    (object[])[new { id = "1", text = "Nothing of value was lost." }, new { id = "2", text = "hello" }],
                    transaction
                ),
            TestContext.Current.CancellationToken
        );
        (await api.GetAsync($"{ApiDesk.Gazette}/mentions?unread=true")).Json.AsArray().Count.ShouldBe(2);
        var quote = (await api.PostAsync(Nominations, """{"kind":"quote","mention":"alpha/1"}""")).Json;
        quote["nominee"]!["text"]!.GetValue<string>().ShouldBe("Nothing of value was lost.");
        quote["nominee"]!["source"]!.GetValue<string>().ShouldBe("https://social.example/m1");
        (await api.PostAsync($"{ApiDesk.Gazette}/mentions/reading", """{"mention":"alpha/2"}""")).Json["isRead"]!
            .GetValue<bool>()
            .ShouldBeTrue();
        (await api.GetAsync($"{ApiDesk.Gazette}/mentions?unread=true")).Json.AsArray().ShouldBeEmpty();
    }

    private static async Task TourExportAsync(ApiDesk api)
    {
        var exported = (await api.GetAsync($"{ApiDesk.Gazette}/export")).Json;
        exported["sections"]!.AsArray().Single()!["section"]!.GetValue<string>().ShouldBe("crate");
        var text = await api.GetAsync($"{ApiDesk.Gazette}/export.md?section=crate");
        text.Type!.ToString().ShouldBe("text/markdown; charset=utf-8");
        text.Text.ShouldContain("[jiff](https://docs.rs/jiff)");
        text.Text.ShouldBe(exported["sections"]![0]!["text"]!.GetValue<string>() + "\n");
        (await api.GetAsync($"{ApiDesk.Gazette}/export.md?section=quote")).Text.ShouldBe("");
        (await api.PostAsync($"{ApiDesk.Gazette}/export/look", null)).Json["troubles"]!.AsArray().ShouldBeEmpty();
    }

    private static async Task TourPostsAsync(ApiDesk api)
    {
        await AnnounceAsync(api, 7, "lead", "crate", "quote");
        var posts = (await api.GetAsync($"{Posts}?issue=issue-7&account=alpha&state=held")).Json.AsArray();
        posts.Select(post => post!["part"]!.GetValue<string>()).ShouldBe(["lead", "crate", "quote"]);
        var (lead, crate) = (posts[0]!["id"]!.GetValue<string>(), posts[1]!["id"]!.GetValue<string>());
        (await ActAsync(api, Posts, lead, "text", """{"text":"New words https://gazette.example/"}""")).ShouldBe("held");
        (await ActAsync(api, Posts, lead, "schedule", """{"at":"2099-11-19T09:00"}""")).ShouldBe("held");
        (await ActAsync(api, Posts, lead, "release", null)).ShouldBe("due");
        (await ActAsync(api, Posts, crate, "stop", null)).ShouldBe("cancelled");
        var anew = (await api.PostAsync($"{Posts}/{crate}/resending", null)).Json;
        anew["key"]!.GetValue<string>().ShouldEndWith("/g2");
        var shown = (await api.GetAsync($"{Posts}/{lead}")).Json;
        shown["text"]!.GetValue<string>().ShouldBe("New words https://gazette.example/");
        shown["history"]!.AsArray()[^1]!["actor"]!.GetValue<string>().ShouldBe("api:ann");
    }

    private static async Task TourCallsAsync(ApiDesk api)
    {
        await StoredCalls.InsertAsync(
            api.Syndication.Database,
            api.Desk.Clock.GetUtcNow(),
            PlannedCalls.Event("RustConf", "2099-05-04"),
            PlannedCalls.Rolling("meetup"),
            PlannedCalls.Project("docs")
        );
        var all = (await api.GetAsync($"{Calls}?state=all")).Json.AsArray();
        all.Count.ShouldBe(3);
        (await api.GetAsync($"{Calls}?kind=event&closingWithin=1d")).Json.AsArray().ShouldBeEmpty();
        var id = all.Single(call => call!["text"]!["title"]!.GetValue<string>() == "RustConf")!["id"]!.GetValue<string>();
        (await ActAsync(api, Calls, id, "hold", """{"reason":"the page says otherwise"}""")).ShouldBe("held");
        (await ActAsync(api, Calls, id, "release", null)).ShouldBe("open");
        await ActAsync(api, Calls, id, "correction", """{"closes":"2099-06-01","place":"Utrecht"}""");
        (await ActAsync(api, Calls, id, "withdrawal", """{"reason":"called off"}""")).ShouldBe("withdrawn");
        var shown = (await api.GetAsync($"{Calls}/{id}")).Json;
        shown["call"]!["text"]!["closing"]!["day"]!.GetValue<string>().ShouldBe("2099-06-01");
        shown["history"]!.AsArray()[^1]!["actor"]!.GetValue<string>().ShouldBe("api:ann");
    }

    private static async Task TourIssuesAsync(ApiDesk api)
    {
        (await api.GetAsync($"{ApiDesk.Gazette}/issues")).Json.AsArray().Count.ShouldBe(1);
        (await api.GetAsync($"{ApiDesk.Gazette}/issues/issue-7")).Json["announcedAt"].ShouldNotBeNull();
    }

    internal static Task AnnounceAsync(ApiDesk api, int number, params string[] parts) =>
        api.Syndication.Announce.RunAsync(
            api.Desk.Publication,
            Samples.Issue(number),
            Samples.Text,
            [Samples.Thread("alpha", parts)],
            "cli:eve",
            null,
            TestContext.Current.CancellationToken
        );

    internal static async Task<string> AddAsync(ApiDesk api, string body) =>
        (await api.PostAsync(Nominations, body)).Json["id"]!.GetValue<string>();

    /// <summary>Done to what was seen: with the version that reading it gave.</summary>
    /// <returns>The state after it.</returns>
    private static async Task<string> ActAsync(ApiDesk api, string path, string id, string act, string? body)
    {
        var seen = (await api.GetAsync($"{path}/{id}")).Headers.ETag!.Tag;
        var reply = await api.PostAsync($"{path}/{id}/{act}", body, HttpStatusCode.OK, seen);
        reply.Headers.ETag!.Tag.ShouldBe(string.Create(CultureInfo.InvariantCulture, $"\"{reply.Json["version"]!.GetValue<long>()}\""));
        return reply.Json["state"]!.GetValue<string>();
    }
}
