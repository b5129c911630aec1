using System.Net;
using System.Text.RegularExpressions;
using Syndicator.Tests.Calls.Feeds;
using Syndicator.Tests.Pages;
using Syndicator.Tests.SignIn;

namespace Syndicator.Tests.Hosting;

public partial class FeedRoutesTests
{
    [Theory]
    [InlineData("/feeds/gazette/calls.atom", "application/atom+xml; charset=utf-8")]
    [InlineData("/feeds/gazette/calls.ics", "text/calendar; charset=utf-8")]
    public async Task A_feed_is_sent_once_and_asked_again_answers_that_nothing_changed(string path, string contentType)
    {
        await using var server = await DeskServer.StartAsync(SampleWeek.Empty);
        using var sent = await server.GetAsync(path);
        sent.StatusCode.ShouldBe(HttpStatusCode.OK);
        sent.Content.Headers.ContentType!.ToString().ShouldBe(contentType);
        sent.Headers.CacheControl!.ToString().ShouldBe("public, max-age=300");
        sent.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        var bytes = await sent.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var feed = FeedSamples.Feed([.. FeedSamples.All]);
        bytes.ShouldBe(path.EndsWith("ics", StringComparison.Ordinal) ? feed.ToCalendar() : feed.ToAtom(null));

        using var again = await server.GetAsync(path, request => request.Headers.IfNoneMatch.Add(sent.Headers.ETag!));
        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await again.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();

        using var head = await server.GetAsync(path, request => request.Method = HttpMethod.Head);
        head.StatusCode.ShouldBe(HttpStatusCode.OK);
        head.Content.Headers.ContentLength.ShouldBe(bytes.Length);
        head.Headers.ETag.ShouldBe(sent.Headers.ETag);

        using var posted = await server.GetAsync(path, request => request.Method = HttpMethod.Post);
        posted.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task A_feed_says_where_it_is_by_the_address_of_the_settings_and_by_nobody_elses_word()
    {
        await using var server = await SignInServer.StartAsync(("PublicUrl", "https://desk.example"), ("ForwardedFrom:0", "127.0.0.1"));
        using var client = new HttpClient(new SocketsHttpHandler());
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Address, "/feeds/gazette/calls.atom"));
        request.Headers.Host = "desk.example";
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        using var sent = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var bytes = await sent.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        bytes.ShouldBe(FeedSamples.Feed([.. FeedSamples.All]).ToAtom(new Uri("https://desk.example/feeds/gazette/calls.atom")));
    }

    [Theory]
    [InlineData("/feeds/nobody/calls.atom")]
    [InlineData("/feeds/%2e%2e%2f%2e%2e/calls.ics")]
    public async Task What_is_not_there_is_said_on_a_page(string path)
    {
        await using var server = await DeskServer.StartAsync(SampleWeek.Empty);
        using var response = await server.GetAsync(path);
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("There is no such page");
    }

    [Fact]
    public async Task Who_may_not_see_the_desk_gets_no_feed_from_it()
    {
        await using var server = await DeskServer.StartAsync(SampleWeek.Empty);
        using var response = await server.GetAsync(
            "/feeds/gazette/calls.ics",
            request => request.Headers.Add("X-Forwarded-For", "203.0.113.9")
        );
        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_page_names_the_feeds_of_each_publication()
    {
        await using var server = await DeskServer.StartAsync(SampleWeek.Ready);
        using var response = await server.GetAsync("/");
        var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Alternate()
            .Matches(html)
            .Select(match => WebUtility.HtmlDecode(match.Value))
            .ShouldBe([
                """<link rel="alternate" type="application/atom+xml" title="Sample Weekly: calls for participation" href="/feeds/sample/calls.atom" />""",
                """<link rel="alternate" type="text/calendar" title="Sample Weekly: closing days" href="/feeds/sample/calls.ics" />""",
            ]);
    }

    [GeneratedRegex("<link rel=\"alternate\"[^>]*>")]
    private static partial Regex Alternate();
}
