using System.Net;
using System.Text;
using Syndicator.Nominations;
using Syndicator.Nominations.Reviewing;
using Syndicator.Tests.Publishing;

namespace Syndicator.Tests.Api;

public sealed class ApiRefusalTests
{
    private const string Nominations = ApiDesk.Gazette + "/nominations";

    [Fact]
    public async Task Who_was_slower_is_told_who_was_faster_and_changes_nothing()
    {
        await using var api = await ApiDesk.StartAsync();
        var jiff = await ApiTourTests.AddAsync(api, """{"kind":"crate","name":"jiff","by":"Ferris"}""");
        await api.Syndication.Nominations.Review.RejectAsync(
            new Seen(NominationId.Parse(jiff)),
            new EditorAct("cli:eve", "won before"),
            TestContext.Current.CancellationToken
        );
        foreach (var (body, seen) in ((string?, string?)[])[("""{"version":1}""", null), (null, "\"1\""), ("""{"version":1}""", "\"1\"")])
        {
            var conflict = await api.PostAsync($"{Nominations}/{jiff}/choice", body, HttpStatusCode.Conflict, seen);
            conflict.Code.ShouldBe("changed");
            conflict.Detail.ShouldContain("rejected: won before, by cli:eve");
            conflict.Json["by"]!.GetValue<string>().ShouldBe("cli:eve");
            conflict.Json["at"].ShouldNotBeNull();
        }

        (await api.PostAsync($"{Nominations}/{jiff}/choice", """{"version":2}""", HttpStatusCode.BadRequest, "\"1\"")).Code.ShouldBe(
            "bad-version"
        );
        (await api.PostAsync($"{Nominations}/{jiff}/choice", null, HttpStatusCode.BadRequest, "W/\"1\"")).Code.ShouldBe("bad-version");
        (await api.GetAsync($"{Nominations}/{jiff}")).Json["nomination"]!["state"]!.GetValue<string>().ShouldBe("rejected");
        await api.PostAsync($"{Nominations}/{jiff}/choice", null, HttpStatusCode.OK, "*");
    }

    [Fact]
    public async Task A_post_that_changed_meanwhile_is_left_alone()
    {
        await using var api = await ApiDesk.StartAsync(Samples.Publication("alpha") with { Hold = TimeSpan.FromMinutes(15) });
        await ApiTourTests.AnnounceAsync(api, 7, "lead");
        var id = (await api.GetAsync(ApiDesk.Gazette + "/posts")).Json[0]!["id"]!.GetValue<string>();
        await api.PostAsync($"{ApiDesk.Gazette}/posts/{id}/schedule", """{"at":"2099-11-19T09:00Z"}""", HttpStatusCode.OK, "\"1\"");
        var late = await api.PostAsync($"{ApiDesk.Gazette}/posts/{id}/stop", """{"version":1}""", HttpStatusCode.Conflict);
        late.Detail.ShouldContain("api:ann");
        (
            await api.PostAsync($"{ApiDesk.Gazette}/posts/{id}/schedule", """{"at":"soon"}""", HttpStatusCode.UnprocessableEntity)
        ).Detail.ShouldStartWith("at soon is no time.");
        (await api.PostAsync($"{ApiDesk.Gazette}/posts/{id}/resending", "{}", HttpStatusCode.OK)).Json["state"].ShouldNotBeNull();
    }

    [Fact]
    public async Task What_cannot_be_understood_is_refused_with_its_place()
    {
        await using var api = await ApiDesk.StartAsync();
        foreach (
            var (body, code, words) in ((string, string, string)[])
                [
                    ("{", "unreadable-json", "at line 1, byte 2"),
                    ("{\n \"note\": x}", "unreadable-json", "at line 2, byte 10"),
                    ("", "missing-member", "`kind`"),
                    ("[]", "unreadable-json", "no JSON object"),
                    ("null", "unreadable-json", "no JSON object"),
                    ("{\"kind\":\"crate\",\"nmae\":\"jiff\"}", "unknown-member", "`nmae`. Did you mean `name`?"),
                    ("{\"kind\":\"crate\",\"Name\":\"jiff\"}", "unknown-member", "`Name`"),
                    ("{\"kind\":\"crate\",\"name\":\"a\",\"name\":\"b\"}", "unreadable-json", "no JSON that this takes"),
                    ("{\"kind\":\"crate\",\"name\":7}", "unreadable-json", "`name`"),
                    ("{\"kind\":\"hat\"}", "unreadable-json", "`kind`"),
                    ("{\"kind\":0}", "unreadable-json", "`kind`"),
                    ("{\"kind\":null}", "unreadable-json", "`kind`"),
                    ("{\"kind\":\"crate\",\"name\":\"\\ud83d\"}", "bad-member", "`name`"),
                    ("{\"kind\":\"crate\",\"name\":\"a\\u0000\"}", "bad-member", "`name`"),
                    ("{\"\\ud83d\":1}", "unknown-member", "There is no member"),
                    ("{\"kind\":\"crate\",\"name\":[[[[[[[[[[1]]]]]]]]]]}", "unreadable-json", "no JSON that this takes"),
                    ("{\"kind\":\"crate\"} x", "unreadable-json", "at line 1"),
                ]
        )
        {
            var refused = await api.PostAsync(Nominations, body, HttpStatusCode.BadRequest);
            refused.Code.ShouldBe(code, body);
            refused.Detail.ShouldContain(words);
        }

        (await api.GetAsync($"{Nominations}?state=all&round=all")).Json.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Bodies_that_are_too_long_or_no_JSON_are_refused()
    {
        await using var api = await ApiDesk.StartAsync();
        var tooLong = $$"""{"kind":"quote","text":"{{new string('x', 100_000)}}","by":"Ferris"}""";
        (await api.PostAsync(Nominations, tooLong, HttpStatusCode.RequestEntityTooLarge)).Code.ShouldBe("too-large");
        foreach (
            var content in (HttpContent[])
                [
                    new FormUrlEncodedContent([KeyValuePair.Create("kind", "crate")]),
                    new StringContent("{}", Encoding.UTF8, "text/plain"),
                    new StringContent("{}", Encoding.Latin1, "application/json"),
                ]
        )
        {
            (await api.AskAsync(HttpMethod.Post, Nominations, content, HttpStatusCode.UnsupportedMediaType)).Code.ShouldBe("not-json");
        }

        using var broken = new ByteArrayContent([(byte)'{', (byte)'"', 0xC3, (byte)'"', (byte)'}']);
        broken.Headers.ContentType = new("application/json");
        (await api.AskAsync(HttpMethod.Post, Nominations, broken, HttpStatusCode.BadRequest)).Detail.ShouldContain("not UTF-8");
    }

    [Fact]
    public async Task Nonsense_in_an_address_is_refused_by_name()
    {
        await using var api = await ApiDesk.StartAsync();
        foreach (
            var (path, code, words) in ((string, string, string)[])
                [
                    ("/nominations?stat=open", "unknown-parameter", "Did you mean `state`?"),
                    ("/nominations?state=opne", "bad-parameter", "Write one of open, "),
                    ("/nominations?limit=0", "bad-parameter", "from 1 to 200"),
                    ("/nominations?limit=201", "bad-parameter", "from 1 to 200"),
                    ("/nominations?skip=-1", "bad-parameter", "from 0 to 100000"),
                    ("/nominations?skip=1&skip=2", "bad-parameter", "more than once"),
                    ("/nominations?round=yesterday", "unknown-round", "No round is called yesterday."),
                    ("/nominations?search=%00", "bad-parameter", "none of a text"),
                    ("/calls?closingWithin=soon", "bad-parameter", "7d or 36h"),
                    ("/export?round=never", "unknown-round", "No round is called never."),
                    ("/issues/issue-7?x=1", "unknown-parameter", "takes none"),
                ]
        )
        {
            var refused = await api.GetAsync(ApiDesk.Gazette + path, HttpStatusCode.BadRequest);
            refused.Code.ShouldBe(code, path);
            refused.Detail.ShouldContain(words);
        }
    }

    [Fact]
    public async Task What_is_not_there_is_not_found_and_other_methods_are_told_which_there_are()
    {
        await using var api = await ApiDesk.StartAsync();
        var nobody = Guid.Empty.ToString();
        foreach (
            var path in (string[])
                [
                    "/api",
                    "/api/v1/none",
                    "/api/v2/publications",
                    "/api/v1/publications/none/calls",
                    Nominations + "/none",
                    $"{Nominations}/{nobody}",
                    $"{ApiDesk.Gazette}/posts/{nobody}",
                    $"{ApiDesk.Gazette}/calls/{nobody}",
                    $"{ApiDesk.Gazette}/issues/none",
                ]
        )
        {
            (await api.GetAsync(path, HttpStatusCode.NotFound)).Code.ShouldBe("not-found", path);
        }

        foreach (
            var path in (string[])
                [
                    $"{Nominations}/{nobody}/acceptance",
                    $"{ApiDesk.Gazette}/posts/{nobody}/stop",
                    $"{ApiDesk.Gazette}/calls/{nobody}/release",
                ]
        )
        {
            (await api.PostAsync(path, null, HttpStatusCode.NotFound)).Code.ShouldBe("not-found", path);
        }

        using var request = new StringContent("{}", Encoding.UTF8, "application/json");
        var refused = await api.AskAsync(HttpMethod.Put, Nominations, request, HttpStatusCode.MethodNotAllowed);
        refused.Detail.ShouldBe("This address takes GET, POST.");
    }

    [Fact]
    public async Task What_is_not_possible_says_why_and_what_to_do()
    {
        await using var api = await ApiDesk.StartAsync();
        var jiff = await ApiTourTests.AddAsync(api, """{"kind":"crate","name":"jiff","by":"Ferris"}""");
        foreach (
            var (path, body, words) in ((string, string, string)[])
                [
                    ("", """{"kind":"crate","name":"jiff"}""", "`by`"),
                    ("", """{"kind":"crate","by":"Ferris"}""", "name"),
                    ("", """{"kind":"crate","name":"../../etc","by":"Ferris"}""", "name"),
                    ("", """{"kind":"link","url":"javascript:alert(1)","by":"Ferris"}""", "web address"),
                    ("", """{"kind":"crate","name":"jiff","mention":"none"}""", "no mention none"),
                    ("", """{"kind":"crate","name":"jiff","mention":"none","by":"Eve"}""", "leave `by` and `post` out"),
                    ($"/{jiff}/rejection", """{"reason":""}""", "reason"),
                    ($"/{jiff}/correction", "{}", "Nothing is to be corrected"),
                    ($"/{jiff}/merger", """{"nominations":[]}""", "at least one"),
                    ($"/{jiff}/merger", """{"nominations":["none"]}""", "no nomination none"),
                    ($"/{jiff}/split", """{"posts":["none"]}""", "none"),
                ]
        )
        {
            var refused = await api.PostAsync(Nominations + path, body, HttpStatusCode.UnprocessableEntity);
            refused.Code.ShouldBe("not-possible");
            refused.Detail.ShouldContain(words);
            refused.Type!.MediaType.ShouldBe("application/problem+json");
        }
    }

    [Fact]
    public async Task Lists_are_read_in_parts_that_follow_each_other()
    {
        await using var api = await ApiDesk.StartAsync();
        for (var number = 1; number <= 5; number++)
        {
            await ApiTourTests.AddAsync(api, $$"""{"kind":"crate","name":"crate{{number}}","by":"Ferris"}""");
        }

        var names = new List<string>();
        var next = $"{Nominations}?sort=name&limit=2";
        while (next is not null)
        {
            var part = await api.GetAsync(next);
            names.AddRange(part.Json.AsArray().Select(each => each!["name"]!.GetValue<string>()));
            next = LinkOf(part, "next");
            if (names.Count > 2)
            {
                LinkOf(part, "prev").ShouldNotBeNull();
            }
        }

        names.ShouldBe(["crate1", "crate2", "crate3", "crate4", "crate5"]);
    }

    private static string? LinkOf(ApiReply reply, string relation) =>
        reply.Headers.TryGetValues("Link", out var lines)
            ? string.Join(", ", lines)
                .Split(", ")
                .Where(link => link.EndsWith($"rel=\"{relation}\"", StringComparison.Ordinal))
                .Select(link => link[1..link.IndexOf('>', StringComparison.Ordinal)])
                .SingleOrDefault()
            : null;
}
